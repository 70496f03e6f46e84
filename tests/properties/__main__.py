"""The long run: so many steps of the machine, from seeds that are printed; what breaks is cut down and written as a script."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import SystemRandom
from time import monotonic

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.properties.machine import LedgerMachine
from tests.worlds.cutting import as_script, cut_down, kind_of
from tests.worlds.strategies import FEWEST

STEPS_A_RUN = 60
RUNS_A_SEED = 6  # the first of them is always the plainest world: many copies of one report
OUT = Path("out/properties")


def main() -> int:
    """0 where all holds, 1 where something broke."""
    asked = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__)
    asked.add_argument("--steps", type=int, default=10_000, help="how many acts to play at least")
    asked.add_argument("--seed", type=int, help="the first seed; the next ones follow it (default: by chance)")
    asked.add_argument("--accounts", type=int, default=FEWEST, help=f"how many accounts a world begins with (default: {FEWEST})")
    asked.add_argument("--out", type=Path, default=OUT, help=f"where the scripts of what breaks go (default: {OUT})")
    asked.add_argument("--cut", type=float, default=300, help="seconds to cut a failing run down")
    asked.add_argument("--go-on", action="store_true", help="go on with the next seed when something broke")
    said = asked.parse_args()
    LedgerMachine.accounts = said.accounts
    first = SystemRandom().randrange(10**6) if said.seed is None else said.seed
    start, broken, number = monotonic(), 0, first
    while LedgerMachine.steps < said.steps and (said.go_on or not broken):
        found = _run(number)
        if found is not None:
            broken += 1
            _keep(found, number, said.out, said.cut)
        _tell(number, start, broken)
        number += 1
    print(f"{LedgerMachine.steps} steps, seeds {first}–{number - 1}, {broken} broken")
    return 1 if broken else 0


def _run(number: int) -> Exception | None:
    """Some runs from one seed; gives what broke."""
    profile = settings(
        max_examples=RUNS_A_SEED,
        stateful_step_count=STEPS_A_RUN,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    machine = type("LedgerMachine", (LedgerMachine,), {"steps": 0, "looks": 0})
    seed(number)(machine)
    try:
        run_state_machine_as_test(machine, settings=profile)
    except Exception as error:
        LedgerMachine.last = machine.last  # type: ignore[attr-defined]
        return error
    finally:
        for name in ("steps", "looks", "runs"):
            setattr(LedgerMachine, name, getattr(LedgerMachine, name) + getattr(machine, name))
    return None


def _keep(error: Exception, number: int, folder: Path, seconds: float) -> None:
    """Cut the failing acts down and write them as a script."""
    acts = list(LedgerMachine.last)
    print(f"seed {number}: {kind_of(error)}; {len(acts)} acts are being cut down", flush=True)
    kept = cut_down(acts, seconds=seconds)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"FAIL-{number}.py"
    file.write_text(as_script(kept, str(error)), encoding="utf-8")
    print(f"{len(kept)} acts are left, in {file}\n{error}", flush=True)


def _tell(number: int, start: float, broken: int) -> None:
    print(
        f"seed {number}: {LedgerMachine.steps} steps, {LedgerMachine.looks} looks, {LedgerMachine.runs} runs, "
        f"{broken} broken, {monotonic() - start:.0f} s",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
