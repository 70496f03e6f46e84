"""How many were killed and injured by all reports of an incident together, both numbers at once, with their chance.

A second conditional logit, over the pairs that some report gives a chance, what is known of the incident otherwise, and those with one of
the injured dead since: what all reports, the surest, the first and the last of them give to the pair, to either number and to their sum.
Reports copy one another, so that their chances are not multiplied. The weights (`tally_reports.tsv`) are learnt by `train/tallies.py`, from
what tables say of a report that have not seen its fold.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from variorum.lexicon.logit import chances
from variorum.lexicon.tables import weights_of
from variorum.reckon.archive.tally import Pair, Tally
from variorum.reckon.archive.tally_signs import Traits

WEIGHTS = "tally_reports.tsv"
UNLIKELY = 0.01  # chance that a pair has at least, so that no single report rules it out
DIED_SINCE = 0.2  # how likely one of the injured of a report has died since
_NEVER = math.log(UNLIKELY)
_FEW = 3  # reports told apart in names of traits


class _Report:
    """What one report gives to pairs, to either number, and to their sum, as logarithms of chances; and the pair that it gives most."""

    def __init__(self, tallies: Sequence[Tally]) -> None:
        self.chances = {(tally.killed, tally.injured): tally.chance for tally in tallies}
        self.best = max(self.chances, key=lambda pair: (self.chances[pair], pair), default=None)
        self._killed, self._injured, self._sums = (defaultdict[int, float](float) for _ in range(3))
        for (killed, injured), chance in self.chances.items():
            self._killed[killed] += chance
            self._injured[injured] += chance
            self._sums[killed + injured] += chance

    def pair(self, killed: int, injured: int) -> float:
        return _log(self.chances.get((killed, injured), 0.0))

    def killed(self, number: int) -> float:
        return _log(self._killed.get(number, 0.0))

    def injured(self, number: int) -> float:
        return _log(self._injured.get(number, 0.0))

    def sum(self, number: int) -> float:
        return _log(self._sums.get(number, 0.0))

    def support(self, killed: int, injured: int) -> float:
        """That of the pair, or of one before some of the injured died."""
        return _log(max(DIED_SINCE**died * self.chances.get((killed - died, injured + died), 0.0) for died in (0, 1, 2)))


def likeliest(reports: Sequence[Sequence[Tally]], known: Pair) -> tuple[Pair, float]:
    """The pair that is likeliest by all reports of an incident, in the order in which they came out, and by what is `known` of it; with its
    chance.
    """
    pairs, traits = describe(reports, known)
    given = chances(traits, weights_of("variorum.reckon.archive", WEIGHTS))
    best = max(range(len(pairs)), key=lambda at: (given[at], pairs[at] == known, -sum(pairs[at]), pairs[at]))
    return pairs[best], given[best]


def describe(reports: Sequence[Sequence[Tally]], known: Pair) -> tuple[list[Pair], list[Traits]]:
    """The pairs, in order, and what speaks for each."""
    given = [_Report(tallies) for tallies in reports]
    pairs = {known} | {pair for report in given for pair, chance in report.chances.items() if chance >= UNLIKELY}
    pairs |= {(killed + 1, injured - 1) for killed, injured in pairs if injured}
    found = sorted(pairs)
    return found, [_traits(pair, given, known) for pair in found]


def _traits(pair: Pair, reports: Sequence[_Report], known: Pair) -> Traits:
    killed, injured = pair
    count = str(len(reports)) if len(reports) < _FEW else f"{_FEW}+"
    traits: Traits = {
        f"known, of {count}": float(pair == known),
        f"k known, of {count}": float(killed == known[0]),
        f"i known, of {count}": float(injured == known[1]),
        f"k+i known, of {count}": float(killed + injured == sum(known)),
    }
    if reports:
        logs = [report.pair(killed, injured) for report in reports]
        traits |= {f"all, of {count}": sum(logs), f"surest, of {count}": max(logs), f"last, of {count}": logs[-1]}
    if len(reports) > 1:
        traits |= _of_several(killed, injured, reports) | {"first": logs[0]}
    return traits


def _of_several(killed: int, injured: int, reports: Sequence[_Report]) -> Traits:
    most = max((report.best[0] for report in reports if report.best), default=0)
    return {
        "best of reports": float(sum(report.best == (killed, injured) for report in reports)),
        "k most": float(killed == most),
        "k of the last": reports[-1].killed(killed),
        "k of all": sum(report.killed(killed) for report in reports),
        "i of all": sum(report.injured(injured) for report in reports),
        "k+i of all": sum(report.sum(killed + injured) for report in reports),
        "k of the surest": max(report.killed(killed) for report in reports),
        "i of the surest": max(report.injured(injured) for report in reports),
        "one fewer killed": max(report.pair(killed - 1, injured + 1) for report in reports),
        "one more killed": max(report.pair(killed + 1, injured - 1) for report in reports),
        "died since": sum(report.support(killed, injured) for report in reports),
    }


def _log(chance: float) -> float:
    return math.log(chance) if chance > UNLIKELY else _NEVER
