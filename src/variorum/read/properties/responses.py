"""Condemnation, condolences, measures, judgments: what somebody did or said in answer."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.properties import Measure, response_verbs, word_class
from variorum.model import ResponseValue
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, agent, is_negated, is_passive, once_each, owner, plain, subject

_NOUNS = word_class("response_noun")
_FROM = word_class("response_from")
_NOBODY = frozenset({"nobody", "none", "one", "neither"})
_ANNOUNCED = frozenset({"will", "would", "'ll", "’ll", "shall"})
_COURTS = frozenset({"court", "judge", "tribunal", "jury", "magistrate"})
_JUDGING = frozenset({"convict", "sentence", "fine", "acquit", "rule", "find"})


def find_responses(phrases: Phrases) -> tuple[Finding, ...]:
    """Responses by verb ("condemned", "declared a day of mourning") and by noun ("a condemnation from …")."""
    return once_each(*_by_verb(phrases), *_by_noun(phrases))


def _by_verb(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for lemma, measure in response_verbs().items():
        for verb in phrases.of(lemma, pos="VERB"):
            if is_negated(verb) or _by_nobody(verb) or _is_ahead(verb, measure) or (measure.objects and not _under(verb) & measure.objects):
                continue
            passive = is_passive(verb)
            by = agent(verb) if passive else _sender(subject(verb))
            if lemma in _JUDGING and passive and not phrases.holds_event(verb.sent.start, verb.sent.end):
                continue  # sentenced for something else
            if not _fits(phrases, lemma, by, passive=passive):
                continue
            evidence = phrases.clause(verb, cut=frozenset({"advcl"}))
            text = plain(evidence)
            if evidence is not None and text is not None:
                found.append(Finding(property="response", value=ResponseValue(by=phrases.who(by), text=text), evidence=(evidence,)))
    return found


def _sender(token: Token | None) -> Token | None:
    """ "Messages from Paris expressed …": Paris."""
    if token is not None and token.lemma_.lower() in ("message", "statement", "word", "letter", "condolence", "telegram"):
        return owner(token) or token
    return token


def _by_nobody(verb: Token) -> bool:
    """ "No one has been convicted"."""
    return any(child.dep_ in ("nsubj", "nsubjpass") and (child.lower_ in _NOBODY or is_negated(child)) for child in verb.children)


def _is_ahead(verb: Token, measure: Measure) -> bool:
    """ "Could impose a curfew" is none yet; "will step up patrols" is a measure announced."""
    modals = {child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"}
    return bool(modals - _ANNOUNCED if measure.objects else modals)


def _under(verb: Token) -> set[str]:
    """Lemmas of the objects of a verb, of what they are of, of a passive's subject, and of what stands behind its prepositions."""
    lemmas: set[str] = set()
    for child in verb.children:
        heads = [child] if child.dep_ in ("dobj", "nsubjpass", "xcomp", "dative") else []
        if child.dep_ in ("prep", "prt"):
            heads = [part for part in child.children if part.dep_ == "pobj"]
        for head in heads:
            for part in (head, *head.conjuncts, *(part for part in head.subtree if part.dep_ in ("pobj", "compound", "conj"))):
                lemmas.add(part.lemma_.lower())
    return lemmas


def _fits(phrases: Phrases, lemma: str, by: Token | None, *, passive: bool) -> bool:
    if by is not None and phrases.is_perpetrator(by) and by.pos_ != "PRON":
        return False
    if lemma in _JUDGING:
        return (passive and lemma not in ("rule", "find")) or (
            by is not None and any(part.lemma_.lower() in _COURTS for part in by.subtree)
        )
    if lemma in ("vow", "demand", "retaliate"):
        return by is not None and not passive
    if lemma in ("condemn", "deplore", "mourn"):
        return by is not None or passive
    return True


def _by_noun(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for noun in phrases.of(*_NOUNS, pos="NOUN"):
        if noun.dep_ == "compound" or is_negated(noun):
            continue
        by = owner(noun)
        if by is None and noun.lemma_.lower() in _FROM:
            by = _from(noun) or (subject(noun.head) if noun.dep_ == "dobj" else None)
        if by is None:
            continue
        if noun.dep_ == "dobj" and noun.head.lemma_.lower() in response_verbs():
            continue  # told by its verb
        evidence = phrases.phrase(noun)
        text = plain(evidence)
        if evidence is not None and text is not None:
            found.append(Finding(property="response", value=ResponseValue(by=phrases.who(by), text=text), evidence=(evidence,)))
    return found


def _from(noun: Token) -> Token | None:
    """ "What he needed from the council: a condemnation": the nearest "from" before, in the same sentence."""
    for token in reversed(noun.doc[noun.sent.start : noun.i]):
        if token.lower_ == "from":
            return next((child for child in token.children if child.dep_ == "pobj" and child.ent_type_ not in ("DATE", "TIME")), None)
    return None
