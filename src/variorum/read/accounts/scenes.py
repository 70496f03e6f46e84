"""Clauses with what they say of incident, time, place and people: the pieces from which tellings are put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from variorum.lexicon.triggers import Role, account_cues, aftermath_verbs, event_triggers
from variorum.model import Mention, When, Where
from variorum.model.words import AccountStatus
from variorum.read.accounts.carving import NAMED_DAY, carve
from variorum.read.accounts.clauses import Clause, clauses_of
from variorum.read.events import role_of
from variorum.read.finding import Event
from variorum.read.parsed import Parsed
from variorum.read.times.attachment import in_dateline

_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "around", "across", "throughout", "of", "from", "into", "towards", "to"}
)
_INNER = frozenset({"compound", "nmod", "appos", "conj", "amod", "poss"})
_AT = frozenset({"in", "at", "near", "outside", "inside", "on"})
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest miles kilometres kilometers km far".split())
_NEAR_WORDS = 9  # words after the preposition
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "such", "both"})
_POINTING = frozenset({"those", "these", "such"})
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?$")
_LEAP_YEAR_DAYS = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)
_LEAD = 2  # sentences
_STALE = 10  # days before the document's own: older news is told as background
_UNREST = frozenset({"violence", "unrest", "crackdown", "bloodshed", "fighting"})
_WARS = frozenset({"war", "uprising", "conflict", "revolt", "insurgency", "rebellion", "intifada"})
_THIS_YEAR = re.compile(r"(?<!earlier )\bthis year\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}|\d{2,3},?000")
_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_REMEMBERED = 2  # words of anniversaries and trials
_THROUGHOUT = frozenset({"across", "throughout", "around"})
_WIDE = frozenset({"country", "region", "admin1"})
_YEAR = 300  # days
_MANY = 20
_FEW_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_HALF_YEAR = 183  # days: dates without a year that lie farther apart may be of two years
_MONTH = 27  # days: "in April", "in 2011" tell of another time than "on Monday"
_LIKENING = frozenset({"compare", "liken", "equate"})
_DYING = frozenset({"die", "succumb"})
_WOUNDS = frozenset({"wound", "burn", "injury"})
_LIKENESS = frozenset({"like", "unlike", "than", "since"})
_MEASURED = re.compile(r"\b(?:days?|weeks?|months?|years?|decades?)\s+(?:after|before|since)\b", re.IGNORECASE)
REPORTING = frozenset({"say", "report", "tell", "add", "announce", "confirm", "state", "claim", "believe", "note", "explain", "estimate"})


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day that a time expression means, as day numbers; `yearless` counts from the start of some year."""

    first: int
    last: int
    yearless: bool
    mention: Mention | None

    def gap(self, other: Days) -> int:
        """Days between the two, positive where `self` comes later; 0 where they overlap or cannot be compared."""
        if self.yearless != other.yearless:
            left, right = self._in_year(), other._in_year()
            if left is None or right is None or abs(gap := left.gap(right)) > _HALF_YEAR:
                return 0
            return gap
        if self.first > other.last:
            return self.first - other.last
        return self.last - other.first if self.last < other.first else 0

    def _in_year(self) -> Days | None:
        """Counted from the start of its year; None where it is longer than a few weeks."""
        if self.yearless or self.last - self.first > _MONTH:
            return self if self.yearless else None
        first, last = (date.fromordinal(max(1, day)) for day in (self.first, self.last))
        start, end = (_LEAP_YEAR_DAYS[day.month - 1] + day.day for day in (first, last))
        return Days(start, end, True, self.mention) if start <= end else None


@dataclass(slots=True)
class Scene:
    """One clause and what it tells."""

    clause: Clause
    events: list[tuple[Event, Token, Role]] = field(default_factory=list)
    hint: AccountStatus | None = None
    days: Days | None = None
    places: dict[str, Mention | None] = field(default_factory=dict)
    persons: set[str] = field(default_factory=set)
    numbers: bool = False
    pointing: bool = False
    fronted: bool = False
    apart: bool = False
    clock: int | None = None
    separate: bool = False
    another: bool = False
    also: bool = False
    active: bool = False
    definite: bool = False
    continued: bool = False
    perfect: bool = False
    wide: bool = False
    beside: int | None = None
    parted: bool = False

    @property
    def tells(self) -> bool:
        """Whether it tells of an act or of harm (wars frame one, and arrests follow one, unless they have a day of their own)."""
        return any(role in {"act", "harm", "generic"} or (role == "arrest" and self.days is not None) for _, _, role in self.events)


