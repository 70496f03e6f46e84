"""A few runs of the machine; the long one is `make properties`."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from tests.properties.machine import LedgerMachine
from tests.worlds.acts import Add, Interrupt, Judge, Narrow, Pair, Reclean, Reread, Settle, Shuffle, Withdraw
from tests.worlds.reports import Deed, Plan, Reader
from tests.worlds.world import play

RUNS, STEPS = 2, 8


class TestLedger(LedgerMachine.TestCase):  # type: ignore[misc, valid-type]
    settings = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],  # what fails is cut down better by `python -m tests.properties`
        suppress_health_check=list(HealthCheck),
    )


def test_every_kind_of_act_once() -> None:
    market, station = Deed(dead=17), Deed(town=3, day=9, kind=1, site=1, officer=2, dead=4)
    first = Plan(0, market, fillers=(0, 17, 399), before=station)
    play(
        [
            Add(first),
            Add(first._replace(number=1, outlet=2, credit=0)),
            Add(Plan(2, station, outlet=1, second=market, total=140, also=Plan(0, station, outlet=3, delay=None, inferred=True))),
            Settle(),
            Pair(0, "different", (0, 0), (1, 0)),
            Pair(3, "same", (0, 0), (2, 1), by=1, at=1),
            Pair(6, "same", (1, 0), (2, 1), by=2, at=2),
            Judge(9, "correct", 0, 3, value=18, at=3),
            Settle(),
            Reread(0, Reader(shift=1, more=2, lost=(1,))),
            Withdraw(12, 0, at=5),
            Interrupt(1),
            Settle(),
            Shuffle(1, 2),
        ]
    )


def test_links_follow_their_pairs_though_the_incident_stays_as_it_is() -> None:
    bombing = Deed(town=3, site=1, officer=2, actor=1, dead=9)
    shooting = bombing._replace(day=-30, kind=1, site=2, dead=40)
    play(
        [
            Narrow(),
            Add(Plan(2, bombing, fillers=(847,))),
            Add(Plan(1, bombing, delay=None, fillers=(654,), dated=False)),
            Add(Plan(4, bombing, delay=1, fillers=(741, 1638))),
            Add(Plan(0, bombing, outlet=1, title=1, fillers=(0, 298), dated=False)),
            Settle(look=False),
            Add(Plan(8, shooting, fillers=(1223,))),
            Settle(),
        ]
    )


def test_all_prints_of_one_text_may_go_at_once() -> None:
    one = Plan(0, fillers=(458, 1603, 1225))
    again = [Reclean(0, 1, Reader()), Reclean(1, 1, Reader())]
    play([Add(one), Add(one._replace(number=1)), Add(Plan(2, Deed(day=9))), Settle(look=False), *again, Settle()])
