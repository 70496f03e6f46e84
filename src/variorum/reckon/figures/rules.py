"""The rules by which conflicting numbers come to one figure.

Three are those that Every Casualty names for casualty recorders ("Standards for Casualty Recording", 2016): the range of all numbers, the
number of the majority, the number of the source that ranks first; "conservative" is ours, the lowest number that is well supported. All
are computed; a ledger chooses one, and a person's decision comes before it. No rule takes a mean: `best` is a number that somebody stated,
or None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from variorum.lexicon.registry import Registry
from variorum.lexicon.sources import is_agency, source_of
from variorum.lexicon.tables import rows_of
from variorum.model import Ruling, Speaker
from variorum.model.words import Rule
from variorum.reckon.counting import MOVING
from variorum.reckon.witnesses import Node

TWO = 2  # witnesses behind a number that is well supported
UNNAMED = "unnamed"
Ends = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one voice in one outlet's last report says of the whole number.

    `exact` is False where it names no single number, `floor` False where it sets no lower end ("up to 40"), `printed` False
    where people are told of without a number ("a man was shot dead"). `witness` is the origin of its numbers, `source` its kind by the
    table of priorities.
    """

    outlet: str
    witness: Node
    day: date | None
    low: int
    high: int | None
    exact: bool
    floor: bool
    printed: bool
    claims: tuple[str, ...]
    source: str = UNNAMED

    @property
    def named(self) -> bool:
        """Whether it names one number."""
        return self.exact and self.low == self.high

    def allows(self, number: int) -> bool:
        """Whether a number can be true beside it: "at least 30" allows 76."""
        return self.low <= number and (self.high is None or number <= self.high)


def rulings_of(votes: Sequence[Vote], names: Mapping[str, str]) -> tuple[Ruling, ...]:
    """What each computed rule makes of the votes; `names` gives the name of the witness of every claim. Nothing for no votes."""
    if not votes:
        return ()
    left = standing(votes)
    last = last_words(left)
    return (_range(left, len(votes) - len(left)), _majority(last), _priority(left, names), _conservative(last))


def standing(votes: Sequence[Vote]) -> Sequence[Vote]:
    """The votes without those that were overtaken while the toll moved: given in the first month, before another of that month, and lower
    than all that was given on later days, by two witnesses in two outlets or by their own.

    Of an outlet that was there in the first hour and never came back, "two dead" is no rival of 147. One later number alone leaves the
    range open, and so does a later one that is as low. A side in the fight overtakes nobody: it has its own reasons to count more.
    """
    by_day: dict[date, list[Vote]] = defaultdict(list)
    for vote in votes:
        if vote.day is not None:
            by_day[vote.day].append(vote)
    overtaken: set[Vote] = set()
    end = min(by_day, default=date.min) + MOVING  # a lower number after that is a disagreement
    least, witnesses, outlets, moves = 0, set[Node](), set[str](), False  # what later days gave, who did, and whether in the first month
    for day in sorted(by_day, reverse=True):
        if moves:
            many = len(witnesses) >= TWO and len(outlets) >= TWO
            overtaken |= {vote for vote in by_day[day] if _top(vote) < least and (many or vote.witness in witnesses)}
        later = [vote for vote in by_day[day] if vote.floor and vote.source != "armed_group" and vote not in overtaken]
        least = min([*([least] if witnesses else []), *(vote.low for vote in later)], default=0)
        witnesses |= _witnesses(later)
        outlets |= {vote.outlet for vote in later}
        moves = moves or bool(later and day <= end)
    return [vote for vote in votes if vote not in overtaken] if overtaken else votes


def _top(vote: Vote) -> int:
    """The highest number that it names."""
    return vote.low if vote.high is None else vote.high


def last_words(votes: Sequence[Vote]) -> list[Vote]:
    """Of each witness the votes of its last day: under every rule but "range" a witness speaks once."""
    newest: dict[Node, date] = {}
    for vote in votes:
        newest[vote.witness] = max(newest.get(vote.witness, date.min), vote.day or date.min)
    return [vote for vote in votes if (vote.day or date.min) == newest[vote.witness]]


