"""Learn the weights of how many were killed and injured: `python -m train.tallies FOLDER [--cache DIR]`.

Two tables: what one report tells, and what all reports of an incident tell together, from the chances that the first table gives when it
has not seen a report's fold. FOLDER holds the documents and incidents of the set `longtail`; folds 0 to 3 of the incident id are learnt
from, fold 4 is left out. --cache keeps what was read, as that of bench.longtail. The weights files hold the names of traits. Deterministic:
L-BFGS from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.longtail import Read, told_of
from bench.rows import REPORTED, fold_of

from train.archive import Example, fit, read_archive, write
from variorum.lexicon.logit import chances
from variorum.reckon import reckon
from variorum.reckon.archive import came_out, tally, tally_reports
from variorum.reckon.archive.counts import archive_figures
from variorum.resolve.copies import find_copies

RARE = 8  # traits seen in fewer pairs are left out
PENALTY = 4.0  # of the squares of weights: 5 and 7 gave .003 and .008 fewer right pairs on held-out parts
PENALTY_REPORTS = 10.0
PLACE = Path(tally.__file__).parent
LEARNT = "learnt by train/tallies.py from the trial data of SemEval-2018 Task 5 (Postma, Ilievski, Vossen 2018), folds 0 to 3"
HEAD = ("weights of the numbers of killed and injured that a report may mean, by trait", LEARNT)
HEAD_REPORTS = ("weights of the numbers of killed and injured by all reports of an incident, by trait", LEARNT)

Incident = Mapping[str, Any]


@dataclass(slots=True)
class Case:
    """One incident: its right pair, what is known of it, and the pairs of each report, in the order in which the reports came out."""

    fold: int
    right: tally.Pair
    known: tally.Pair
    reports: list[list[tally.Tally]]


def cases(reads: Mapping[str, Read], incidents: Iterable[Incident]) -> Iterator[Case]:
    """The incidents with the pairs of their reports; those without any text are left out."""
    told = {each.document.key: each for each in told_of(reads.values())}
    family_of = find_copies(each.document for each in told.values()).family_of
    for incident in incidents:
        kept = [read for row in incident["documents"] if (read := reads[row]).document is not None]
        kept.sort(key=lambda read: came_out(told[read.document.key]))  # type: ignore[union-attr]
        accounts = [told[read.document.key] for read in kept if read.document]
        if not accounts:
            continue
        figures = {figure.category: figure for figure in reckon(accounts, family_of=family_of).figures}
        killed, injured = archive_figures(figures.get("killed"), figures.get("injured"), accounts)
        reports = [tally.describe(account, read.claims) for account, read in zip(accounts, kept, strict=True)]
        right = incident["killed"], incident["injured"]
        yield Case(fold_of(incident["id"]), right, (killed.best, injured.best), reports)


def of_reports(known: Iterable[Case]) -> Iterator[Example]:
    """The pairs of each report with their traits, and which is the archive's; reports that do not show it are left out."""
    for case in known:
        for tallies in case.reports:
            right = [(each.killed, each.injured) == case.right for each in tallies]
            if any(right):
                yield [each.traits for each in tallies], right


def of_incidents(known: Iterable[Case]) -> Iterator[Example]:
    """The pairs of each incident with their traits, and which is the archive's; incidents that do not show it are left out."""
    for case in known:
        pairs, traits = tally_reports.describe(case.reports, case.known)
        right = [pair == case.right for pair in pairs]
        if any(right):
            yield list(traits), right


def weigh(known: Iterable[Case], weights: Mapping[str, float]) -> None:
    """Puts the chances into the pairs of the reports."""
    for tallies in (tallies for case in known for tallies in case.reports):
        for each, chance in zip(tallies, chances([each.traits for each in tallies], weights), strict=True):
            each.chance = chance


def weigh_unseen(known: Sequence[Case]) -> None:
    """Puts chances into all pairs by weights that are learnt without their fold."""
    for fold in range(REPORTED):
        others = [case for case in known if case.fold != fold]
        weigh([case for case in known if case.fold == fold], fit(list(of_reports(others)), rare=RARE, penalty=PENALTY))


def learn(known: Sequence[Case]) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights of reports and those of incidents."""
    weigh_unseen(known)
    incidents = fit(list(of_incidents(known)), rare=RARE, penalty=PENALTY_REPORTS)
    return fit(list(of_reports(known)), rare=RARE, penalty=PENALTY), incidents


def main() -> None:
    """Read, learn and write."""
    reports, incidents = learn(list(cases(*read_archive("python -m train.tallies", __doc__))))
    write(reports, PLACE / tally.WEIGHTS, HEAD)
    write(incidents, PLACE / tally_reports.WEIGHTS, HEAD_REPORTS)


if __name__ == "__main__":
    main()
