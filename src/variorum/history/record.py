"""The record as it stood: what the ledger held at a time, resolved and reckoned by this version of the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from variorum import pipeline
from variorum.errors import UsageError
from variorum.export.citation import moment_words, record_words
from variorum.export.wording import short
from variorum.lexicon.en.wording import day_words
from variorum.lexicon.registry import Registry
from variorum.model import Document, Incident, Problem, Told, When
from variorum.model.words import Rule
from variorum.reckon import reckon
from variorum.reckon.aliases import decided_names
from variorum.reckon.copied import decided_copies
from variorum.reckon.decisions import Preference, decided_figures, with_preferences
from variorum.reckon.grades import Grade, GradesByAccount, decided_grades
from variorum.reckon.judged import Judged, judged
from variorum.reckon.naming import AS_TABLES_SAY, Naming
from variorum.resolve import Resolved, resolve
from variorum.resolve.copies import Copies, find_copies
from variorum.store import Ledger
from variorum.store.asof import Snapshot


@dataclass(slots=True, kw_only=True)
class Settled:
    """What a snapshot comes to. `told` are the accounts by key; `home` gives the incident of each; `grades` are people's, by account, and
    `naming` is what they say of names.

    Where only what the press had said by a day was asked for, accounts and copies are those of documents published by `published_by`,
    and people's grades and figures are left out: they decided in view of all reports. `undated` are the keys of documents that may have
    been published by then and are not known to.
    """

    snapshot: Snapshot
    documents: Mapping[str, Document]
    published_by: date | None
    undated: frozenset[str]
    rule: Rule
    decided: Judged
    told: Mapping[str, Told]
    resolved: Resolved
    copies: Copies
    grades: GradesByAccount
    registry: Registry | None = None
    naming: Naming = AS_TABLES_SAY
    preferences: tuple[Preference, ...] = ()
    problems: tuple[Problem, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)
    _reckoned: dict[str, Incident] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.groups = {min(group): group for group in self.resolved.groups}
        self.home = {account: id for id, group in self.groups.items() for account in group}
        judgements = self.snapshot.judgements
        if self.published_by is None and any(judgement.verdict == "prefer" for judgement in judgements):
            claims = [each.claim for each in self.decided.claims]
            self.preferences, lost = decided_figures(judgements, self.home, self.snapshot.aliases, claims=claims, documents=self.documents)
            self.problems = (*self.problems, *lost)

    def incident(self, id: str) -> Incident:
        """The incident of an id, reckoned when it is first asked for."""
        if id not in self._reckoned:
            group = self.groups[id]
            incident = reckon(
                [self.told[key] for key in group],
                rule=self.rule,
                links=self.resolved.links_in(group),
                family_of=self.copies.family_of,
                grades=self.grades_in(id),
                registry=self.registry,
                naming=self.naming,
            )
            [self._reckoned[id]] = with_preferences([incident], self.preferences)
        return self._reckoned[id]

    def grades_in(self, id: str) -> list[Grade]:
        """What people said of the actors of an incident, the earliest first."""
        return self.grades.among(self.groups[id])

    def place_of(self, account: str) -> str | None:
        """The incident that held an account, or that which takes its place; None where nothing did."""
        return self.home.get(account) or self.home.get(self.snapshot.aliases.get(account, ""))


def settle(snapshot: Snapshot, *, rule: Rule, registry: Registry | None = None, published_by: date | None = None) -> Settled:
    """Resolve a snapshot; its incidents are reckoned when they are asked for. It takes as long as to resolve the ledger.

    `registry` is that of sources, ours where it is left out: what a user's file says has no time, and is that of today. A document counts
    as published by a day if no day on which it may have been published is later; one without a date does not.
    """
    decided = judged(snapshot.claims.values(), snapshot.documents, snapshot.judgements, former=snapshot.former, aliases=snapshot.aliases)
    told = {each.key: each for each in pipeline.tellings(snapshot.accounts.values(), snapshot.documents, decided)}
    documents: Mapping[str, Document] = snapshot.documents
    undated = frozenset[str]()
    if published_by is not None:
        documents, undated = _published_by(published_by, documents, decided)
        told = {key: each for key, each in told.items() if each.document.key in documents}
    pairs, without_pair = decided_copies(snapshot.judgements, snapshot.documents)
    naming, unnamed = decided_names(snapshot.judgements)
    published = {each.document.key: each.published for each in told.values() if each.published is not None}
    grades, ungraded = decided_grades(snapshot.judgements, told, snapshot.aliases, naming)
    return Settled(
        snapshot=snapshot,
        documents=documents,
        published_by=published_by,
        undated=undated,
        rule=rule,
        decided=decided,
        told=told,
        resolved=resolve(list(told.values()), pairs=decided.pairs),
        copies=find_copies(documents.values(), published=published, decided=pairs, registry=registry),
        grades=GradesByAccount(grades if published_by is None else ()),
        registry=registry,
        naming=naming,
        problems=(*without_pair, *unnamed, *ungraded) if published_by is None else (),
    )


def _published_by(day: date, documents: Mapping[str, Document], decided: Judged) -> tuple[dict[str, Document], frozenset[str]]:
    """The documents of which it is known that they were published by a day, and the keys of those of which neither is known."""
    dates = {
        each.claim.document: each.claim.value
        for each in decided.claims
        if each.standing != "rejected" and each.claim.property == "published" and isinstance(each.claim.value, When)
    }
    found, undated = {}, set()
    for key, document in documents.items():
        when = document.published or dates.get(key)
        if when is not None and when.latest is not None and when.latest <= day:
            found[key] = document
        elif when is None or when.earliest is None or when.earliest <= day:
            undated.add(key)
    return found, frozenset(undated)


# ---------------------------------------------------------------- one incident then


def find_then(ledger: Ledger, typed: str, then: Settled) -> str:
    """The id that an incident had then; `typed` is what names it today: an id, the key of any of its accounts, or the beginning of one.

    It is the incident that held that account or what took its place, else the one that held most accounts of today's incident. Raises
    `UsageError` where there was none.
    """
    account, today = _named(ledger, typed)
    if account is not None and (id := then.place_of(account)) is not None:
        return id
    votes = Counter(id for key in (today.accounts if today else ()) if (id := then.place_of(key)) is not None)
    if not votes:
        raise UsageError(_unknown(ledger, account or typed, today, then))
    return min(votes, key=lambda id: (-votes[id], id))


def undated_reports(ledger: Ledger, typed: str, then: Settled) -> int:
    """How many reports of today's incident are left out since it is not known whether they were published by the day."""
    _, today = _named(ledger, typed)
    return len(then.undated.intersection(today.documents)) if today else 0


def _named(ledger: Ledger, typed: str) -> tuple[str | None, Incident | None]:
    """The account that was typed, None where several begin so, and the incident that it belongs to today, None where it is in none."""
    try:
        account = ledger.find(typed, ("account",))
    except UsageError:
        return None, ledger.incident(typed)
    try:
        return account, ledger.incident(typed)
    except UsageError:
        return account, None


def _unknown(ledger: Ledger, typed: str, today: Incident | None, then: Settled) -> str:
    """One line that says why there is no record."""
    known_as = short(today.id if today else typed)
    if then.snapshot.at is None and then.published_by is not None:
        return f"no report of {known_as} is known to be published by {day_words(then.published_by)}"
    line = f"nothing is known of {known_as} in the record {record_words(then.snapshot.at, then.published_by)}"
    documents = (ledger.document(key) for key in (*today.documents, *today.mentioned_in)) if today else ()
    seen = [sighting.at for each in documents if (sighting := pipeline.first_sighting(ledger, each.capture))]
    if seen and then.snapshot.at is not None and min(seen) > then.snapshot.at:
        line += f": its first report came in at {moment_words(min(seen))}"
    return line
