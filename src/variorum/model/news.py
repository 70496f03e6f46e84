"""What changed in a ledger since a time: what `variorum news` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from variorum.model.claim import Claim
from variorum.model.incident import Disagreement, Figure, Graded, Incident, Responsibility
from variorum.model.judgement import Judgement
from variorum.model.when import When
from variorum.model.words import Category

CauseKind = Literal["report", "judgement", "reader", "moved", "counting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why something changed: a new report, a person, another reader (or cleaner), claims that were or are now another incident's, or
    none of these: the same claims are counted otherwise, as copies or with other reports.

    `by` is the outlet, the person, the reader or the title of the other incident. `claim` came, or went where `came` is False; `key` is
    that by which the ledger knows it.
    """

    kind: CauseKind
    by: str
    came: bool = True
    claim: Claim | None = None
    key: str | None = None
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureNews:
    """A figure with other numbers than before, and why; None where there was or is none."""

    category: Category
    before: Figure | None
    after: Figure | None
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameNews:
    """What is now said of an actor and was not, or the other way round where `came` is False; and why."""

    said: Responsibility
    came: bool
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeNews:
    """An actor's other grade; None where it had or has none."""

    actor: str
    before: Graded | None
    after: Graded | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that an incident has now and had not. `known` says that the ledger had it before: then it is no new report, but was about
    another incident, or about none.
    """

    document: str
    outlet: str | None
    title: str | None
    published: When | None
    known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentNews:
    """What changed in one incident; `before` is None for a new one, `after` for one that is no longer told of.

    `merged` were incidents of their own and are in it now; `split` were in it and are incidents of their own now; `parted_from` is the one
    that a new one was in. `left` counts reports that were about it and no longer are.
    """

    before: Incident | None
    after: Incident | None
    reports: tuple[Report, ...] = ()
    left: int = 0
    figures: tuple[FigureNews, ...] = ()
    blame: tuple[BlameNews, ...] = ()
    grades: tuple[GradeNews, ...] = ()
    disagreements_new: tuple[Disagreement, ...] = ()
    disagreements_gone: tuple[Disagreement, ...] = ()
    merged: tuple[Incident, ...] = ()
    split: tuple[Incident, ...] = ()
    parted_from: Incident | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def incident(self) -> Incident:
        """The incident as it is now; as it was, where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """All that changed after `since`; `until` is when something last came in, `digest` that of the ledger.

    `documents` counts new ones, `untold` those of them that tell of no incident; `reread` says how many known documents each new reader
    has read. `judgements` are those of people that touch none of the incidents named.
    """

    since: datetime
    until: datetime | None
    digest: str
    incidents: tuple[IncidentNews, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    documents: int = 0
    untold: int = 0
    reread: tuple[tuple[str, int], ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether nothing came out otherwise."""
        return not (self.incidents or self.judgements or self.documents)
