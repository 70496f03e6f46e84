"""What the heads see of a phrase beside its vectors, and of two together."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.properties import physical_targets, target_roles
from variorum.lexicon.roles import kind_of
from variorum.lexicon.triggers import Role
from variorum.model import ResponsibilityValue, When
from variorum.model.words import AccountStatus, Category, IncidentType, PlaceKind, ResponsibilityStatus
from variorum.read.accounts import Telling
from variorum.read.heads.layers import Floats
from variorum.read.heads.nouns import stands_on
from variorum.read.roles.labels import PEOPLE, THINGS
from variorum.read.roles.phrases import NODE_KINDS, Ground, Phrase
from variorum.read.roles.tagging import KINDS

_DEPS = ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "compound", "amod", "appos", "conj", "attr", "npadvmod", "ROOT")
_PREPOSITIONS = ("by", "from", "with", "of", "to", "against", "for", "in", "on", "at", "near", "between", "outside")
_EVENTS: tuple[Role, ...] = ("act", "harm", "generic", "war", "arrest")
_ROLES = ("official", "military", "police", "armed_group", "politician", "ngo")
_COUNTED: tuple[Category, ...] = ("killed", "injured", "hostage", "abducted", "released", "escaped", "arrested", "perpetrators")
_STATUSES: tuple[ResponsibilityStatus, ...] = get_args(ResponsibilityStatus)
_FLAGS = (
    "passive", "verb", "plural", "numbered", "definite", "indefinite", "negated", "in quotation", "source", "first sentence",
    "doer noun", "named group", "person", "event in sentence", "harm in sentence", "people noun",
    "told before", "day in sentence", "place in sentence", "same day", "days before", "weeks before", "long before", "later", "to the day",
    "told of the main incident", "counted",
)  # fmt: skip
PHRASE_FEATURES = (
    *(f"kind {name}" for name in NODE_KINDS), *(f"likely {name}" for name in KINDS), *(f"dep {name}" for name in _DEPS),
    *(f"prep {name}" for name in _PREPOSITIONS), *(f"governor {name}" for name in _EVENTS), *(f"role {name}" for name in _ROLES),
    *(f"counts {name}" for name in _COUNTED), *(f"does {name}" for name in _STATUSES), *(f"someone does {name}" for name in _STATUSES),
    *(f"thing {name}" for name in THINGS), *(f"people {name}" for name in PEOPLE), *(f"told as {name}" for name in get_args(AccountStatus)),
    *(f"told of {name}" for name in get_args(IncidentType)), *(f"place is {name}" for name in get_args(PlaceKind)), *_FLAGS,
    "sentence", "length", "times told",
)  # fmt: skip
PAIR_FEATURES = (
    "same sentence", "next sentence", "sentences", "tokens", "one kind", "people", "one head", "one within the other", "same words",
    "beside", "same governor", "same day", "one is time", "one is place", "one is doer", "both are targets", "a word shared",
    "one telling", "one type", "days of the tellings differ", "places of the tellings differ",
    "same paragraph", "paragraphs", "acts between", "turns between", "days differ", "one day", "places differ", "one place",
)  # fmt: skip
_AT = {name: index for index, name in enumerate(PHRASE_FEATURES)}
_LIKELY = [_AT[f"likely {name}"] for name in KINDS]
_TURNS = frozenset("meanwhile another other others elsewhere also separately moreover earlier previously later".split())
_TURN_REACH = 4  # words of a sentence among which a turn is looked for
Indices = NDArray[np.int64]
FARTHEST = 12  # sentences between two phrases that are compared
_BESIDE = 2  # tokens between phrases that stand side by side
_WEEK, _LONG = 7, 60  # days before the day of the text
_PEOPLE = frozenset({"name", "description"})
_TARGETS = frozenset({"name", "description", "object"})
_DOERS = frozenset({"individual", "organisation"})


def phrase_features(ground: Ground, phrases: Sequence[Phrase]) -> Floats:
    """(phrases, `PHRASE_FEATURES`), fp32."""
    table = np.zeros((len(phrases), len(PHRASE_FEATURES)), dtype=np.float32)
    context = _Context.of(ground)
    told = Counter(phrase.words for phrase in phrases)
    around = [{phrase.sentence for phrase in phrases if phrase.kind == kind} for kind in ("time", "place")]
    before: set[tuple[str, ...]] = set()
    for row, phrase in zip(table, phrases, strict=True):
        names = chain(_of_the_head(ground, phrase), _flags(ground, phrase, context), _of_the_rules(ground, phrase, context))
        for name in chain(names, _of_the_others(phrase, before, *around)):
            index = _AT.get(name)
            if index is not None:
                row[index] = 1
        row[_LIKELY] = phrase.likely
        row[_AT["sentence"]] = math.log1p(phrase.sentence) / 3
        row[_AT["length"]] = math.log1p(phrase.end - phrase.start) / 2
        row[_AT["times told"]] = math.log1p(told[phrase.words]) / 2
    return table


@dataclass(frozen=True, slots=True)
class _Context:
    """What is looked up by token or sentence: `marks` are of what rules found on a token."""

    quoted: frozenset[int]
    sources: frozenset[int]
    people: frozenset[int]
    told: frozenset[int]
    harmed: frozenset[int]
    marks: Mapping[int, frozenset[str]]

    @classmethod
    def of(cls, ground: Ground) -> _Context:
        parsed, view = ground.parsed, ground.view
        quoted, sources = (
            frozenset(at for one in parsed.attributions for piece in getattr(one, name) for at in parsed.tokens_of(piece))
            for name in ("content", "source")
        )
        people = frozenset(at for one in parsed.names if one.kind == "person" for at in parsed.tokens_of(one.span))
        told = frozenset(bisect_right(view.sentences, at) - 1 for at in view.roles)
        harmed = frozenset(bisect_right(view.sentences, at) - 1 for at, role in view.roles.items() if role == "harm")
        marks: dict[int, set[str]] = {}
        for finding in (*view.figures, *view.responsibility):
            for at, name in stands_on(parsed, finding):
                marks.setdefault(at, set()).add(name)
        return cls(quoted, sources, people, told, harmed, {at: frozenset(names) for at, names in marks.items()})


def _of_the_head(ground: Ground, phrase: Phrase) -> Iterator[str]:
    """What the words are and where they hang."""
    doc = ground.parsed.doc
    head = doc[phrase.head]
    yield f"kind {phrase.kind}"
    yield f"dep {head.dep_}"
    yield f"prep {phrase.preposition}"
    yield f"governor {ground.view.roles.get(phrase.governor)}"
    if head.pos_ in {"NOUN", "PROPN"}:
        yield f"role {kind_of(head.lower_)}"
    for token in doc[phrase.start : phrase.end]:
        lemma = token.lemma_.lower()
        yield f"thing {physical_targets().get(lemma)}"
        yield f"people {target_roles().get(lemma)}"
    if phrase.where is not None:
        yield f"place is {phrase.where.kind}"
    if phrase.when is not None:
        yield from _days(phrase.when, ground.parsed.anchor)


def _flags(ground: Ground, phrase: Phrase, context: _Context) -> Iterator[str]:
    doc = ground.parsed.doc
    head, governor = doc[phrase.head], doc[phrase.governor]
    lemma = head.lemma_.lower()
    left = {token.lower_ for token in doc[max(phrase.start - 2, 0) : phrase.head]}
    flags = {
        "passive": governor.tag_ == "VBN" and any(child.dep_ in {"auxpass", "nsubjpass", "agent"} for child in governor.children),
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
        "named group": phrase.kind == "organisation" and group_named(doc[phrase.start : phrase.end].text) is not None,
        "person": phrase.head in context.people,
        "event in sentence": phrase.sentence in context.told,
        "harm in sentence": phrase.sentence in context.harmed,
    }
    yield from (name for name, holds in flags.items() if holds)


def _of_the_others(phrase: Phrase, before: set[tuple[str, ...]], days: set[int], places: set[int]) -> Iterator[str]:
    """What stands beside a phrase; its words join those that were told before."""
    if phrase.words in before:
        yield "told before"
    before.add(phrase.words)
    if phrase.sentence in days:
        yield "day in sentence"
    if phrase.sentence in places:
        yield "place in sentence"


def _of_the_rules(ground: Ground, phrase: Phrase, context: _Context) -> Iterator[str]:
    """What rules say of the words, of the stretch of text, and of an actor of the same name elsewhere."""
    for at in range(phrase.start, phrase.end):
        yield from context.marks.get(at, ())
    if phrase.kind in _DOERS:
        name = set(phrase.words)
        for finding in ground.view.responsibility:
            value = finding.value
            if isinstance(value, ResponsibilityValue) and name & {word.removesuffix("s") for word in value.actor.name.casefold().split()}:
                yield f"someone does {value.status}"
    if phrase.telling is not None:
        telling = ground.view.tellings[phrase.telling]
        yield f"told as {telling.account.status}"
        yield f"told of {telling.value.type}"
        if telling.account.main:
            yield "told of the main incident"


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
    other, one = np.tril_indices(len(phrases), -1)
    sentence = np.array([phrase.sentence for phrase in phrases], dtype=np.int64)
    time = np.array([phrase.kind == "time" for phrase in phrases], dtype=bool)
    kept = (sentence[other] - sentence[one] <= most) & ~(time[one] & time[other])
    return np.stack([one[kept], other[kept]], axis=1).astype(np.int64)


def pair_features(ground: Ground, phrases: Sequence[Phrase], pairs: NDArray[np.int64]) -> Floats:
    """(pairs, `PAIR_FEATURES`), fp32."""
    one, other = pairs.T

    def of(values: Iterable[object]) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
        numbers: dict[object, int] = {}
        column = np.array([-1 if value is None else numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
        return column[one], column[other]

    def among(kinds: frozenset[str]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        column = np.array([phrase.kind in kinds for phrase in phrases], dtype=bool)
        return column[one], column[other]

    start, end, sentence, governor = (
        np.array([getattr(phrase, name) for phrase in phrases], dtype=np.int64) for name in ("start", "end", "sentence", "governor")
    )
    apart, between = sentence[other] - sentence[one], start[other] - end[one]
    (kind, other_kind), (last, other_last), (when, other_when) = (
        of(phrase.kind for phrase in phrases),
        of(phrase.words[-1] if phrase.words else None for phrase in phrases),
        of(phrase.when for phrase in phrases),
    )
    shared, sizes = _shared(phrases, one, other)
    least, most = np.minimum(*sizes), np.maximum(*sizes)
    (people, targets, doers), (times, places) = (
        map(among, (_PEOPLE, _TARGETS, _DOERS)),
        map(among, (frozenset({"time"}), frozenset({"place"}))),
    )
    columns = (
        apart == 0,
        apart == 1,
        np.log1p(apart) / 2,
        np.log1p(np.abs(between)) / 5,
        kind == other_kind,
        people[0] & people[1],
        (last == other_last) & (last != -1),
        (shared == least) & (least > 0),
        (shared == most) & (most > 0),
        (between >= 0) & (between <= _BESIDE),
        governor[one] == governor[other],
        (when == other_when) & (when != -1),
        times[0] | times[1],
        places[0] | places[1],
        doers[0] | doers[1],
        targets[0] & targets[1],
        shared > 0,
        *_of_the_tellings(ground, phrases, pairs).T,
        *_between(ground, phrases, one, other),
        *_settings(phrases, one, other),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _between(ground: Ground, phrases: Sequence[Phrase], one: Indices, other: Indices) -> Iterator[Floats]:
    """What lies between two phrases: paragraphs, words for acts and harm, sentences that turn to something else."""
    doc, view = ground.parsed.doc, ground.view
    start, sentence = (np.array([getattr(phrase, name) for phrase in phrases], dtype=np.int64) for name in ("start", "sentence"))
    acts, breaks, turns = (np.zeros(len(doc) + 1, dtype=np.float32) for _ in range(3))
    acts[[at for at, role in view.roles.items() if role in {"act", "harm"}]] = 1
    breaks[[at for at in np.flatnonzero(doc.to_array("IS_SPACE")).tolist() if doc[at].text.count("\n") > 1]] = 1
    turns[[at for at in view.sentences if any(token.lower_ in _TURNS for token in doc[at : at + _TURN_REACH])]] = 1
    paragraphs, told, turned = np.cumsum(breaks)[start], np.cumsum(acts)[start], np.cumsum(turns)[start]
    apart = paragraphs[other] - paragraphs[one]
    yield (apart == 0).astype(np.float32)
    yield np.log1p(apart) / 2
    yield np.log1p(np.maximum(told[other] - told[one], 0)) / 2
    yield np.log1p(np.maximum(turned[other] - turned[one], 0)) * (sentence[other] != sentence[one])


def _settings(phrases: Sequence[Phrase], one: Indices, other: Indices) -> Iterator[Floats]:
    """Whether the days of two phrases differ or are one, and the towns: those of their sentences, or told last before."""
    for values in (
        [phrase.when if phrase.kind == "time" else None for phrase in phrases],
        [phrase.words if phrase.kind == "place" and not (phrase.where and phrase.where.kind == "country") else None for phrase in phrases],
    ):
        numbers: dict[object, int] = {}
        told: dict[int, int] = {}
        for phrase, value in zip(phrases, values, strict=True):
            if value is not None:
                told.setdefault(phrase.sentence, numbers.setdefault(value, len(numbers)))
        column, last = np.full(len(phrases), -1, dtype=np.int64), -1
        for at, phrase in enumerate(phrases):
            column[at] = last = told.get(phrase.sentence, last)
        left, right = column[one], column[other]
        known = (left >= 0) & (right >= 0)
        yield (known & (left != right)).astype(np.float32)
        yield (known & (left == right)).astype(np.float32)


def _shared(
    phrases: Sequence[Phrase], one: NDArray[np.int64], other: NDArray[np.int64]
) -> tuple[NDArray[np.float32], tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """How many words the phrases of each pair share, and how many each has."""
    words = {word: at for at, word in enumerate(dict.fromkeys(word for phrase in phrases for word in phrase.words))}
    table = np.zeros((len(phrases), max(len(words), 1)), dtype=np.float32)
    for row, phrase in zip(table, phrases, strict=True):
        row[[words[word] for word in phrase.words]] = 1
    size = table.sum(axis=1)
    return (table @ table.T)[one, other], (size[one], size[other])


def _of_the_tellings(ground: Ground, phrases: Sequence[Phrase], pairs: NDArray[np.int64]) -> Floats:
    """(pairs, 4): what the tellings of the phrases have in common. What none of them holds counts as told with the first."""
    tellings = ground.view.tellings
    if not tellings:
        return np.zeros((len(pairs), 4), dtype=np.float32)
    of = np.array([phrase.telling or 0 for phrase in phrases], dtype=np.int64)
    met, which = np.unique(of[pairs[:, 0]] * len(tellings) + of[pairs[:, 1]], return_inverse=True)
    rows = [_compared(tellings[one], tellings[other]) for one, other in (divmod(int(key), len(tellings)) for key in met)]
    return np.array(rows, dtype=np.float32).reshape(-1, 4)[which]


def _compared(one: Telling, other: Telling) -> list[float]:
    """Whether two tellings are one, tell of one type, of other days, of other places."""
    days = one.when is not None and other.when is not None and one.when != other.when
    places = one.where is not None and other.where is not None and one.where.name != other.where.name
    return [float(one is other), float(one.value.type == other.value.type), float(days), float(places)]
