"""What the trained heads make of the rules' finds: who did it, and which incident an item belongs to.

Rules find figures, claims and tellings, and say what each is. Where there are weights, the heads add claims of responsibility that no
construction covers, drop those that are none, and put items of one incident together. Without weights all stays as the rules have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

import numpy as np
from spacy.tokens import Token

from variorum.model import FigureValue, ResponsibilityValue, Span
from variorum.model.words import ResponsibilityStatus
from variorum.read.accounts import Group, Telling, account_for, regroup, tell
from variorum.read.encoder.encode import Encoded, encode_once
from variorum.read.encoder.weights import Head, head
from variorum.read.figures import find_pointed
from variorum.read.finding import Finding
from variorum.read.heads.estimate import ItemEstimates, NounEstimates, estimate_items, estimate_nouns
from variorum.read.heads.grouping import MOST_ITEMS, group
from variorum.read.heads.items import CATEGORIES, STATUSES, Item
from variorum.read.heads.nouns import DEED, OPEN_FOOTING
from variorum.read.heads.one_attack import names_one_attack
from variorum.read.heads.ties import ties
from variorum.read.heads.view import Phrases, View, item_at, phrases_of, sentence_of
from variorum.read.parsed import Parsed
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating

_SAID: frozenset[ResponsibilityStatus] = frozenset({"CLAIMED OR ADMITTED", "DENIED", "POSSIBLE", "ACQUITTED"})
_OWN_WORD = frozenset({"CLAIMED OR ADMITTED", "ACQUITTED"})
_PLAIN = 0.5  # from which likelihood on a fact needs no deed in its clause
_WITHIN = frozenset({"compound", "amod", "nmod", "poss", "appos"})
_WIDE = frozenset({"country", "region", "admin1", "territory"})
_UNREAL = frozenset({"hypothetical", "planned"})  # what the rules take for imagined throughout is no news
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
    told = with_heads(parsed, view)
    if told is None:
        return Revised(figures=view.figures, responsibility=view.responsibility, tellings=view.tellings, homes={})
    return _regrouped(parsed, *told)


def with_heads(parsed: Parsed, view: View) -> tuple[View, Encoded, Head] | None:
    """The view with finds added and dropped by the heads, and what they read; None where there are no weights or nothing is told."""
    heads = head(parsed.choice, NAME) if view.figures or view.roles else None
    wanted = _telling_sentences(parsed, view) if heads is not None else []
    vectors = encode_once(parsed) if wanted else None
    if heads is None or vectors is None:
        return None
    encoded = vectors.within(wanted)
    phrases = phrases_of(parsed, view)
    if phrases.nouns:
        nouns = estimate_nouns(heads.arrays, encoded, phrases.nouns, phrases.features)
        view = replace(
            view, figures=_counted(parsed, view, phrases, nouns, heads), responsibility=_blamed(parsed, view, phrases, nouns, heads)
        )
    return view, encoded, heads


def items_of(parsed: Parsed, view: View) -> list[tuple[Finding, Item]]:
    """The finds that are told apart by incident, each with its item."""
    found = [*view.figures, *view.responsibility]
    return [(finding, item) for finding in found if (item := _item(parsed, view, finding)) is not None]


def _telling_sentences(parsed: Parsed, view: View) -> list[tuple[int, int]]:
    """The sentences, as ranges of tokens, in which anything is told: the rest is not asked for."""
    told = set(view.roles)
    for finding in (*view.figures, *view.responsibility):
        told.update(parsed.tokens_of(finding.evidence[0]))
    starts = [*view.sentences, len(parsed.doc)]
    return [(start, end) for start, end in pairwise(starts) if any(token in told for token in range(start, end))]


def _counted(parsed: Parsed, view: View, phrases: Phrases, estimates: NounEstimates, heads: Head) -> list[Finding]:
    """The rules' figures but for people without a number whom the head takes for unharmed, and the people whom it adds; printed numbers
    are the rules' own."""
    add, drop = (float(heads.notes[name]) for name in ("counted_add", "counted_drop"))
    likely = 1 - estimates.counts[:, 0]
    kept: dict[int, Finding] = {}
    for index, (finding, stands_on) in enumerate(zip(view.figures, phrases.numbers, strict=True)):
        assert isinstance(finding.value, FigureValue)
        if not finding.value.counted or not stands_on:
            kept[index] = finding
            continue
        best = float(max(likely[list(stands_on)]))
        if best >= drop:
            kept[index] = replace(finding, score=best)
    place = {index: at for at, index in enumerate(kept)}
    figures = [replace(one, part_of=None if one.part_of is None else place.get(one.part_of)) for one in kept.values()]
    category = estimates.counts[:, 1:].argmax(axis=1)
    taken = {index for stands_on in phrases.numbers for index in stands_on}
    pointed = [
        (noun.head, CATEGORIES[int(category[index])], float(likely[index]))
        for index, noun in enumerate(phrases.nouns)
        if likely[index] >= add and index not in taken
    ]
    return [*figures, *(find_pointed(parsed, pointed, figures) if pointed else ())]


