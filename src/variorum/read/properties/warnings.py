"""Who warned whom of what, and what became of it."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.properties import word_class
from variorum.model import Span, WarningValue
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, after, agent, child_of, is_passive, once_each, owner, passive_subject, plain, subject

_VERBS = ("warn", "forewarn", "caution", "alert", "tip")
_TELLING = ("tell", "inform", "notify", "brief")
_NOUNS = ("warning", "alert", "tip-off", "tipoff", "tip", "intelligence", "information", "advice", "advisory")
_ONLY_OF_DANGER = frozenset({"tip", "intelligence", "information", "advice", "advisory"})
_COUNTS = frozenset({"toll", "count", "figure", "number", "total", "tally"})
_BEHIND = frozenset({"advcl", "preconj"})
_OUTCOMES = word_class("warning_outcome")
_NOT_MEANT = word_class("warning_other")
_KINDS = frozenset({"kind", "sort", "type", "series", "lack"})
_GIVING = word_class("warning_giving")
_DANGERS = word_class("danger")


def find_warnings(phrases: Phrases) -> tuple[Finding, ...]:
    """Warnings by verb ("warned of", "had been told of a planned attack") and by noun ("dismissed a warning that …")."""
    return once_each(*_by_verb(phrases), *_by_noun(phrases))


def _by_verb(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for verb in (*phrases.of(*_VERBS, pos="VERB"), *phrases.of(*_TELLING, pos="VERB")):
        if _is_noun(verb):
            continue
        if verb.lemma_.lower() == "tip" and not any(child.lower_ == "off" for child in verb.children):
            continue
        passive = is_passive(verb) and (passive_subject(verb) is not None or agent(verb) is not None or verb.dep_ == "acl")
        by = agent(verb) if passive else subject(verb)
        to = (passive_subject(verb) or (verb.head if verb.dep_ == "acl" else None)) if passive else child_of(verb, "dobj", "dative")
        about, words = _about(phrases, verb)
        if verb.lemma_.lower() in _TELLING and not (passive and about is not None and about.dep_ == "pobj" and _is_danger(phrases, about)):
            continue
        if about is not None and any(child.dep_ == "nsubj" and child.lemma_.lower() in _COUNTS for child in about.children):
            continue  # "warned that the toll may rise" qualifies a figure
        value = WarningValue(by=phrases.who(by), to=phrases.who(to), about=plain(words))
        evidence = phrases.clause(verb, cut=frozenset({"advcl"}))
        if evidence is not None and (value.by or value.to or value.about):
            found.append(Finding(property="warning", value=value, evidence=(evidence,)))
    return found


def _is_noun(token: Token) -> bool:
    """ "The embassy's warning", "the kind of warning": a form in -ing that the parse took for a verb."""
    if token.lower_ not in ("warning", "warnings") or token.pos_ != "VERB":
        return False
    if any(child.dep_ in ("det", "poss", "amod") for child in token.children):
        return True
    return token.i > 0 and token.nbor(-1).lower_ == "of" and token.nbor(-1).head.lemma_ in _KINDS


def _about(phrases: Phrases, word: Token) -> tuple[Token | None, Span | None]:
    """The danger: behind "of", "about", "against", or in a clause."""
    noun = after(word, "of", "about", "against", "over") or (after(word, "to") if word.lemma_.lower() in ("alert", "tip") else None)
    if noun is not None:
        return noun, phrases.clause(noun, cut=frozenset()) if noun.pos_ == "VERB" else phrases.phrase(noun)
    if word.pos_ == "VERB" and (far := _far_danger(phrases, word)) is not None:
        return far, phrases.phrase(far)
    clause = next((child for child in word.children if child.dep_ in ("ccomp", "acl", "xcomp") and child.i != word.i), None)
    if (
        clause is None
        or _gives(clause)
        or (clause.dep_ == "acl" and not any(child.dep_ == "mark" for child in clause.children) and clause.tag_ == "VBN")
    ):
        return None, None
    span = phrases.clause(clause, cut=_BEHIND)
    if span is not None and span.exact.lower().startswith("that "):
        span = phrases.parsed.span(span.start + 5, span.end)
    return clause, span


def _far_danger(phrases: Phrases, verb: Token) -> Token | None:
    """ "Warned its citizens two days earlier of an attack": an "of" that the parse hung on what stands between."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 10)]:
        if token.dep_ == "prep" and token.lower_ in ("of", "about", "against") and token.head.pos_ in ("ADV", "NOUN"):
            noun = child_of(token, "pobj")
            if noun is not None and (noun.i in phrases.event_at or noun.lemma_.lower() in _DANGERS):
                return noun
    return None


