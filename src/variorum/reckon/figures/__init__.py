"""Low, best and high of each category by a named rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import get_args

from variorum.lexicon.registry import Registry
from variorum.model import Figure, Told
from variorum.model.words import VAGUE_BOUNDS, Category, Rule
from variorum.reckon.counting import Count, by_speaker, counts, day_of, ends_with, is_total, leads
from variorum.reckon.figures.parts import rivals_of, summands_of
from variorum.reckon.figures.persons import WORST_FIRST, Person, is_one, persons_of
from variorum.reckon.figures.rules import Vote, rank_of, rulings_of, source_kind
from variorum.reckon.figures.trajectory import trajectory_of, withdrawn
from variorum.reckon.sentences import was_before
from variorum.reckon.witnesses import Origins, origins_of


def reckon_figures(
    told: Sequence[Told], *, rule: Rule = "range", family_of: Mapping[str, str] | None = None, registry: Registry | None = None
) -> tuple[Figure, ...]:
    """The figure of every category that some claim counts, in the order of `Category`; `family_of` and `registry` as for `reckon`."""
    people = {each.key: persons_of(counts([each])) for each in told}
    origins = origins_of(list(counts(told)), family_of=family_of, registry=registry)
    return tuple(figure for category in get_args(Category) if (figure := _figure(told, category, rule, people, origins)) is not None)


def _figure(
    told: Sequence[Told], category: Category, rule: Rule, people: Mapping[str, Sequence[Person]], origins: Origins
) -> Figure | None:
    known = list(counts(told, category))
    if not known:
        return None
    names = origins.names()
    trajectory = trajectory_of(known, told, names)
    gone = withdrawn(trajectory)
    standing = [count for count in known if count.claim.key not in gone]
    votes = _weighed(list(_votes(_abreast(standing, told) if category == "injured" else standing, category, people, origins)))
    used = {claim for vote in votes for claim in vote.claims}
    rulings = rulings_of(votes, names)
    chosen = next((each for each in rulings if each.rule == rule), None)
    return Figure(
        category=category,
        low=chosen.low if chosen else None,
        best=chosen.best if chosen else None,
        high=chosen.high if chosen else None,
        rule=rule,
        reports=len({count.told.document.key for count in known if count.claim.key in used}),
        claims=tuple(sorted(used)),
        aside=tuple(sorted({count.claim.key for count in known} - used)),
        trajectory=trajectory,
        witnesses=origins.witnesses(used),
        rulings=rulings,
    )


def _abreast(injured: Sequence[Count], told: Sequence[Told]) -> Sequence[Count]:
    """Without the injured of reports that know of no dead and are no newer than those that do: some of them have died since.

    Where those that do know tell of no injured, no more injured than there are dead are taken to be the dead themselves, unless their
    report says that nobody died.
    """
    dead = {each.key: max((count.value.low for count in counts([each], "killed")), default=0) for each in told}
    aware = {key for key, number in dead.items() if number}
    days = [day_of(each.published) or date.min for each in told if each.key in aware]
    last = max(days, default=date.min)
    abreast = [count for count in injured if count.told.key in aware or (day_of(count.told.published) or date.min) > last]
    if not aware:
        return injured
    spared = {each.key for each in told if any(count.value.high == 0 for count in counts([each], "killed"))}
    most = max(dead.values())
    return abreast or [count for count in injured if not count.value.counted and (count.value.low > most or count.told.key in spared)]


def _votes(known: Sequence[Count], category: Category, people: Mapping[str, Sequence[Person]], origins: Origins) -> Iterator[Vote]:
    """The votes of each outlet's newest document that gives a number: one for each voice in it."""
    by_voice: dict[str, list[Count]] = defaultdict(list)
    for count in known:
        by_voice[count.told.voice].append(count)
    for voice, mine in sorted(by_voice.items()):
        newest = max(mine, key=lambda count: (day_of(count.told.published) or date.min, count.told.document.key)).told.document.key
        last = [count for count in mine if count.told.document.key == newest]
        last = [count for count in last if not was_before(count.told, count.claim)] or last
        if category in WORST_FIRST:
            persons = [person for key in sorted({count.told.key for count in last}) for person in people[key]]
            last = [count for count in last if not is_one(count)]
            last += [_mention_of(person) for person in persons if person.category == category]
        yield from _votes_of(voice, last, origins)


