"""The keys of `muc4` beside what the heads of roles see: tags of tokens, classes of phrases, and which two belong together.

A key gives strings, not places in the text. So every occurrence of a string counts, and what a class says of one string holds for all
phrases that match it; a phrase that matches several templates learns from all of them, in equal shares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bench.muc4 import rows_of
from bench.muc4_deeds import land_name
from bench.rows import cleaned
from numpy.typing import NDArray
from spacy.tokens import DocBin

from variorum.model import Hints, When
from variorum.read.claims import understand
from variorum.read.encoder.encode import encode_once
from variorum.read.heads.layers import Floats
from variorum.read.heads.view import View, view_of
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.roles.estimate import means_of, phrase_vectors
from variorum.read.roles.features import pair_features, pairs_of, phrase_features
from variorum.read.roles.labels import HEADS, NONE
from variorum.read.roles.phrases import Ground, Phrase, phrases_of
from variorum.read.roles.tagging import KINDS, Kind, read_tags, token_features
from variorum.workers import spread

WORKERS = 2
ATTRIBUTES = ("ORTH", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE", "SENT_START", "SPACY", "MORPH", "NORM")
SLOTS: Mapping[str, str] = {
    "individual": "perp-ind-id", "organisation": "perp-org-id", "name": "hum-tgt-name", "description": "hum-tgt-desc",
    "object": "phys-tgt-id", "instrument": "inc-instr-id",
}  # fmt: skip
_OF_THE_ACT = {"act": ("inc-type", None), "stage": ("inc-stage", None), "side": ("perp-inc-cat", NONE)}
_UNNAMED = {"meant": "inc-instr-type", "unharmed": "hum-tgt-effect"}
_OF_THE_PHRASE = {
    "name": (("people", "hum-tgt-type", None), ("harm", "hum-tgt-effect", NONE)),
    "description": (("people", "hum-tgt-type", None), ("harm", "hum-tgt-effect", NONE)),
    "object": (("thing", "phys-tgt-type", None), ("damage", "phys-tgt-effect", NONE)),
    "instrument": (("instrument", "inc-instr-type", None),),
    "organisation": (("footing", "perp-org-conf", None),),
}
_LOOSE = frozenset({"time", "place"})
Match = tuple[int, str, int]  # template, role, fill


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as the heads see it, with its key's templates and the tag of each token."""

    name: str
    parsed: Parsed
    view: View
    vectors: NDArray[np.float16]
    features: Floats
    templates: Sequence[Any]
    tags: NDArray[np.int64]

    @property
    def means(self) -> Floats:
        """The mean vectors of the sentences."""
        return means_of(self.vectors.astype(np.float32), self.view.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrased:
    """The phrases of one message ready to learn from: vectors, features, pairs; for each head (phrases, classes) shares, zeros where it
    is not asked; for each pair whether the two name the same and are of one act, and which of the two is asked."""

    message: Message
    phrases: Sequence[Phrase]
    vectors: NDArray[np.float16]
    features: Floats
    pairs: NDArray[np.int64]
    pair_features: Floats
    shares: Mapping[str, Floats]
    alike: Floats
    asked: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A message as it comes from another process: the parse as bytes, since every pickled parse would bring its own vocabulary."""

    name: str
    parse: bytes
    rest: Mapping[str, Any]
    view: View
    vectors: NDArray[np.float16]


def read_messages(sets: Path, scorer: ModuleType, part: str = "dev") -> list[Message]:
    """The messages of a part with their keys, parsed and encoded, in the order of their ids."""
    folder = sets / "muc4/data"
    keys, _ = scorer.load_keys(folder / f"templates.{part}.jsonl")
    found = []
    for answer in spread(_read, rows_of([folder / f"docs.{part}.jsonl"]), workers=WORKERS):
        if isinstance(answer, _Read):
            doc = next(iter(DocBin().from_bytes(answer.parse).get_docs(parse("").vocab)))
            found.append(_message(answer, Parsed(doc=doc, **answer.rest), keys.get(answer.name, [])))
    return sorted(found, key=lambda message: message.name)


def _read(row: dict[str, Any]) -> _Read | None:
    """One row, cleaned, parsed and encoded; None where it has no text."""
    document = cleaned(row)
    if document is None:
        return None
    parsed = understand(document, Hints())
    view = replace(view_of(parsed), threads=())
    encoded = encode_once(parsed)
    if encoded is None:
        raise SystemExit("no encoder: learn the reader first")
    kept = DocBin(attrs=ATTRIBUTES, docs=[parsed.doc]).to_bytes()
    rest = {one.name: getattr(parsed, one.name) for one in fields(parsed) if one.init and one.name != "doc"}
    return _Read(name=row["id"], parse=kept, rest=rest, view=view, vectors=encoded.vectors.astype(np.float16))


def _message(read: _Read, parsed: Parsed, templates: Sequence[Any]) -> Message:
    features = token_features(parsed, read.view.roles, read.view.sentences)
    tags = tags_of(parsed, templates)
    return Message(
        name=read.name, parsed=parsed, view=read.view, vectors=read.vectors, features=features, templates=templates, tags=tags
    )  # fmt: skip


# ---------------------------------------------------------------- tags of tokens


def tags_of(parsed: Parsed, templates: Iterable[Any]) -> NDArray[np.int64]:
    """The tag of each token: every occurrence of every string of the key, the longest first."""
    tags = np.zeros(len(parsed.doc), dtype=np.int64)
    places = {place for template in templates for place in _places_in(parsed.text.upper(), template)}
    for start, end, kind in sorted(places, key=lambda place: (place[0] - place[1], place)):
        words = parsed.doc.char_span(start, end, alignment_mode="expand")
        if words is not None and not tags[words.start : words.end].any():
            index = KINDS.index(kind)
            tags[words.start], tags[words.start + 1 : words.end] = 2 * index + 1, 2 * index + 2
    return tags


def _places_in(text: str, template: Any) -> Iterator[tuple[int, int, Kind]]:
    for kind in KINDS:
        for fill in template.slots[SLOTS[kind]] if kind in SLOTS else ():
            for string in fill.values:
                yield from ((*place, kind) for place in _occurrences(text, string))
    for _, levels in _locations(template):
        for name, _ in (place for level in levels for place in level):
            yield from ((*place, "place") for place in _occurrences(text, name))


def _locations(template: Any) -> Iterator[tuple[str, Any]]:
    yield from (value for fill in template.slots["inc-loc"] for value in fill.values)


def _occurrences(text: str, string: str) -> Iterator[tuple[int, int]]:
    words = string.upper().split()
    if words:
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
        yield from (match.span() for match in re.finditer(pattern, text))


# ---------------------------------------------------------------- phrases


def phrased_of(message: Message, scores: Floats, lenience: float, scorer: ModuleType) -> Phrased:
    """The phrases that a tagger's scores give, with what the key says of them."""
    parsed, view = message.parsed, message.view
    ground = Ground(parsed=parsed, view=view, shares=np.exp(scores))
    lenient = scores.copy()
    lenient[:, 0] -= lenience
    phrases = phrases_of(ground, read_tags(lenient, view.sentences))
    pairs = pairs_of(phrases)
    texts = [parsed.span_of(parsed.doc[phrase.start : phrase.end]).exact for phrase in phrases]
    matches = [_matches(phrase, text, message.templates, scorer) for phrase, text in zip(phrases, texts, strict=True)]
    shares = {name: np.zeros((len(phrases), len(classes)), dtype=np.float32) for name, classes in HEADS.items()}
    for at, (phrase, found) in enumerate(zip(phrases, matches, strict=True)):
        for name, value in _classes(phrase, found, message.templates, scorer):
            if value in HEADS[name]:
                shares[name][at, HEADS[name].index(value)] += 1
    hidden = message.vectors.shape[1]
    vectors = phrase_vectors(message.vectors.astype(np.float32), message.means, phrases) if phrases else np.zeros((0, 5 * hidden))
    alike, asked = _of_pairs(phrases, matches, pairs, message.templates, scorer)
    return Phrased(
        message=message,
        phrases=phrases,
        vectors=vectors.astype(np.float16),
        features=phrase_features(ground, phrases),
        pairs=pairs,
        pair_features=pair_features(ground, phrases, pairs),
        shares={name: table / np.maximum(table.sum(axis=1, keepdims=True), 1e-9) for name, table in shares.items()},
        alike=alike,
        asked=asked,
    )


def _matches(phrase: Phrase, text: str, templates: Sequence[Any], scorer: ModuleType) -> list[Match]:
    """The fills that a phrase matches best: fully, or else partly."""
    found: list[tuple[int, Match]] = []
    for number, template in enumerate(templates):
        if phrase.kind == "time":
            found += [(2, (number, "time", 0)) for value in _days(template) if phrase.when and value == _ends(phrase.when)]
            continue
        if phrase.kind == "place":
            kinds = _levels(template, phrase, " ".join(scorer.words(text)))
            found += [(2, (number, "place", HEADS["place"].index(kind))) for kind in kinds]
        for role, slot in SLOTS.items():
            for at, fill in enumerate(template.slots[slot]):
                grade = max((scorer.match_string(string, text) for string in fill.values), default=0)
                found += [(grade, (number, role, at))] if grade else []
    best = max((grade for grade, _ in found), default=0)
    return [match for grade, match in found if grade == best]


def _days(template: Any) -> Iterator[tuple[object, object]]:
    yield from (value for fill in template.slots["inc-date"] for value in fill.values)


def _ends(when: When) -> tuple[object, object]:
    return when.earliest, when.latest


def _levels(template: Any, phrase: Phrase, name: str) -> Iterator[str]:
    """The classes of the places of this name in a template; a country may have other names."""
    land = land_name(phrase.where.country) if phrase.where and phrase.where.kind == "country" and phrase.where.country else None
    for held, levels in _locations(template):
        if land is not None and land == held:
            yield "COUNTRY"
        for place, kinds in (place for level in levels for place in level):
            if place == name:
                kind = min(kinds, default="")
                yield kind if kind in HEADS["place"] else "OTHER"


def _classes(phrase: Phrase, matches: Sequence[Match], templates: Sequence[Any], scorer: ModuleType) -> Iterator[tuple[str, str]]:
    """What each head is to say of a phrase; several classes of one head share."""
    yield from (("role", role) for _, role, _ in matches)
    if not matches:
        yield "role", NONE
    if phrase.kind == "time":
        return
    for number, role, at in matches:
        slots = templates[number].slots
        for name, (slot, otherwise) in _OF_THE_ACT.items():
            values = [fill.values[0] for fill in slots[slot]] or ([otherwise] if otherwise else [])
            yield from ((name, value) for value in values)
        for name, slot in _UNNAMED.items():
            yield from ((name, value) for value in [fill.values[0] for fill in slots[slot] if "-" in fill.tags or not fill.tags] or [NONE])
        if role == "place":
            yield "place", HEADS["place"][at]
            continue
        strings = _strings(slots, role, at)
        for name, slot, otherwise in _OF_THE_PHRASE.get(role, ()):
            told = [fill.values for fill in slots[slot] if any(scorer.match_string(tag, one) == 2 for tag in fill.tags for one in strings)]
            said = [value for values in told for value in (values if name == "footing" else values[:1])]
            yield from ((name, value) for value in said or ([otherwise] if otherwise else []))


def _strings(slots: Mapping[str, Any], role: str, at: int) -> list[str]:
    """The strings of a fill, and of the name that a description belongs to."""
    fill = slots[SLOTS[role]][at]
    return [*fill.values, *(fill.tags if role == "description" else ())]


def _of_pairs(
    phrases: Sequence[Phrase], matches: Sequence[Sequence[Match]], pairs: NDArray[np.int64], templates: Sequence[Any], scorer: ModuleType
) -> tuple[Floats, Floats]:
    """For each pair: whether the two name the same, and are of one act; and whether that is asked at all."""
    alike, asked = (np.zeros((len(pairs), 2), dtype=np.float32) for _ in range(2))
    for row, (one, other) in enumerate(pairs.tolist()):
        left, right = matches[one], matches[other]
        loose = [phrases[at].kind in _LOOSE for at in (one, other)]
        if not (left or right) or all(loose):
            continue
        if (left or loose[0]) and (right or loose[1]):
            asked[row, 1] = 1
            alike[row, 1] = bool({match[0] for match in left} & {match[0] for match in right})
        if left and right and not any(loose):
            asked[row, 0] = 1
            alike[row, 0] = bool(set(left) & set(right)) or any(
                _name_and_description(a, b, templates, scorer) for a in left for b in right if a[0] == b[0]
            )
    return alike, asked


def _name_and_description(one: Match, other: Match, templates: Sequence[Any], scorer: ModuleType) -> bool:
    """Whether one fill is a name and the other the description that belongs to it."""
    if {one[1], other[1]} != {"name", "description"}:
        return False
    name, description = (one, other) if one[1] == "name" else (other, one)
    slots = templates[name[0]].slots
    names, tags = slots["hum-tgt-name"][name[2]].values, slots["hum-tgt-desc"][description[2]].tags
    return any(scorer.match_string(tag, string) == 2 for tag in tags for string in names)