# ---------------------------------------------------------------- range


def range_of(votes: Sequence[Vote]) -> Ends:
    """The lowest and the highest number that a source ends with.

    `best` is the stated number that most witnesses end with or allow ("at least 30" allows 76), of equals the one that most outlets do,
    then the newest, but the lowest where all tell of people without a number, of whom two may be one; where nobody names one, the highest
    that some outlet names as a lower bound; a vague word ("dozens") names none. `high` is None where nobody sets an upper bound to the
    highest number.
    """
    if not votes:
        return None, None, None
    low = min((vote.low for vote in votes if vote.floor), default=0)
    ceiling = max(vote.low if vote.high is None else vote.high for vote in votes)
    bounded = any(vote.high is not None and vote.high >= ceiling for vote in votes)
    named = {vote.low for vote in votes if vote.named}
    if named:
        newest = {vote.low: vote.day or date.min for vote in sorted(votes, key=lambda vote: vote.day or date.min) if vote.exact}
        if any(vote.printed for vote in votes):
            best: int | None = max(named, key=lambda number: (*_support(number, votes), newest[number], number))
        else:
            best = max(named, key=lambda number: (*_support(number, votes), -number))
    else:
        best = _highest_floor(votes)
    return low, best, ceiling if bounded else None


def _support(number: int, votes: Sequence[Vote]) -> tuple[int, int, int, int]:
    """How many witnesses allow a number, and how many of them name it; the same of outlets."""
    allow = [vote for vote in votes if vote.allows(number)]
    name = [vote for vote in votes if vote.named and vote.low == number]
    return len(_witnesses(allow)), len(_witnesses(name)), len({vote.outlet for vote in allow}), len({vote.outlet for vote in name})


def _witnesses(votes: Sequence[Vote]) -> set[Node]:
    return {vote.witness for vote in votes}


def _highest_floor(votes: Sequence[Vote]) -> int | None:
    return max((vote.low for vote in votes if vote.exact), default=None)


def _range(votes: Sequence[Vote], overtaken: int = 0) -> Ruling:
    low, best, high = range_of(votes)
    why = f"from the lowest to the highest number that {_counted(len({vote.outlet for vote in votes}), 'outlet')} ended with"
    why += f"; {_counted(overtaken, 'earlier number')} overtaken as the count rose" if overtaken else ""
    ends = {number for number in (low, best, high) if number is not None}
    return Ruling(rule="range", low=low, best=best, high=high, why=why, claims=_giving(votes, ends))


# ---------------------------------------------------------------- majority


def _majority(last: Sequence[Vote]) -> Ruling:
    """The number that more than half of the witnesses end with or allow; where there is none, all that they end with, and no best."""
    among = len(_witnesses(last))
    numbers = {vote.low for vote in last if vote.named}
    if not numbers:
        return _floor("majority", last)
    support = {number: len(_witnesses([vote for vote in last if vote.allows(number)])) for number in numbers}
    most = max(support.values())
    top = sorted(number for number in numbers if support[number] == most)
    of_them = f"{most} of {_counted(among, 'witness')}"
    if most * 2 > among and len(top) == 1:
        return Ruling(rule="majority", low=top[0], best=top[0], high=top[0], why=of_them, claims=_giving(last, {top[0]}))
    why = f"no majority: {of_them} for {' and for '.join(f'{number:,}' for number in top[:TWO])}{' and others' if len(top) > TWO else ''}"
    high = None if any(vote.high is None and vote.low > max(numbers) for vote in last) else max(numbers)
    return Ruling(rule="majority", low=min(numbers), best=None, high=high, why=why, claims=_giving(last, set(top)))


# ---------------------------------------------------------------- priority


