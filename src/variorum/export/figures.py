"""A figure as a page or a text shows it: the numbers of the table, and the claims under which they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.export.index import Index
from variorum.export.lines import ClaimLine
from variorum.export.moves import MoveLine, move_lines
from variorum.export.order import in_order
from variorum.export.rulings import DecisionLine, RulingLine, decision_line, ruling_lines
from variorum.export.trajectories import Series, series_of, undated
from variorum.export.witnesses import WitnessLine, witness_lines
from variorum.export.wording import CATEGORY_WORDS, number_words, range_words
from variorum.model import Claim, Figure, FigureValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of the table of figures; `claim` is the claim that gives it, None where no single one does."""

    words: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One category: the numbers (low, best, high), and under which claims they stand.

    `claims` entered the figure; `earlier` are totals that their outlet replaced later, `groups` count other people than the whole ("12
    policemen"). `rulings` are what each rule makes of them, where that differs; `decision` is a person's; `moves` are
    the numbers of each witness, step by step.
    """

    category: str
    label: str
    low: Cell
    best: Cell
    high: Cell
    range: str
    numbers: tuple[int | None, int | None, int | None]
    reports: int
    claims: tuple[ClaimLine, ...]
    earlier: tuple[ClaimLine, ...] = ()
    groups: tuple[ClaimLine, ...] = ()
    series: tuple[Series, ...] = ()
    undated: int = 0
    witnesses: tuple[WitnessLine, ...] = ()
    rulings: tuple[RulingLine, ...] = ()
    decision: DecisionLine | None = None
    moves: tuple[MoveLine, ...] = ()

    @property
    def total(self) -> int:
        """How many claims stand under it."""
        return sum(line.size for line in (*self.claims, *self.earlier, *self.groups))


def figure_line(figure: Figure, index: Index, lines: dict[str, ClaimLine]) -> FigureLine:
    """A figure with its claims; a part stands under the claim that holds its whole, wherever that is shown."""
    keys = [key for key in (*figure.claims, *figure.aside) if key in lines]
    among = set(keys)
    parts: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        whole = _whole_of(key, index, among)
        if whole is not None:
            parts[whole].append(key)
    nested = {key for held in parts.values() for key in held}
    entered = set(figure.claims)
    places: dict[str, list[ClaimLine]] = {"claims": [], "earlier": [], "groups": []}
    for key in keys:
        if key not in nested:
            place = "claims" if key in entered else "earlier" if _is_whole(index.claims[key]) else "groups"
            places[place].append(_with_parts(key, parts, lines))
    return FigureLine(
        category=figure.category,
        label=CATEGORY_WORDS[figure.category],
        low=_cell(figure.low, figure, index, end="low"),
        best=_cell(figure.best, figure, index, end="low"),
        high=_cell(figure.high, figure, index, end="high") if figure.high is not None or figure.low is None else Cell(words="open"),
        range=range_words(figure),
        numbers=(figure.low, figure.best, figure.high),
        reports=figure.reports,
        claims=in_order(places["claims"]),
        earlier=in_order(places["earlier"]),
        groups=in_order(places["groups"]),
        series=tuple(series_of(figure, index)),
        witnesses=witness_lines(figure, lines),
        undated=undated(figure),
        rulings=ruling_lines(figure, lines),
        decision=decision_line(figure, lines),
        moves=move_lines(figure, lines),
    )


def _whole_of(key: str, index: Index, among: set[str]) -> str | None:
    """The claim of the whole that a claim gives a part of; None too where following the wholes leads back to the claim."""
    first, at = None, key
    passed = {key}
    while True:
        value = index.claims[at].value
        whole = value.part_of if isinstance(value, FigureValue) else None
        whole = index.current.get(whole, whole) if whole else None
        if whole is None or whole not in among:
            return first
        if whole in passed:
            return None
        passed.add(whole)
        first, at = first or whole, whole


def _with_parts(key: str, parts: Mapping[str, Sequence[str]], lines: Mapping[str, ClaimLine]) -> ClaimLine:
    held = in_order(_with_parts(part, parts, lines) for part in parts.get(key, ()))
    return replace(lines[key], parts=held)


def _is_whole(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, FigureValue) and value.part_of is None and set(value.group) <= {"all", "unknown", "hostages"}


def _cell(number: int | None, figure: Figure, index: Index, *, end: str) -> Cell:
    """The number, and a claim that gives just this number; none does where the numbers of groups were added up."""
    if number is None:
        return Cell(words="–")
    held = [key for key in figure.claims if key in index.claims]
    if figure.decision is not None:  # a person's number stands on the claim that was preferred, or on none
        held = [key for key in held if key == figure.decision.claim]
    giving = [key for key in held if getattr(index.claims[key].value, end, None) == number]
    giving += [key for key in held if getattr(index.claims[key].value, "low", None) == number]
    return Cell(words=number_words(number), claim=giving[0] if giving else None)
