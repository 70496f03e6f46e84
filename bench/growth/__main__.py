"""How time and memory grow with the number of accounts.

    python -m bench.growth resolve --sizes 1000 10000 100000 1000000 [--dense]
    python -m bench.growth ledger --sizes 10000 100000 1000000 --work FOLDER
    python -m bench.growth page

`resolve` groups the accounts of made worlds (`bench/growth/worlds.py`), each size in a process of its own. `ledger` fills ledgers with
such worlds, settles each in full, and then adds single reports and judgements. Larger worlds tell of more days, `--dense` ones of the
same ten years. Both keep what they measured in bench/growth.json, and
write the table and the charts of docs/performance.md; `page` only writes them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.growth.chart import DENSER
from bench.growth.page import write_page

RESULTS = Path(__file__).parent.parent / "growth.json"
Row = dict[str, Any]


def main() -> None:
    """Measure, keep, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("resolve", "ledger", "page"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[])
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path("out/growth"), help="where ledgers are made, and kept for the next time")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--dense", action="store_true", help="all worlds tell of the same ten years")
    parser.add_argument("--here", action="store_true", help="measure one size in this process and print it")
    parser.add_argument("--dry", action="store_true", help="print only: keep nothing")
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measure(given)))
        return
    results: dict[str, dict[str, Row]] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    for size in given.sizes:
        row = in_child(given, size)
        print(json.dumps(row), flush=True)
        results.setdefault(given.what + DENSER * given.dense, {})[str(size)] = row
        if not given.dry:
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    if not given.dry:
        write_page(results)


def measure(given: argparse.Namespace) -> Row:
    """One size, in this process."""
    (size,) = given.sizes
    if given.what == "resolve":
        from bench.growth import resolving

        return resolving.measure(size, given.seed, dense=given.dense)
    from bench.growth import settling

    return settling.measure(size, given.seed, given.work, given.rounds, dense=given.dense)


def in_child(given: argparse.Namespace, size: int) -> Row:
    """One size, in a process of its own, so that its memory is its own too."""
    words = [given.what, "--sizes", str(size), "--seed", str(given.seed), "--work", str(given.work), "--rounds", str(given.rounds)]
    words += ["--dense"] * given.dense
    done = subprocess.run([sys.executable, "-m", "bench.growth", *words, "--here"], check=True, stdout=subprocess.PIPE, text=True)
    found: Row = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