def _mention_of(person: Person) -> Count:
    """The mention that stands for a person: the first that tells what became of him or her in the end."""
    return next(mention for mention in person.mentions if mention.value.category == person.category)


def _votes_of(voice: str, mine: Sequence[Count], origins: Origins) -> Iterator[Vote]:
    """One document's numbers: the totals that it prints, else what its groups come to ("three policemen and a passer-by were killed").

    "Nobody else was hurt" beside somebody who was is no total, nor is "no child died". Speakers who give other numbers for one group
    are added up each by themselves: a ministry's civilians and a rights group's militants are no sum of anybody's.
    """
    mine = [count for count in mine if count.value.high != 0 or is_total(count)]
    if any(count.value.low for count in mine):
        mine = [count for count in mine if count.value.low or count.value.high is None or count.value.high > 0]
    added = summands_of(mine)
    mine = [count for count in mine if count.claim.key not in added]
    rivals = rivals_of(mine)
    for speaker in rivals:
        yield from _votes_of_speaker(voice, speaker, origins)
    if not rivals:
        yield from _votes_of_speaker(voice, mine, origins)


def _votes_of_speaker(voice: str, mine: Sequence[Count], origins: Origins) -> Iterator[Vote]:
    printed = [count for count in mine if is_total(count) and not count.value.counted]
    least = max((count.value.low for count in mine if not is_total(count) and count.value.part_of is None), default=0)
    if not any(leads(count) for count in printed):  # "three students were treated; one victim remains in hospital"
        printed = [count for count in printed if count.value.low >= least or count.value.high is None]
    if printed:
        for counts_of_speaker in by_speaker(printed).values():
            yield _vote(voice, [ends_with(counts_of_speaker)], origins)
        return
    groups = _groups([count for count in mine if count.value.part_of is None])
    if groups:
        yield _vote(voice, groups, origins)


def _groups(mine: Sequence[Count]) -> list[Count]:
    """The largest count of each group, and everybody told of without a number who may belong to none of them.

    Groups that overlap ("two boys", "her brother") may be the same people, and are one; those told of one by one are told apart before.
    """
    kept: list[Count] = []
    for count in sorted(mine, key=lambda count: (count.value.counted, -count.value.low, count.claim.key)):
        if not any(_may_share(count, other) for other in kept):
            kept.append(count)
    return kept


def _may_share(count: Count, other: Count) -> bool:
    if is_one(count) and is_one(other):
        return False
    return count.group == ("all",) or other.group == ("all",) or bool(set(count.group) & set(other.group))


def _vote(voice: str, counted: Sequence[Count], origins: Origins) -> Vote:
    """The vote of one number, or of several groups added up."""
    days = [count.day for count in counted if count.day]
    closed = [count.value.high for count in counted if count.value.high is not None]
    return Vote(
        outlet=voice,
        witness=max(origins.of[count.claim.key].node for count in counted),
        day=max(days) if days else None,
        low=sum(count.value.low for count in counted),
        high=sum(closed) if len(closed) == len(counted) else None,
        exact=all(count.value.bound not in VAGUE_BOUNDS and count.value.bound != "at_most" for count in counted),
        floor=any(count.value.bound != "at_most" for count in counted),
        printed=any(not count.value.counted for count in counted),
        claims=tuple(count.claim.key for count in counted),
        source=min((_source(count, origins) for count in counted), key=rank_of),
    )


def _source(count: Count, origins: Origins) -> str:
    """The kind of who stands behind a number: the speaker, also where the report prints it in its own voice, too; else agency or outlet."""
    said_by, document = count.claim.said_by or origins.speaker_of(count.claim.key), count.told.document
    return source_kind(said_by, document.copy_credit or count.told.outlet, origins.registry)


def _weighed(votes: Sequence[Vote]) -> Sequence[Vote]:
    """Where some outlet prints a number, people told of without one are no count of all."""
    printed = [vote for vote in votes if vote.printed]
    return printed if max((vote.low for vote in printed), default=0) >= max((vote.low for vote in votes), default=0) else votes
