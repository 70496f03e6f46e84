"""What the trained heads make of the rules' finds: who did it, and which incident an item belongs to.

Rules find figures, claims and tellings, and say what each is. Where there are weights, the heads add claims of responsibility that no
construction covers, drop those that are none, and put items of one incident together. Without weights all stays as the rules have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from variorum.model import FigureValue, ResponsibilityValue, Span
from variorum.model.words import IncidentType, ResponsibilityStatus
from variorum.read.accounts import Group, Telling, account_for, regroup, tell, weave_threads
from variorum.read.encoder.encode import Encoded, encode
from variorum.read.encoder.weights import Head, head
from variorum.read.finding import Finding
from variorum.read.heads.estimate import ItemEstimates, NounEstimates, estimate_items, estimate_nouns
from variorum.read.heads.grouping import MOST_ITEMS, group
from variorum.read.heads.items import STATUSES, Item
from variorum.read.heads.nouns import OPEN_FOOTING
from variorum.read.heads.view import View, item_at, sentence_of
from variorum.read.parsed import Parsed
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating

_SAID: frozenset[ResponsibilityStatus] = frozenset({"CLAIMED OR ADMITTED", "DENIED", "POSSIBLE", "ACQUITTED"})
_LASTING: frozenset[IncidentType] = frozenset({"hostage_taking", "kidnapping"})
_SIEGE = np.float32(2.0)
_WIDE = frozenset({"country", "region", "admin1", "territory"})
NAME = "report"  # of the file of heads
RESPONSIBILITY: tuple[ResponsibilityStatus, ...] = get_args(ResponsibilityStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """Figures and claims of responsibility as they stand after all, tellings, and for the words of an item its telling's index.

    `whole` is false where the report is longer than the heads take in one go, so that rules alone read a part of it.
    """

    figures: Sequence[Finding]
    responsibility: Sequence[Finding]
    tellings: Sequence[Telling]
    homes: Mapping[Span, int]
    whole: bool = True

    def telling_for(self, parsed: Parsed, words: Span) -> Telling | None:
        """The telling that some words belong to."""
        home = self.homes.get(words)
        return self.tellings[home] if home is not None else account_for(self.tellings, parsed, words)


def revise(parsed: Parsed, view: View) -> Revised:
    """The rules' finds, revised where there are weights and anything is told."""
    heads = head(parsed.choice, NAME) if view.figures or view.roles else None
    encoded = encode(parsed) if heads is not None else None
    if heads is None or encoded is None:
        return Revised(figures=view.figures, responsibility=view.responsibility, tellings=view.tellings, homes={})
    nouns = estimate_nouns(heads.arrays, encoded, view.nouns, view.features) if view.nouns else None
    if nouns is not None:
        view = replace(view, figures=_counted(view, nouns, heads), responsibility=_blamed(parsed, view, nouns, heads))
    return _regrouped(parsed, view, encoded, heads)


def _counted(view: View, estimates: NounEstimates, heads: Head) -> list[Finding]:
    """The rules' figures but for people without a number whom the head takes for unharmed; printed numbers are the rules' own."""
    lowest, likely = float(heads.notes["counted_drop"]), 1 - estimates.counts[:, 0]
    kept: dict[int, Finding] = {}
    for index, (finding, stands_on) in enumerate(zip(view.figures, view.numbers, strict=True)):
        assert isinstance(finding.value, FigureValue)
        if not finding.value.counted or not stands_on or max(likely[list(stands_on)]) >= lowest:
            kept[index] = finding
    place = {index: at for at, index in enumerate(kept)}
    return [replace(one, part_of=None if one.part_of is None else place.get(one.part_of)) for one in kept.values()]


