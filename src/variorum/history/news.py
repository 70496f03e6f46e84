"""What changed since a time: the record as it stood then held against that of now, incident by incident. Nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import zip_longest

from variorum.history.comparison import Comparison
from variorum.history.differences import blame_news, disagreements_without, figure_news, grade_news
from variorum.history.record import Settled, settle
from variorum.model import Incident, Judgement, Told
from variorum.model.news import IncidentNews, News, Report
from variorum.registry import registry_of
from variorum.store import Ledger


def news_since(ledger: Ledger, since: datetime) -> News:
    """What came in after an instant, and what it changed. Where anything did, it takes as long as to resolve the ledger twice.

    Both sides are resolved and reckoned by this version of the program, so that what differs comes from reports, people and readers. Only
    incidents that a report is or was about are compared, not those that reports only mention.
    """
    until, digest = ledger.last_change(), ledger.head()
    if not _anything(ledger, since):
        return News(since=since, until=until, digest=digest)
    registry = registry_of(ledger)
    then, now = (settle(snapshot, rule=ledger.config.rule, registry=registry) for snapshot in ledger.snapshots(since, None))
    pair = Comparison(then=then, now=now)
    found = sorted(_incidents(pair), key=_rank)
    told_of = {judgement.key for each in found for judgement in each.judgements}
    return News(
        since=since,
        until=until,
        digest=digest,
        incidents=tuple(found),
        judgements=tuple(each for each in pair.judgements if each.key not in told_of),
        documents=len(pair.new_documents),
        untold=len(pair.new_documents - {each.document.key for each in now.told.values()}),
        reread=_reread(pair),
    )


def _anything(ledger: Ledger, since: datetime) -> bool:
    """Whether a reading or a judgement is later: a capture that no cleaner has been over is no news yet."""
    return any(each.at > since for each in ledger.judgements()) or any(each.at > since for each in ledger.readings())


def _reread(pair: Comparison) -> tuple[tuple[str, int], ...]:
    """How many documents that were read then each other reader has read by now."""
    before, now = pair.then.snapshot.readings, pair.now.snapshot.readings
    makers = Counter(reading.maker for key, reading in now.items() if key in before and before[key].maker != reading.maker)
    return tuple(sorted(makers.items()))


def _rank(news: IncidentNews) -> tuple[int, int, str]:
    """New incidents, then changed ones, then those that are gone; those of most reports first."""
    kind = 2 if news.after is None else 1 if news.before is not None else 0
    return kind, -len(news.incident.documents), news.incident.id


# ---------------------------------------------------------------- which incident is which


@dataclass(slots=True, kw_only=True)
class _Matched:
    """Of incidents of now the one of then (`was`), those that went into them (`merged`), and those that parted from it (`split`)."""

    was: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, list[str]] = field(default_factory=dict)
    split: Mapping[str, list[str]] = field(default_factory=dict)
    parted_from: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[str] = ()


def _matched(pair: Comparison) -> _Matched:
    """An incident of then is the one of now that holds most of its reports, one to one; then most of its accounts."""
    then, now = _reported(pair.then), _reported(pair.now)
    votes: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for account, old in pair.then.home.items():
        new = pair.now.place_of(account)
        if new in now and old in then and new is not None:
            vote = votes[old, new]
            vote[0] += pair.then.told[account].account.main
            vote[1] += 1
    order = sorted(votes, key=lambda match: (-votes[match][0], -votes[match][1], match))
    heir: dict[str, str] = {}
    was: dict[str, str] = {}
    for old, new in order:
        if old not in heir and new not in was:
            heir[old], was[new] = new, old
    merged: dict[str, list[str]] = defaultdict(list)
    split: dict[str, list[str]] = defaultdict(list)
    parted_from: dict[str, str] = {}
    taken = set()
    for old, new in order:
        if old not in heir and old not in taken:
            merged[new].append(old)
            taken.add(old)
        if new not in was and new not in parted_from:
            split[heir.get(old, "")].append(new)
            parted_from[new] = old
    return _Matched(was=was, merged=merged, split=split, parted_from=parted_from, gone=sorted(then - heir.keys() - taken))


def _reported(side: Settled) -> set[str]:
    """The incidents that some report is about."""
    return {side.home[key] for key, each in side.told.items() if each.account.main}


# ---------------------------------------------------------------- what is new in each


def _incidents(pair: Comparison) -> Iterator[IncidentNews]:
    matched = _matched(pair)
    said: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in pair.judgements:
        for place in pair.touched(judgement):
            said[place].append(judgement)
    for id in sorted(_reported(pair.now)):
        was, judgements = matched.was.get(id), tuple(said.get(("now", id), ()))
        parts = matched.merged.get(id), matched.split.get(id)
        if was is None or judgements or any(parts) or not _same(pair, was, id):
            news = _of_one(pair, matched, was, id, judgements)
            if _says_anything(news):
                yield news
    for id in matched.gone:
        before = pair.then.incident(id)
        yield IncidentNews(before=before, after=None, left=len(before.documents), judgements=tuple(said.get(("then", id), ())))


def _same(pair: Comparison, was: str, id: str) -> bool:
    """Whether an incident is made from just what it was made from: then it need not be reckoned."""
    then, now = pair.then, pair.now
    if then.groups[was] != now.groups[id] or then.grades_in(was) != now.grades_in(id) or then.naming != now.naming:
        return False
    keys = now.groups[id]
    if not all(_alike(then.told[key], now.told[key]) for key in keys):
        return False
    documents = {now.told[key].document.key for key in keys}
    return all(then.copies.family_of.get(key) == now.copies.family_of.get(key) for key in documents)


def _alike(one: Told, other: Told) -> bool:
    """Whether two tellings are the same, whoever read them."""
    if (one.account, one.document, one.published, one.outlet) != (other.account, other.document, other.published, other.outlet):
        return False
    claims = list(zip_longest(one.claims, other.claims))
    return all(was is now or (was and now and replace(was, maker=now.maker) == now) for was, now in claims)


def _of_one(pair: Comparison, matched: _Matched, was: str | None, id: str, judgements: tuple[Judgement, ...]) -> IncidentNews:
    before, after = pair.then.incident(was) if was else None, pair.now.incident(id)
    parted = matched.parted_from.get(id)
    reports = tuple(sorted(_reports(pair, before, after), key=_dated))
    held = {_place(pair.now, key) for key in after.documents}
    gone = [key for key in (before.documents if before else ()) if _place(pair.then, key) not in held]
    return IncidentNews(
        before=before,
        after=after,
        reports=reports,
        left=len(gone),
        figures=figure_news(pair, before, after),
        blame=blame_news(pair, before, after),
        grades=grade_news(pair, before, after),
        disagreements_new=disagreements_without(after.disagreements, before.disagreements if before else ()),
        disagreements_gone=disagreements_without(before.disagreements, after.disagreements) if before else (),
        merged=tuple(map(pair.then.incident, matched.merged.get(id, ()))),
        split=tuple(map(pair.now.incident, matched.split.get(was or "", ()))) if was else (),
        parted_from=pair.then.incident(parted) if parted else None,
        judgements=judgements,
    )


def _place(side: Settled, document: str) -> tuple[str, int]:
    found = side.documents[document]
    return found.capture, found.part


def _reports(pair: Comparison, before: Incident | None, after: Incident) -> Iterator[Report]:
    """Reports that it has now and had not."""
    had = {_place(pair.then, key) for key in before.documents} if before else set()
    told = {each.document.key: each for each in map(pair.now.told.__getitem__, after.accounts)}
    for key in after.documents:
        if _place(pair.now, key) not in had:
            each = told[key]
            known = key not in pair.new_documents
            yield Report(document=key, outlet=each.outlet, title=each.document.title, published=each.published, known=known)


def _dated(report: Report) -> tuple[str, str, str]:
    """By date, those without one last."""
    day = report.published and (report.published.earliest or report.published.latest)
    return day.isoformat() if day else "~", report.outlet or "", report.document


def _says_anything(news: IncidentNews) -> bool:
    """Whether there is a line to write: that claims are kept elsewhere in the record is no news."""
    lists = (
        news.reports, news.left, news.figures, news.blame, news.grades, news.disagreements_new, news.disagreements_gone, news.merged,
        news.split, news.judgements,
    )  # fmt: skip
    before, after = news.before, news.after
    return before is None or after is None or any(lists) or _setting(before) != _setting(after)


def _setting(incident: Incident) -> tuple[object, ...]:
    when, where = incident.when, incident.where
    place = (where.site, where.name, where.admin1, where.country, where.precision) if where else None
    return incident.type, incident.stage, (when.earliest, when.latest) if when else None, place
