"""How good the reading is, where people have judged it: what `variorum selftest` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.model.values import ClaimValue
from variorum.model.words import Category, Property

Fault = Literal["rejected", "added", "category", "number", "group", "actor", "status", "value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A share in [0, 1] with the ends of its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One property, or one category of figures: claims that are right, claims that nobody bears out, and claims that were missed.

    A claim with a corrected value is both invented and missed. A share is None where there are too few judgements to tell, and `recall`
    and `f1` also where nobody has added a claim of the property: then nobody looked for what is missing.
    """

    property: Property
    category: Category | None
    documents: int
    right: int
    invented: int
    missed: int
    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims whose scores lie between `low` and `high`: how many, their mean score, and how many of them in one are right."""

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Whether `score` means what it says: of claims with a score of .8 four in five should be right. `error` is the mean distance, by
    claims (expected calibration error).
    """

    property: Property
    count: int
    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One disagreement: the document, its words with some before and after, what was read, what a person says, and why. None: nothing."""

    document: str
    before: str
    words: str
    after: str
    read: ClaimValue | None
    said: ClaimValue | None
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultClass:
    """Disagreements of one kind between reading and people; `examples` are the first few."""

    property: Property
    category: Category | None
    fault: Fault
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What people's judgements say of the reading. `judged` counts the claims with a standing judgement; `unsettled` those of them that say
    nothing of it now: their words are gone, or a rejected value is read otherwise.
    """

    judged: int
    unsettled: int
    documents: int
    measures: tuple[Measure, ...] = ()
    calibrations: tuple[Calibration, ...] = ()
    faults: tuple[FaultClass, ...] = ()
    speakers_judged: int = 0
    speakers_kept: int = 0