def _priority(votes: Sequence[Vote], names: Mapping[str, str]) -> Ruling:
    """The range of the last words of those sources that rank first among all that name a number; among all, where none does.

    What was overtaken as the count rose is not among them: a hospital's seven of the first hour are not what it ends with.
    """
    naming = [vote for vote in votes if vote.named] or list(votes)
    first = min(rank_of(vote.source) for vote in naming)
    chosen = last_words(standing([vote for vote in naming if rank_of(vote.source) == first]))
    low, best, high = range_of(chosen)
    kinds = sorted({_KINDS.get(vote.source, vote.source) for vote in chosen})
    who = sorted({names[key] for vote in chosen for key in vote.claims if key in names})
    why = f"{' or '.join(kinds)}: {', '.join(who[:TWO])}" + (" and others" if len(who) > TWO else "")
    ends = {number for number in (low, best, high) if number is not None}
    return Ruling(rule="priority", low=low, best=best, high=high, why=why, claims=_giving(chosen, ends))


_KINDS = {
    "ngo": "organisation", "armed_group": "armed group", "witness": "person on the spot", "agency": "news agency",
    "outlet agency": "news agency", "outlet official": "office", "outlet ngo": "organisation", "outlet broadcaster": "outlet",
    "outlet newspaper": "outlet", "outlet unknown": "outlet",
    "outlet blog": "blog", "outlet social": "social medium",
}  # fmt: skip


def rank_of(source: str) -> int:
    """The rank of a kind of source, 1 for the first; of kinds that the table does not hold that of unnamed ones."""
    return _ranks().get(source, _ranks()[UNNAMED])


def source_kind(said_by: Speaker | None, outlet: str | None, registry: Registry | None = None) -> str:
    """The kind of who speaks, as the table of priorities calls it: the speaker's, else that of the outlet in its own voice."""
    if said_by is not None:
        return said_by.kind or UNNAMED
    if outlet is None:
        return "outlet unknown"
    return "outlet agency" if is_agency(outlet, registry) else f"outlet {source_of(outlet, registry).kind}"


@cache
def _ranks() -> Mapping[str, int]:
    return MappingProxyType({kind: int(rank) for kind, rank, _ in rows_of("variorum.reckon.figures", "source_priority.tsv")})


# ---------------------------------------------------------------- conservative


def _conservative(last: Sequence[Vote]) -> Ruling:
    """The lowest number that is named and that two witnesses end with or allow; the lowest named where no two agree."""
    numbers = sorted({vote.low for vote in last if vote.named})
    if not numbers:
        return _floor("conservative", last)
    supported = [number for number in numbers if len(_witnesses([vote for vote in last if vote.allows(number)])) >= TWO]
    number = supported[0] if supported else numbers[0]
    why = "the lowest that two witnesses name or allow" if supported else "the lowest: no two witnesses agree on a number"
    if len(_witnesses(last)) < TWO:
        why = "the lowest of one witness"
    return Ruling(rule="conservative", low=number, best=number, high=number, why=why, claims=_giving(last, {number}))


def _floor(rule: Rule, last: Sequence[Vote]) -> Ruling:
    """Of lower bounds and vague words alone: the bound that holds for all under "majority", the lowest under "conservative"."""
    floors = [vote.low for vote in last if vote.floor]
    exact = [vote.low for vote in last if vote.exact]
    pick = min if rule == "conservative" else max
    low, best = pick(floors, default=0), pick(exact, default=None)
    tops = [vote.high for vote in last if vote.high is not None]
    high = max(tops) if len(tops) == len(last) else None
    found = best if best is not None else low
    return Ruling(
        rule=rule,
        low=low if best is None else min(low, best),
        best=best,
        high=high,
        why="nobody names a number, only its ends",
        claims=_giving(last, {found}),
    )


def _giving(votes: Sequence[Vote], numbers: set[int]) -> tuple[str, ...]:
    return tuple(sorted({key for vote in votes if vote.low in numbers or vote.high in numbers for key in vote.claims}))


def _counted(number: int, noun: str) -> str:
    many = {"witness": "witnesses"}.get(noun, f"{noun}s")
    return f"{number} {noun if number == 1 else many}"