def _blamed(parsed: Parsed, view: View, estimates: NounEstimates, heads: Head) -> list[Finding]:
    """The rules' claims that the head does not reject, with the rules' status, and those that it adds. What is said in so many words of
    blame, claim or denial is not the head's to reject."""
    add, drop = (float(heads.notes[name]) for name in ("doer_add", "doer_drop"))
    likely = 1 - estimates.doers[:, 0]
    kept: list[Finding] = []
    taken: set[int] = set()
    for finding, stands_on in zip(view.responsibility, view.actors, strict=True):
        if not stands_on:
            kept.append(finding)
            continue
        taken.update(stands_on)
        best = float(max(likely[list(stands_on)]))
        assert isinstance(finding.value, ResponsibilityValue)
        said = finding.value.status in _SAID or view.features[list(stands_on)][:, OPEN_FOOTING].any()
        if said or best >= drop:
            kept.append(replace(finding, score=best))
    stating = Stating(parsed, Named(parsed))
    for index, noun in enumerate(view.nouns):
        if likely[index] < add or index in taken:
            continue
        status = RESPONSIBILITY[int(estimates.doers[index, 1:].argmax())]
        found = stating.finding(noun.head, noun.governor, status, float(likely[index]))
        if found is not None and not any(_says_the_same(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda finding: (finding.evidence[0].start, finding.evidence[0].end))


def _says_the_same(one: Finding, other: Finding) -> bool:
    assert isinstance(one.value, ResponsibilityValue)
    assert isinstance(other.value, ResponsibilityValue)
    return one.value.actor.name.casefold() == other.value.actor.name.casefold() and one.evidence[0].overlaps(other.evidence[0])


def _regrouped(parsed: Parsed, view: View, encoded: Encoded, heads: Head) -> Revised:
    found = [*view.figures, *view.responsibility]
    items = [(finding.evidence[0], item) for finding in found if (item := _item(parsed, view.tellings, finding)) is not None]
    if not items or not view.tellings or len(items) > MOST_ITEMS:
        whole = encoded.whole and len(items) <= MOST_ITEMS
        return Revised(figures=view.figures, responsibility=view.responsibility, tellings=view.tellings, homes={}, whole=whole)
    sentences = [sentence_of(parsed, item) for _, item in items]
    estimates = estimate_items(heads.arrays, encoded, [item for _, item in items], sentences, view.tellings)
    clusters = group(estimates.same + _held_together([item for _, item in items], view.tellings), float(heads.notes["same"]))
    groups = [_group([items[index][1] for index in cluster], cluster, estimates, view.tellings) for cluster in clusters]
    threads, homes = regroup(weave_threads(parsed, view.events), groups)
    by_words = {items[index][0]: home for cluster, home in zip(clusters, homes, strict=True) if home is not None for index in cluster}
    return Revised(
        figures=view.figures, responsibility=view.responsibility, tellings=tell(parsed, threads), homes=by_words, whole=encoded.whole
    )


def _item(parsed: Parsed, tellings: Sequence[Telling], finding: Finding) -> Item | None:
    words, value = finding.evidence[0], finding.value
    if isinstance(value, FigureValue):
        return item_at(parsed, tellings, "figure", words.start, words.end, value.category, counted=value.counted)
    return item_at(parsed, tellings, "responsibility", words.start, words.end)


def _held_together(items: Sequence[Item], tellings: Sequence[Telling]) -> NDArray[np.float32]:
    """What is added to the logits of two items of one siege: it has days and phases, and the reports learnt from tell of few."""
    sieges = [item.telling if item.telling is not None and tellings[item.telling].value.type in _LASTING else -1 for item in items]
    at = np.array(sieges)
    return np.where((at[:, None] == at) & (at >= 0), _SIEGE, np.float32(0)).astype(np.float32)


def _group(items: Sequence[Item], cluster: Sequence[int], estimates: ItemEstimates, tellings: Sequence[Telling]) -> Group:
    """Head words and place in the news: what most figures of the cluster are likely to be.

    What rules take for the past or for a total has a cue in so many words, and stays; guilt without a number says too little of it.
    """
    heads = tuple(item.head for item in items)
    counted = [index for index, item in zip(cluster, items, strict=True) if item.kind == "figure"]
    if not counted:
        return Group(heads=heads)
    told = Counter(tellings[item.telling].account.status for item in items if item.telling is not None).most_common(1)
    if told and told[0][0] != "news":
        return Group(heads=heads, status=told[0][0])
    likely = estimates.statuses[counted].mean(axis=0)
    if all(item.telling is not None and _is_one(tellings[item.telling]) for item in items):
        likely[STATUSES.index("cumulative")] = 0
    return Group(heads=heads, status=STATUSES[int(likely.argmax())])


def _is_one(telling: Telling) -> bool:
    """Whether the rules know a telling by time and town: no running total has them."""
    town = telling.where is not None and telling.where.kind not in _WIDE
    return town and telling.when is not None and telling.account.status != "cumulative"
