"""Hypothesis strategies for made worlds: deeds that are alike, reports of them, copies of reports, readers that err."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.worlds import wording
from tests.worlds.acts import Add
from tests.worlds.reports import BOUNDS, Deed, Plan, Reader

DAYS = (0, 0, 1, 2, 9, 16, 40, 365, -30, -100)  # on one day, in one week, in one month, a year later
PICKS = st.integers(0, 9_999)  # what a pick points at is found modulo what there is
FEWEST = 30  # accounts of a world


def _at(table: Any) -> st.SearchStrategy[int]:
    return st.integers(0, len(table) - 1)


deeds = st.builds(
    Deed,
    town=_at(wording.TOWNS),
    day=st.sampled_from(DAYS),
    kind=_at(wording.KINDS),
    site=_at(wording.SITES),
    officer=_at(wording.OFFICERS),
    actor=_at(wording.ACTORS),
    dead=st.sampled_from((0, 1, 2, 9, 14, 17, 31, 58)),
)

readers = st.builds(
    Reader,
    shift=st.integers(0, 2),
    more=st.sampled_from((0, 0, 1, 5)),
    lost=st.sets(st.integers(0, 3), max_size=2).map(sorted).map(tuple),
    dropped=st.sets(st.integers(0, 5), max_size=2).map(sorted).map(tuple),
    main=st.sampled_from((0, 0, 0, 1, 9)),
    flip=st.sampled_from((None, None, 0, 1)),
    stray=st.booleans(),
    moved=st.sampled_from((False, False, True)),
)


@st.composite
def plans(draw: st.DrawFn, *, number: int, of: tuple[Deed, ...], also: bool = True) -> Plan:
    """A report of one of some deeds."""
    told = st.sampled_from(of)
    return Plan(
        number=number,
        deed=draw(told),
        outlet=draw(_at(wording.OUTLETS)),
        delay=draw(st.sampled_from((0, 0, 1, 2, 5, None))),
        title=draw(_at(wording.TITLES)),
        lead=draw(_at(wording.LEADS)),
        toll=draw(_at(wording.TOLLS)),
        off=draw(st.sampled_from((0, 0, 0, 1, 3, -2))),
        bound=draw(_at(BOUNDS)),
        blame=draw(_at(wording.BLAMES)),
        fillers=tuple(draw(st.lists(st.integers(0, 1_715), min_size=1, max_size=4))),
        credit=draw(st.sampled_from((None, None, None, 0, 1))),
        second=draw(st.one_of(st.none(), st.none(), st.none(), told)),
        before=draw(st.one_of(st.none(), st.none(), told)),
        total=draw(st.sampled_from((None, None, None, 140))),
        inferred=draw(st.booleans()),
        dated=draw(st.sampled_from((True, True, False))),
        also=draw(plans(number=0, of=of, also=False)) if also and draw(st.integers(0, 7)) == 7 else None,
    )


@st.composite
def copies(draw: st.DrawFn, *, number: int, of: Plan) -> Plan:
    """A text that is taken from another one: word for word, with cuts and additions, with newer figures, by another outlet, at another
    address.
    """
    kept = list(of.fillers)
    if len(kept) > 1 and draw(st.booleans()):
        kept.pop(draw(st.integers(0, len(kept) - 1)))
    kept += draw(st.lists(st.integers(0, 1_715), max_size=1))
    changes: dict[str, st.SearchStrategy[Any]] = {
        "outlet": _at(wording.OUTLETS),
        "delay": st.sampled_from((0, 1, 2, None)),
        "title": _at(wording.TITLES),
        "off": st.sampled_from((0, 1, 4)),
        "credit": st.sampled_from((None, 0, 1)),
        "fillers": st.just(tuple(kept)),
        "also": st.none(),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(changes)), max_size=4))
    return of._replace(number=number, **{name: draw(changes[name]) for name in sorted(chosen)})


@st.composite
def reports(draw: st.DrawFn, *, first: int, of: tuple[Deed, ...], known: tuple[Plan, ...]) -> Plan:
    """A new report, or a copy of a known one."""
    if known and draw(st.integers(0, 2)) == 2:
        return draw(copies(number=first, of=draw(st.sampled_from(known))))
    return draw(plans(number=first, of=of))


@st.composite
def beginnings(draw: st.DrawFn, *, accounts: int = FEWEST) -> tuple[tuple[Deed, ...], list[Add]]:
    """Deeds, and so many reports of them that a reader that does not err finds `accounts` and more."""
    of = tuple(draw(st.lists(deeds, min_size=3, max_size=7)))
    one_town: bool = draw(st.booleans())
    if one_town:  # what one town saw in two years, told by one officer: all of it stands in the same rows of an index
        of = tuple(each._replace(town=of[0].town, officer=of[0].officer) for each in of)
    added: list[Add] = []
    while sum(tellings(each.plan) for each in added) < accounts:
        known = tuple(each.plan for each in added)
        added.append(Add(draw(reports(first=len(added), of=of, known=known))))
    return of, added


def tellings(plan: Plan) -> int:
    """How many accounts a report gives."""
    own = 1 + sum(each is not None for each in (plan.second, plan.before, plan.total))
    return own + (tellings(plan.also) if plan.also else 0)
