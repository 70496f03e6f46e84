"""What a text says of harm and guilt, as items: words that a figure or a claim of responsibility stands on, to be told apart by incident.

The trained heads see the vectors of an item's words and the features named here: of one item, and of two together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from variorum.model.words import AccountStatus, Category
from variorum.read.accounts import Telling

STATUSES: tuple[AccountStatus, ...] = get_args(AccountStatus)
CATEGORIES: tuple[Category, ...] = get_args(Category)
ITEM_FEATURES = (
    *(f"told as {status}" for status in STATUSES), "told by nobody", "told of the main incident", "figure", "sentence", "counted",
    *(f"category {category}" for category in CATEGORIES),
)  # fmt: skip
PAIR_FEATURES = (
    "one telling", "one status", "one sentence", "next sentence", "sentences between", "tokens between", "one kind", "one category",
    "days meet", "days differ", "one place", "places differ",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Tokens `start` to `end` with their `head`; `sentence` is its number; `telling` the index of the rules' telling, None without any."""

    kind: Literal["figure", "responsibility"]
    start: int
    end: int
    head: int
    sentence: int
    telling: int | None
    category: Category | None = None
    counted: bool = False


def item_features(items: Sequence[Item], tellings: Sequence[Telling]) -> NDArray[np.float32]:
    """(items, `ITEM_FEATURES`), fp32."""
    table = np.zeros((len(items), len(ITEM_FEATURES)), dtype=np.float32)
    at = {name: index for index, name in enumerate(ITEM_FEATURES)}
    for row, item in zip(table, items, strict=True):
        telling = tellings[item.telling].account if item.telling is not None else None
        row[at[f"told as {telling.status}" if telling else "told by nobody"]] = 1
        row[at["told of the main incident"]] = telling is not None and telling.main
        row[at["figure"]] = item.kind == "figure"
        row[at["sentence"]] = math.log1p(item.sentence) / 3
        row[at["counted"]] = item.counted
        if item.category is not None:
            row[at[f"category {item.category}"]] = 1
    return table


def pairs_of(count: int) -> NDArray[np.int64]:
    """(pairs, 2): every two of so many items, the later one first."""
    return np.array([(later, earlier) for later in range(count) for earlier in range(later)], dtype=np.int64).reshape(-1, 2)


def pair_features(items: Sequence[Item], tellings: Sequence[Telling], pairs: NDArray[np.int64]) -> NDArray[np.float32]:
    """(pairs, `PAIR_FEATURES`), fp32."""
    rows = [_pair(items[later], items[earlier], tellings) for later, earlier in pairs.tolist()]
    return np.array(rows, dtype=np.float32).reshape(-1, len(PAIR_FEATURES))


def _pair(one: Item, other: Item, tellings: Sequence[Telling]) -> list[float]:
    left = tellings[one.telling] if one.telling is not None else None
    right = tellings[other.telling] if other.telling is not None else None
    between = abs(one.sentence - other.sentence)
    days = _meet(left, right)
    place = None
    if left is not None and right is not None and left.where is not None and right.where is not None:
        place = left.where.name == right.where.name
    return [
        float(one.telling == other.telling),
        float(left is not None and right is not None and left.account.status == right.account.status),
        float(between == 0),
        float(between == 1),
        math.log1p(between) / 3,
        math.log1p(abs(one.start - other.start)) / 5,
        float(one.kind == other.kind),
        float(one.category == other.category),
        float(days is True),
        float(days is False),
        float(place is True),
        float(place is False),
    ]


def _meet(left: Telling | None, right: Telling | None) -> bool | None:
    """Whether the days of two tellings overlap; None where one is not known."""
    if left is None or right is None or left.when is None or right.when is None:
        return None
    first, last = (left.when.earliest, right.when.earliest), (left.when.latest, right.when.latest)
    if first[0] is None or first[1] is None or last[0] is None or last[1] is None:
        return None
    return first[0] <= last[1] and first[1] <= last[0]
