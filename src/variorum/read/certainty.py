"""How firmly something is told: by the words over it in its own clause, then by who is said to say it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from variorum.lexicon.hedges import Part, hedges
from variorum.lexicon.speech import is_earlier_version
from variorum.model import Span
from variorum.model.words import Certainty
from variorum.read.finding import Attribution
from variorum.read.parsed import Parsed

# Of several words the one that takes most away decides: what is denied is not merely possible.
_IN_THAT_CASE = frozenset({"could", "would", "might", "may"})
_WEIGHT: dict[Certainty, int] = {"denied": 6, "conditional": 5, "predicted": 4, "possible": 3, "alleged": 2, "confirmed": 1, "asserted": 0}
_STEPS = 10  # heads from a number up to the top of its clause
_VERBS = frozenset({"VERB", "AUX"})
# What stands in these is background of the sentence: "a court will try the man who shot two" doesn't predict the shooting.
_TAKEN_FOR_GRANTED = frozenset({"relcl", "acl", "advcl", "npadvmod"})
_TAKING_BACK = frozenset({"withdraw", "retract", "rescind", "correct"})
_WRONGLY = frozenset({"wrongly", "incorrectly", "mistakenly", "erroneously", "falsely"})  # of a verb of saying: "wrongly reported that"
_ENDURES = frozenset({"survive", "recover", "live", "undergo", "remain"})  # "is expected to survive" is firm about the injury


def certainty_of(parsed: Parsed, span: Span, attribution: Attribution | None) -> Certainty:
    """The certainty of some words. A named speaker alone doesn't lower it; "believed", "may", "if", "reportedly", "denied" do."""
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if not words:
        return "asserted"
    found = [*_inside(words), *_over(words.root, words), *_by_source(parsed, attribution)]
    return max(found, key=lambda certainty: _WEIGHT[certainty], default="asserted")


def _look(word: str, part: Part) -> Iterator[Certainty]:
    certainty = hedges().get((word, part))
    if certainty is not None:
        yield certainty


def _inside(words: Tokens) -> Iterator[Certainty]:
    """Hedges within the words themselves: "perhaps 400", "two possible victims". An alleged robber is a firm person."""
    for token in words:
        if token.pos_ == "ADV" or token.dep_ == "advmod":
            yield from _look(token.lower_, "adverb")
        elif token.dep_ == "amod" and token.lower_ in ("possible", "presumed", "probable", "unconfirmed", "confirmed"):
            yield from _look(token.lower_, "adjective")


def _over(token: Token, words: Tokens) -> Iterator[Certainty]:
    """Hedges on the way from a word up to the top of what is told in its clause."""
    below: Token | None = None
    verbs = nouns = 0
    for _ in range(_STEPS):
        if token.pos_ in _VERBS:
            yield from _beside_verb(token, below, first=verbs == 0, direct=nouns == 0)
            verbs += 1
        else:
            yield from _beside_noun(token, words, verbs=verbs)
        if token.pos_ in _VERBS and _behind_semicolon(token):
            return
        if _beside_another_clause(token):
            # "X may be dead and Y is hurt": Y is under what stands over both, not under X's own words
            while token.dep_ == "conj" and token.head != token:
                token = token.head
        if token.dep_ in ("acl", "ccomp") and _takes_back(token.head):
            yield "denied"
        if token.head == token or (token.dep_ in _TAKEN_FOR_GRANTED and verbs):
            return
        if token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN"):
            nouns += 1
        below, token = token, token.head
        yield from _own(token, below, direct=nouns == 0)


def _takes_back(statement: Token) -> bool:
    """ "Withdrew its statement that 20 had died", "denied reports that …"."""
    if statement.pos_ != "NOUN" or statement.dep_ != "dobj":
        return False
    verb = statement.head.lemma_.lower()
    return verb in _TAKING_BACK or hedges().get((verb, "verb")) == "denied"


def _behind_semicolon(verb: Token) -> bool:
    """ "Police accused the group; it denied the attack": what is told on one side is not under the verb on the other."""
    low, high = sorted((verb.i, verb.head.i))
    return verb.head.pos_ in _VERBS and any(token.text == ";" for token in verb.doc[low:high])


