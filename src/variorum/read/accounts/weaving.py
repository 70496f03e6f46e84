"""Goes through the clauses of a text and gives each to the thread of one incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from variorum.model import Mention
from variorum.model.words import AccountStatus, IncidentType
from variorum.read.accounts.scene import Days, Scene, where

_KEPT = frozenset({"cumulative", "background"})  # what a next sentence may go on with
_RECENT = 30
_KINDS = frozenset({"bombing", "shooting", "kidnapping", "hostage_taking", "disaster", "shelling", "air_strike", "stabbing", "arson"})
_LASTING: frozenset[IncidentType] = frozenset({"hostage_taking"})
_IN_SIEGES: frozenset[IncidentType] = frozenset({"hostage_taking", "armed_assault", "armed_clash", "shooting", "bombing", "execution"})
_AFTER = frozenset({"after", "following", "since"})
_COURSE: frozenset[IncidentType] = frozenset({"bombing", "shooting", "disaster"})  # what an assault brings with it
_ASSAULTS: frozenset[IncidentType] = frozenset({"hostage_taking", "armed_assault", "shooting"})
_ORDINALS = frozenset({"second", "third"})
_SIEGE = 5  # days
_HOUR = 60  # minutes
_FEW = 4  # days: a total runs over more
_REPORTING = frozenset({"say", "report", "tell", "add", "announce", "confirm", "state", "claim", "believe", "note", "explain", "estimate"})
_LEAD = 2  # sentences: what they tell is today's news unless a cue says otherwise
_WIDE = frozenset({"country", "region", "water"})
_NARROW = frozenset({"district", "landmark", "admin2"})


@dataclass(slots=True)
class Thread:
    """A telling in the making. `settled` where its status is known from more than its clauses' cues."""

    status: AccountStatus
    scenes: list[Scene] = field(default_factory=list)
    days: Days | None = None
    places: dict[str, Mention | None] = field(default_factory=dict)
    clocks: list[Scene] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    types: Counter[IncidentType] = field(default_factory=Counter)
    wide: bool = False
    settled: bool = False
    last_sentence: int = -1
    last_told: int = -1

    def add(self, scene: Scene) -> None:
        """Take in a clause and what it tells."""
        self.scenes.append(scene)
        if scene.tells:
            self.last_told = scene.clause.sentence
            self.days = self.days or scene.days
            self.places |= scene.places
            self.persons |= scene.persons
            self.types.update(event.type for event, _, _ in scene.events if event.type != "other")
        if scene.clock is not None:
            self.clocks.append(scene)
        self.last_sentence = scene.clause.sentence