def looks_back(parsed: Parsed) -> bool:
    """Whether a text marks, judges or remembers what happened long before: an anniversary, a trial, a memorial."""
    found = parsed.once("retrospect", lambda: sum(1 for _ in account_cues()["retrospect"].finditer(parsed.text)))
    return found >= _REMEMBERED


def scenes_of(parsed: Parsed, events: Sequence[Event]) -> list[Scene]:
    """A scene for each clause of the text, in the clauses' order; noun phrases that look back are clauses of their own."""
    clauses, clause_of = clauses_of(parsed.doc)
    starts = parsed.starts
    placed = [(event, parsed.doc[bisect_right(starts, event.span.start) - 1]) for event in events]
    placed, beside = carve(parsed, placed, clauses, clause_of)
    parted = beside.keys() | set(beside.values())
    scenes = [Scene(clause, beside=beside.get(clause.index), parted=clause.index in parted) for clause in clauses]
    for event, token in placed:
        scenes[clause_of[token.i]].events.append((event, token, role_of(token, event)))
    _place_in_time(parsed, scenes, clause_of, starts)
    _place_in_space(parsed, scenes, clause_of, starts)
    for entity in parsed.doc.ents:
        if entity.label_ == "PERSON":
            scenes[clause_of[entity.root.i]].persons.add(entity[-1].lower_)
    for scene in scenes:
        scene.persons -= {word for name in scene.places for word in name.split()}  # halls and stations are taken for people
        _lend(scene, scenes)
    disaster = 2 * sum(event.type == "disaster" for event in events) > sum(event.type != "other" for event in events)
    for scene in scenes:
        _read_cues(scene, parsed, disaster)
    for scene in scenes:
        _hand_up(scene, scenes)
        _tell_of_one(scene, scenes)
    return scenes


def _place_in_time(parsed: Parsed, scenes: Sequence[Scene], clause_of: Sequence[int], starts: Sequence[int]) -> None:
    """Give each clause the narrowest day, and the first clock time, that stands in it."""
    for mention in parsed.times:
        if NAMED_DAY.fullmatch(mention.span.exact):
            continue  # "our 9/11" names an incident: it does not date today's
        if in_dateline(parsed, mention):
            continue
        token = parsed.doc[bisect_right(starts, mention.span.start) - 1]
        if token.i and parsed.doc[token.i - 1].lower_ == "ago":
            continue  # "ten years ago today"
        scene = scenes[clause_of[token.i]]
        scene.clock = _clock(mention) if scene.clock is None else scene.clock
        days = days_of(mention) if not scene.events or dates_the_event(token, scene) else None
        if days is not None and (scene.days is None or days.last - days.first < scene.days.last - scene.days.first):
            scene.days = days


def _place_in_space(parsed: Parsed, scenes: Sequence[Scene], clause_of: Sequence[int], starts: Sequence[int]) -> None:
    """Give each clause the places that it names after "in", "at", "near" and their like."""
    for name, mention, token in _places(parsed, starts):
        place = token
        while place.dep_ in _INNER and place.head != place:
            place = place.head
        if place.dep_ == "pobj" and place.head.lower_ in _PLACE_PREPOSITIONS and place.head.head.lower_ not in _DIRECTIONS:
            scene = scenes[clause_of[token.i]]
            if place.head.head == scene.clause.root and _only_speaks(scene):
                continue  # "In Q. the president condemned the bombing"
            if place.head.head.lower_ == "according":
                continue  # "according to the Q. Red Cross"
            scene.places[name] = mention
            one = where(mention)
            scene.wide = scene.wide or (place.head.lower_ in _THROUGHOUT and one is not None and one.kind == "country")
            scene.fronted = scene.fronted or (place.head.i < scene.clause.root.i and place.head.head == scene.clause.root)
    for scene in scenes:
        if scene.events and not scene.places:
            _spot(scene)


def _only_speaks(scene: Scene) -> bool:
    """Whether the verb of a clause is one of what is said and done afterwards, and no event itself."""
    root = scene.clause.root
    return root.lemma_.lower() in aftermath_verbs() and all(token != root for _, token, _ in scene.events)


