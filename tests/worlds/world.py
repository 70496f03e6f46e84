"""A made world: a real ledger, the acts that are played on it, and all that was written, to be written again in another order."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.worlds import promises, wording
from tests.worlds.acts import Act, Add, Change, Interrupt, Judged, Judging, Narrow, Reclean, Reread, Settle, Shuffle, There, Withdraw
from tests.worlds.limits import narrow
from tests.worlds.people import judgement_of
from tests.worlds.reports import Plan, Reader, capture_of, cleaning_of, documents_of, readouts_of
from tests.worlds.state import State, exported, require_equal, state_of
from variorum import pipeline
from variorum.config import RULES, config_text
from variorum.model import Judgement
from variorum.store import Ledger

Written = tuple[str, Callable[[Ledger], Any]]  # what must come after what was written before under the same name, and the writing


def settle(ledger: Ledger, *, anew: bool = False) -> None:
    """Settle as the program does after a change, or from scratch."""
    if anew:
        pipeline.settle(ledger, anew=True)
    else:
        pipeline.settle(ledger)


@cache
def _empty_ledger() -> TemporaryDirectory[str]:
    """A new ledger, to be copied: to create one takes a tenth of a second."""
    folder = TemporaryDirectory()
    Ledger.create(Path(folder.name) / "empty").close()
    return folder


def new_ledger(path: Path) -> Ledger:
    """An empty ledger, open for writing."""
    shutil.copytree(Path(_empty_ledger().name) / "empty", path)
    return Ledger.open(path, write=True)


class World:
    """One ledger in a folder of its own. `play` does an act; whatever does not hold is an `AssertionError`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = new_ledger(folder / "ledger")
        self.written: list[Written] = []
        self.plans: dict[int, Plan] = {}
        self.cleaners: dict[int, int] = {}
        self.accounts: dict[int, list[str]] = defaultdict(list)  # number of a report → keys of all accounts ever read of it
        self.ever_home: set[str] = set()  # accounts that were ever in an incident
        self.judgements: dict[int, Judgement] = {}
        self._copies = 0
        self._widen: Callable[[], None] = lambda: None

    def close(self) -> None:
        """Close the ledger; the folder is the caller's."""
        self._widen()
        self.ledger.close()

    def play(self, act: Act) -> None:
        """Do one act. What an act names and the world has not is passed over."""
        match act:
            case Add():
                self._add(act)
            case Reread():
                self._read(act.number, act.reader)
            case Reclean():
                self._clean(act.number, act.cleaner)
                if act.reader is not None:
                    self._read(act.number, act.reader)
            case Settle():
                self.settle(look=act.look)
            case Narrow():
                self._widen()
                self._widen = narrow()
            case Change():
                self._change(act)
            case Interrupt():
                self._interrupted(act.after)
            case There():
                self._there_and_back(act.judgement)
            case Shuffle():
                self._shuffled(act)
            case _:
                self.judge(act)

    def capture(self, number: int) -> str:
        """The key of the capture of a report."""
        return capture_of(self.plans[number])[0].key

    def count_accounts(self) -> int:
        """How many accounts were ever read."""
        return sum(map(len, self.accounts.values()))

    # What comes in

    def _write(self, after: str, writing: Callable[[Ledger], Any]) -> None:
        writing(self.ledger)
        self.written.append((after, writing))

    def _add(self, act: Add) -> None:
        number = act.plan.number
        if number in self.plans:
            return
        self.plans[number] = act.plan
        self._write(capture_of(act.plan)[0].key, lambda ledger: ledger.add_capture(*capture_of(act.plan)))
        self._clean(number, act.cleaner)
        self._read(number, act.reader)

    def _clean(self, number: int, cleaner: int) -> None:
        plan = self.plans.get(number)
        if plan is None or cleaner == self.cleaners.get(number):
            return
        done = cleaning_of(plan, cleaner)
        if any(each.key == done.key for each in self.ledger.readings(done.document)):
            return  # a cleaner cleans a capture once
        self.cleaners[number] = cleaner
        self._write(done.document, lambda ledger: ledger.add_documents(done.document, done, documents_of(plan, cleaner)))

    def _read(self, number: int, reader: Reader) -> None:
        plan = self.plans.get(number)
        if plan is None:
            return
        for reading, readout in readouts_of(plan, self.cleaners[number], reader):

            def writing(ledger: Ledger, reading: Any = reading, readout: Any = readout) -> None:
                ledger.add_readout(reading, readout)

            self._write(capture_of(plan)[0].key, writing)
            known = self.accounts[number]
            known += [account.key for account in readout.accounts if account.key not in known]

    # What people say

    def judge(self, act: Judging) -> bool:
        """Whether there was anything to judge."""
        judgement = judgement_of(act, self)
        if judgement is None or act.serial in self.judgements or judgement.key in {each.key for each in self.judgements.values()}:
            return False
        self.judgements[act.serial] = judgement
        self._write(self._root(judgement), lambda ledger: ledger.judge(judgement))
        return True

    def _root(self, judgement: Judgement) -> str:
        """A withdrawal comes after what it withdraws; all else may come in any order."""
        by_key = {each.key: each for each in self.judgements.values()}
        while judgement.withdraws:
            judgement = by_key[judgement.withdraws]
        return judgement.key

    # Looking

    def state(self, ledger: Ledger | None = None) -> State:
        """What was reckoned."""
        return state_of(ledger or self.ledger, (key for keys in self.accounts.values() for key in keys))

    def settle(self, *, look: bool) -> None:
        """Settle after what changed, and `look` whether all holds."""
        settle(self.ledger)
        assert not self.ledger.needs_reckoning(), "settled, and yet the ledger says that it needs reckoning"
        if look:
            self._look()

    def _look(self) -> State:
        """Hold what was settled against a settling from scratch, and against all that is promised."""
        state = self.state()
        with self._copy() as copy:
            settle(copy, anew=True)
            require_equal(state, self.state(copy), "settled after each change (here) against settled from scratch (there)")
        promises.require_all(self, state)
        return state

    def _interrupted(self, after: int) -> None:
        def ends(*_: object) -> None:
            nonlocal after
            after -= 1
            if after < 0:
                raise KeyboardInterrupt

        with suppress(KeyboardInterrupt):
            pipeline.settle(self.ledger, progress=ends)
        self._open_again()

    def _open_again(self) -> None:
        self.ledger.close()
        self.ledger = Ledger.open(self.folder / "ledger", write=True)

    def _change(self, act: Change) -> None:
        settings = replace(self.ledger.config, rule=RULES[act.rule % len(RULES)])
        (self.ledger.path / "config.toml").write_text(config_text(settings), encoding="utf-8")
        (self.ledger.path / "sources.tsv").write_text(wording.REGISTRIES[act.registry % len(wording.REGISTRIES)], encoding="utf-8")
        self._open_again()

    def _there_and_back(self, act: Judged) -> None:
        settle(self.ledger)
        before = self.state()
        if not self.judge(act):
            return
        settle(self.ledger)
        after = self._look()
        for serial, wanted, what in (
            (1, before, "judged and withdrawn (here) against before"),
            (2, after, "withdrawal withdrawn (here) against judged"),
        ):
            self.judge(Withdraw(act.serial + serial, act.serial + serial - 1, act.by, act.at + serial))
            settle(self.ledger)
            require_equal(self.state(), wanted, f"{what} (there)")

    def _shuffled(self, act: Shuffle) -> None:
        settle(self.ledger)
        state = self._look()
        chosen = random.Random(act.seed)
        written = _in_another_order(self.written, chosen)
        stops = {chosen.randrange(len(written)) for _ in range(act.settles)} if written else set()
        with self._copy() as copy:
            copy.rebuild()
            settle(copy)
            require_equal(state, self.state(copy), "as it was settled (here) against all derived tables made anew (there)")
        with self._other() as other:
            for number, writing in enumerate(written):
                writing(other)
                if number in stops:
                    settle(other)
            settle(other)
            require_equal(exported(self.ledger), exported(other), "exported as it came (here) against another order (there)")
            require_equal(
                state, self.state(other), f"as it came (here) against another order (there), settled on the way at {sorted(stops)}"
            )

    def _copy(self) -> Ledger:
        """The ledger as it is now, in a file of its own."""
        path = self._new_path()
        path.mkdir()
        source = sqlite3.connect(self.folder / "ledger" / "ledger.sqlite")
        target = sqlite3.connect(path / "ledger.sqlite")
        with target:
            source.backup(target)
        source.close()
        target.close()
        return self._with_settings(path)

    def _other(self) -> Ledger:
        path = self._new_path()
        new_ledger(path).close()
        return self._with_settings(path)

    def _with_settings(self, path: Path) -> Ledger:
        for name in ("config.toml", "sources.tsv"):
            if (self.ledger.path / name).exists():
                shutil.copyfile(self.ledger.path / name, path / name)
        return Ledger.open(path, write=True)

    def _new_path(self) -> Path:
        for old in self.folder.glob("copy*"):
            shutil.rmtree(old)
        self._copies += 1
        return self.folder / f"copy{self._copies}"


def _in_another_order(written: Sequence[Written], chosen: random.Random) -> list[Callable[[Ledger], Any]]:
    """The same writings; what is of one capture, or of one judgement and its withdrawals, keeps its order."""
    queues: dict[str, list[Callable[[Ledger], Any]]] = defaultdict(list)
    for after, writing in written:
        queues[after].append(writing)
    turns = [after for after, _ in written]
    chosen.shuffle(turns)
    waiting: dict[str, Iterator[Callable[[Ledger], Any]]] = {after: iter(queue) for after, queue in queues.items()}
    return [next(waiting[after]) for after in turns]


def play(made: Iterable[Act]) -> None:
    """Play a list of acts in a world of their own; raises what went wrong."""
    with TemporaryDirectory() as folder:
        world = World(Path(folder))
        try:
            for act in made:
                world.play(act)
        finally:
            world.close()
