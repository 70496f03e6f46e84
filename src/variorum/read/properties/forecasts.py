"""What somebody expects to happen: never an incident."""

from __future__ import annotations

import re

from spacy.tokens import Token

from variorum.lexicon.properties import horizons, word_class
from variorum.model import ForecastValue, Span
from variorum.model.words import Certainty
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, after, child_of, is_negated, passive_subject, plain, subject

_NOUNS = word_class("forecast_noun")
_BARE = word_class("forecast_bare")
_VERBS = word_class("forecast_verb")
_OPERATIONS = word_class("operation")
_MODALS = frozenset({"will", "would", "could", "may", "might", "shall", "'ll", "’ll", "wo", "ca"})
_AHEAD = frozenset({"plan", "prepare", "threaten", "vow", "expect", "poise", "schedule"})
_OPEN = frozenset({"would", "may", "might", "could"})
_RUN = frozenset({"launch", "carry", "mount", "stage", "unleash", "follow", "repeat", "begin", "resume"})
_LIKELY = frozenset({"likely", "unlikely", "ready", "set", "due", "bound", "certain", "sure", "poised", "prepared"})
_CONDITION = re.compile(
    r"\b(?:if|unless|should (?:\w+ ){1,6}?(?:fail|happen|be|come|not)|in case|in the event|provided that|as long as|otherwise)\b",
    re.IGNORECASE,
)
_HORIZON = re.compile(r"\b(?:" + "|".join(horizons()) + r")\b", re.IGNORECASE)


def find_forecasts(phrases: Phrases) -> tuple[Finding, ...]:
    """Forecasts by noun ("fears of", "predictions are for"), verb ("expects") and modal ("could launch an operation")."""
    found: list[Finding] = []
    for finding in (*_by_noun(phrases), *_by_verb(phrases), *_by_modal(phrases)):
        words = finding.evidence[0]
        if not any(_same(words, other.evidence[0]) for other in found):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.evidence[0].start))


def _same(left: Span, right: Span) -> bool:
    """Two ways of telling one forecast: one holds the other."""
    return left.covers(right) or right.covers(left)


def _finding(words: Span | None, sentence: Token) -> list[Finding]:
    text = plain(words)
    if words is None or text is None or text.split(" ", 1)[0].lower() in ("how", "what", "whether", "why"):
        return []
    whole = sentence.sent
    horizon = _HORIZON.search(words.exact) or _HORIZON.search(whole.text, max(0, words.start - whole.start_char))
    value = ForecastValue(
        text=text,
        horizon=" ".join(horizon.group().split()) if horizon else None,
        conditional=bool(_CONDITION.search(whole.text)),
    )
    certainty: Certainty = "conditional" if value.conditional else "predicted"
    return [Finding(property="forecast", value=value, evidence=(words,), certainty=certainty, account_free=True)]


def _is_violent(phrases: Phrases, token: Token) -> bool:
    """Whether a phrase or clause tells of violence or of an operation."""
    return any(part.i in phrases.event_at or part.lemma_.lower() in _OPERATIONS for part in token.subtree)


