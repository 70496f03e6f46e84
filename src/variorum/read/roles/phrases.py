"""The phrases that may fill a role, and the days that the text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from variorum.lexicon.triggers import Role
from variorum.model import When, Where
from variorum.read.heads.layers import Floats
from variorum.read.heads.view import View, telling_at
from variorum.read.parsed import Parsed
from variorum.read.roles.tagging import KINDS, Kind, Tagged

NodeKind = Kind | Literal["time"]
NODE_KINDS: tuple[NodeKind, ...] = (*KINDS, "time")
_ARTICLES = frozenset("a an the this that these those its his her their our my some several many few all any another other".split())
_CLIMB = 5
_NAMED: Mapping[str, NodeKind] = {"group": "organisation", "person": "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Half-open tokens with the head among them, the word that governs it and the preposition that leads there.

    `words` are its content words in small letters, by which two are compared; `likely` the tagger's shares of `KINDS`; `when` the day that
    a time names, `where` the place that a gazetteer knows; `telling` the index of the rules' telling of that stretch of the text.
    """

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
    where: Where | None = None
    telling: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What phrases are read against: the parse, what rules found, and the tagger's probabilities (tokens, `TAGS`)."""

    parsed: Parsed
    view: View
    shares: Floats


def phrases_of(ground: Ground, tagged: Sequence[Tagged]) -> list[Phrase]:
    """The tagged phrases, further names of people, groups and places, and the days, in the order of the text."""
    parsed = ground.parsed
    kinds = ground.shares[:, 1::2] + ground.shares[:, 2::2]  # of beginning and inside
    known = {parsed.tokens_of(mention.span).start: mention.where for mention in parsed.places}
    found = [
        _phrase(ground, kinds, one.start, one.end, one.kind, where=known.get(one.start) if one.kind == "place" else None) for one in tagged
    ]
    taken = {at for one in tagged for at in range(one.start, one.end)}
    for mention in parsed.names:
        words = parsed.tokens_of(mention.span)
        if mention.kind in _NAMED and len(words) and taken.isdisjoint(words):
            found.append(_phrase(ground, kinds, words.start, words.stop, _NAMED[mention.kind]))
            taken.update(words)
    for mention in parsed.places:
        words = parsed.tokens_of(mention.span)
        if mention.where is not None and len(words) and taken.isdisjoint(words):
            found.append(_phrase(ground, kinds, words.start, words.stop, "place", where=mention.where))
            taken.update(words)
    for mention in parsed.times:
        when = mention.timex.when if mention.timex else None
        words = parsed.tokens_of(mention.span)
        if when is not None and when.earliest and when.latest and len(words) and words.start not in taken:
            found.append(_phrase(ground, kinds, words.start, words.stop, "time", when=when))
    return sorted(found, key=lambda phrase: (phrase.start, phrase.end))


def _phrase(
    ground: Ground, kinds: Floats, start: int, end: int, kind: NodeKind, *, when: When | None = None, where: Where | None = None
) -> Phrase:
    tokens = ground.parsed.doc[start:end]
    governor, preposition = _governor(tokens.root, start, end, ground.view.roles)
    return Phrase(
        start=start,
        end=end,
        kind=kind,
        head=tokens.root.i,
        governor=governor,
        preposition=preposition,
        sentence=bisect_right(ground.view.sentences, start) - 1,
        words=tuple(word for token in tokens if (word := _plain(token)) and word not in _ARTICLES),
        likely=tuple(kinds[start:end].mean(axis=0).tolist()),
        when=when,
        where=where,
        telling=telling_at(ground.parsed, ground.view, ground.parsed.span_of(tokens)),
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
