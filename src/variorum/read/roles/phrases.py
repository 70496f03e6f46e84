"""The phrases that may fill a role, with the days that the text names: what the heads see of one, and of two together."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.properties import physical_targets
from variorum.lexicon.roles import kind_of
from variorum.lexicon.triggers import Role
from variorum.model import When
from variorum.read.parsed import Parsed
from variorum.read.roles.tagging import KINDS, Floats, Kind, Tagged

NodeKind = Kind | Literal["time"]
NODE_KINDS: tuple[NodeKind, ...] = (*KINDS, "time")
_DEPS = ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "compound", "amod", "appos", "conj", "attr", "npadvmod", "ROOT")
_PREPOSITIONS = ("by", "from", "with", "of", "to", "against", "for", "in", "on", "at", "near", "between", "outside")
_EVENTS: tuple[Role, ...] = ("act", "harm", "generic", "war", "arrest")
_ROLES = ("official", "military", "police", "armed_group", "politician", "ngo")
_FLAGS = (
    "passive", "verb", "plural", "numbered", "definite", "indefinite", "negated", "in quotation", "source", "first sentence",
    "doer noun", "people noun", "thing noun", "named group", "person", "event in sentence", "harm in sentence",
    "same day", "days before", "weeks before", "long before", "later", "to the day",
)  # fmt: skip
PHRASE_FEATURES = (
    *(f"kind {name}" for name in NODE_KINDS), *(f"likely {name}" for name in KINDS), *(f"dep {name}" for name in _DEPS),
    *(f"prep {name}" for name in _PREPOSITIONS), *(f"governor {name}" for name in _EVENTS), *(f"role {name}" for name in _ROLES),
    *_FLAGS, "sentence", "length", "times told",
)  # fmt: skip
PAIR_FEATURES = (
    "same sentence", "next sentence", "sentences", "tokens", "one kind", "people", "one head", "one within the other", "same words",
    "beside", "same governor", "same day", "one is time", "one is place", "one is doer", "both are targets", "last word shared",
)  # fmt: skip
_AT = {name: index for index, name in enumerate(PHRASE_FEATURES)}
_ARTICLES = frozenset("a an the this that these those its his her their our my some several many few all any another other".split())
_CLIMB = 5
FARTHEST = 12  # sentences between two phrases that are compared
_WEEK, _LONG = 7, 60  # days before the day of the text
_PEOPLE = frozenset({"name", "description"})
_TARGETS = frozenset({"name", "description", "object"})
_NAMED: Mapping[str, NodeKind] = {"group": "organisation", "person": "name"}
_DOERS = frozenset({"individual", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Half-open tokens with the head among them, the word that governs it and the preposition that leads there. `words` are its content
    words in small letters, by which two are compared. `likely` are the tagger's shares of `KINDS`; `when` the day that a time names."""

    start: int
    end: int
    kind: NodeKind
    head: int
    governor: int
    preposition: str
    sentence: int
    words: tuple[str, ...]
    likely: tuple[float, ...]
    when: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What phrases are read against: the parse, the roles of event words by token, the tokens at which sentences start, and the
    probabilities (tokens, `TAGS`)."""

    parsed: Parsed
    roles: Mapping[int, Role]
    sentences: Sequence[int]
    shares: Floats


def phrases_of(ground: Ground, tagged: Sequence[Tagged]) -> list[Phrase]:
    """The tagged phrases, further names of people and groups, and the days, in the order of the text."""
    parsed = ground.parsed
    found = [_phrase(ground, one.start, one.end, one.kind) for one in tagged]
    taken = {at for one in tagged for at in range(one.start, one.end)}
    for mention in parsed.names:
        words = parsed.tokens_of(mention.span)
        if mention.kind in _NAMED and len(words) and taken.isdisjoint(words):
            found.append(_phrase(ground, words.start, words.stop, _NAMED[mention.kind]))
            taken.update(words)
    for mention in parsed.times:
        when = mention.timex.when if mention.timex else None
        words = parsed.tokens_of(mention.span)
        if when is not None and when.earliest and when.latest and len(words) and words.start not in taken:
            found.append(_phrase(ground, words.start, words.stop, "time", when))
    return sorted(found, key=lambda phrase: (phrase.start, phrase.end))


def _phrase(ground: Ground, start: int, end: int, kind: NodeKind, when: When | None = None) -> Phrase:
    tokens = ground.parsed.doc[start:end]
    governor, preposition = _governor(tokens.root, start, end, ground.roles)
    shares = ground.shares[start:end]
    return Phrase(
        start=start,
        end=end,
        kind=kind,
        head=tokens.root.i,
        governor=governor,
        preposition=preposition,
        sentence=bisect_right(ground.sentences, start) - 1,
        words=tuple(word for token in tokens if (word := _plain(token)) and word not in _ARTICLES),
        likely=tuple(float(shares[:, [2 * at + 1, 2 * at + 2]].sum(axis=1).mean()) for at in range(len(KINDS))),
        when=when,
    )


def _plain(token: Token) -> str:
    """A word in small letters without the s of the plural; nothing for marks and numbers."""
    word = token.lower_.replace(".", "")
    if not re.search(r"[^\W\d_]", word) or token.like_num or word in {"'s", "’s"}:
        return ""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _governor(head: Token, start: int, end: int, roles: Mapping[int, Role]) -> tuple[int, str]:
    """The verb or event noun above a phrase, and the preposition that leads to it."""
    token, preposition = head, ""
    for _ in range(_CLIMB):
        above = token.head
        if token.pos_ == "ADP":
            preposition = preposition or token.lower_
        if above == token:
            break
        if not start <= above.i < end and (above.pos_ in {"VERB", "AUX"} or above.i in roles):
            return above.i, preposition
        token = above
    return token.i, preposition


def phrase_features(ground: Ground, phrases: Sequence[Phrase]) -> Floats:
    """(phrases, `PHRASE_FEATURES`), fp32."""
    parsed, roles = ground.parsed, ground.roles
    table = np.zeros((len(phrases), len(PHRASE_FEATURES)), dtype=np.float32)
    context = _Context.of(parsed, roles, ground.sentences)
    told: dict[tuple[str, ...], int] = {}
    for phrase in phrases:
        told[phrase.words] = told.get(phrase.words, 0) + 1
    for row, phrase in zip(table, phrases, strict=True):
        for name in _names_of(parsed, phrase, roles, context):
            index = _AT.get(name)
            if index is not None:
                row[index] = 1
        row[_AT[f"likely {KINDS[0]}"] : _AT[f"likely {KINDS[-1]}"] + 1] = phrase.likely
        row[_AT["sentence"]] = math.log1p(phrase.sentence) / 3
        row[_AT["length"]] = math.log1p(phrase.end - phrase.start) / 2
        row[_AT["times told"]] = math.log1p(told[phrase.words]) / 2
    return table


@dataclass(frozen=True, slots=True)
class _Context:
    """What is looked up by token or sentence."""

    quoted: frozenset[int]
    sources: frozenset[int]
    people: frozenset[int]
    told: frozenset[int]
    harmed: frozenset[int]

    @classmethod
    def of(cls, parsed: Parsed, roles: Mapping[int, Role], sentences: Sequence[int]) -> _Context:
        quoted, sources = (
            frozenset(at for one in parsed.attributions for piece in getattr(one, name) for at in parsed.tokens_of(piece))
            for name in ("content", "source")
        )
        people = frozenset(at for one in parsed.names if one.kind == "person" for at in parsed.tokens_of(one.span))
        told = frozenset(bisect_right(sentences, at) - 1 for at in roles)
        harmed = frozenset(bisect_right(sentences, at) - 1 for at, role in roles.items() if role == "harm")
        return cls(quoted, sources, people, told, harmed)


def _names_of(parsed: Parsed, phrase: Phrase, roles: Mapping[int, Role], context: _Context) -> Iterator[str]:
    """The features that hold of one phrase."""
    doc = parsed.doc
    head, governor = doc[phrase.head], doc[phrase.governor]
    yield f"kind {phrase.kind}"
    yield f"dep {head.dep_}"
    yield f"prep {phrase.preposition}"
    yield f"governor {roles.get(phrase.governor)}"
    if head.pos_ in {"NOUN", "PROPN"}:
        yield f"role {kind_of(head.lower_)}"
    lemma = head.lemma_.lower()
    left = {token.lower_ for token in doc[max(phrase.start - 2, 0) : phrase.head]}
    passive = governor.tag_ == "VBN" and any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in governor.children)
    flags = {
        "passive": passive,
        "verb": governor.pos_ in {"VERB", "AUX"},
        "plural": head.tag_ in {"NNS", "NNPS"},
        "numbered": any(token.like_num for token in doc[max(phrase.start - 1, 0) : phrase.head]),
        "definite": bool(left & {"the", "this", "that", "these", "those"}),
        "indefinite": bool(left & {"a", "an", "some"}),
        "negated": bool(left & {"no", "neither"}),
        "in quotation": phrase.head in context.quoted,
        "source": phrase.head in context.sources,
        "first sentence": phrase.sentence == 0,
        "doer noun": lemma in perpetrator_nouns(),
        "people noun": lemma in group_nouns(),
        "thing noun": lemma in physical_targets(),
        "named group": phrase.kind == "organisation" and group_named(doc[phrase.start : phrase.end].text) is not None,
        "person": phrase.head in context.people,
        "event in sentence": phrase.sentence in context.told,
        "harm in sentence": phrase.sentence in context.harmed,
    }
    yield from (name for name, holds in flags.items() if holds)
    if phrase.when is not None:
        yield from _days(phrase.when, parsed.anchor)


def _days(when: When, anchor: When | None) -> Iterator[str]:
    """How a day lies to the day of the text."""
    if when.earliest == when.latest:
        yield "to the day"
    if anchor is None or anchor.latest is None or when.latest is None:
        return
    before = (anchor.latest - when.latest).days
    if before <= 0:
        yield "later" if before < 0 else "same day"
    else:
        yield "days before" if before < _WEEK else "weeks before" if before < _LONG else "long before"


def pairs_of(phrases: Sequence[Phrase], most: int = FARTHEST) -> NDArray[np.int64]:
    """(pairs, 2): every two phrases at most so many sentences apart, the earlier one first; two times are none."""
    found = [
        (one, other)
        for other in range(len(phrases))
        for one in range(other)
        if not (phrases[one].kind == "time" == phrases[other].kind) and phrases[other].sentence - phrases[one].sentence <= most
    ]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def pair_features(phrases: Sequence[Phrase], pairs: NDArray[np.int64]) -> Floats:
    """(pairs, `PAIR_FEATURES`), fp32."""
    rows = [_pair(phrases[one], phrases[other]) for one, other in pairs.tolist()]
    return np.array(rows, dtype=np.float32).reshape(-1, len(PAIR_FEATURES))


def _pair(one: Phrase, other: Phrase) -> list[float]:
    apart = other.sentence - one.sentence
    left, right = set(one.words), set(other.words)
    kinds = {one.kind, other.kind}
    return [
        float(apart == 0),
        float(apart == 1),
        math.log1p(apart) / 2,
        math.log1p(abs(other.start - one.end)) / 5,
        float(one.kind == other.kind),
        float(kinds <= _PEOPLE),
        float(bool(one.words and other.words) and one.words[-1] == other.words[-1]),
        float(bool(left and right) and (left <= right or right <= left)),
        float(bool(left) and left == right),
        float(0 <= other.start - one.end <= 2),
        float(one.governor == other.governor),
        float(one.when is not None and other.when is not None and one.when == other.when),
        float("time" in kinds),
        float("place" in kinds),
        float(bool(kinds & _DOERS)),
        float(kinds <= _TARGETS),
        float(bool(left & right)),
    ]
