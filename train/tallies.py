"""Learn the weights of how many a report tells were killed and injured: `python -m train.tallies FOLDER [--cache DIR]`.

FOLDER holds the documents and incidents of the set `longtail`; folds 0 to 3 of the incident id are learnt from, fold 4 is left out. --cache
keeps what was read, as that of bench.longtail. The weights file holds the names of traits. Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bench.longtail import Read, told_of

from train.archive import Example, fit, read_archive, write
from variorum.reckon import tally

RARE = 8  # traits seen in fewer pairs are left out
PENALTY = 2.0  # of the squares of weights: 3 gave the same share of right pairs on held-out parts within .002, 5 and more fewer
OUT = Path(tally.__file__).with_suffix(".tsv")
HEAD = (
    "weights of the numbers of killed and injured that a report may mean, by trait",
    "learnt by train/tallies.py from the trial data of SemEval-2018 Task 5 (Postma, Ilievski, Vossen 2018), folds 0 to 3",
)


def examples(reads: Mapping[str, Read], incidents: Iterable[Mapping[str, object]]) -> Iterator[Example]:
    """The pairs of each report with their traits, and which is the archive's; reports that do not show it are left out."""
    told = {each.document.key: each for each in told_of(reads.values())}
    for incident in incidents:
        for row in incident["documents"]:  # type: ignore[attr-defined]
            read = reads[row]
            if read.document is None:
                continue
            tallies = tally.describe(told[read.document.key], read.claims)
            right = [(each.killed, each.injured) == (incident["killed"], incident["injured"]) for each in tallies]
            if any(right):
                yield [each.traits for each in tallies], right


def main() -> None:
    """Read, learn and write."""
    known = list(examples(*read_archive("python -m train.tallies", __doc__)))
    write(fit(known, rare=RARE, penalty=PENALTY), OUT, HEAD)


if __name__ == "__main__":
    main()