def _beside_another_clause(token: Token) -> bool:
    if token.dep_ != "conj" or token.pos_ not in _VERBS or token.head.pos_ not in _VERBS:
        return False
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _beside_verb(verb: Token, below: Token | None, *, first: bool, direct: bool) -> Iterator[Certainty]:
    """Modals, adverbs, marks and negation of a verb. `direct`: the words are not buried in a noun phrase ("the killing of two")."""
    modal = False
    for child in verb.children:
        if child == below:
            continue
        word = child.lower_
        if child.dep_ == "aux" and direct and verb.lemma_.lower() not in _ENDURES:
            modal = modal or (word, "modal") in hedges()
            if not (word == "could" and any(part.dep_ == "neg" for part in verb.children)):
                yield from _look(word, "modal")
            if word in _IN_THAT_CASE and _opens_a_condition(verb.sent[0]):
                yield "conditional"
        elif child.dep_ == "advmod":
            yield from _look(word, "adverb")
        elif child.dep_ == "acomp" and direct:
            yield from _look(word, "adjective")
        elif child.dep_ == "mark":
            yield from _look(word, "mark")
        elif child.dep_ == "neg" and first and direct and not modal and word in ("not", "n't", "n’t", "never") and not _counts_none(verb):
            yield "denied"


def _opens_a_condition(first: Token) -> bool:
    """ "Should one come, dozens could be killed"."""
    return first.lower_ == "should" and first.sent[-1].text != "?"


def _counts_none(verb: Token) -> bool:
    """ "Has not resulted in any deaths" is a firm nought."""
    return any(token.lower_ == "any" for token in verb.subtree)


def _beside_noun(noun: Token, words: Tokens, *, verbs: int) -> Iterator[Certainty]:
    """Adjectives of a noun above ("the reported arrest of two"), participles behind the words ("people feared dead"), "reports of"."""
    inside = words.start <= noun.i < words.end
    if not inside and not verbs:
        for child in noun.children:
            if child.dep_ == "amod":
                yield from _look(child.lower_, "adjective")
        if any(child.lower_ == "of" for child in noun.children):
            yield from _look(noun.lemma_.lower(), "noun")
    for child in noun.children if inside else ():
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i > noun.i and any(_is_fate(part) for part in child.children):
            yield from _look(child.lemma_.lower(), "verb")
            yield from _look(child.lemma_.lower(), "passive")


def _is_fate(token: Token) -> bool:
    """ "Feared dead", "believed to have drowned" tell what became of people; "believed to be from the south" doesn't."""
    if token.dep_ in ("oprd", "acomp"):
        return True
    return token.dep_ == "xcomp" and (token.lemma_ != "be" or any(child.dep_ == "acomp" for child in token.children))


def _own(verb: Token, below: Token, *, direct: bool) -> Iterator[Certainty]:
    """What a verb says of the words under it: "feared dead", "are said to have died", "confirmed that"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ not in _VERBS or below.dep_ in ("advcl", "npadvmod", "conj", "agent"):
        return
    if below.dep_ == "prep" and not (below.lower_ == "as" and hedges().get((lemma, "verb")) == "confirmed"):
        return
    passive = verb.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in verb.children)
    subject = below.dep_ in ("nsubj", "nsubjpass")
    if any(child.dep_ == "neg" for child in verb.children):
        if lemma in ("confirm", "verify"):
            yield "alleged"
        return
    if passive and direct and not any(child.dep_ == "agent" for child in verb.children) and not _none(below):
        yield from _look(lemma, "passive")
    if lemma == "identify":
        if below.dep_ == "prep" or (passive and direct):
            yield "confirmed"
        return
    if subject and not passive and lemma not in ("appear", "seem", "confirm", "fear", "believe"):
        return
    if _ENDURES & {child.lemma_.lower() for child in verb.children if child.dep_ in ("xcomp", "ccomp")}:
        return
    if direct or below.dep_ == "ccomp":
        yield from _look(lemma, "verb")
    if below.dep_ == "ccomp" and any(child.dep_ == "advmod" and child.lower_ in _WRONGLY for child in verb.children):
        yield "denied"


def _none(token: Token) -> bool:
    return any(child.lower_ == "no" for child in token.children)


def _by_source(parsed: Parsed, attribution: Attribution | None) -> Iterator[Certainty]:
    """ "Reports say", "according to unconfirmed reports", "some say"; "an earlier version of this report said"."""
    if attribution is not None and any(is_earlier_version(words.exact) for words in attribution.source):
        yield "denied"
    if attribution is None or attribution.speaker is not None or not attribution.source:
        return
    source = parsed.doc.char_span(attribution.source[0].start, attribution.source[0].end, alignment_mode="expand")
    if source:
        yield from _look(source.root.lemma_.lower(), "source")
