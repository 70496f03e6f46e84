"""One document's tellings: which clauses speak of one incident, which phrase names it, and which place it has in the news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.model import Account, Span, TypeValue, When, Where
from variorum.read.accounts.anchors import anchor_of
from variorum.read.accounts.kinds import type_of
from variorum.read.accounts.scene import Scene
from variorum.read.accounts.scenes import looks_back, scenes_of
from variorum.read.accounts.setting import place_of, time_of
from variorum.read.accounts.weaving import Thread, Weaver
from variorum.read.finding import Event
from variorum.read.parsed import Parsed

_MONTH = 4  # date precision
_RECENT_DAYS, _LONG_AGO = 30, 300  # ages of what a text is about, and of what it only looks back to
_OLD = 5  # days before the main incident from which another one is background, where nothing else says so
_WEEK = 7  # days
_KEPT = frozenset({"background", "cumulative"})
_LEAD = 2  # sentences: what they tell is today's news unless a cue says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One incident as one document tells it.

    `extent` is every stretch of the text that speaks of it; extents of two tellings never overlap.
    """

    account: Account
    value: TypeValue
    type_evidence: Span
    when: When | None = None
    where: Where | None = None
    when_evidence: Span | None = None
    where_evidence: Span | None = None
    extent: tuple[Span, ...] = ()


def tell_accounts(parsed: Parsed, events: Sequence[Event]) -> tuple[Telling, ...]:
    """The tellings of a text, the one of its main incident marked, in the order in which they are first told."""
    return tell(parsed, weave_threads(parsed, events))


def weave_threads(parsed: Parsed, events: Sequence[Event]) -> list[Thread]:
    """The clauses of a text, thread by thread, each thread of one incident and with an event in it."""
    threads = Weaver(scenes_of(parsed, events), retrospect=looks_back(parsed)).weave()
    return [thread for thread in threads if any(scene.events for scene in thread.scenes)]


def tell(parsed: Parsed, threads: Sequence[Thread]) -> tuple[Telling, ...]:
    """The tellings of some threads, in their order. What a thread's status has been settled by is not asked again."""
    if not threads:
        return ()
    _date_background(threads, parsed.anchor)
    main = _main_of(threads, parsed.anchor)
    if main.settled and main.status in _KEPT and _is_todays(main, parsed.anchor):
        main.status = "news"
    if main.status == "background" and not main.settled and any(scene.clause.sentence < _LEAD for scene in main.scenes):
        main.status = "news"  # a text that only looks back: it is about what it begins with
    return tuple(_telling(parsed, thread, thread is main) for thread in threads)


def _main_of(threads: Sequence[Thread], anchor: When | None) -> Thread:
    """The incident that the text is about: news before all else, not long past where another is recent, then what most clauses tell of."""
    ranks = {"news": 3, "background": 2, "cumulative": 1}
    ages = [_age(thread, anchor) for thread in threads]
    recent = any(age is not None and age <= _RECENT_DAYS and thread.status == "news" for age, thread in zip(ages, threads, strict=True))

    def rank(item: tuple[int, Thread]) -> tuple[int, bool, bool, int, int]:
        index, thread = item
        age = ages[index]
        stale = recent and age is not None and age > _LONG_AGO
        weight = sum(1 for scene in thread.scenes if scene.tells) + 2 * any(scene.clause.sentence < _LEAD for scene in thread.scenes)
        return (ranks.get(thread.status, 0), not stale, not thread.wide, weight, -index)

    return max(enumerate(threads), key=rank)[1]


def _age(thread: Thread, anchor: When | None) -> int | None:
    """Days from the thread's last day to the document's date; None where either is unknown."""
    if thread.days is None or thread.days.yearless or anchor is None or anchor.earliest is None:
        return None
    return max(0, anchor.earliest.toordinal() - thread.days.last)


def _is_todays(thread: Thread, anchor: When | None) -> bool:
    """Whether a text begins with what happened on a day of the last week, and no cue of the words says that it looks back or adds up."""
    age = _age(thread, anchor)
    if age is None or age > _WEEK or thread.days is None or thread.days.last - thread.days.first > 1:
        return False
    told = [scene for scene in thread.scenes if scene.tells]
    return any(scene.clause.sentence < _LEAD for scene in told) and all(scene.hint not in _KEPT for scene in told)


def _date_background(threads: Sequence[Thread], anchor: When | None) -> None:
    """News of days before the main incident is background, a whole country's dead beside those of a town a total."""
    main = _main_of(threads, anchor)
    for thread in threads:
        if thread.settled:
            continue
        if thread is not main and thread.wide and thread.status == "news":
            thread.status = "cumulative"
        if thread is not main and thread.status == "news" and thread.days and main.days and main.days.gap(thread.days) >= _OLD:
            thread.status = "background"


def _telling(parsed: Parsed, thread: Thread, main: bool) -> Telling:
    kind, evidence = type_of(thread.scenes)
    anchor = anchor_of(parsed, thread.scenes, kind.type)
    when, when_words = time_of(parsed, thread.scenes, thread.days, kind.type)
    if when is None and main and thread.status == "news":
        when = _document_month(parsed)
    place, place_words = place_of(parsed, thread.scenes, main=main)
    return Telling(
        account=Account(document=parsed.document.key, anchor=anchor, status=thread.status, main=main),
        value=kind,
        type_evidence=evidence,
        when=when,
        when_evidence=when_words,
        where=place,
        where_evidence=place_words,
        extent=_extent(parsed, thread.scenes),
    )


def _document_month(parsed: Parsed) -> When | None:
    """The month or year that an undated text is of, for the incident that it tells as news; a printed day says only "before"."""
    anchor = parsed.anchor
    if anchor is None or anchor.how != "inferred" or anchor.precision < _MONTH or looks_back(parsed):
        return None
    return anchor


def _extent(parsed: Parsed, scenes: Iterable[Scene]) -> tuple[Span, ...]:
    """The stretches of text that the clauses take up, runs of tokens joined."""
    tokens = sorted({token.i for scene in scenes for token in scene.clause.tokens})
    spans: list[Span] = []
    first = last = -2
    for at in [*tokens, -1]:
        if at == last + 1:
            last = at
            continue
        if first >= 0:
            start, end = parsed.doc[first].idx, parsed.doc[last].idx + len(parsed.doc[last])
            if start < end:
                spans.append(parsed.span(start, end))
        first = last = at
    return tuple(spans)
