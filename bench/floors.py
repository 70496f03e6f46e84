"""Accuracy floors: they only rise. python -m bench.floors [--raise]

`bench/floors.json` has a part `ci`, measured on our own labelled reports and checked by `make test`, with the digest of those reports;
and a part `bench`, checked by `make bench` against the test sets. `--raise` lifts the floors of `ci` to what is measured now, less a
margin, and never lowers one.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.articles import corpus_digest, measure

FLOORS = Path(__file__).parent / "floors.json"
MARGIN = 0.01  # below the measured value: another version of a parser's numerics may turn a decision or two


def load() -> dict[str, dict[str, object]]:
    """The floors as they stand."""
    floors: dict[str, dict[str, object]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def below(measured: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each measure that has fallen below its floor, or is no longer measured."""
    lines = []
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None or value < floor:
            lines.append(f"{name}: {value} is below the floor of {floor}")
    return lines


def raised(measured: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """The higher of each floor and what is measured now, less the margin."""
    return {name: max(floors.get(name, 0.0), round(value - MARGIN, 3)) for name, value in measured.items()}


def main() -> int:
    """Check the floors of `ci`, or raise them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors of the part ci")
    floors, measured = load(), measure()
    held: dict[str, float] = floors["ci"]["measures"]  # type: ignore[assignment]
    if parser.parse_args().lift:
        same_corpus = floors["ci"]["corpus"] == corpus_digest()
        floors["ci"] = {"corpus": corpus_digest(), "measures": raised(measured, held if same_corpus else {})}
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
        return 0
    faults = below(measured, held)
    for line in faults:
        print(line, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
