"""Learn the trained reader anew: `python -m train --sets FOLDER [--leave-out FOLD] [--out FOLDER]`.

FOLDER holds tolls, muc4, longtail, timex, places and attribution, as in bench/. What ships is learnt from all reports. --leave-out leaves
a fold out and holds heads and rules against it, the report at the end: thresholds were set on fold 0, and scores are calibrated on it.
--out writes the weights elsewhere than into the package.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from bench.rows import FOLDS

from train.check import check
from train.reader import NOTES, learn, write_weights
from train.reports import example_of, read_labels, read_tolls
from variorum.read.encoder.weights import FOLDER

THREADS = 2  # on any machine: sums over threads come out the same only for the same number of them


def main() -> None:
    """Learn, report, write."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, required=True)
    parser.add_argument("--leave-out", type=int, choices=range(FOLDS), metavar="FOLD")
    parser.add_argument("--out", type=Path, default=FOLDER)
    given = parser.parse_args()
    torch.set_num_threads(THREADS)
    answers = [*read_tolls(given.sets / "tolls/data/train.jsonl"), *read_labels(given.sets)]
    examples = [example_of(one) for one in answers]
    reader = learn([example for example in examples if example.answers.fold != given.leave_out])
    left_out = [example for example in examples if example.answers.fold == given.leave_out]
    for name, part in (("tolls", False), ("labels of our own", True)):
        reports = [example for example in left_out if (":" in example.answers.name) == part]
        if reports:
            print(f"-- {name}, {len(reports)} reports that were not learnt from", *check(reader, reports), sep="\n")
    write_weights(reader, given.out, NOTES)


if __name__ == "__main__":
    main()
