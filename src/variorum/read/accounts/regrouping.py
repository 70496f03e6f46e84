"""Threads put together anew: what is known to belong to one incident, or to two, moves the clauses that tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from variorum.lexicon.triggers import Role
from variorum.model import Span
from variorum.model.words import AccountStatus, IncidentType
from variorum.read.accounts.clauses import Clause
from variorum.read.accounts.scene import Scene
from variorum.read.accounts.weaving import Thread
from variorum.read.finding import Event

_FROM_AFAR: Mapping[IncidentType, IncidentType] = {"air_strike": "bombing", "shelling": "bombing"}  # words for one thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Words that tell of one incident, by the index of their head tokens, and its place in the news; None leaves it as it was."""

    heads: tuple[int, ...]
    status: AccountStatus | None = None


def regroup(threads: Sequence[Thread], groups: Sequence[Group]) -> tuple[list[Thread], list[int | None]]:
    """The threads such that each group has one of its own, and for each group the index of its thread.

    A group stays with the thread that tells most of it; the largest group of a thread keeps it, another takes its own clauses along into a
    new thread, or its phrases where it shares its clauses with others ("… as well as two in a drive-by shooting"). A thread all of whose
    words belong elsewhere goes where most of them went, unless it has a day or a place of its own. A group whose words govern those of
    others stays where it is (its index may then be another group's, too); without any thread it has None.
    """
    owner = {token.i: index for index, thread in enumerate(threads) for scene in thread.scenes for token in scene.clause.tokens}
    votes = [Counter(owner[head] for head in group.heads if head in owner) for group in groups]
    homes = _homes(votes)
    made = list(threads)
    for index, group in enumerate(groups):
        if homes[index] is None and votes[index]:
            kept = {head for other, one in enumerate(groups) if other != index for head in one.heads}
            thread = _taken_out(made, set(group.heads), kept) or _cut_out(made, set(group.heads), kept)
            if thread is not None:
                homes[index] = len(made)
                made.append(thread)
    settled = [home if home is not None else next(iter(_ranked(vote)), None) for home, vote in zip(homes, votes, strict=True)]
    for home, group in zip(homes, groups, strict=True):
        if home is not None and group.status is not None:
            made[home].status, made[home].settled = group.status, True
    gone = _merge(made, votes, homes)
    left = [index for index, thread in enumerate(made) if any(scene.events for scene in thread.scenes)]
    left.sort(key=lambda index: min((token.i for scene in made[index].scenes for token in scene.clause.tokens), default=0))
    place = {index: at for at, index in enumerate(left)}
    return [made[index] for index in left], [place.get(gone.get(index, index)) if index is not None else None for index in settled]


def _ranked(votes: Counter[int]) -> list[int]:
    return sorted(votes, key=lambda thread: (-votes[thread], thread))


def _homes(votes: Sequence[Counter[int]]) -> list[int | None]:
    """For each group the thread that it keeps: no two the same, those with most words in a thread first."""
    homes: list[int | None] = [None] * len(votes)
    wishes = sorted((-count, index, thread) for index, vote in enumerate(votes) for thread, count in vote.items())
    taken: set[int] = set()
    for _, index, thread in wishes:
        if homes[index] is None and thread not in taken and thread == _ranked(votes[index])[0]:
            homes[index] = thread
            taken.add(thread)
    return homes


def _taken_out(threads: Sequence[Thread], heads: set[int], kept: set[int]) -> Thread | None:
    """A new thread of the clauses that hold these words and none of the others', taken out of theirs; None if there are none.

    Clauses that no event word stands in tell by the words themselves: "They still hold about 130 seamen".
    """
    moved = []
    for thread in threads:
        for scene in thread.scenes:
            tokens = {token.i for token in scene.clause.tokens}
            if tokens & heads and not tokens & kept:
                moved.append((thread, scene))
    rest = {id(thread): any(scene.events for scene in thread.scenes if all(scene is not one for _, one in moved)) for thread, _ in moved}
    moved = [(thread, scene) for thread, scene in moved if rest[id(thread)]]
    if not moved:
        return None
    eventful = any(scene.events for _, scene in moved)
    made = Thread(status=moved[0][0].status)
    for thread, scene in moved:
        thread.scenes = [one for one in thread.scenes if one is not scene]
        if thread.days is scene.days:
            thread.days = next((one.days for one in thread.scenes if one.tells and one.days is not None), None)
        made.add(scene if eventful else _told_by(scene, heads))
    return made