def _spot(scene: Scene) -> None:
    """A spot that no gazetteer holds, by its capitals or its numbers: "in the 1200 block of …", "outside the … Market"."""
    for token in scene.clause.tokens:
        if token.dep_ != "pobj" or token.head.lower_ not in _AT or token.ent_type_ in {"DATE", "TIME", "PERSON"}:
            continue
        inner = [word for word in token.subtree if word.i - token.head.i < _NEAR_WORDS]
        if any(word.pos_ == "PROPN" or word.like_num for word in inner):
            scene.places[" ".join(word.lower_ for word in inner if word.pos_ in {"PROPN", "NOUN", "NUM"})] = None
            return


def _clock(mention: Mention) -> int | None:
    """The minute of the day that a time expression tells."""
    match = _CLOCK.search(mention.timex.value) if mention.timex is not None else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def dates_the_event(token: Token, scene: Scene) -> bool:
    """Whether a time belongs to what happened, not to what was said or done about it ("was buried on Monday")."""
    root = scene.clause.root
    later = tells_of_later(root)
    if later and any(above.lower_ == "ago" for above in token.ancestors):
        return True  # "found X guilty of a murder fifteen years ago"
    if not later and (root.lemma_.lower() not in aftermath_verbs() or any(word == root for _, word, _ in scene.events)):
        return True
    own = {word.i for _, word, _ in scene.events if word != root}
    return any(above.i in own for above in token.ancestors)


def tells_of_later(verb: Token) -> bool:
    """Whether a verb of harm or judgement tells of a later day than that of the attack: a death of wounds, a verdict."""
    return _dies_of_wounds(verb) or _finds_guilty(verb)


def _dies_of_wounds(verb: Token) -> bool:
    """ "Died of his burns on Monday": the day of a death, and not that of the attack."""
    for link in verb.children if verb.lemma_.lower() in _DYING else ():
        for noun in link.children if link.lower_ in {"of", "from", "to"} else ():
            if noun.lemma_.lower() in _WOUNDS and any(child.dep_ == "poss" for child in noun.children):
                return True
    return False


def _finds_guilty(verb: Token) -> bool:
    """ "The court on Tuesday found X guilty"."""
    return verb.lemma_.lower() == "find" and any(child.lower_ == "guilty" for word in verb.rights for child in (word, *word.rights))


def days_of(mention: Mention) -> Days | None:
    """The days that a time expression means; None where it tells no time of the calendar, but how often or how long."""
    timex = mention.timex
    if timex is None or timex.type in {"SET", "DURATION"}:
        return None
    if timex.when is not None:
        earliest, latest = timex.when.earliest, timex.when.latest
        if earliest is None or latest is None:
            return None
        return Days(earliest.toordinal(), latest.toordinal(), False, mention)
    match = _YEARLESS.match(timex.value)
    if match is None or not 1 <= int(match[1]) <= 12:
        return None
    before = _LEAP_YEAR_DAYS[int(match[1]) - 1]
    if match[2] is None:
        return Days(before + 1, _LEAP_YEAR_DAYS[int(match[1])], True, mention)
    return Days(before + int(match[2]), before + int(match[2]), True, mention)


def _places(parsed: Parsed, starts: Sequence[int]) -> list[tuple[str, Mention | None, Token]]:
    """Folded name, mention (None where only the parse knows the place) and head token of every place."""
    found: list[tuple[str, Mention | None, Token]] = []
    for mention in parsed.places:
        first = bisect_right(starts, mention.span.start) - 1
        last = max(first, bisect_right(starts, mention.span.end - 1) - 1)
        found.append((mention.span.exact.casefold(), mention, parsed.doc[first : last + 1].root))
    if not parsed.places:
        found = [(entity.text.casefold(), None, entity.root) for entity in parsed.doc.ents if entity.label_ in _PLACE_LABELS]
    return found


