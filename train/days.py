"""Learn the weights of the day on which a report says that it happened: `python -m train.days FOLDER [--cache DIR]`.

FOLDER holds the documents and incidents of the set `longtail`; folds 0 to 3 of the incident id are learnt from, fold 4 is left out. --cache
keeps what was read, as that of bench.longtail. The weights file holds the names of traits. Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bench.longtail import Read, told_of

from train.archive import Example, fit, read_archive, write
from variorum.reckon.archive import day

RARE = 8  # traits seen in fewer days are left out
PENALTY = 3.0  # of the squares of weights
NEXT = 1  # days beside the archive's that count as right: nights are dated to either
OUT = Path(day.__file__).with_suffix(".tsv")
HEAD = (
    "weights of the days on which a report may say that it happened, by trait",
    "learnt by train/days.py from the trial data of SemEval-2018 Task 5 (Postma, Ilievski, Vossen 2018), folds 0 to 3",
)


def examples(reads: Mapping[str, Read], incidents: Iterable[Mapping[str, object]]) -> Iterator[Example]:
    """The days of each report with their traits, and which are the archive's; reports where that says nothing are left out."""
    told = {each.document.key: each for each in told_of(reads.values())}
    for incident in incidents:
        happened = date.fromisoformat(str(incident["date"]))
        for row in incident["documents"]:  # type: ignore[attr-defined]
            read = reads[row]
            if read.document is None:
                continue
            days = day.describe(told[read.document.key], read.claims, read.times)
            right = [abs((each.day - happened).days) <= NEXT for each in days]
            if any(right) and not all(right):
                yield [each.traits for each in days], right


def main() -> None:
    """Read, learn and write."""
    known = list(examples(*read_archive("python -m train.days", __doc__)))
    write(fit(known, rare=RARE, penalty=PENALTY), OUT, HEAD)


if __name__ == "__main__":
    main()
