"""What each rule makes of a figure, side by side, and what a person decided: as a page or a text shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from variorum.export.lines import ClaimLine
from variorum.export.sentences import visible
from variorum.export.wording import RULE_NAMES, ends_words, number_words
from variorum.lexicon.en.wording import day_words
from variorum.model import Figure, Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingLine:
    """One rule: its name, the numbers in words, why, and the claims that give them. `chosen` is the one that the figure goes by."""

    rule: str
    low: str
    best: str
    high: str
    range: str
    why: str
    claims: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """Who decided on a figure, when and why; `claim` is the key of the claim that was preferred."""

    by: str
    date: str
    reason: str | None
    claim: str | None

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"decided by {self.by}, {self.date}" + (f": {self.reason}" if self.reason else "")


def ruling_lines(figure: Figure, lines: Mapping[str, ClaimLine]) -> tuple[RulingLine, ...]:
    """The rules side by side, where they do not all come to the same, or where a person decided otherwise."""
    ends = {(each.low, each.best, each.high) for each in figure.rulings}
    if len(ends) == 1 and (figure.low, figure.best, figure.high) in ends:
        return ()
    return tuple(_line(each, figure, lines) for each in figure.rulings)


def _line(ruling: Ruling, figure: Figure, lines: Mapping[str, ClaimLine]) -> RulingLine:
    high = "open" if ruling.high is None and ruling.low is not None else _number(ruling.high)
    return RulingLine(
        rule=RULE_NAMES[ruling.rule],
        low=_number(ruling.low),
        best=_number(ruling.best),
        high=high,
        range=ends_words(ruling.low, ruling.best, ruling.high),
        why=visible(ruling.why),
        claims=tuple(key for key in ruling.claims if key in lines),
        chosen=ruling.rule == figure.rule,
    )


def _number(number: int | None) -> str:
    return "–" if number is None else number_words(number)


def decision_line(figure: Figure, lines: Mapping[str, ClaimLine]) -> DecisionLine | None:
    """What a person decided on it, if anything."""
    decision = figure.decision
    if decision is None:
        return None
    return DecisionLine(
        by=visible(decision.by),
        date=day_words(decision.at.date()),
        reason=visible(decision.reason) if decision.reason else None,
        claim=decision.claim if decision.claim in lines else None,
    )
