"""What a claim says: one type of value for each property."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord
from variorum.model.when import When
from variorum.model.where import Where
from variorum.model.words import (
    Bound,
    Category,
    Group,
    IncidentType,
    QuoteKind,
    ResponsibilityStatus,
    Stage,
    TargetKind,
    require_word,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a figure was counted over, when that is not the incident itself: "in Aleppo province", "since January"."""

    text: str
    place: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """A number of people. 0 ≤ low ≤ high; an open end is None; never more exact than the words.

    `group` holds one or several groups, `group_text` the counted noun as printed. `includes_perpetrators` is None where it is not said.
    `part_of` is the key of the claim that holds the whole ("334, 186 of them children"). `counted` is False for a figure that is
    printed and True for a person told without a number ("a man was shot dead"), whom we counted.
    """

    category: Category
    low: int
    high: int | None
    bound: Bound = "exact"
    group: tuple[Group, ...] = ("all",)
    group_text: str | None = None
    scope: Scope | None = None
    includes_perpetrators: bool | None = None
    part_of: str | None = None
    counted: bool = False

    def __post_init__(self) -> None:
        require_word(self.category, Category, "category")
        require_word(self.bound, Bound, "bound")
        for group in self.group:
            require_word(group, Group, "group")
        if not self.group:
            raise InvalidRecord("a figure counts some group: 'all' where none is named")
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise InvalidRecord(f"a figure from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who is said to have done it; `kind` as a speaker's, or "group", "person", "state"."""

    name: str
    kind: str | None = None
    nationality: str | None = None
    id: str | None = None

    def __post_init__(self) -> None:
        if not self.name:
            raise InvalidRecord("an actor without a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityValue:
    """Who did, ordered or caused it, on what footing. The claim's `said_by` is who accuses, claims or denies."""

    actor: Actor
    status: ResponsibilityStatus

    def __post_init__(self) -> None:
        require_word(self.status, ResponsibilityStatus, "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteValue:
    """Somebody's words; the evidence is the content."""

    kind: QuoteKind

    def __post_init__(self) -> None:
        require_word(self.kind, QuoteKind, "kind of quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeValue:
    """What kind of incident, and whether it came to pass."""

    type: IncidentType
    stage: Stage = "ACCOMPLISHED"

    def __post_init__(self) -> None:
        require_word(self.type, IncidentType, "type")
        require_word(self.stage, Stage, "stage")


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetValue:
    """Who or what was aimed at or harmed."""

    kind: TargetKind
    name: str | None = None
    description: str | None = None
    type: str | None = None
    number: str | None = None
    effect: str | None = None

    def __post_init__(self) -> None:
        require_word(self.kind, TargetKind, "kind of target")
        if not (self.name or self.description):
            raise InvalidRecord("a target without name and description")


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimValue:
    """A person who came to harm, by name. Left out of exports unless asked for."""

    name: str
    age: int | None = None
    sex: str | None = None
    role: str | None = None
    nationality: str | None = None
    fate: Category | None = None

    def __post_init__(self) -> None:
        require_word(self.fate, Category, "fate", optional=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeaponValue:
    """The thing used, as printed, and its kind ("gun", "explosive", "vehicle", "blade", …)."""

    name: str
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningValue:
    """Who warned whom, of what, and what became of it."""

    by: str | None = None
    to: str | None = None
    about: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandValue:
    """What the perpetrators asked for."""

    by: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseValue:
    """What somebody did or said in answer: condemnation, measures, condolences."""

    by: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastValue:
    """What somebody expects. Never an incident that happened."""

    text: str
    horizon: str | None = None
    conditional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonValue:
    """This incident likened to that one: a link, never a merge. `likened_to` is exported as "with"."""

    likened_to: str
    incident: str | None = None


ClaimValue = (
    FigureValue
    | ResponsibilityValue
    | QuoteValue
    | TypeValue
    | When
    | Where
    | TargetValue
    | VictimValue
    | WeaponValue
    | WarningValue
    | DemandValue
    | ResponseValue
    | ForecastValue
    | ComparisonValue
)

VALUE_TYPES: dict[str, type] = {
    "figure": FigureValue,
    "responsibility": ResponsibilityValue,
    "incident_type": TypeValue,
    "place": Where,
    "date": When,
    "published": When,
    "target": TargetValue,
    "victim": VictimValue,
    "weapon": WeaponValue,
    "demand": DemandValue,
    "warning": WarningValue,
    "response": ResponseValue,
    "forecast": ForecastValue,
    "comparison": ComparisonValue,
    "quote": QuoteValue,
}
