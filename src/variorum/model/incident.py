"""An incident is computed from claims and judgements, never edited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from variorum.model.values import Actor
from variorum.model.when import When
from variorum.model.where import Where
from variorum.model.words import (
    Category,
    DisagreementKind,
    Grading,
    IncidentType,
    ResponsibilityStatus,
    Rule,
    Stage,
    StepKind,
    TargetKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One witness's value at one time: the figures move in steps, not slopes. `at` is an ISO 8601 day or instant, None where unknown.

    `outlet` is the first that printed it. `step` says how the value came about, None where it is the same again or only more exact;
    `why` in words what tells so.
    """

    outlet: str
    at: str | None
    low: int
    high: int | None
    claims: tuple[str, ...]
    witness: str = ""
    step: StepKind | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """An independent origin of claims, by its name. `claims` and `documents` are the keys of its claims and of the reports that hold them;
    `reasons` say in words why they are one.
    """

    origin: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What one rule makes of the claims of one category, and why, in words. `claims` are those that give its numbers."""

    rule: Rule
    low: int | None
    best: int | None
    high: int | None
    why: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """That a person decided on a figure, in the place of what the rule makes of the claims. `claim` is the one that was preferred, if any;
    `judgement` the key of the judgement.
    """

    by: str
    at: datetime
    judgement: str
    reason: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What the claims of one category come to by a named rule. `best` is a value that somebody stated, or None.

    `reports` counts documents, `witnesses` are the independent origins of what entered. `claims` are the keys of the claims that entered,
    `aside` those that count another thing (parts, running totals, other scopes). `rulings` are what each of the computed rules comes to;
    `decision` is set where a person decided, and `rule` is then "decision".
    """

    category: Category
    low: int | None
    best: int | None
    high: int | None
    rule: Rule
    reports: int
    claims: tuple[str, ...]
    aside: tuple[str, ...] = ()
    trajectory: tuple[Step, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    decision: Decision | None = None

    @property
    def ends(self) -> tuple[int | None, int | None, int | None]:
        """Low, best and high."""
        return self.low, self.best, self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility:
    """One actor with one status, and the claims that say so; `by` is who says it, in their words.

    `first` and `last` are the days on which it was first and last said, None where no report is dated; `told_as` are all names that it
    was told in, the commonest first.
    """

    actor: Actor
    status: ResponsibilityStatus
    by: str | None
    claims: tuple[str, ...]
    first: date | None = None
    last: date | None = None
    told_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """How well it is borne out that an actor did it, by the grades of Airwars, and why. `by` is the person who graded, None where the
    claims did. `sources` counts independent origins.
    """

    actor: Actor
    grading: Grading
    reason: str
    sources: int
    claims: tuple[str, ...]
    by: str | None = None


# Types of people whose names are public for their office, by the MUC-4 scheme.
PUBLIC_OFFICE = frozenset({"GOVERNMENT OFFICIAL", "FORMER GOVERNMENT OFFICIAL", "POLITICAL FIGURE", "DIPLOMAT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many of a target some reports tell of, and what became of them: as told, None where it is not said."""

    number: str | None
    effect: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Who or what was aimed at or harmed, as some reports tell it: tellings of one name, or of one noun, put together.

    `name` is the fullest one told, `description` the commonest, `told_as` all words that it was told in. `type` is by the MUC-4 scheme.
    `outcomes` are the numbers and effects: several stay several. All lists have the commonest first. `reports` counts texts:
    copies of one are one. `score` is that of the likeliest claim. `blamed`: somebody says of the same that he, she or it did it.
    """

    kind: TargetKind
    name: str | None
    description: str | None
    type: str | None
    outcomes: tuple[Outcome, ...]
    reports: int
    score: float
    claims: tuple[str, ...]
    told_as: tuple[str, ...] = ()
    blamed: bool = False

    @property
    def private(self) -> bool:
        """Whether it is a person by name who holds no public office: left out, as victims' names are, unless asked for."""
        return self.kind == "human" and self.name is not None and self.type not in PUBLIC_OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """What was used, as some reports tell it: tellings of one kind and name put together. `reports` and `score` are as of targets."""

    name: str
    kind: str | None
    reports: int
    score: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What some claims of a disagreement say, in words, and the claims."""

    says: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims that cannot both hold, and one sentence that says so. `claims` are those of all `sides`."""

    kind: DisagreementKind
    text: str
    claims: tuple[str, ...]
    category: Category | None = None
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two accounts are thought to be one incident, or not: a score in [0, 1] and its reasons in words. Keys of accounts."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A person by name who came to harm in an incident, told of once however many reports name him or her. `name` is the fullest told,
    `told_as` all, the commonest first; `ages` and `fates` are all that are told. Left out of exports unless asked for.
    """

    incident: str
    name: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    told_as: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    sex: str | None = None
    role: str | None = None
    nationality: str | None = None
    fates: tuple[Category, ...] = ()

    @property
    def reports(self) -> int:
        """How many documents name him or her."""
        return len(self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two victims who may be one person, by the first claim of each, with the ids of their incidents: for a person to decide."""

    left: str
    right: str
    incidents: tuple[str, str]
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """That a claim of a warning or forecast (by its key) may have been about an incident (by its id): a suggestion, never more.

    `said` is the day on which it was said, None where that is not known; `by` who said it. `stated`: a report of the incident says so.
    `claims` are all that tell of the same warning, `claim` the first; `witnesses` name who told of it.
    """

    claim: str
    incident: str
    score: float
    reasons: tuple[str, ...]
    by: str | None = None
    said: date | None = None
    stated: bool = False
    claims: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`id` is the smallest account key in it. `documents` have it as their main incident; `mentioned_in` only mention it (keys)."""

    id: str
    title: str
    accounts: tuple[str, ...]
    type: IncidentType
    stage: Stage
    when: When | None
    where: Where | None
    documents: tuple[str, ...]
    mentioned_in: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    responsibility: tuple[Responsibility, ...] = ()
    grading: tuple[Graded, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    links: tuple[Link, ...] = ()
    targets: tuple[Target, ...] = ()
    weapons: tuple[Weapon, ...] = ()