def _blamed(parsed: Parsed, view: View, phrases: Phrases, estimates: NounEstimates, heads: Head) -> list[Finding]:
    """The rules' claims that the head does not reject, with the rules' status, and those that it adds.

    What is said in so many words of blame, claim or denial is not the head's to reject. It adds nobody who claims or is cleared, which is
    said in words that rules know, and no fact without a deed unless it is sure.
    """
    add, drop = (float(heads.notes[name]) for name in ("doer_add", "doer_drop"))
    likely = 1 - estimates.doers[:, 0]
    kept: list[Finding] = []
    taken: set[int] = set()
    for finding, stands_on in zip(view.responsibility, phrases.actors, strict=True):
        if not stands_on:
            kept.append(finding)
            continue
        taken.update(stands_on)
        best = float(max(likely[list(stands_on)]))
        assert isinstance(finding.value, ResponsibilityValue)
        said = finding.value.status in _SAID or phrases.features[list(stands_on)][:, OPEN_FOOTING].any()
        if said or best >= drop:
            kept.append(replace(finding, score=best))
    stating = Stating(parsed, Named.of(parsed))
    heads_of_actors = {phrases.nouns[index].head for index in taken}
    for index in np.argsort(-likely, kind="stable").tolist():
        noun = phrases.nouns[index]
        if likely[index] < add:
            break
        if index in taken or any(_of_one_phrase(noun.head, other) for other in heads_of_actors):
            continue
        status = RESPONSIBILITY[int(estimates.doers[index, 1:].argmax())]
        bare = status == "REPORTED AS FACT" and likely[index] < _PLAIN and not phrases.features[index, DEED].any()
        if status in _OWN_WORD or bare:
            continue
        found = stating.finding(noun.head, noun.governor, status, float(likely[index]))
        if found is not None and not any(_says_the_same(found, other) for other in kept):
            kept.append(found)
            heads_of_actors.add(noun.head)
    return sorted(kept, key=lambda finding: (finding.evidence[0].start, finding.evidence[0].end))


def _of_one_phrase(one: Token, other: Token) -> bool:
    """Whether one of two words stands within the phrase of the other: parts of a name, an apposition, whose it is."""
    return any(_reaches(low, high) for low, high in ((one, other), (other, one)))


def _reaches(word: Token, above: Token) -> bool:
    while word.dep_ in _WITHIN:
        word = word.head
        if word == above:
            return True
    return False


def _says_the_same(one: Finding, other: Finding) -> bool:
    assert isinstance(one.value, ResponsibilityValue)
    assert isinstance(other.value, ResponsibilityValue)
    return one.value.actor.name.casefold() == other.value.actor.name.casefold() and one.evidence[0].overlaps(other.evidence[0])


def _regrouped(parsed: Parsed, view: View, encoded: Encoded, heads: Head) -> Revised:
    items = items_of(parsed, view)
    if not items or not view.tellings or len(items) > MOST_ITEMS:
        whole = encoded.whole and len(items) <= MOST_ITEMS
        return Revised(figures=view.figures, responsibility=view.responsibility, tellings=view.tellings, homes={}, whole=whole)
    sentences = [sentence_of(parsed, view, item) for _, item in items]
    estimates = estimate_items(heads.arrays, encoded, [item for _, item in items], sentences, view.tellings)
    tied = ties(parsed, view, [finding for finding, _ in items], [item for _, item in items])
    clusters = group(estimates.same + tied, float(heads.notes["same"]))
    groups = [_group(parsed, [items[index] for index in cluster], cluster, estimates, view.tellings) for cluster in clusters]
    threads, homes = regroup(view.threads, groups)
    by_words = {
        items[index][0].evidence[0]: home for cluster, home in zip(clusters, homes, strict=True) if home is not None for index in cluster
    }
    return Revised(
        figures=view.figures, responsibility=view.responsibility, tellings=tell(parsed, threads), homes=by_words, whole=encoded.whole
    )


def _item(parsed: Parsed, view: View, finding: Finding) -> Item | None:
    words, value = finding.evidence[0], finding.value
    if isinstance(value, FigureValue):
        return item_at(parsed, view, "figure", words.start, words.end, value.category, counted=value.counted)
    return item_at(parsed, view, "responsibility", words.start, words.end)


def _group(
    parsed: Parsed, found: Sequence[tuple[Finding, Item]], cluster: Sequence[int], estimates: ItemEstimates, tellings: Sequence[Telling]
) -> Group:
    """Head words and place in the news: what most figures of the cluster are likely to be; guilt without a number says too little of it.

    The rules' place in the news is among the features of an item; to let it stand where the words have a cue was worse, on all three sets
    of reports left out.
    """
    items = [item for _, item in found]
    heads = tuple(item.head for item in items)
    counted = [index for index, item in zip(cluster, items, strict=True) if item.kind == "figure"]
    if not counted or all(item.telling is not None and tellings[item.telling].account.status in _UNREAL for item in items):
        return Group(heads=heads)
    likely = estimates.statuses[counted].mean(axis=0)
    if all(item.telling is not None and _is_one(tellings[item.telling]) for item in items) or any(
        names_one_attack(parsed, finding) for finding, _ in found
    ):
        likely[STATUSES.index("cumulative")] = 0
    return Group(heads=heads, status=STATUSES[int(likely.argmax())])


def _is_one(telling: Telling) -> bool:
    """Whether the rules know a past incident by time and town: no running total has them."""
    town = telling.where is not None and telling.where.kind not in _WIDE
    return town and telling.when is not None and telling.account.status == "background"
