"""A machine that plays with a ledger: reports come in, are read again and cleaned again, people judge and take it back."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.worlds import wording
from tests.worlds.acts import (
    PERSONS,
    Act,
    Add,
    Alias,
    Assign,
    Change,
    Copied,
    Grade,
    Interrupt,
    Judge,
    Judged,
    Narrow,
    Pair,
    Prefer,
    Reclean,
    Reread,
    Settle,
    Shuffle,
    There,
    Withdraw,
)
from tests.worlds.people import GRADINGS
from tests.worlds.reports import Reader
from tests.worlds.strategies import FEWEST, PICKS, beginnings, readers, reports
from tests.worlds.world import World
from variorum.model.words import Verdict

MORE = 14  # accounts that may come in: then nothing does, so that a step stays short
JUDGED, WITHDRAWN = 5, 2  # in every run, before anything else
TICKS = st.sampled_from((1, 1, 1, 0, 7, -3))  # minutes between two judgements: two at once, and a clock that is late
THEN = st.sampled_from(("wait", "wait", "settle", "settle", "look"))  # after a step: most of what goes wrong shows later as well
WHO = st.integers(0, len(PERSONS) - 1)
ON_CLAIMS: tuple[Verdict, ...] = ("accept", "reject", "correct", "correct", "add")
ON_PAIRS: tuple[Verdict, ...] = ("same", "same", "different", "different", "unsure")
ON_COPIES: tuple[Verdict, ...] = ("copy", "independent")


class LedgerMachine(RuleBasedStateMachine):
    """`steps` counts what the machine chose to do, `looks` how often the outcome was held against a settling from scratch, `runs`
    the worlds; over all runs. `last` are the acts of the last run.
    """

    accounts: ClassVar[int] = FEWEST
    steps: ClassVar[int] = 0
    looks: ClassVar[int] = 0
    runs: ClassVar[int] = 0
    last: ClassVar[list[Act]] = []

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.world = World(Path(self.folder.name))
        self.acts: list[Act] = []
        type(self).last = self.acts
        type(self).runs += 1
        self.serials = count(0, 3)  # a judgement, its withdrawal, and the withdrawal of that
        self.minutes = 0
        self.of: Any = ()
        self.told: list[tuple[int, int]] = []  # accounts that people spoke of before: they do so again

    def teardown(self) -> None:
        """Look at the whole once more, unless something is wrong already."""
        try:
            if self.of and not self.failed:
                self._play(Shuffle(len(self.acts), settles=2))
        finally:
            self.world.close()
            self.folder.cleanup()

    failed = False

    def _play(self, act: Act) -> None:
        self.acts.append(act)
        type(self).looks += isinstance(act, (There, Shuffle)) or act == Settle()
        try:
            self.world.play(act)
        except BaseException:
            self.failed = True
            raise

    def _then(self, then: str) -> None:
        if then != "wait":
            self._play(Settle(look=then == "look"))

    @invariant()
    def counted(self) -> None:
        """Every step counts, whatever it does."""
        type(self).steps += 1

    # ---------------------------------------------------------------- the beginning

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Thirty accounts and more, five judgements, of which two are withdrawn."""
        self.of, added = data.draw(beginnings(accounts=type(self).accounts))
        narrow: bool = data.draw(st.booleans())
        if narrow:
            self._play(Narrow())
        for act in added:
            self._play(act)
        self._play(Settle(look=False))
        made = 0
        while made < JUDGED:
            judgement = self._some_judgement(data)
            self._play(judgement)
            made += judgement.serial in self.world.judgements
        self._play(Settle(look=False))
        withdrawn = data.draw(st.lists(st.sampled_from(sorted(self.world.judgements)), min_size=WITHDRAWN, max_size=WITHDRAWN, unique=True))
        for serial in withdrawn:
            self._play(Withdraw(next(self.serials), serial, data.draw(WHO), self._now(data)))
        self._play(Settle())

    # ---------------------------------------------------------------- what comes in

    @rule(data=st.data(), number=st.sampled_from((1, 1, 1, 2, 4)), then=THEN)
    def reports_come_in(self, data: st.DataObject, number: int, then: str) -> None:
        """One report, or several."""
        for _ in range(number):
            if self.world.count_accounts() >= type(self).accounts + MORE:
                break
            known = tuple(self.world.plans.values())
            self._play(Add(data.draw(reports(first=len(known), of=self.of, known=known)), cleaner=data.draw(st.integers(0, 1))))
        self._then(then)

    @rule(pick=PICKS, reader=readers, then=THEN)
    def another_reader(self, pick: int, reader: Reader, then: str) -> None:
        """A report is read again."""
        self._play(Reread(pick % len(self.world.plans), reader))
        self._then(then)

    @rule(reader=readers, then=THEN)
    def a_new_release(self, reader: Reader, then: str) -> None:
        """All reports are read again by one reader."""
        for number in sorted(self.world.plans):
            self._play(Reread(number, reader))
        self._then(then)

    @rule(pick=PICKS, reader=st.one_of(st.none(), st.just(Reader()), readers), then=THEN)
    def another_cleaner(self, pick: int, reader: Reader | None, then: str) -> None:
        """A report is cleaned again: its text is another one, and what was read of it is gone until it is read again."""
        number = pick % len(self.world.plans)
        self._play(Reclean(number, 1 - self.world.cleaners[number], reader))
        self._then(then)

    # ---------------------------------------------------------------- what people say

    @rule(data=st.data(), then=THEN)
    def somebody_judges(self, data: st.DataObject, then: str) -> None:
        """One judgement."""
        self._play(self._some_judgement(data))
        self._then(then)

    @rule(data=st.data(), then=THEN)
    def somebody_speaks_of_two_accounts(self, data: st.DataObject, then: str) -> None:
        """The same, different, or unsure: the weightiest judgements, so they come twice as often."""
        self._play(self._on_pair(data))
        self._then(then)

    @rule(data=st.data(), pick=PICKS, then=THEN)
    def somebody_withdraws(self, data: st.DataObject, pick: int, then: str) -> None:
        """A judgement, or a withdrawal."""
        serials = sorted(self.world.judgements)
        self._play(Withdraw(next(self.serials), serials[pick % len(serials)], data.draw(WHO), self._now(data)))
        self._then(then)

    @rule(data=st.data())
    def there_and_back(self, data: st.DataObject) -> None:
        """A judgement and its withdrawal lead back."""
        judgement = self._some_judgement(data)
        self.minutes = max(self.minutes, judgement.at + 2)
        self._play(There(judgement))

    # ---------------------------------------------------------------- looking

    @precondition(lambda self: self.acts and not isinstance(self.acts[-1], (Settle, There, Shuffle)))
    @rule()
    def settle(self) -> None:
        """Whatever waits is settled, and looked at."""
        self._play(Settle())

    @rule(rule=st.integers(0, 3), registry=st.integers(0, 2), then=THEN)
    def the_user_changes_settings(self, rule: int, registry: int, then: str) -> None:
        """Another rule for figures, other owners of outlets."""
        self._play(Change(rule, registry))
        self._then(then)

    @rule(after=st.integers(0, 5))
    def the_program_is_ended(self, after: int) -> None:
        """Somebody settles and ends it midway, or at once; it is started again."""
        self._play(Interrupt(after))

    @rule(seed=st.integers(0, 2**16), settles=st.integers(0, 3))
    def another_order(self, seed: int, settles: int) -> None:
        """The same, as it would have come in another order."""
        self._play(Shuffle(seed, settles))

    # ---------------------------------------------------------------- which

    def _now(self, data: st.DataObject) -> int:
        tick: int = data.draw(TICKS)
        self.minutes = max(self.minutes, self.minutes + tick)
        return self.minutes + min(tick, 0)

    def _some_judgement(self, data: st.DataObject) -> Judged:
        often = (self._on_claim, self._on_claim, self._on_pair, self._on_pair, self._on_copies)
        made = data.draw(st.sampled_from((*often, self._on_actor, self._on_names, self._on_figure, self._on_move)))
        judgement: Judged = made(data)
        return judgement

    def _number(self, data: st.DataObject) -> int:
        pick: int = data.draw(PICKS)
        return pick % len(self.world.plans)

    def _said(self, data: st.DataObject) -> dict[str, int]:
        return {"by": data.draw(WHO), "at": self._now(data)}

    def _on_claim(self, data: st.DataObject) -> Judged:
        verdict = data.draw(st.sampled_from(ON_CLAIMS))
        value = data.draw(st.sampled_from((0, 1, 3, 17, 18, 60)))
        return Judge(next(self.serials), verdict, self._number(data), data.draw(PICKS) % 12, value, **self._said(data))

    def _on_pair(self, data: st.DataObject) -> Judged:
        verdict = data.draw(st.sampled_from(ON_PAIRS))
        left = self._account(data)
        near: bool = data.draw(st.booleans())
        beside = self._beside(left) if near else []
        right = beside[data.draw(PICKS) % len(beside)] if beside else self._account(data)
        self.told += [left, right]
        return Pair(next(self.serials), verdict, left, right, **self._said(data))

    def _account(self, data: st.DataObject) -> tuple[int, int]:
        """Any account that ever was, or one that people spoke of before."""
        again: bool = data.draw(st.booleans())
        if self.told and again:
            return self.told[data.draw(PICKS) % len(self.told)]
        return self._number(data), data.draw(PICKS) % 8

    def _beside(self, account: tuple[int, int]) -> list[tuple[int, int]]:
        """The accounts that are in one incident with an account, as far as it was settled."""
        known = self.world.accounts[account[0]]
        key = known[account[1] % len(known)] if known else ""
        home = next((incident.accounts for incident in self.world.ledger.incidents() if key in incident.accounts), ())
        named = {each: (number, at) for number, keys in self.world.accounts.items() for at, each in enumerate(keys)}
        return [named[each] for each in home if each != key]

    def _on_copies(self, data: st.DataObject) -> Judged:
        verdict = data.draw(st.sampled_from(ON_COPIES))
        left, right = (self._number(data), 0), (self._number(data), data.draw(st.integers(0, 1)))
        return Copied(next(self.serials), verdict, left, right, **self._said(data))

    def _on_actor(self, data: st.DataObject) -> Judged:
        actor = data.draw(st.integers(0, len(wording.ACTORS) - 1))
        grading = data.draw(st.integers(0, len(GRADINGS) - 1))
        return Grade(next(self.serials), self._account(data), actor, grading, **self._said(data))

    def _on_names(self, data: st.DataObject) -> Judged:
        one, other = data.draw(st.sampled_from(((0, 1), (1, 2), (2, 0), (1, 0))))
        return Alias(next(self.serials), one, other, data.draw(st.booleans()), **self._said(data))

    def _on_figure(self, data: st.DataObject) -> Judged:
        return Prefer(next(self.serials), self._account(data), data.draw(st.sampled_from((0, 3, 17, 60))), **self._said(data))

    def _on_move(self, data: st.DataObject) -> Judged:
        to = data.draw(st.sampled_from((None, 0, 1, 2)))
        return Assign(next(self.serials), self._number(data), data.draw(PICKS) % 12, to, **self._said(data))
