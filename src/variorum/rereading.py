"""What a new reader changed in a ledger: two readings of every document, gathered here and compared by `reckon`. Nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum import pipeline
from variorum.errors import UsageError
from variorum.model import Account, Claim, Document, Incident, Reading
from variorum.model.change import Diff
from variorum.reckon import reckon
from variorum.reckon.aliases import decided_names
from variorum.reckon.changes import Side, account_changes, claim_changes, figure_changes, learnt, looks, match_accounts
from variorum.reckon.copied import decided_copies
from variorum.reckon.judged import Judged, judged
from variorum.registry import registry_of
from variorum.resolve import resolve
from variorum.resolve.copies import find_copies
from variorum.store import Ledger


@dataclass(kw_only=True)
class _Reader:
    """One side as it is gathered: what it has of all documents, and of those that both sides have read."""

    makers: set[str] = field(default_factory=set)
    claims: list[Claim] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    own_claims: list[Claim] = field(default_factory=list)
    own_accounts: dict[str, Account] = field(default_factory=dict)

    def take(self, accounts: Iterable[Account], claims: Sequence[Claim], maker: str | None) -> None:
        """Take in what a reading found; `maker` is None where only one side has read the document."""
        by_key = {account.key: account for account in accounts}
        self.claims += claims
        self.accounts |= by_key
        if maker is not None:
            self.makers.add(maker)
            self.own_claims += claims
            self.own_accounts |= by_key

    @property
    def side(self) -> Side:
        """What is compared."""
        return Side(claims=self.own_claims, accounts=self.own_accounts)


def compare(ledger: Ledger, *, before: str | None = None, after: str | None = None) -> Diff:
    """What differs between the readings that were superseded last and the current ones; or between those of two makers, named by a part of
    their names.

    A document that only one of them has read counts as read alike by both, so that what differs comes from the reader. Raises `UsageError`
    for a maker that is not known.
    """
    documents = {document.key: document for document in ledger.documents()}
    readings = _readings(ledger, documents)
    old_maker, new_maker = (_maker(readings, typed) if typed else None for typed in (before, after))
    old, new = _Reader(), _Reader()
    compared = 0
    for own in readings.values():
        now = _of(own, new_maker) if new_maker else own[-1]
        was = _of(own, old_maker) if old_maker else _superseded(own, now)
        found = ledger.found((now or own[-1]).key)
        if now is None or was is None or was.key == now.key:
            old.take(*found, None)
            new.take(*found, None)
        else:
            compared += 1
            old.take(*ledger.found(was.key), was.maker)
            new.take(*found, now.maker)
    return _diff(ledger, documents, old, new, compared)


def _readings(ledger: Ledger, documents: Mapping[str, Document]) -> dict[str, list[Reading]]:
    """Of each current document all that read it, the current one last."""
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in ledger.readings():
        if reading.stage == "read" and reading.document in documents:
            readings[reading.document].append(reading)
    return readings


def _maker(readings: Mapping[str, Sequence[Reading]], typed: str) -> str:
    """The only maker with these letters in its name."""
    makers = sorted({reading.maker for own in readings.values() for reading in own})
    found = [maker for maker in makers if maker == typed] or [maker for maker in makers if typed in maker]
    if len(found) != 1:
        what = f"{typed!r} names several readers" if found else f"no reader {typed!r} has read this ledger"
        raise UsageError(f"{what}: one of {', '.join(found or makers)}")
    return found[0]


def _of(own: Sequence[Reading], maker: str) -> Reading | None:
    return next((reading for reading in reversed(own) if reading.maker == maker), None)


def _superseded(own: Sequence[Reading], now: Reading | None) -> Reading | None:
    """The reading that another one took the place of."""
    return next((reading for reading in own if now is not None and reading.key == now.supersedes), None)


def _diff(ledger: Ledger, documents: dict[str, Document], old: _Reader, new: _Reader, compared: int) -> Diff:
    if not compared:
        return Diff(makers_before=(), makers_after=(), compared=0)
    matched = match_accounts(old.accounts.values(), new.accounts.values())
    judgements, former, aliases = list(ledger.judgements()), ledger.judged_claims(), ledger.account_aliases()
    decided_old, decided_new = (
        judged(side.claims, documents, judgements, former=former, aliases=known)
        for side, known in (
            (old, _aliases(aliases, old, {now: was for was, now in matched.items()})),
            (new, _aliases(aliases, new, matched)),
        )
    )
    incidents_old, incidents_new = (
        _incidents(ledger, documents, side, decided) for side, decided in ((old, decided_old), (new, decided_new))
    )
    touched = {
        key for decided in (decided_old, decided_new) for each in decided.claims if each.judgements and each.read for key in [each.key]
    }
    changes, same = claim_changes(old.side, new.side, matched, touched)
    return Diff(
        makers_before=tuple(sorted(old.makers)),
        makers_after=tuple(sorted(new.makers)),
        compared=compared,
        same=same,
        claims=changes,
        accounts=account_changes(old.side, new.side, matched),
        figures=figure_changes(incidents_old, incidents_new, matched),
        looks=looks(decided_old, decided_new, judgements),
        learnt=learnt(decided_old, decided_new),
        incidents_before=sum(bool(incident.documents) for incident in incidents_old),
        incidents_after=sum(bool(incident.documents) for incident in incidents_new),
    )


def _aliases(aliases: Mapping[str, str], side: _Reader, others: Mapping[str, str]) -> dict[str, str]:
    """What accounts of other readers are called on this side: those of the side compared with as they were matched."""
    known = {account: others.get(now, now) for account, now in aliases.items()} | dict(others)
    return {account: now for account, now in known.items() if account not in side.accounts and now in side.accounts}


def _incidents(ledger: Ledger, documents: Mapping[str, Document], side: _Reader, decided: Judged) -> list[Incident]:
    """The incidents that one side comes to, reckoned as the ledger's are."""
    registry, judgements = registry_of(ledger), list(ledger.judgements())
    told = {each.key: each for each in pipeline.tellings(side.accounts.values(), documents, decided)}
    published = {each.document.key: each.published for each in told.values() if each.published is not None}
    pairs, _ = decided_copies(judgements, documents)
    family_of = find_copies(documents.values(), published=published, decided=pairs, registry=registry).family_of
    naming, _ = decided_names(judgements)
    return [
        reckon([told[key] for key in group], rule=ledger.config.rule, family_of=family_of, registry=registry, naming=naming)
        for group in resolve(list(told.values()), pairs=decided.pairs).groups
    ]