def _told_by(scene: Scene, heads: set[int]) -> Scene:
    """A clause that tells by one of some words; its place is what it names itself, as others may be named beside it."""
    return replace(scene, events=[_event_at(next(token for token in scene.clause.tokens if token.i in heads))], parted=True)


def _event_at(token: Token) -> tuple[Event, Token, Role]:
    """What a word tells in place of an event word: something of which no more is known."""
    return Event(span=Span.of(token.doc.text, token.idx, token.idx + len(token)), type="other"), token, "generic"


def _cut_out(threads: Sequence[Thread], heads: set[int], kept: set[int]) -> Thread | None:
    """A new thread of the phrases that these words head, cut out of clauses that tell of others' words, too; None if all govern others'."""
    made: Thread | None = None
    for thread in threads:
        for scene in list(thread.scenes):
            tokens = scene.clause.tokens
            own = {word.i for token in tokens if token.i in heads and token != scene.clause.root for word in token.subtree}
            own -= {word.i for token in tokens if token.i in kept for word in token.subtree}
            first = next((token for token in tokens if token.i in heads and token.i in own), None)
            if first is None or not scene.events:
                continue
            cut, rest = _parted(scene, own, first)
            thread.scenes[thread.scenes.index(scene)] = rest
            made = made or Thread(status=thread.status)
            made.add(cut)
    return made


def _parted(scene: Scene, own: set[int], first: Token) -> tuple[Scene, Scene]:
    """A clause as two: some of its words, and the rest."""
    parts = []
    for index, inside in ((-1 - first.i, True), (scene.clause.index, False)):
        tokens = [token for token in scene.clause.tokens if (token.i in own) == inside]
        events = [one for one in scene.events if (one[1].i in own) == inside]
        if not events:
            events = [_event_at(first if inside else scene.clause.root)]
        clause = Clause(index, scene.clause.sentence, first if inside else scene.clause.root, scene.clause.parent, tokens)
        parts.append(replace(scene, clause=clause, events=events, parted=True))
    return parts[0], parts[1]


def _merge(threads: Sequence[Thread], votes: Sequence[Counter[int]], homes: Sequence[int | None]) -> dict[int, int]:
    """Give the clauses of threads that no group keeps, though some had words in them, to the group with most of those words.

    A thread with a day or a place names an incident of its own, though a number in it may be another's; unless that one bears no day and
    no other place: "The attack on X: life for two", "… who killed 30 in X in 2015". Gives where each of these threads went.
    """
    gone: dict[int, int] = {}
    kept = {home for home in homes if home is not None}
    for index in sorted({thread for vote in votes for thread in vote} - kept):
        claims = [
            (vote[index], -at, home) for at, (vote, home) in enumerate(zip(votes, homes, strict=True)) if vote[index] and home is not None
        ]
        home = max(claims)[2] if claims else None
        if home is None:
            continue
        alone = sum(bool(vote[index]) for vote in votes) == 1
        if not (
            _is_unset(threads[index]) or _sets(threads[index], threads[home]) or (alone and _may_be_one(threads[index], threads[home]))
        ):
            continue
        gone[index] = home
        for scene in threads[index].scenes:
            threads[gone[index]].add(scene)
        threads[gone[index]].scenes.sort(key=lambda scene: min((token.i for token in scene.clause.tokens), default=0))
        if threads[home].days is None:
            threads[home].days = threads[index].days
        threads[index].scenes = []
    return gone


def _may_be_one(thread: Thread, home: Thread) -> bool:
    """Whether a thread all of whose words are held for another's incident is news like it, and of no other day: "an air strike in the Q.
    district … the bombing of the village of R.".
    """
    days = thread.days is None or home.days is None or thread.days.gap(home.days) == 0
    kinds = {_FROM_AFAR.get(kind, kind) for kind in thread.types}, {_FROM_AFAR.get(kind, kind) for kind in home.types}
    alike = not all(kinds) or bool(kinds[0] & kinds[1])
    return days and alike and thread.status == home.status == "news" and not (thread.wide or home.wide)


def _is_unset(thread: Thread) -> bool:
    """Whether it has neither a day nor a place."""
    return thread.days is None and not thread.places


def _sets(thread: Thread, home: Thread) -> bool:
    """Whether it gives the day of an incident that bears none, and whose place, if it has one, is the same."""
    return thread.days is not None and home.days is None and (not home.places or not thread.places.keys().isdisjoint(home.places))