class Weaver:
    """Goes through the clauses in their order and gives each to a thread."""

    def __init__(self, scenes: Sequence[Scene], *, retrospect: bool = False) -> None:
        self.scenes = scenes
        self.retrospect = retrospect
        self.threads: list[Thread] = []
        self.current: Thread | None = None
        self.home: dict[int, Thread] = {}

    def weave(self) -> list[Thread]:
        """All threads; clauses that tell nothing go with their sentence, or with what was told last."""
        waiting: list[Scene] = []
        by_sentence: dict[int, list[Scene]] = {}
        for scene in self.scenes:
            by_sentence.setdefault(scene.clause.sentence, []).append(scene)
        for sentence in sorted(by_sentence):
            for scene in sorted(by_sentence[sentence], key=lambda one: (self._depth(one), one.clause.index)):
                thread = self._thread_of(scene)
                if thread is None:
                    waiting.append(scene)
                    continue
                thread.add(scene)
                self.home[scene.clause.index] = thread
            self._turn_to(by_sentence[sentence])
        if self.threads:
            for scene in waiting:
                self.threads[0].scenes.append(scene)
        return self.threads

    def _depth(self, scene: Scene) -> int:
        depth, parent = 0, scene.clause.parent
        while parent is not None and depth < 50:
            depth, parent = depth + 1, self.scenes[parent].clause.parent
        return depth

    def _turn_to(self, scenes: Iterable[Scene]) -> None:
        """What the next sentence carries on with: the thread of this sentence's foremost telling clause."""
        for scene in sorted(scenes, key=lambda one: (self._depth(one), one.clause.index)):
            if scene.events and scene.clause.index in self.home:
                self.current = self.home[scene.clause.index]
                return

    def _thread_of(self, scene: Scene) -> Thread | None:
        parent = self._told_above(scene)
        above = parent or self.current
        if scene.hint == "background" and scene.clause.sentence < _LEAD and not any(thread.scenes for thread in self.threads):
            scene.hint = None  # "The boy who was shot a month ago spoke today": his story is the news
        if scene.hint is not None and (scene.events or (scene.numbers and scene.hint in _KEPT)):
            return self._special(scene, scene.hint, parent)
        if not scene.tells:
            return self._aside(scene, parent) if scene.events and parent is None else above
        if above is None:
            return self._new(scene, "news")
        if parent is not None and scene.clause.participial and not self._conflict(scene, parent):
            return parent
        return self._news(scene, parent)

    def _aside(self, scene: Scene, parent: Thread | None) -> Thread | None:
        """An arrest or the name of a war goes on with what was told, but not with a total or an old story."""
        if self.current is not None and self.current.status in _KEPT and not self._carries_on(scene, self.current):
            return next((thread for thread in self._recent() if thread.status == "news"), None) or self._new(scene, "news")
        return parent or self.current

    def _told_above(self, scene: Scene) -> Thread | None:
        parent = scene.clause.parent
        while parent is not None:
            if parent in self.home and self.scenes[parent].events and not self._reports(parent):
                return self.home[parent]
            if self.scenes[parent].hint is not None and parent in self.home:
                return self.home[parent]
            parent = self.scenes[parent].clause.parent
        return None

    def _reports(self, index: int) -> bool:
        """Whether a clause only says that somebody says something."""
        return self.scenes[index].clause.root.lemma_ in _REPORTING

    def _is_separate(self, scene: Scene) -> bool:
        """Whether the clause, or the one that reports it, sets it apart from what was told: "In a different quarter, a nurse told us …"."""
        parent = scene.clause.parent
        lead_in = parent is not None and self._reports(parent) and self.scenes[parent].separate
        return (scene.separate or lead_in) and not scene.definite

    def _special(self, scene: Scene, hint: AccountStatus, parent: Thread | None) -> Thread:
        """A total, a past, planned or imagined incident: with its like, or new."""
        if parent is not None and parent.status == hint and not self._conflict(scene, parent):
            return parent
        if hint == "background" and self.retrospect and (told := self._remembered(scene)) is not None:
            return told
        for thread in self._recent():
            if thread.status == hint and not self._conflict(scene, thread) and not self._unlike(scene, thread):
                return thread
        return self._new(scene, hint)

    def _remembered(self, scene: Scene) -> Thread | None:
        """The incident that an anniversary or a trial is about, where a clause dates it or goes on with it."""
        thread = self.threads[0] if self.threads else None
        if thread is None or thread.status != "news" or scene.beside is not None:
            return None
        days = self._days(scene)
        if days is not None and thread.days is not None and days.gap(thread.days) != 0 and not self._goes_on(scene, thread, days):
            return None
        if scene.places and thread.places and self._far(scene, thread, unknown=False):
            return None
        kinds = {event.type for event, _, role in scene.events if role == "act"}
        told = {event.type for event, _, _ in scene.events}
        related = told & thread.types.keys() or scene.places.keys() & thread.places.keys() or (not kinds and not scene.places)
        if not related or (thread.days is None and scene.days is None):
            return None
        return thread

    def _unlike(self, scene: Scene, thread: Thread) -> bool:
        """Whether a past incident is told in other words and at another place than the last one."""
        if scene.clause.sentence <= thread.last_sentence + 1 and scene.continued:
            return False
        kinds = {event.type for event, _, role in scene.events if role == "act" and event.type != "other"}
        if kinds and thread.types and not kinds & thread.types.keys() and not scene.places.keys() & thread.places.keys():
            return True
        return (
            bool(scene.places and thread.places)
            and not scene.places.keys() & thread.places.keys()
            and self._far(scene, thread, unknown=True)
        )

    def _far(self, scene: Scene, thread: Thread, *, unknown: bool) -> bool:
        return all(_apart(one, other, unknown) for one in _known_of(scene.places) for other in _known_of(thread.places))

    def _news(self, scene: Scene, parent: Thread | None) -> Thread:
        """A clause without a cue of status: it carries on, goes back to an incident told before, or begins another."""
        people = [thread for thread in self._recent() if thread.status != "cumulative" and scene.persons & thread.persons]
        people = [thread for thread in people if not self._beside(scene, thread)]
        if people and scene.days is None:
            return max(people, key=lambda thread: (len(scene.persons & thread.persons), thread.last_sentence))
        if scene.apart and scene.places and parent is not None and parent.places and not scene.places.keys() & parent.places.keys():
            return self._new(scene, "news")
        if parent is not None and not self._conflict(scene, parent):
            return parent
        if self.current is not None and self._carries_on(scene, self.current):
            return self.current
        known = [thread for thread in self._recent() if thread.status == "news" and not self._conflict(scene, thread)]
        return self._known(scene, parent, known) or self._new(scene, "news")

    def _known(self, scene: Scene, parent: Thread | None, known: Sequence[Thread]) -> Thread | None:
        """The incident, of those that a clause may speak of, that it does; None where it begins another."""
        if parent is None and scene.another and not scene.definite and not self._is_next_blow(scene):
            return None
        apart = (parent is None and self._is_separate(scene)) or (scene.apart and bool(scene.places))
        if scene.apart and scene.active and not scene.definite and not scene.places:
            return None  # "…, and another group shot a policeman dead"
        if apart and not any(scene.places.keys() & thread.places.keys() for thread in known):
            return None
        if scene.definite and (same := self._of_kind(scene)) is not None:
            return same
        near = [thread for thread in known if scene.places.keys() & thread.places.keys()]
        if self.current is not None and self.current in (near or known):
            return self.current
        shared = [(len(scene.places.keys() & thread.places.keys()), len(scene.persons & thread.persons)) for thread in known]
        return known[shared.index(max(shared))] if known else None

    def _is_next_blow(self, scene: Scene) -> bool:
        """Whether "a second blast" goes on with the attack of the sentence before: of no other place, day or hour."""
        if self.current is None or self.current.status != "news" or scene.clause.sentence > self.current.last_sentence + 1:
            return False
        blows = [event.type for event, token, role in scene.events if role == "act" and any(w.lower_ in _ORDINALS for w in token.lefts)]
        bare = scene.days is None and scene.clock is None and not scene.places and not scene.apart and not scene.separate
        return bool(blows) and bare and set(blows) <= _COURSE and bool(self.current.types.keys() & (_ASSAULTS | {"bombing"}))

    def _of_kind(self, scene: Scene) -> Thread | None:
        """The thread last told of whose kind a definite noun names: "the blast" after a bombing and a kidnapping."""
        kinds = {event.type for event, token, _ in scene.events if token.pos_ == "NOUN" and event.type != "other"}
        fitting = [thread for thread in self._recent() if kinds & thread.types.keys() and not self._conflict(scene, thread)]
        fitting = [thread for thread in fitting if thread.status == "news"] or fitting
        return max(fitting, key=lambda thread: thread.last_sentence) if fitting and len(self.threads) > 1 else None

    def _carries_on(self, scene: Scene, current: Thread) -> bool:
        """Whether a clause goes on with a total or a past incident of the sentence before."""
        if current.status not in _KEPT or scene.clause.sentence > current.last_sentence + 1:
            return False
        if self._conflict(scene, current) or scene.days is not None:
            return False
        return scene.pointing or (scene.perfect if current.status == "cumulative" else scene.continued)

    def _conflict(self, scene: Scene, thread: Thread) -> bool:
        """Whether a clause cannot speak of a thread's incident: another day, or another place."""
        days = self._days(scene)
        if thread.status == "cumulative" and scene.hint is None and days is not None and days.last - days.first < _FEW:
            return True
        if days is not None and thread.days is not None and days.gap(thread.days) != 0 and not self._goes_on(scene, thread, days):
            return True
        if self._beside(scene, thread) or self._wider(scene, thread) or self._other_past(scene, thread):
            return True
        if scene.places and scene.clock is not None and any(self._hours_off(scene, other) for other in thread.clocks):
            return True
        return self._otherwise(scene, thread) or self._elsewhere(scene, thread)

    def _beside(self, scene: Scene, thread: Thread) -> bool:
        """Whether a clause was named beside the thread's incident, as another: "… and the bomb outside the R. station"."""
        return scene.beside is not None and self.home.get(scene.beside) is thread

    def _wider(self, scene: Scene, thread: Thread) -> bool:
        """Whether one tells of a whole country's dead, the other of a place in it."""
        if scene.wide:
            return bool(thread.places) and not thread.wide
        if not thread.wide or scene.clause.sentence <= thread.last_told:
            return False
        town = any((one := where(place)) is not None and one.kind == "populated" for place in scene.places.values())
        return thread is not self.threads[0] or town or (scene.fronted and bool(scene.places))

    def _other_past(self, scene: Scene, thread: Thread) -> bool:
        """Whether "after the …" names an incident of a kind that the thread does not tell of."""
        root = scene.clause.root
        if root.dep_ != "pobj" or root.head.lower_ not in _AFTER:
            return False
        kinds = {event.type for event, _, _ in scene.events} - {"other", "armed_assault", "armed_clash"}
        return bool(kinds) and not kinds & thread.types.keys()

    def _goes_on(self, scene: Scene, thread: Thread, days: Days) -> bool:
        """Whether a clause of another day tells of the same siege: its storming, its dead, its end."""
        first = thread.days
        if first is None or not _LASTING & thread.types.keys() or first.yearless != days.yearless or scene.another or scene.separate:
            return False
        kinds = {event.type for event, _, _ in scene.events} - {"other"}
        return abs(days.gap(first)) <= _SIEGE and kinds <= _IN_SIEGES and days.last - days.first < _FEW

    def _otherwise(self, scene: Scene, thread: Thread) -> bool:
        """Whether a clause of its own tells of an act of another kind, newly brought in: "a car bomb …" after a kidnapping."""
        if scene.clause.parent is not None or scene.clause.sentence <= thread.last_sentence or scene.persons & thread.persons:
            return False
        kinds = {event.type for event, token, role in scene.events if role == "act" and _is_new(token)}
        if not scene.places and kinds <= _COURSE and thread.types.keys() & _ASSAULTS:
            return False  # "An explosion followed", "A fire broke out"
        return bool(kinds & _KINDS) and not kinds & thread.types.keys() and bool(_KINDS & thread.types.keys())

    def _hours_off(self, scene: Scene, other: Scene) -> bool:
        """Whether two clauses give clock times that are hours apart, each with a place of its own."""
        if other.clock is None or scene.clock is None or not other.places or other.places.keys() & scene.places.keys():
            return False
        return abs(other.clock - scene.clock) >= _HOUR

    def _elsewhere(self, scene: Scene, thread: Thread) -> bool:
        """Whether a clause tells of harm at a place of its own while the thread has others: not "… of them in Q.", but "In Q., …"."""
        if not scene.tells or not scene.places or not thread.places or scene.clause.sentence == thread.last_told:
            return False
        if scene.places.keys() & thread.places.keys() or (thread.last_told == 0 and scene.clause.sentence <= _LEAD and not scene.fronted):
            return False  # headline and lead name one place in two ways
        if self._points_back(scene, thread):
            return False
        dated = scene.days is not None and thread.days is None and not scene.definite
        brought_in = any(_is_new(token) and role == "act" for _, token, role in scene.events)
        new = scene.fronted or scene.also or scene.apart or dated or brought_in
        return all(_apart(one, other, new) for one in _known_of(scene.places) for other in _known_of(thread.places))

    def _points_back(self, scene: Scene, thread: Thread) -> bool:
        """Whether "the blast, near the Q. hotel" is that of the sentence before: a site, or a name known from another land."""
        leads = scene.clause.tokens[0].pos_ == "ADP"  # "In Q., the blast …"
        if scene.hint is not None or thread.status != "news" or scene.beside is not None or scene.clause.parent is not None:
            return False
        if not scene.definite or thread is not self.current or leads or scene.also or scene.apart or scene.separate:
            return False
        kinds = {event.type for event, token, _ in scene.events if token.pos_ == "NOUN"}
        lands = {one.country for place in thread.places.values() if (one := where(place)) is not None}
        sites = all((one := where(place)) is None or one.kind == "landmark" or one.country not in lands for place in scene.places.values())
        return sites and bool(kinds & (thread.types.keys() | {"other", "armed_assault"})) and scene.clause.sentence <= thread.last_told + 1

    def _days(self, scene: Scene) -> Days | None:
        """The clause's own day, or that which stands before the reporting verb above it ("On Friday, activists said …")."""
        parent = scene.clause.parent
        if scene.days is not None or parent is None:
            return scene.days
        above = self.scenes[parent]
        if above.days is None or above.events or above.clause.root.lemma_ not in _REPORTING or above.days.mention is None:
            return None
        return above.days if above.days.mention.span.start < scene.clause.tokens[0].idx else None

    def _recent(self) -> list[Thread]:
        """The threads told last, the last one first: a digest of hundreds is not searched to its beginning."""
        return self.threads[: -_RECENT - 1 : -1]

    def _new(self, scene: Scene, status: AccountStatus) -> Thread:
        thread = Thread(status, wide=scene.wide)
        thread.days = self._days(scene)
        self.threads.append(thread)
        return thread


