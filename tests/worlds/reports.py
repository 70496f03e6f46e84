"""Reports of a made world: a plan of small numbers becomes a text, and a text what a reader finds in it, with true spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from tests.worlds import wording
from variorum.model import (
    Account,
    Actor,
    Capture,
    Claim,
    Document,
    FigureValue,
    Reading,
    Readout,
    ResponsibilityValue,
    Scope,
    Sighting,
    Span,
    Speaker,
    TypeValue,
    When,
)
from variorum.model.identity import digest
from variorum.model.words import AccountStatus

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
_MARKED = re.compile(r"\[(\w+)\|([^\]]*)\]")
BOUNDS = (("exact", ""), ("at_least", "at least "), ("about", "about "), ("at_most", "up to "), ("more_than", "more than "))
STATUSES = ("CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "DENIED")


class Deed(NamedTuple):
    """What happened in a world: positions in the tables of `wording`, the day after `BEGIN`, and the dead."""

    town: int = 0
    day: int = 0
    kind: int = 0
    site: int = 0
    officer: int = 0
    actor: int = 0
    dead: int = 17


class Plan(NamedTuple):
    """One report. `number` names it in its world; two plans that differ in their number alone are the same bytes at two addresses.

    `delay` are the days from deed to print, None for a report without a date, which is then worked out where `inferred`. `off` is what the
    report adds to the dead. `second` is another deed of the day, `before` one of the year before, `total` a running total. `also` is a
    second article of the same capture.
    """

    number: int
    deed: Deed = Deed()
    outlet: int = 0
    delay: int | None = 0
    title: int = 0
    lead: int = 0
    toll: int = 0
    off: int = 0
    bound: int = 0
    blame: int = 0
    fillers: tuple[int, ...] = (0, 1, 2)
    credit: int | None = None
    second: Deed | None = None
    before: Deed | None = None
    total: int | None = None
    inferred: bool = False
    dated: bool = True
    also: Plan | None = None


class Reader(NamedTuple):
    """How a reader errs; the default errs in nothing. `shift` moves anchors by so many words, `more` is added to every number, `lost` and
    `dropped` leave out every account and claim at those positions, `main` names the account that is its document's main one, `flip` the
    account whose status is another, `stray` gives a claim of one account to the next one, `moved` reads another town.
    """

    shift: int = 0
    more: int = 0
    lost: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()
    main: int = 0
    flip: int | None = None
    stray: bool = False
    moved: bool = False

    @property
    def maker(self) -> str:
        """Readers that err alike are one."""
        return f"reader-{digest(repr(tuple(self)).encode())[:8]}"


# ---------------------------------------------------------------- texts


class Text:
    """A text in the making, and where its marked phrases stand: (telling, label) → offsets."""

    def __init__(self) -> None:
        self.text = ""
        self.marks: dict[tuple[str, str], tuple[int, int]] = {}

    def say(self, template: str, telling: str, *, gap: str = " ", **values: object) -> None:
        """Add a sentence; the marks in it belong to `telling`."""
        words = template.format(**values)
        self.text += gap if self.text else ""
        at = 0
        for match in _MARKED.finditer(words):
            self.text += words[at : match.start()]
            start = len(self.text)
            self.text += match[2]
            self.marks[telling, match[1]] = (start, len(self.text))
            at = match.end()
        self.text += words[at:]


@lru_cache(maxsize=4096)
def text_of(plan: Plan, cleaner: int) -> Text:
    """The text of a report. Cleaner 0 leaves the footer of the page, and above the text; cleaner 1 cuts it out."""
    made = Text()
    words = _words(plan.deed)
    title = wording.TITLES[plan.title].format(**words)
    made.say(title, "", gap="")
    made.text += "\n\n"
    if cleaner == 0:
        made.text += wording.FOOTER + "\n\n"
    made.say(wording.LEADS[plan.lead], "main", gap="", **words)
    dead = max(0, plan.deed.dead + plan.off)
    numbers = {"dead": dead, "injured": dead * 2 + 1, "part": max(1, dead // 5)}
    made.say(wording.TOLLS[plan.toll], "main", **{**words, **numbers, "bound": BOUNDS[plan.bound][1], "speaker": words["officer"]})
    for filler in plan.fillers:
        made.say(_filler(filler), "", gap=" " if filler % 3 else "\n\n", **words)
    if plan.blame:
        made.say(wording.BLAMES[plan.blame], "main", **words)
    if plan.second:
        made.say(wording.SECOND[plan.second.site % 2], "second", gap="\n\n", **_words(plan.second))
    if plan.before:
        made.say(wording.BACKGROUND[plan.before.site % 2], "before", gap="\n\n", **_words(plan.before))
    if plan.total:
        made.say(wording.TOTAL, "total", **{**words, "dead": plan.total})
    if plan.credit is not None:
        made.say(wording.CREDITS, "", gap="\n\n", agency=wording.AGENCIES[plan.credit])
    return made


def _filler(number: int) -> str:
    parts = []
    for table in (wording.WHO, wording.DID, wording.WHAT):
        number, at = divmod(number, len(table))
        parts.append(table[at])
    return " ".join(parts)


def _words(deed: Deed) -> dict[str, Any]:
    _, headline, deeds = wording.KINDS[deed.kind]
    return {
        "town": wording.TOWNS[deed.town].name,
        "site": wording.SITES[deed.site],
        "officer": wording.OFFICERS[deed.officer],
        "actor": wording.ACTORS[deed.actor],
        "weekday": day_of(deed).strftime("%A"),
        "year_before": wording.PRINTED_YEAR_BEFORE,
        "headline": headline,
        "deed": deeds[(deed.site + deed.day) % 3],
        "dead": deed.dead,
    }


def day_of(deed: Deed) -> date:
    """The day of a deed."""
    return wording.BEGIN + timedelta(days=deed.day)


# ---------------------------------------------------------------- captures and documents


def capture_of(plan: Plan) -> tuple[Capture, Sighting, bytes]:
    """The bytes of a report, and where they were seen."""
    data = repr(tuple(plan[1:])).encode()
    capture = Capture(blob=digest(data), media_type="text/plain", address=f"https://example.org/{plan.number}")
    return capture, Sighting(capture=capture.key, at=NOW, tool="test", file=f"{plan.number}.txt", path=f"{plan.number}.txt"), data


@lru_cache(maxsize=4096)
def documents_of(plan: Plan, cleaner: int) -> tuple[Document, ...]:
    """The articles of a report, as one of the two cleaners leaves them."""
    capture = capture_of(plan)[0]
    parts = [plan] if plan.also is None else [plan, plan.also]
    return tuple(_document(part, capture, number, cleaner) for number, part in enumerate(parts, start=1))


def _document(plan: Plan, capture: Capture, part: int, cleaner: int) -> Document:
    text = text_of(plan, cleaner).text
    title = text.split("\n", maxsplit=1)[0]
    outlet = wording.OUTLETS[plan.outlet]
    printed = None if plan.delay is None else When.day(day_of(plan.deed) + timedelta(days=plan.delay))
    return Document(
        capture=capture.key,
        blob=capture.blob,
        part=part,
        text=text,
        title=title,
        body_start=len(title) + 2,
        language="en",
        published=printed,
        publisher=outlet,
        copy_credit=None if plan.credit is None else wording.AGENCIES[plan.credit],
    )


def cleaning_of(plan: Plan, cleaner: int) -> Reading:
    """The pass of a cleaner over a capture."""
    return Reading(document=capture_of(plan)[0].key, stage="clean", maker=f"cleaner-{cleaner}", at=NOW)


# ---------------------------------------------------------------- readouts


@dataclass(frozen=True, slots=True)
class _Telling:
    name: str
    deed: Deed
    status: AccountStatus
    main: bool


def readouts_of(plan: Plan, cleaner: int, reader: Reader) -> Iterator[tuple[Reading, Readout]]:
    """What a reader finds in each article of a report."""
    parts = [plan] if plan.also is None else [plan, plan.also]
    for part, document in zip(parts, documents_of(plan, cleaner), strict=True):
        yield (
            Reading(document=document.key, stage="read", maker=reader.maker, at=NOW),
            _readout(part, document, text_of(part, cleaner), reader),
        )


def _readout(plan: Plan, document: Document, text: Text, reader: Reader) -> Readout:
    tellings = [each for at, each in enumerate(_tellings(plan)) if at not in reader.lost]
    accounts = [_account(document, text, each, at, reader) for at, each in enumerate(tellings)]
    claims = []
    for at, each in enumerate(tellings):
        home = accounts[(at + 1) % len(accounts)] if reader.stray else accounts[at]
        found = list(_claims(plan, each, document, text, reader))
        claims += [
            replace(claim, account=(home if number == 2 else accounts[at]).key)
            for number, claim in enumerate(found)
            if number not in reader.dropped
        ]
    if plan.inferred and plan.delay is None and tellings:
        when = When.day(day_of(plan.deed) + timedelta(days=1), how="inferred")
        claims.append(_claim(document, Span.of(text.text, 0, 5), "published", when, reader))
    return Readout(document=document.key, maker=reader.maker, accounts=tuple(accounts), claims=tuple(claims))


def _tellings(plan: Plan) -> Iterator[_Telling]:
    yield _Telling("main", plan.deed, "news", True)
    if plan.second:
        yield _Telling("second", plan.second, "news", False)
    if plan.before:
        yield _Telling("before", plan.before, "background", False)
    if plan.total:
        yield _Telling("total", plan.deed, "cumulative", False)


def _account(document: Document, text: Text, telling: _Telling, at: int, reader: Reader) -> Account:
    start, end = text.marks[telling.name, "anchor"]
    for _ in range(reader.shift):
        end = _next_word(text.text, end)
    status = telling.status
    if reader.flip == at:
        status = "background" if status == "news" else "news" if status == "background" else "planned"
    return Account(document=document.key, anchor=Span.of(text.text, start, end), status=status, main=at == reader.main)


def _next_word(text: str, end: int) -> int:
    following = re.compile(r"\W+\w+").match(text, end)
    return following.end() if following else end


def _claims(plan: Plan, telling: _Telling, document: Document, text: Text, reader: Reader) -> Iterator[Claim]:
    deed = telling.deed

    def claim(label: str, kind: str, value: object, **more: Any) -> Claim:
        return _claim(document, Span.of(text.text, *text.marks[telling.name, label]), kind, value, reader, **more)

    if telling.name != "total":
        yield claim("anchor", "incident_type", TypeValue(type=wording.KINDS[deed.kind][0]))  # type: ignore[arg-type]
        if plan.dated or telling.name != "main":
            yield claim("anchor", "date", _date(telling))
    town = (deed.town + 1) % len(wording.TOWNS) if reader.moved else deed.town
    yield claim("place", "place", wording.TOWNS[town])
    yield from _figures(plan, telling, claim, reader)
    if (telling.name, "actor") in text.marks:
        name = wording.ACTORS[deed.actor]
        by = {1: Speaker(name=name, kind="armed_group"), 2: Speaker(name=wording.OFFICERS[deed.officer], kind="police")}.get(plan.blame)
        status = STATUSES[plan.blame - 1]
        actor = Actor(name=name, kind="armed_group")
        yield claim("actor", "responsibility", ResponsibilityValue(actor=actor, status=status), said_by=by)  # type: ignore[arg-type]


def _figures(plan: Plan, telling: _Telling, claim: Any, reader: Reader) -> Iterator[Claim]:
    if telling.name == "total":
        value = FigureValue(category="killed", low=(plan.total or 0) + reader.more, high=None, scope=Scope(text="since January"))
        yield claim("killed", "figure", value)
    elif telling.name != "main":
        dead = telling.deed.dead + reader.more
        yield claim("killed", "figure", FigureValue(category="killed", low=dead, high=dead))
    elif plan.toll == 3:
        yield claim("killed", "figure", FigureValue(category="killed", low=1, high=1, group=("security_forces",), counted=True))
        yield claim("injured", "figure", FigureValue(category="injured", low=1, high=1, group=("women",), counted=True))
    else:
        by = None if plan.toll == 0 else Speaker(name=wording.OFFICERS[plan.deed.officer], kind="police")
        dead = max(0, plan.deed.dead + plan.off) + reader.more
        whole = claim("killed", "figure", _bounded(dead, BOUNDS[plan.bound][0]), said_by=by)
        yield whole
        if plan.toll == 1:
            part = min(dead, max(1, dead // 5))
            yield claim(
                "part",
                "figure",
                FigureValue(category="killed", low=part, high=part, group=("children",), part_of=whole.key),
                said_by=by,
            )
        else:
            yield claim("injured", "figure", FigureValue(category="injured", low=dead * 2 + 1, high=dead * 2 + 1), said_by=by)


def _bounded(number: int, bound: str) -> FigureValue:
    ends = {"at_least": (number, None), "more_than": (number, None), "at_most": (0, number)}.get(bound, (number, number))
    return FigureValue(category="killed", low=ends[0], high=ends[1], bound=bound)  # type: ignore[arg-type]


def _date(telling: _Telling) -> When:
    day = day_of(telling.deed)
    if telling.name != "before":
        return When.day(day, how="resolved")
    first = day.replace(year=day.year - 1, day=1)
    return When(earliest=first, latest=first.replace(day=28), precision=4, how="resolved")


def _claim(document: Document, words: Span, kind: str, value: Any, reader: Reader, **more: Any) -> Claim:
    return Claim(document=document.key, property=kind, value=value, evidence=(words,), maker=reader.maker, score=0.8, **more)  # type: ignore[arg-type]