def _lend(scene: Scene, scenes: Sequence[Scene]) -> None:
    """Day and place of a clause that tells nothing ("… was beaten for speaking out in Q. on Monday") are those of the clause above it."""
    parent = scene.clause.parent
    if parent is not None and scene.tells and scene.days is None and not scenes[parent].events:
        above = scenes[parent]
        measured = scene.clause.mark == "after" and _measured(scene)
        if above.clause.root.lemma_.lower() not in aftermath_verbs() and scene.clause.mark in {"after", "when"} and not measured:
            scene.days = above.days
    if scene.events or parent is None or not scenes[parent].events or scene.clause.mark not in {"", "when"}:
        return
    above = scenes[parent]
    root = scene.clause.root
    if root.dep_ in {"relcl", "acl"} and root.lemma_.lower() in aftermath_verbs():
        return  # "the raid, in a letter posted on Friday"
    above.days = above.days or scene.days
    for name, mention in scene.places.items():
        above.places.setdefault(name, mention)


def _measured(scene: Scene) -> bool:
    """Whether a clause tells how long after it: "ten years after gunmen seized …"."""
    start = scene.clause.tokens[0].i
    doc = scene.clause.root.doc
    return _MEASURED.search(doc[max(0, start - 3) : start + 5].text) is not None


def _read_cues(scene: Scene, parsed: Parsed, disaster: bool) -> None:
    """Set what the words of the clause say of its place in the news.

    `disaster` where most of the text tells of one: it kills more than attacks do.
    """
    cues, words, root = account_cues(), scene.clause.text, scene.clause.root
    scene.separate = bool(cues["separate"].search(words))
    scene.another = bool(cues["strong"].search(words))
    scene.also = any(child.lower_ == "also" for child in root.lefts)
    scene.active = any(child.dep_ == "nsubj" for child in root.lefts) and any(role == "act" for _, _, role in scene.events)
    scene.apart = bool(cues["apart"].match(words))
    scene.continued = bool(cues["continued"].match(words))
    scene.definite = any(_is_definite(token) for _, token, _ in scene.events)
    scene.pointing = any(child.lower_ in _POINTING for _, token, _ in scene.events for child in token.lefts)
    scene.numbers = any(token.like_num for token in scene.clause.tokens)
    scene.perfect = any(child.lower_ in {"has", "have", "'ve"} for child in root.lefts)
    scene.wide = scene.tells and (scene.wide or bool(cues["wide"].search(words)) or (not disaster and _is_a_countrys(scene)))
    if cues["cumulative"].search(words) or _of_a_year(scene) or _war_toll(scene) or (not disaster and _is_huge(scene)):
        scene.hint = "cumulative"
    elif _looks_back(scene, parsed, words):
        scene.hint = "background"
    elif scene.tells and all(event.stage == "THREATENED" or event.hedge == "predicted" for event, _, _ in scene.events):
        scene.hint = "planned"
    elif scene.tells and all(event.hedge == "conditional" for event, _, _ in scene.events):
        scene.hint = "hypothetical"


def _looks_back(scene: Scene, parsed: Parsed, words: str) -> bool:
    """Whether the words set the clause before today's news, or beside it as a likeness."""
    cues, root, start = account_cues(), scene.clause.root, scene.clause.tokens[0].idx
    if cues["background"].search(words) or _MEASURED.search(parsed.text[max(0, start - 30) : start + 20]):
        return True
    if NAMED_DAY.fullmatch(root.text):
        return True
    if root.pos_ in {"NOUN", "PROPN"} and (root.head.lower_ in _LIKENESS or root.head.lemma_ == "follow"):
        return True
    if root.dep_ == "relcl" and root.head.dep_ == "pobj" and root.head.head.head.lemma_ in _LIKENING and scene.events:
        return True  # "compare it with Q., where 300 died"
    if scene.events and scene.days is not None and (scene.days.last - scene.days.first >= _MONTH or _is_old(scene, parsed.anchor)):
        return True
    named = any(role in {"act", "generic", "war"} for _, _, role in scene.events)
    return named and bool(cues["comparison"].search(words))


def _is_old(scene: Scene, anchor: When | None) -> bool:
    """Whether its day lies long before the document's; what the first sentences tell is news however old."""
    if anchor is None or anchor.earliest is None or scene.days is None or scene.days.yearless or scene.clause.sentence < _LEAD:
        return False
    return anchor.earliest.toordinal() - scene.days.last >= _STALE


