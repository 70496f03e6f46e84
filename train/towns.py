"""Learn the weights of the town that a report is about: `python -m train.towns FOLDER [--cache DIR]`.

FOLDER holds the documents and incidents of the set `longtail`, whose archive names a town for every incident; folds 0 to 3 of the incident
id are learnt from, fold 4 is left out. --cache keeps what was read, as that of bench.longtail. The weights file holds closed-class words
and the names of traits. Deterministic: L-BFGS from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bench.longtail import Read

from train.archive import Example, fit, read_archive, write
from train.places import OUT
from variorum.lexicon.gazetteer import fold
from variorum.read.places.town import WEIGHTS, describe, none_of

RARE = 4  # traits seen in fewer towns are left out
PENALTY = 3.0  # of the squares of weights: 9 gave the same share of right towns on held-out parts within .003, and less sure chances
HEAD = (
    "weights of the towns that a report may be about, by trait",
    "learnt by train/towns.py from the trial data of SemEval-2018 Task 5 (Postma, Ilievski, Vossen 2018), folds 0 to 3",
)


def examples(reads: Mapping[str, Read], incidents: Iterable[dict[str, object]]) -> Iterator[Example]:
    """The towns of each report with their traits, and which of them the archive names; none of them is one more choice. Reports where that
    says nothing are left out.
    """
    for incident in incidents:
        aliases = {fold(str(alias)) for alias in incident["city_aliases"]}  # type: ignore[attr-defined]
        for row in incident["documents"]:  # type: ignore[attr-defined]
            document = reads[row].document
            if document is None:
                continue
            towns = describe(document, reads[row].places)
            right = [town.key in aliases for town in towns]
            if not all(right):
                yield [*(town.traits for town in towns), none_of(towns)], [*right, not any(right)]


def main() -> None:
    """Read, learn and write."""
    known = list(examples(*read_archive("python -m train.towns", __doc__)))
    write(fit(known, rare=RARE, penalty=PENALTY), OUT / f"{WEIGHTS}.tsv", HEAD)


if __name__ == "__main__":
    main()
