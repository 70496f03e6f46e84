"""What rules found in a report, laid out for the trained heads: phrases, items and their features."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.triggers import Role
from variorum.model import Span
from variorum.model.words import Category
from variorum.read.accounts import Telling, Thread, account_for, tell, weave_threads
from variorum.read.events import find_events, roles_by_token
from variorum.read.figures import find_figures
from variorum.read.finding import Event, Finding
from variorum.read.heads.items import Item
from variorum.read.heads.nouns import Mark, Noun, noun_features, nouns_of, stands_on
from variorum.read.parsed import Parsed
from variorum.read.responsibility import find_responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Events, threads, tellings and finds of the rules. `sentences` are the token indices at which sentences start."""

    events: tuple[Event, ...]
    roles: dict[int, Role]
    threads: Sequence[Thread]
    tellings: Sequence[Telling]
    figures: Sequence[Finding]
    responsibility: Sequence[Finding]
    sentences: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The noun phrases with their features; for each claim of responsibility those that its actor stands on, for a figure those in it."""

    nouns: Sequence[Noun]
    features: NDArray[np.float32]
    actors: Sequence[Sequence[int]]
    numbers: Sequence[Sequence[int]]


def view_of(parsed: Parsed) -> View:
    """Run the rules over a parsed report."""
    events = find_events(parsed)
    threads = weave_threads(parsed, events)
    untold = [replace(thread, scenes=list(thread.scenes)) for thread in threads]
    return View(
        events=events,
        roles=roles_by_token(parsed, events),
        threads=untold,
        tellings=tell(parsed, threads),
        figures=find_figures(parsed),
        responsibility=find_responsibility(parsed, events),
        sentences=[sentence.start for sentence in parsed.doc.sents],
    )


def phrases_of(parsed: Parsed, view: View) -> Phrases:
    """The phrases of a report beside what the rules found in it."""
    nouns = nouns_of(parsed, view.roles)
    numbers, actors = ([list(stands_on(parsed, finding)) for finding in found] for found in (view.figures, view.responsibility))
    at = {noun.head.i: index for index, noun in enumerate(nouns)}
    return Phrases(
        nouns=nouns,
        features=noun_features(parsed, nouns, view.roles, chain(*numbers, *actors)),
        actors=[_phrases(at, marks) for marks in actors],
        numbers=[_phrases(at, marks) for marks in numbers],
    )


def _phrases(at: Mapping[int, int], marks: Iterable[Mark]) -> list[int]:
    """The phrases, by their place in the text, whose heads are marked."""
    return sorted({at[token] for token, _ in marks if token in at})


def item_at(
    parsed: Parsed,
    view: View,
    kind: Literal["figure", "responsibility"],
    start: int,
    end: int,
    category: Category | None = None,
    *,
    counted: bool = False,
) -> Item | None:
    """The item on the words between two offsets; None where no token stands there."""
    words = parsed.doc.char_span(start, end, alignment_mode="expand")
    if words is None or not len(words):
        return None
    return Item(
        kind=kind,
        start=words.start,
        end=words.end,
        head=words.root.i,
        sentence=bisect_right(view.sentences, words.start) - 1,
        telling=telling_at(parsed, view, parsed.span(start, end)),
        category=category,
        counted=counted,
    )


def telling_at(parsed: Parsed, view: View, words: Span) -> int | None:
    """The index of the rules' telling that some words belong to."""
    telling = account_for(view.tellings, parsed, words)
    return next((index for index, one in enumerate(view.tellings) if one is telling), None)


def sentence_of(parsed: Parsed, view: View, item: Item) -> tuple[int, int]:
    """The tokens of the sentence in which an item's head stands, half open."""
    at = bisect_right(view.sentences, item.head)
    return view.sentences[at - 1], view.sentences[at] if at < len(view.sentences) else len(parsed.doc)