def _hand_up(scene: Scene, scenes: Sequence[Scene]) -> None:
    """A clause of "since" makes a total of the clause above it: "… have died since the fighting began"."""
    parent = scene.clause.parent
    if scene.clause.mark != "since" or scene.clause.root.dep_ == "pobj":
        return
    while parent is not None and scenes[parent].events:
        scenes[parent].hint = "cumulative"
        parent = scenes[parent].clause.parent if scenes[parent].clause.root.dep_ in {"conj", "acl", "advcl"} else None


def _tell_of_one(scene: Scene, scenes: Sequence[Scene]) -> None:
    """Clauses that tell of one incident share its day and its place in the news: "180 died when bombs went off on 11 July 2006", "hurt in
    the bombing that killed X two months ago".
    """
    if scene.clause.parent is None or not scene.tells:
        return
    above = scenes[scene.clause.parent]
    roles = {role for _, _, role in above.events}
    if (
        scene.hint == "background"
        and scene.clause.mark in {"when", "as"}
        and roles == {"harm"}
        and above.days is None
        and above.hint is None
    ):
        if any(role == "act" for _, _, role in scene.events) and above.clause.sentence >= _LEAD:
            above.days, above.hint = scene.days, scene.hint
    elif (
        above.clause.sentence < _LEAD
        and scene.clause.root.dep_ == "relcl"
        and any(scene.clause.root.head == one[1] for one in above.events)
    ):
        above.days = above.days or scene.days
        scene.hint = above.hint if scene.hint == "background" else scene.hint


def is_new(token: Token) -> bool:
    """Whether a noun brings something in: "a bomb", "two blasts"."""
    return token.pos_ == "NOUN" and any(child.lower_ in {"a", "an"} or child.like_num for child in token.lefts)


def _is_definite(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in token.lefts)


def _war_toll(scene: Scene) -> bool:
    """Whether people "have died" in a war or an uprising this year: a running total, however it is said."""
    if not (scene.perfect or scene.clause.root.dep_ == "relcl") or not any(role == "harm" for _, _, role in scene.events):
        return False
    head = scene.clause.root.head
    words = event_triggers().words
    over = words.get((head.lemma_.lower(), "n")) if scene.clause.root.dep_ == "relcl" else None
    if (over is not None and over.role == "war") or (scene.perfect and _THIS_YEAR.search(scene.clause.text)):
        return True
    if head.lemma_.lower() in _UNREST and scene.clause.root.dep_ == "relcl" and scene.numbers:
        return True
    return scene.perfect and any(token.lemma_.lower() in _UNREST | _WARS for _, token, _ in scene.events)


def _is_a_countrys(scene: Scene) -> bool:
    """Whether numbers came to harm in a country, and nothing says by what: "35 people were killed in Q. on Tuesday"."""
    if not scene.numbers or not scene.places or any(role != "harm" for _, _, role in scene.events):
        return False
    return all((one := where(place)) is not None and one.kind == "country" for place in scene.places.values())


def _of_a_year(scene: Scene) -> bool:
    """Whether people came to harm in a whole year, at no place in particular: "338 were killed last year", "the 295 murders of 2013"."""
    if not scene.tells or any(role != "harm" for _, _, role in scene.events) or not any(_counts(token) for token in scene.clause.tokens):
        return False
    if any((one := where(place)) is None or one.kind not in _WIDE for place in scene.places.values()):
        return False
    if _THIS_YEAR.search(scene.clause.text):
        return True
    return scene.days is not None and scene.days.last - scene.days.first >= _YEAR


def _counts(token: Token) -> bool:
    """Whether a noun counts several: "338 officers", "over 50 deaths"."""
    numbers = [child.text for child in token.lefts if child.like_num]
    many = any(int(number) >= _MANY if number.isdecimal() else number.lower() not in _FEW_WORDS for number in numbers)
    return many and token.tag_ in {"NNS", "NNPS"} and token.ent_type_ not in {"DATE", "TIME"}


def _is_huge(scene: Scene) -> bool:
    """Whether more died than one incident kills, disasters aside: "some 4,200 have been killed in the revolt"."""
    if not any(role == "harm" and event.type == "other" for event, _, role in scene.events):
        return False
    if scene.days is not None and scene.days.last - scene.days.first < 3:
        return False
    return any(_THOUSANDS.fullmatch(token.text) for token in scene.clause.tokens)


def where(mention: Mention | None) -> Where | None:
    """The place of a mention, where it is known."""
    return mention.where if mention is not None else None
