"""A date or span of days, as exact as its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from variorum.errors import InvalidRecord
from variorum.model.span import Span
from variorum.model.words import How, require_word

DatePrecision = Literal[1, 2, 3, 4, 5]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Calendar days, local to the place. `precision` is UCDP's date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 year.

    An open end is None ("before Monday"). `at` is an instant with its zone, where one is printed.
    """

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    how: How
    evidence: Span | None = None
    at: datetime | None = None

    def __post_init__(self) -> None:
        require_word(self.how, How, "how")
        if self.precision not in (1, 2, 3, 4, 5):
            raise InvalidRecord(f"date precision is {self.precision!r}: 1 to 5")
        if not all(end is None or isinstance(end, date) for end in (self.earliest, self.latest)):
            raise InvalidRecord(f"a date from {self.earliest!r} to {self.latest!r}: calendar days")
        if self.earliest is None and self.latest is None:
            raise InvalidRecord("a date without either end: leave it out")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise InvalidRecord(f"a date from {self.earliest} to {self.latest}")
        if self.at is not None and self.at.tzinfo is None:
            raise InvalidRecord("an instant without a zone")

    @classmethod
    def day(cls, day: date, *, how: How = "stated", evidence: Span | None = None, at: datetime | None = None) -> When:
        """One calendar day."""
        return cls(earliest=day, latest=day, precision=1, how=how, evidence=evidence, at=at)