def _by_noun(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for noun in phrases.of(*_NOUNS, pos="NOUN"):
        what = after(noun, "of", "for") or child_of(noun, "acl", "ccomp")
        whole = noun
        if what is None and noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
            what = after(noun.head, "for", "of") or child_of(noun.head, "attr", "ccomp")
            whole = noun.head
        if what is None or what.i < noun.i:
            continue
        if noun.lemma_.lower() not in _BARE and not _is_about_violence(phrases, what):
            continue
        words = phrases.clause(whole, cut=frozenset({"advcl"})) if whole is not noun else phrases.phrase(noun)
        found += _finding(words, noun)
    return found


def _by_verb(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for verb in phrases.of(*_VERBS, pos="VERB"):
        what = child_of(verb, "ccomp", "xcomp", "dobj")
        if what is None or is_negated(verb) or not _is_violent(phrases, what) or _is_past(what):
            continue
        found += _finding(phrases.clause(what, cut=frozenset()) if what.dep_ != "dobj" else phrases.phrase(what), verb)
    for verb in phrases.of(*_VERBS, "loom", pos="VERB"):
        what = passive_subject(verb) or (subject(verb) if verb.lemma_ == "loom" else None)
        if what is not None and not is_negated(verb) and child_of(verb, "xcomp", "oprd") is None and _is_violent(phrases, what):
            found += _finding(phrases.clause(verb), verb)
    for verb in phrases.of(*_AHEAD, pos="VERB"):
        what = child_of(verb, "xcomp") or after(verb, "for")
        if what is None or is_negated(verb) or not _is_about_violence(phrases, what) or _is_past(what) or _is_old(verb):
            continue
        if subject(verb) is None and passive_subject(verb) is None:
            continue
        found += _finding(phrases.clause(verb, cut=frozenset({"ccomp"})), verb)
    return found


def _is_past(what: Token) -> bool:
    """ "Feared that they had been killed", "expected to have died": that has happened already."""
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in what.children) or (
        what.tag_ in ("VBD",) or (what.tag_ == "VBN" and any(child.tag_ == "VBD" for child in what.children))
    )


def _is_old(verb: Token) -> bool:
    """ "Had planned to": a plan of the past."""
    return any(child.dep_ == "aux" and child.lower_ in ("had", "'d") for child in verb.children)


def _by_modal(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for modal in phrases.of(*_MODALS):
        verb = modal.head
        if modal.dep_ != "aux" or verb.pos_ not in ("VERB", "AUX") or not _looks_ahead(verb, modal):
            continue
        if _is_about_violence(phrases, verb):
            found += _finding(phrases.clause(verb, cut=frozenset({"ccomp"})), verb)
    for word in phrases.of(*_LIKELY, pos="ADJ"):
        what = child_of(word, "xcomp", "ccomp")
        told = child_of(word, "nsubj")
        if told is not None and word.head.lemma_ in ("consider", "think", "deem") and _is_violent(phrases, told):
            found += _finding(phrases.span(told.left_edge.i, word.right_edge.i + 1), word)
        elif what is not None and word.head.lemma_ == "be" and _is_violent(phrases, what) and not _is_past(what):
            found += _finding(phrases.clause(word.head), word)
    return found


def _looks_ahead(verb: Token, modal: Token) -> bool:
    """Not what might have been, could not be done, or is asked; nor what a clause of purpose or manner only adds."""
    children = list(verb.children)
    asked = verb.dep_ == "ROOT" and verb.sent.text.rstrip().endswith("?")
    past = any(child.dep_ == "aux" and child.lemma_ == "have" for child in children)
    unable = modal.lower_ == "could" and is_negated(verb)
    manner = any(child.dep_ in ("advmod", "mark") and child.lower_ in ("how", "whether", "why", "where") for child in children)
    purpose = verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ == "that" for child in children)
    return not (verb.dep_ == "relcl" or asked or past or unable or manner or purpose) and not _is_guess(verb, modal)


def _is_guess(verb: Token, modal: Token) -> bool:
    """Of the present: "may be a sign of", "could be trying"; not "there may be further attacks"."""
    if modal.lower_ not in _OPEN:
        return False
    if modal.lower_ == "would" and verb.dep_ != "ccomp" and not any(above.dep_ == "ccomp" for above in verb.ancestors):
        return _CONDITION.search(verb.sent.text) is None  # "ninety miners would die there" looks back
    if verb.lemma_ == "be":
        return not any(child.dep_ == "expl" for child in verb.children)
    return verb.tag_ == "VBG" and any(child.lower_ == "be" for child in verb.children)


def _is_about_violence(phrases: Phrases, verb: Token) -> bool:
    """Whether a verb, its subject, its object or what these are of tells of violence; not what hangs on it more loosely."""
    heads = [verb]
    if any(child.dep_ == "auxpass" for child in verb.children):
        return verb.i in phrases.event_at or (verb.lemma_.lower() in _RUN and _is_violent(phrases, verb))
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "xcomp"):
            heads.append(child)
        elif child.dep_ == "prep":
            heads += [part for part in child.children if part.dep_ in ("pobj", "pcomp")]
    near = [*heads, *(part for head in heads[1:] for part in head.children if part.dep_ in ("compound", "conj", "dobj", "amod"))]
    return any(part.i in phrases.event_at or part.lemma_.lower() in _OPERATIONS for part in near)