def _known_of(places: Mapping[str, Mention | None]) -> list[Mention | None]:
    """The places that the gazetteer knows, those without their country; all, if it knows none."""
    known = [place for place in places.values() if where(place) is not None]
    narrow = [place for place in known if (one := where(place)) is not None and one.kind not in _WIDE]
    return narrow or known or list(places.values())


def _apart(one: Mention | None, other: Mention | None, unknown: bool) -> bool:
    """Whether two places named differently are not one inside the other; `unknown` where the gazetteer is silent."""
    left, right = where(one), where(other)
    if left is None or right is None:
        return unknown
    if left.country != right.country:
        return True
    if left.name == right.name or _WIDE & {left.kind, right.kind}:
        return False
    if left.kind == right.kind and (left.kind in {"admin2", "populated"} or unknown):
        return True
    if left.admin1 is None or right.admin1 is None:
        return "populated" in {left.kind, right.kind} and not _NARROW & {left.kind, right.kind}
    return left.admin1 != right.admin1 or not (_NARROW | {"admin1"}) & {left.kind, right.kind}


def _is_new(token: Token) -> bool:
    """Whether a noun brings something in: "a bomb", "two blasts"."""
    return token.pos_ == "NOUN" and any(child.lower_ in {"a", "an"} or child.like_num for child in token.lefts)
