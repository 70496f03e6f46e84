"""What a person decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from variorum.errors import InvalidRecord
from variorum.model.identity import key_of
from variorum.model.words import Property, Verdict, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """The words that a judgement holds on to, whatever the next reader makes of them. `value` is the value as judged, as builtins."""

    blob: str
    property: Property | None
    exact: str
    prefix: str
    suffix: str
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Insert-only; an undo is a new row that `withdraws` an earlier one. A person beats every score.

    `subject` and `other` are keys (of a claim, an account, a document, an incident); `value` are builtins.
    """

    verdict: Verdict
    subject: str
    by: str
    at: datetime
    other: str | None = None
    value: Any = None
    reason: str | None = None
    withdraws: str | None = None
    locator: Locator | None = None

    def __post_init__(self) -> None:
        require_word(self.verdict, Verdict, "verdict")
        if self.at.tzinfo is None:
            raise InvalidRecord("a judgement without a time zone")
        if self.verdict in ("same", "different", "unsure", "copy", "independent", "person") and not self.other and not self.withdraws:
            raise InvalidRecord(f"{self.verdict!r} takes two subjects")

    @property
    def key(self) -> str:
        """What was decided, by whom and when."""
        return key_of("judgement", self.verdict, self.subject, self.other, self.value, self.by, self.at.isoformat(), self.withdraws)


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that nobody has withdrawn, the earliest first, without the withdrawals. To withdraw a withdrawal restores."""
    by_key = {judgement.key: judgement for judgement in judgements}
    withdrawals: dict[str, list[str]] = defaultdict(list)
    for key, judgement in by_key.items():
        if judgement.withdraws:
            withdrawals[judgement.withdraws].append(key)
    stands: dict[str, bool] = {}
    for start in by_key:
        waiting = [start]  # a key is settled after all that withdraw it; a list, since undo and redo may go on for thousands of rows
        while waiting:
            key = waiting[-1]
            open_ = [later for later in withdrawals[key] if later not in stands] if key not in stands else []
            if open_:
                waiting += open_
                continue
            stands.setdefault(key, not any(stands[later] for later in withdrawals[key]))
            waiting.pop()
    return sorted((each for key, each in by_key.items() if stands[key] and not each.withdraws), key=lambda each: (each.at, each.key))
