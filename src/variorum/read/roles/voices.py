"""In whose voice a text tells of a phrase, how firmly, and beside which words of blame; what it calls a place; what its dateline holds.

What is told of a body of doers holds for all phrases that name the same: the same words, a name and its short form in brackets, names of
one armed group.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from spacy.tokens import Doc, Token

from variorum.lexicon.actors import LONGEST_ABBREVIATION, group_meant
from variorum.lexicon.blame import Blame, blame_verbs
from variorum.lexicon.hedges import hedges
from variorum.model.words import SpeakerKind
from variorum.read.parsed import Parsed
from variorum.read.roles.labels import PLACES
from variorum.read.roles.phrases import Ground, Phrase

_VOICES: Mapping[SpeakerKind | None, str] = {
    "official": "authorities", "politician": "authorities", "military": "military", "police": "police", "armed_group": "group",
    "agency": "agency",
}  # fmt: skip
VOICES = (*dict.fromkeys(_VOICES.values()), "other")
CUES = ("accused", "claimed", "authorities", "denied", "acquitted", "doubted")
_NO_CLASS = frozenset({"OTHER", "COUNTRY"})
CALLED = tuple(f"called {name}" for name in PLACES if name not in _NO_CLASS)
_DASHES = frozenset({"--", "—", "–", "-", "---"})
_DATELINE = 40  # tokens among which a dateline ends
_BEFORE = 4  # tokens before a phrase where a doubt is said of it
_BRACKETS = frozenset("([")
_DOUBTS = frozenset({"alleged", "possible"})
_LOOSE = frozenset({"adverb", "adjective", "modal"})
_DOERS = frozenset({"individual", "organisation"})


@dataclass(frozen=True, slots=True)
class Voices:
    """For each phrase of a text the names of what holds of it ("told by police", "claimed in sentence", "called TOWN"), and the phrases
    that name the same doer, itself among them."""

    told: Sequence[frozenset[str]]
    alike: Sequence[Sequence[int]]

    @classmethod
    def of(cls, ground: Ground, phrases: Sequence[Phrase]) -> Voices:
        """The voices of some phrases of a text."""
        doc = ground.parsed.doc
        speakers = _speakers(ground.parsed)
        doubts = frozenset(_standing(doc, "LOWER", _doubting()))
        cues = dict(_cues(doc, ground.view.sentences, doubts))
        dateline = _dateline(doc)
        told = []
        for phrase in phrases:
            found = {f"{name} in sentence" for name in cues.get(phrase.sentence, ())}
            voice, words = speakers.get(phrase.head, (None, frozenset()))
            if voice is not None:
                found.add(f"told by {voice}")
            if words & set(phrase.words):
                found.add("told by itself")
            if not doubts.isdisjoint(range(phrase.start - _BEFORE, phrase.end)):
                found.add("doubted beside")
            if phrase.start < dateline:
                found.add("in dateline")
            if phrase.kind == "place":
                found.update(f"called {name}" for name in _called(doc, phrase))
            told.append(frozenset(found))
        return cls(told, _alike(ground, phrases))


def _speakers(parsed: Parsed) -> dict[int, tuple[str, frozenset[str]]]:
    """For each token of ascribed words the voice and the words that name it; of several the innermost."""
    found: dict[int, tuple[str, frozenset[str]]] = {}
    for one in sorted(parsed.attributions, key=lambda each: -sum(piece.end - piece.start for piece in each.content)):
        name = one.speaker.name if one.speaker else one.source[0].exact if one.source else ""
        said = _VOICES.get(one.speaker.kind if one.speaker else None, "other"), frozenset(_plain(word) for word in name.split())
        found.update((at, said) for piece in one.content for at in parsed.tokens_of(piece))
    return found


def _plain(word: str) -> str:
    return word.casefold().removesuffix("s")


@cache
def _doubting() -> frozenset[str]:
    return frozenset(word for (word, part), certainty in hedges().items() if part in _LOOSE and certainty in _DOUBTS)


def _standing(doc: Doc, attribute: str, words: Iterable[str]) -> list[int]:
    """The tokens whose form or lemma is one of some words."""
    keys = np.array([doc.vocab.strings[word] for word in words], dtype=np.uint64)
    found: list[int] = np.flatnonzero(np.isin(doc.to_array(attribute), keys)).tolist()
    return found


def _cues(doc: Doc, sentences: Sequence[int], doubts: frozenset[int]) -> Iterator[tuple[int, frozenset[str]]]:
    """The footings that the words of each sentence speak of, by its number."""
    blaming = _standing(doc, "LEMMA", blame_verbs())
    for number, (start, end) in enumerate(pairwise([*sentences, len(doc)])):
        frames = [frame for at in blaming if start <= at < end for frame in _frames(doc[at])]
        words = {token.lower_ for token in doc[start:end]} if frames else set()
        found: set[str] = {frame.footing for frame in frames if not frame.condition or frame.condition & words}
        if not doubts.isdisjoint(range(start, end)):
            found.add("doubted")
        if found:
            yield number, frozenset(found)


def _frames(token: Token) -> Sequence[Blame]:
    return blame_verbs().get(token.lemma_.lower(), ()) if token.pos_ in {"VERB", "NOUN", "ADJ"} else ()


def _dateline(doc: Doc) -> int:
    """The token that ends the dateline, 0 where there is none: a dash before the first verb.

    The heads were trained with this plainer idea of it than that of `lexicon.datelines`, and keep it until they are trained anew.
    """
    for token in doc[:_DATELINE]:
        if token.lower_ in _DASHES:
            return token.i
        if token.pos_ in {"VERB", "AUX"}:
            return 0
    return 0


def _called(doc: Doc, phrase: Phrase) -> Iterator[str]:
    """The classes of places that stand in, right after, or with "of" right before a place."""
    near = [*doc[phrase.start : phrase.end + 1]]
    if phrase.start > 1 and doc[phrase.start - 1].lower_ == "of":
        near.append(doc[phrase.start - 2])
    for token in near:
        name = token.lemma_.upper()
        if name in PLACES and name not in _NO_CLASS:
            yield name


def _alike(ground: Ground, phrases: Sequence[Phrase]) -> list[list[int]]:
    """For each phrase those that name the same, itself among them; others than doers stand alone."""
    parent = list(range(len(phrases)))

    def top(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    first: dict[object, int] = {}
    for at, phrase in enumerate(phrases):
        if phrase.kind in _DOERS:
            if at and _is_short_form(ground.parsed.doc, phrases[at - 1], phrase):
                parent[top(at)] = top(at - 1)
            for key in (phrase.words, _group(ground.parsed.doc, phrase)):
                if key:
                    parent[top(at)] = top(first.setdefault(key, at))
    groups: dict[int, list[int]] = {}
    for at in range(len(phrases)):
        groups.setdefault(top(at), []).append(at)
    return [groups[top(at)] for at in range(len(phrases))]


def _group(doc: Doc, phrase: Phrase) -> str | None:
    name = doc[phrase.start : phrase.end].text.strip("()[] ")
    group = group_meant(name) or (group_meant(name.upper()) if len(name) <= LONGEST_ABBREVIATION else None)
    return group.name if group else None


def _is_short_form(doc: Doc, one: Phrase, other: Phrase) -> bool:
    """Whether the second phrase stands in brackets right after the first, of its kind: "the Red Dawn Brigade (RDB)"."""
    if other.kind != one.kind or not 0 <= other.start - one.end <= 1:
        return False
    return any(token.text in _BRACKETS for token in doc[max(one.end - 1, one.start) : other.start + 1])
