"""Those who confirm a figure that another gave: "32 died, a doctor said; the governor confirmed the figure". They say it, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from variorum.model import FigureValue, Span
from variorum.read.attributions import attribution_for
from variorum.read.attributions.speakers import Speakers
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed

_CONFIRMS = frozenset({"confirm", "corroborate", "verify"})
_COUNTS = frozenset({"figure", "number", "toll", "count", "total", "tally"})
_DEADLY = frozenset({"toll"})
_IT = frozenset({"it", "this", "that"})
_UNDONE = frozenset({"decline", "refuse", "unable", "fail", "try", "await", "able", "independently", "yet"})
_MODALS = frozenset({"could", "would", "will", "may", "might", "can", "should", "must"})
_BACK = 10  # sentences, paragraph marks among them
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_confirmations(parsed: Parsed, figures: Sequence[Finding]) -> list[Finding]:
    """A figure once more for everybody who is told to confirm it, with the certainty "confirmed".

    The number stands in the sentence of the verb before it, or in the sentence before. `evidence[0]` is the number, the second the words
    of confirming. Nobody who "could not confirm" it, and nobody who gave it.
    """
    printed = [one for one in figures if isinstance(one.value, FigureValue) and not one.value.counted and one.part_of is None]
    if not printed or not any(stem in parsed.text for stem in ("onfirm", "CONFIRM", "orroborat", "erifie")):
        return []
    return list(_confirmed(parsed, printed))


def _confirmed(parsed: Parsed, figures: Sequence[Finding]) -> Iterator[Finding]:
    speakers: Speakers | None = None
    for verb in parsed.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in _CONFIRMS or _is_undone(verb):
            continue
        who, what = _parts(verb)
        if who is None or what is None:
            continue
        found = _meant(parsed, verb, what, figures)
        if not found:
            continue
        speakers = speakers or Speakers(parsed)
        speaker = speakers.describe(who)
        if speaker is None:
            continue
        words = _words(parsed, verb, who, what)
        for figure in found:
            given = attribution_for(parsed, figure.evidence[0])
            if given is None or given.speaker is None or given.speaker.name != speaker.name:
                yield replace(figure, said_by=speaker, certainty="confirmed", evidence=(figure.evidence[0], words))


def _is_undone(verb: Token) -> bool:
    if any(child.dep_ == "neg" or child.lower_ in _MODALS or child.lower_ in _UNDONE for child in verb.children):
        return True
    return verb.dep_ in {"xcomp", "acl"} and verb.tag_ == "VB"


def _parts(verb: Token) -> tuple[Token | None, Token | None]:
    """Who confirms, and the word for what is confirmed."""
    agent = next((word for child in verb.children if child.dep_ == "agent" for word in child.children if word.dep_ == "pobj"), None)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return agent, verb.head
    passive = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if passive is not None:
        return agent, passive
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    joined = verb.head if verb.dep_ == "conj" else None
    if subject is None and joined is not None and joined.pos_ == "VERB":
        subject = next((child for child in joined.children if child.dep_ == "nsubj"), None)
    if any(child.dep_ == "ccomp" for child in verb.children):
        return subject, None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    if thing is not None and thing.lower_ in {"which", "that"} and verb.dep_ == "relcl":
        thing = verb.head
    return subject, thing


def _meant(parsed: Parsed, verb: Token, what: Token, figures: Sequence[Finding]) -> list[Finding]:
    """The figures that "the toll", "both figures" or "it" means."""
    lemma, word = what.lemma_.lower(), what.lower_
    if lemma not in _COUNTS and word not in _IT:
        return []
    start, end = what.left_edge.idx, what.right_edge.idx + len(what.right_edge)
    if lemma in _COUNTS and any(start <= one.evidence[0].start < end for one in figures):
        return []  # "confirmed a death toll of 32"
    near = _near(parsed, verb, what, figures)
    if lemma in _DEADLY or any(child.lower_ == "death" for child in what.children):
        near = [one for one in near if isinstance(one.value, FigureValue) and one.value.category == "killed"]
    if word in _IT and not (near and (attribution_for(parsed, near[-1].evidence[0]) is not None or _has_toll(near[-1], parsed))):
        return []
    return near if what.tag_ == "NNS" else near[-1:]


def _near(parsed: Parsed, verb: Token, what: Token, figures: Sequence[Finding]) -> list[Finding]:
    """The figures of the sentence, before the verb; else those of the sentence before; for "the toll" the last one told."""
    sentence = verb.sent
    here = [one for one in figures if sentence.start_char <= one.evidence[0].start < verb.idx]
    if here or sentence.start == 0:
        return here
    if what.lemma_.lower() in _DEADLY and (far := _told_last(parsed, sentence, figures)):
        return far
    before = parsed.doc[sentence.start - 1].sent
    if not before.text.strip() and before.start:
        before = parsed.doc[before.start - 1].sent
    return [one for one in figures if before.start_char <= one.evidence[0].start < before.end_char]


def _told_last(parsed: Parsed, sentence: Tokens, figures: Sequence[Finding]) -> list[Finding]:
    """The largest number of dead that the sentences before tell, of no period and not of attackers: parts of it stand behind it."""
    start = sentence.start
    for _ in range(_BACK):
        start = parsed.doc[start - 1].sent.start if start else 0
    floor = parsed.doc[start].idx
    dead = [
        (one.value, one) for one in figures if isinstance(one.value, FigureValue) and floor <= one.evidence[0].start < sentence.start_char
    ]
    dead = [(value, one) for value, one in dead if value.category == "killed" and value.scope is None and "perpetrators" not in value.group]
    return [max(dead, key=lambda pair: pair[0].low)[1]] if dead else []


def _has_toll(figure: Finding, parsed: Parsed) -> bool:
    return any(token.lemma_.lower() in _COUNTS for token in parsed.sentence_at(figure.evidence[0].start))


def _words(parsed: Parsed, verb: Token, who: Token, what: Token) -> Span:
    tokens = [verb, who.left_edge, who.right_edge, what]
    first, last = min(tokens, key=lambda token: token.i), max(tokens, key=lambda token: token.i)
    return parsed.span(first.idx, last.idx + len(last))
