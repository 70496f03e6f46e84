"""Which words fill a role in a violent act, token by token: the doers, those harmed, the things attacked, the instrument.

The trained head sees a token's vector, the mean vectors of its sentence and of the text, and the features named here. None of them
depends on capitals. Its tags are read as the best path of a linear chain (Viterbi 1967).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from variorum.lexicon.triggers import Role
from variorum.model import Mention
from variorum.read.heads.layers import Floats
from variorum.read.parsed import Parsed

Kind = Literal["individual", "organisation", "name", "description", "object", "instrument", "place"]

KINDS: tuple[Kind, ...] = get_args(Kind)  # doers, bodies of doers; people harmed by name and by description
TAGS = ("out", *(f"{place} {kind}" for kind in KINDS for place in ("begin", "inside")))
_PARTS = ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "DET", "NUM", "PRON", "PUNCT", "CCONJ", "AUX", "ADV")
_EVENTS: tuple[Role, ...] = ("act", "harm", "generic", "war", "arrest")
_NAMED = ("person", "group", "organisation", "place", "time")
TOKEN_FEATURES = (
    *(f"part {name}" for name in _PARTS), *(f"event {name}" for name in _EVENTS), *(f"named {name}" for name in _NAMED),
    *(f"starts {name}" for name in _NAMED), "in quotation", "source", "sentence",
)  # fmt: skip
_AT = {name: index for index, name in enumerate(TOKEN_FEATURES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A phrase that fills a role: half-open tokens, kind, and how likely it is."""

    start: int
    end: int
    kind: Kind
    likely: float


def token_features(parsed: Parsed, roles: Mapping[int, Role], sentences: Sequence[int]) -> Floats:
    """(tokens, `TOKEN_FEATURES`), fp32. `sentences` are the tokens at which sentences start."""
    table = np.zeros((len(parsed.doc), len(TOKEN_FEATURES)), dtype=np.float32)
    parts = {name: _AT[f"part {name}"] for name in _PARTS}
    for index, token in enumerate(parsed.doc):
        part = parts.get(token.pos_)
        if part is not None:
            table[index, part] = 1
    for at, role in roles.items():
        table[at, _AT[f"event {role}"]] = 1
    for mention in (*parsed.names, *parsed.places, *parsed.times):
        _mark(parsed, table, mention)
    for attribution in parsed.attributions:
        for name, pieces in (("in quotation", attribution.content), ("source", attribution.source)):
            for piece in pieces:
                words = parsed.tokens_of(piece)
                table[words.start : words.stop, _AT[name]] = 1
    bounds = [*sentences, len(parsed.doc)]
    for number, start in enumerate(bounds[:-1]):
        table[start : bounds[number + 1], _AT["sentence"]] = np.log1p(number) / 3
    return table


def _mark(parsed: Parsed, table: Floats, mention: Mention) -> None:
    if mention.kind in _NAMED:
        words = parsed.tokens_of(mention.span)
        table[words.start : words.stop, _AT[f"named {mention.kind}"]] = 1
        table[words.start : words.start + 1, _AT[f"starts {mention.kind}"]] = 1


def read_tags(scores: Floats, sentences: Sequence[int]) -> list[Tagged]:
    """The phrases on the best path. `scores` are (tokens, `TAGS`) log-probabilities; no phrase runs over the end of a sentence."""
    shares = np.exp(scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)) if len(scores) else scores
    starts = frozenset(sentences)
    found: list[Tagged] = []
    for first, last in _stretches(scores):
        path = _best_path(scores[first:last], [at in starts for at in range(first, last)])
        for at, (begin, end) in _runs(path):
            own = shares[first + begin : first + end, [2 * at + 1, 2 * at + 2]].sum(axis=1)
            found.append(Tagged(start=first + begin, end=first + end, kind=KINDS[at], likely=float(own.max())))
    return found


def _stretches(scores: Floats) -> Iterator[tuple[int, int]]:
    """The half-open ranges of tokens that may be tagged at all: the path is worth working out only there."""
    if len(scores):
        near = np.concatenate([[False], scores[:, 1:].max(axis=1) > scores[:, 0] - _HOPELESS, [False]])
        edges = np.flatnonzero(near[1:] != near[:-1])
        yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _runs(path: Sequence[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The index of the kind and the half-open range of each phrase on a path."""
    at = 0
    while at < len(path):
        end = at + 1
        if path[at]:
            kind = (path[at] - 1) // 2
            while end < len(path) and path[end] == 2 * kind + 2:
                end += 1
            yield kind, (at, end)
        at = end


def _best_path(scores: Floats, opens: Sequence[bool]) -> list[int]:
    """The tags of the best path: an inside tag follows only a tag of its kind, and never opens a sentence."""
    back = np.zeros((len(scores), len(TAGS)), dtype=np.int64)
    best = scores[0] + _OPENING
    for at in range(1, len(scores)):
        ways = best[:, None] + (_OPENING[None, :] if opens[at] else _MOVES)
        back[at] = ways.argmax(axis=0)
        best = ways.max(axis=0) + scores[at]
    path = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def _moves() -> Floats:
    """(tags, tags): what a step from one tag to the next adds."""
    moves = np.full((len(TAGS), len(TAGS)), _NEVER, dtype=np.float32)
    for tag in range(len(TAGS)):
        inside = tag > 0 and tag % 2 == 0
        moves[[tag - 1, tag] if inside else slice(None), tag] = 0
    return moves


_NEVER = np.float32(-1e4)
_HOPELESS = 4.0  # logs by which all tags may fall short of "out" before a token is passed over
_MOVES = _moves()
_OPENING = np.where(np.arange(len(TAGS)) % 2 == 0, _NEVER, np.float32(0)) * (np.arange(len(TAGS)) > 0)