def _is_danger(phrases: Phrases, token: Token | None) -> bool:
    if token is None:
        return False
    return any(part.i in phrases.event_at or part.lemma_.lower() in _DANGERS for part in token.subtree)


def _by_noun(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for noun in (*phrases.of(*_NOUNS, pos="NOUN"), *(token for token in phrases.of("warn", "warning") if _is_noun(token))):
        if noun.dep_ in ("compound", "nmod") or any(child.lower_ in _NOT_MEANT for child in noun.children):
            continue
        if noun.i + 1 < len(phrases.doc) and phrases.doc[noun.i + 1].lower_ in _NOT_MEANT:
            continue
        giver, receiver = _giver(noun)
        about, words = _about(phrases, noun)
        fate, hearer = _fate(noun)
        by, to = phrases.who(giver), phrases.who(receiver) or phrases.who(hearer)
        if by is None and to is None and not _is_danger(phrases, about):
            continue
        if noun.lemma_.lower() in _ONLY_OF_DANGER and not (
            _is_danger(phrases, about) and about is not None and (about.dep_ != "pobj" or about.head.lower_ == "of")
        ):
            continue
        value = WarningValue(by=by, to=to, about=plain(words), outcome=plain(fate))
        start, end = _extent(noun, giver, hearer)
        evidence = phrases.span(start, end)
        if evidence is not None:
            found.append(Finding(property="warning", value=value, evidence=(evidence,)))
    return found


def _gives(clause: Token) -> bool:
    """ "The warning (that) the embassy gave to the ministry": a clause on the warning, not its content."""
    if clause.lemma_.lower() not in _GIVING or clause.dep_ not in ("ccomp", "acl"):
        return False
    return not any(child.dep_ in ("mark", "dobj") for child in clause.children)


def _extent(noun: Token, giver: Token | None, hearer: Token | None) -> tuple[int, int]:
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    if hearer is not None and hearer.sent == noun.sent and hearer.i < start:
        start = hearer.left_edge.i
    elif giver is not None and giver.sent == noun.sent and giver.i < start:
        start = giver.left_edge.i
    return (start, end) if end - start <= 40 else (noun.left_edge.i, min(end, noun.i + 20))


def _giver(noun: Token) -> tuple[Token | None, Token | None]:
    """Who gave the warning, and to whom: possessor, "from", or the subject of a giving verb over it or in its relative clause."""
    by, to = owner(noun) or next((child for child in noun.children if child.ent_type_ == "NORP"), None), after(noun, "to")
    if by is None and noun.dep_ == "acl":
        by = owner(noun.head)
    kind = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _KINDS else None
    for child in (*noun.children, *(kind.children if kind is not None else ())):
        if (child.dep_ == "relcl" and child.lemma_.lower() in _GIVING) or _gives(child):
            by = by or (agent(child) if is_passive(child) else subject(child))
            to = to or after(child, "to") or child_of(child, "dative")
    verb = _verb_over(noun)
    if verb is not None and verb.lemma_.lower() in _GIVING:
        if by is not None and by.pos_ == "PRON":
            by = None  # "repeated its warning"
        if noun.dep_ == "nsubjpass":
            by = by or agent(verb)
        elif noun.dep_ == "dobj":
            by = by or subject(verb)
        to = to or after(verb, "to") or child_of(verb, "dative")
    return by, to


def _fate(noun: Token) -> tuple[Span | None, Token | None]:
    """What became of the warning, and who had it: "dismissed the warning", "the warning was ignored by the ministry"."""
    verb = _verb_over(noun)
    if verb is None or verb.lemma_.lower() not in _OUTCOMES or verb.lemma_.lower() in _GIVING:
        return None, None
    hearer = agent(verb) if noun.dep_ == "nsubjpass" else subject(verb)
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "neg") and child.i < verb.i]
    start = min([child.i for child in aux] + [verb.i])
    if verb.i - start > 4:
        start = verb.i
    end = verb.i + 2 if verb.i + 1 < len(verb.doc) and verb.nbor().dep_ in ("prt", "advmod") and verb.nbor().head == verb else verb.i + 1
    span = verb.doc[start:end]
    return Span.of(verb.doc.text, span.start_char, span.end_char), hearer


def _verb_over(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ == "pobj" and head.head.pos_ == "NOUN":
        head = head.head.head if head.head.dep_ in ("dobj", "nsubjpass") else head
    elif noun.dep_ == "pobj":
        head = head.head
    if noun.dep_ == "conj":
        head = noun.head.head
    return head if head.pos_ == "VERB" else None
