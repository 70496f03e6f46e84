"""What rules found in a report, laid out for the trained heads: phrases, items and their features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.triggers import Role
from variorum.model.words import Category
from variorum.read.accounts import Telling, account_for, tell_accounts
from variorum.read.events import find_events, roles_by_token
from variorum.read.figures import find_figures
from variorum.read.finding import Event, Finding
from variorum.read.heads.items import Item
from variorum.read.heads.nouns import Noun, noun_features, nouns_of, stands_on
from variorum.read.parsed import Parsed
from variorum.read.responsibility import find_responsibility


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Events, tellings and finds of the rules, and the phrases with their features."""

    events: tuple[Event, ...]
    roles: dict[int, Role]
    tellings: Sequence[Telling]
    figures: Sequence[Finding]
    responsibility: Sequence[Finding]
    nouns: Sequence[Noun]
    features: NDArray[np.float32]
    actors: Sequence[Sequence[int]]  # for each claim of responsibility the phrases that its actor stands on
    numbers: Sequence[Sequence[int]]  # for each figure the phrases within its words


def view_of(parsed: Parsed) -> View:
    """Run the rules over a parsed report."""
    events = find_events(parsed)
    roles = roles_by_token(parsed, events)
    figures, responsibility = find_figures(parsed), find_responsibility(parsed, events)
    nouns = nouns_of(parsed, roles)
    return View(
        events=events,
        roles=roles,
        tellings=tell_accounts(parsed, events),
        figures=figures,
        responsibility=responsibility,
        nouns=nouns,
        features=noun_features(parsed, nouns, roles, (*figures, *responsibility)),
        actors=[_phrases(parsed, nouns, finding) for finding in responsibility],
        numbers=[_phrases(parsed, nouns, finding) for finding in figures],
    )


def _phrases(parsed: Parsed, nouns: Sequence[Noun], finding: Finding) -> list[int]:
    tokens = {token for token, _ in stands_on(parsed, finding)}
    return [index for index, noun in enumerate(nouns) if noun.head.i in tokens]


def item_at(
    parsed: Parsed,
    tellings: Sequence[Telling],
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
    telling = account_for(tellings, parsed, parsed.span(start, end))
    return Item(
        kind=kind,
        start=words.start,
        end=words.end,
        head=words.root.i,
        sentence=sum(bool(token.is_sent_start) for token in parsed.doc[1 : words.start + 1]),
        telling=next((index for index, one in enumerate(tellings) if one is telling), None),
        category=category,
        counted=counted,
    )


def sentence_of(parsed: Parsed, item: Item) -> tuple[int, int]:
    """The tokens of the sentence in which an item's head stands, half open."""
    sentence = parsed.doc[item.head].sent
    return sentence.start, sentence.end
