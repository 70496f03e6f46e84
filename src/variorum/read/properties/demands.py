"""What the perpetrators asked for."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.properties import weapons, word_class
from variorum.model import DemandValue, Span
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, after, child_of, is_passive, owner, passive_subject, plain, subject

_VERBS = ("demand", "want", "seek", "request", "insist")
_CALLS = ("call", "ask", "press", "push")
_NOUNS = ("demand", "ultimatum", "condition")
_WEAK = frozenset({"want", "seek", "request"})
_WISHES = word_class("demanded")
_EXCHANGES = ("exchange", "return")
_ARMS = frozenset(words[0] for words in weapons() if len(words) == 1) | {"weapon", "arms", "force"}
_WRITINGS = frozenset({"letter", "note", "leaflet", "caller", "manifesto", "video", "pamphlet", "tape", "communiqué", "communique"})
_ASKING = frozenset({"demand", "ask", "seek", "request", "want", "unless", "insist"})
_HOLDING = word_class("holding")


def find_demands(phrases: Phrases) -> tuple[Finding, ...]:
    """Demands by verb ("demanded that", "want"), noun ("the demand for"), exchange ("in return for") and ransom."""
    found: dict[int, Finding] = {}
    for finding in (*_by_verb(phrases), *_by_noun(phrases), *_in_exchange(phrases), *_unless(phrases), *_ransoms(phrases)):
        found.setdefault(finding.evidence[0].start, finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.evidence[0].start))


def _finding(phrases: Phrases, what: Span | None, by: Token | None, near: Token) -> list[Finding]:
    text = plain(what)
    if what is None or text is None:
        return []
    context = phrases.span(near.left_edge.i, near.right_edge.i + 1)
    evidence = (what, context) if context is not None and context != what and len(context.exact) < 300 else (what,)
    return [Finding(property="demand", value=DemandValue(by=phrases.who(by), text=text), evidence=evidence)]


def _by_verb(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for verb in phrases.of(*_VERBS, pos="VERB"):
        if is_passive(verb) and passive_subject(verb) is not None:
            continue
        by = subject(verb)
        if not phrases.is_perpetrator(by):
            continue
        if verb.lemma_.lower() in _WEAK and not _is_wish(verb):
            continue
        found += _finding(phrases, _content(phrases, verb), by, verb)
        for further in _further(verb):
            found += _finding(phrases, phrases.clause(further, cut=frozenset()), by, verb)
    for verb in phrases.of(*_CALLS, pos="VERB"):
        by, wish = subject(verb), after(verb, "for")
        if wish is not None and by is not None and (phrases.is_perpetrator(by) or by.lemma_.lower() in _WRITINGS):
            found += _finding(phrases, phrases.phrase(wish), by, verb)
    return found


def _is_wish(verb: Token) -> bool:
    """ "They want troops to leave", "seek the release of"; not "wanted only bodies", "wanted to die"."""
    if (clause := child_of(verb, "ccomp", "xcomp")) is not None:
        return clause.dep_ == "ccomp" or any(child.dep_ == "nsubj" for child in clause.children)
    wish = child_of(verb, "dobj")
    if wish is not None and any(child.lower_ in ("out", "back", "free", "home") for child in (*verb.children, *wish.children)):
        return True
    return wish is not None and (wish.lower_ == "what" or any(part.lemma_.lower() in _WISHES for part in wish.subtree))


def _further(verb: Token) -> list[Token]:
    """Clauses beside the first that is demanded: "that the army leave and that the prisoners be freed"."""
    first = child_of(verb, "ccomp")
    return [] if first is None else [other for other in first.conjuncts if other.i > first.i and other.pos_ in ("VERB", "AUX")]


def _content(phrases: Phrases, verb: Token) -> Span | None:
    """What is wanted: an object, a clause, or both ("want the troops out")."""
    part = child_of(verb, "dobj", "ccomp", "xcomp")
    if part is None:
        part = after(verb, "on", "for")
    if part is not None and part.lower_ == "what":
        return _behind_colon(phrases, verb)
    if part is None or part.i < verb.i or part.lower_ in ("it", "that", "this", "them"):
        return None
    if part.dep_ == "dobj" and part.pos_ != "VERB":
        return _wish(phrases, part, verb)
    return phrases.clause(part, cut=frozenset())


def _behind_colon(phrases: Phrases, verb: Token) -> Span | None:
    """ "Repeated what it wants: an end of the war"."""
    colon = next((token for token in verb.doc[verb.i : verb.sent.end] if token.text == ":"), None)
    return phrases.span(colon.i + 1, verb.sent.end) if colon is not None else None


def _wish(phrases: Phrases, noun: Token, verb: Token | None = None) -> Span | None:
    """What is asked for: a noun phrase, with what "want" says of it ("the troops out"), without the means of asking ("with firearms")."""
    start, end = phrases.bounds(noun)
    if verb is not None:
        for child in verb.children:
            if child.i > noun.i and child.dep_ in ("prep", "advmod", "oprd", "acomp", "prt") and child.left_edge.i == end:
                end = child.right_edge.i + 1
    for token in noun.doc[noun.i + 1 : end]:
        if token.lower_ == "with" and any(child.lemma_.lower() in _ARMS for child in token.children):
            end = token.i
            break
    return phrases.span(start, end)


def _by_noun(phrases: Phrases) -> list[Finding]:
    """ "Their demand for the release of …", "demands that …", "their demands: …"."""
    found: list[Finding] = []
    for noun in phrases.of(*_NOUNS, pos="NOUN"):
        wish = after(noun, "for") or child_of(noun, "acl", "ccomp", "relcl", "appos")
        if wish is None and noun.dep_ in ("nsubj", "nsubjpass"):
            wish = child_of(noun.head, "attr", "ccomp", "xcomp") if noun.head.lemma_ in ("be", "include") else None
            wish = wish or (child_of(noun.head, "dobj") if noun.head.lemma_ == "include" else None)
        if wish is None and noun.right_edge.i + 1 < noun.sent.end and noun.nbor().text == ":":
            by = owner(noun) or subject(noun.head)
            if phrases.is_perpetrator(by):
                found += _finding(phrases, _behind_colon(phrases, noun), by, noun)
            continue
        if wish is None or wish.i <= noun.i or (wish.dep_ == "relcl" and wish.pos_ != "VERB"):
            continue
        by = owner(noun) or (subject(noun.head) if noun.dep_ == "dobj" else None)
        if by is not None and not phrases.is_perpetrator(by):
            continue
        if by is None:
            by = phrases.perpetrators_before(noun)
            if by is None:
                continue
        if wish.dep_ in ("relcl",) and wish.lemma_ in ("make", "issue", "present"):
            continue
        span = phrases.clause(wish, cut=frozenset()) if wish.pos_ in ("VERB", "AUX") else _wish(phrases, wish)
        found += _finding(phrases, span, by, noun)
    return found


def _in_exchange(phrases: Phrases) -> list[Finding]:
    """What captives would be let go for: "offered to free them in exchange for …"."""
    found: list[Finding] = []
    for noun in phrases.of(*_EXCHANGES, pos="NOUN"):
        wish = after(noun, "for")
        if noun.dep_ != "pobj" or noun.head.lower_ != "in" or wish is None:
            continue
        if not any(token.lemma_.lower() in _HOLDING for token in noun.sent):
            continue
        by = phrases.perpetrators_before(noun)
        if by is not None:
            for one in (wish, *wish.conjuncts):
                found += _finding(phrases, phrases.phrase(one, cut=frozenset({"conj", "cc"})), by, one)
    return found


def _unless(phrases: Phrases) -> list[Finding]:
    """What would hold off a threat: "will kill the hostages unless the troops withdraw"."""
    found: list[Finding] = []
    for mark in phrases.of("unless"):
        verb = mark.head
        if mark.dep_ != "mark" or verb.pos_ not in ("VERB", "AUX") or not phrases.holds_event(mark.sent.start, mark.sent.end):
            continue
        by = next((token for token in mark.sent if token.pos_ == "NOUN" and phrases.is_perpetrator(token)), None)
        if by is None:
            continue
        found += _finding(phrases, phrases.span(mark.i + 1, verb.right_edge.i + 1), by, verb)
    return found


def _ransoms(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for noun in phrases.of("ransom", pos="NOUN"):
        head = noun.head if noun.dep_ in ("compound", "nmod") else noun
        if any(token.lower_ in ("no", "without", "not") for token in head.sent[: noun.i - head.sent.start][-6:]):
            continue
        if not any(token.lemma_.lower() in _ASKING for token in head.sent):
            continue  # "held for ransom", "the ransom was paid" ask for nothing that is told
        found += _finding(phrases, phrases.phrase(head), phrases.perpetrators_before(noun), head)
    return found
