"""What differs between two readings of the same documents: claims matched by key, then by words and property; accounts by anchor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from variorum.model import Account, Claim, FigureValue, Incident, Judgement, ResponsibilityValue
from variorum.model.change import AccountChange, ChangedPart, ClaimChange, FigureChange, Look
from variorum.model.judgement import standing_judgements
from variorum.model.words import Category, Property, words_of
from variorum.reckon.judged import Judged, JudgedClaim

# What a change of each kind of claim weighs when they are listed: figures and who did it are what the ledger is for.
_FIRST: tuple[Property, ...] = ("figure", "responsibility", "date", "place", "incident_type", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one reader has: its claims as read, and its accounts by key."""

    claims: Sequence[Claim]
    accounts: Mapping[str, Account]

    def account_of(self, claim: Claim) -> Account | None:
        """The account that a claim belongs to."""
        return self.accounts.get(claim.account or "")


# ---------------------------------------------------------------- accounts


def match_accounts(before: Iterable[Account], after: Iterable[Account]) -> dict[str, str]:
    """For accounts of the reader before, the account of the reader after that is the same telling.

    Same anchor, else overlapping anchors, else both their document's main account. One to one.
    """
    olds, news = _by_document(before), _by_document(after)
    found: dict[str, str] = {}
    for document, mine in olds.items():
        free = {account.key: account for account in news.get(document, ())}
        for alike in (_same_anchor, _overlapping, _both_main):
            for account in mine:
                if account.key in found:
                    continue
                match = min((key for key, other in free.items() if alike(account, other)), default=None)
                if match is not None:
                    found[account.key] = match
                    del free[match]
    return found


def _same_anchor(one: Account, other: Account) -> bool:
    return one.key == other.key


def _overlapping(one: Account, other: Account) -> bool:
    return one.anchor.overlaps(other.anchor)


def _both_main(one: Account, other: Account) -> bool:
    return one.main and other.main


def _by_document(accounts: Iterable[Account]) -> dict[str, list[Account]]:
    held: dict[str, list[Account]] = defaultdict(list)
    for account in sorted(accounts, key=lambda account: account.anchor):
        held[account.document].append(account)
    return held


def account_changes(before: Side, after: Side, matched: Mapping[str, str]) -> tuple[AccountChange, ...]:
    """Accounts with another status or rank, and those that only one reader has; main ones first."""
    taken = set(matched.values())
    found = []
    for key, account in before.accounts.items():
        now = after.accounts[matched[key]] if key in matched else None
        if now is None or (now.status, now.main) != (account.status, account.main):
            found.append(AccountChange(before=account, after=now))
    found += [AccountChange(before=None, after=account) for key, account in after.accounts.items() if key not in taken]

    def rank(change: AccountChange) -> tuple[bool, bool, str, int]:
        either = change.after or change.before
        assert either is not None
        main = any(account is not None and account.main for account in (change.before, change.after))
        return change.before is None or change.after is None, not main, either.document, either.anchor.start

    return tuple(sorted(found, key=rank))


# ---------------------------------------------------------------- claims


def claim_changes(
    before: Side, after: Side, matched: Mapping[str, str], judged: Set[str]
) -> tuple[tuple[ClaimChange, ...], int]:  # changes, and how many claims are the same
    """Claims that appeared, vanished or differ, the weightiest first. `judged` are keys of claims that a person has judged."""
    pairs = list(_pairs(before.claims, after.claims))
    changes = []
    for old, new in pairs:
        was, now = before.account_of(old) if old else None, after.account_of(new) if new else None
        change = ClaimChange(
            before=old,
            after=new,
            parts=_parts(old, new, was, now, matched) if old and new else (),
            status_before=was.status if was else None,
            status_after=now.status if now else None,
            main=any(account is not None and account.main for account in (was, now)),
            judged=any(claim is not None and claim.key in judged for claim in (old, new)),
        )
        if change.parts or old is None or new is None:
            changes.append(change)
    return tuple(sorted(changes, key=_weight)), len(pairs) - len(changes)


def _pairs(before: Sequence[Claim], after: Sequence[Claim]) -> Iterator[tuple[Claim | None, Claim | None]]:
    """By key, then by overlapping words of one property: most alike first, one to one."""
    olds, news = {claim.key: claim for claim in before}, {claim.key: claim for claim in after}
    for key in olds.keys() & news.keys():
        yield olds[key], news[key]
    rivals: dict[tuple[str, Property], list[Claim]] = defaultdict(list)
    for key, claim in news.items():
        if key not in olds:
            rivals[claim.document, claim.property].append(claim)
    left = [claim for key, claim in olds.items() if key not in news]
    near = [
        (_unlike(old, new), old.key, new.key)
        for old in left
        for new in rivals.get((old.document, old.property), ())
        if old.evidence[0].overlaps(new.evidence[0])
    ]
    paired: dict[str, str] = {}
    taken: set[str] = set()
    for _, old_key, new_key in sorted(near):
        if old_key not in paired and new_key not in taken:
            paired[old_key] = new_key
            taken.add(new_key)
    for claim in left:
        yield claim, news.get(paired.get(claim.key, ""))
    for key, claim in news.items():
        if key not in olds and key not in taken:
            yield None, claim


def _unlike(old: Claim, new: Claim) -> tuple[bool, bool, int]:
    """How far two claims on overlapping words are from being one: kind, value, letters that they do not share."""
    words, others = old.evidence[0], new.evidence[0]
    shared = min(words.end, others.end) - max(words.start, others.start)
    return _kind(old) != _kind(new), old.value != new.value, (words.end - words.start) + (others.end - others.start) - 2 * shared


def _kind(claim: Claim) -> str:
    """Within a property, what makes two claims about one thing."""
    if isinstance(claim.value, FigureValue):
        return claim.value.category
    return claim.value.actor.name.casefold() if isinstance(claim.value, ResponsibilityValue) else ""


def _parts(old: Claim, new: Claim, was: Account | None, now: Account | None, matched: Mapping[str, str]) -> tuple[ChangedPart, ...]:
    """What differs between two claims at the same words."""
    moved = (matched.get(was.key) if was else None) != (now.key if now else None)
    differs: tuple[tuple[ChangedPart, bool], ...] = (
        ("value", _shown(old) != _shown(new)),
        ("status", (was.status if was else None) != (now.status if now else None)),
        ("account", moved),
        ("speaker", old.speaker != new.speaker),
        ("certainty", old.certainty != new.certainty),
    )
    return tuple(name for name, changed in differs if changed)


def _shown(claim: Claim) -> object:
    """The part of a value whose change is worth a line: of a figure not how it was worded, nor the key of its whole."""
    value = claim.value
    if isinstance(value, FigureValue):
        scope = value.scope and value.scope.text
        return value.category, value.low, value.high, value.bound, value.group, scope, value.counted, value.part_of is None
    return value


def _weight(change: ClaimChange) -> tuple[object, ...]:
    """Judged ones first; then by property, by what changed, main accounts before others, large differences before small ones."""
    claim = change.claim
    first = _FIRST.index(claim.property) if claim.property in _FIRST else len(_FIRST) + words_of(Property).index(claim.property)
    deep = 0 if not change.parts or "value" in change.parts else 1 if {"status", "account"} & set(change.parts) else 2
    return not change.judged, first, deep, not change.main, -_difference(change), claim.document, claim.evidence[0].start, claim.key


def _difference(change: ClaimChange) -> int:
    lows = [claim.value.low for claim in (change.before, change.after) if claim and isinstance(claim.value, FigureValue)]
    return max(lows) - (min(lows) if len(lows) > 1 else 0) if lows else 0


# ---------------------------------------------------------------- incidents


def figure_changes(before: Sequence[Incident], after: Sequence[Incident], matched: Mapping[str, str]) -> tuple[FigureChange, ...]:
    """Figures of incidents that came out otherwise, those of the most reports first.

    An incident before is the one after with which it shares most accounts, and first of all the accounts that reports are about.
    """
    by_id = {incident.id: incident for incident in after}
    home = {account: incident for incident in after for account in incident.accounts}
    found: list[tuple[int, FigureChange]] = []
    met: set[str] = set()
    for old in sorted(before, key=lambda incident: (-len(incident.documents), -len(incident.accounts), incident.id)):
        votes: dict[str, int] = defaultdict(int)
        for account in old.accounts:
            new = home.get(matched.get(account, ""))
            if new is not None and new.id not in met:
                votes[new.id] += 1
        chosen = max(votes, key=lambda key: (votes[key], key), default=None)
        new = by_id.get(chosen or "")
        if new is not None:
            met.add(new.id)
        found += [(len((new or old).documents), change) for change in _figures(old, new)]
    found += [(len(new.documents), change) for new in after if new.id not in met for change in _figures(None, new)]
    found = [(reports, change) for reports, change in found if reports]  # what reports only mention has no toll that anybody looks up
    return tuple(change for _, change in sorted(found, key=lambda each: (-each[0], each[1].incident, each[1].category)))


def _figures(old: Incident | None, new: Incident | None) -> Iterator[FigureChange]:
    incident = new or old
    assert incident is not None
    was, now = ({each.category: each for each in side.figures} if side else {} for side in (old, new))
    for category in words_of(Category):
        before, after = was.get(category), now.get(category)  # type: ignore[call-overload]
        if (before and before.ends) != (after and after.ends):
            yield FigureChange(incident=incident.id, title=incident.title, category=category, before=before, after=after)  # type: ignore[arg-type]


# ---------------------------------------------------------------- judgements


def looks(before: Judged, after: Judged, judgements: Iterable[Judgement]) -> tuple[Look, ...]:
    """Judgements that want a look since the reader changed, and did not before, in the order in which they were made."""
    by_key = {judgement.key: judgement for judgement in standing_judgements(judgements)}
    doubts = _doubts(before)
    found = []
    for key, (each, now) in _doubts(after).items():
        if key not in doubts and key in by_key:
            was = next((old for old in before.claims if key in old.judgements), each)
            last = by_key[key]
            found.append(Look(judgement=key, verdict=last.verdict, by=last.by, claim=each.key, was=was.read or was.claim, now=now))
    return tuple(sorted(found, key=lambda look: (by_key[look.judgement].at, look.judgement)))


def _doubts(decided: Judged) -> dict[str, tuple[JudgedClaim, Claim | None]]:
    """By the key of the judgement that holds: the claim whose words are read otherwise, or not read, with what is read now.

    A rejected claim that is no longer read is no doubt but a reader that has learnt.
    """
    changed = {problem.subject for problem in decided.problems if problem.code == "value_changed"}
    gone = {problem.subject for problem in decided.problems if problem.code == "words_gone"}
    found: dict[str, tuple[JudgedClaim, Claim | None]] = {}
    for each in decided.claims:
        if not each.judgements or (each.standing == "rejected" and each.read is None):
            continue
        if (each.read is not None and each.read.key in changed) or each.judgements[-1] in gone:
            found[each.judgements[-1]] = each, each.read
    return found


def learnt(before: Judged, after: Judged) -> int:
    """How many corrections, rejections and additions the new reader follows and the old one did not."""
    return len(_followed(after) - _followed(before))


def _followed(decided: Judged) -> set[str]:
    """The judgements that hold and with which what is read agrees; a rejection is followed where nothing is read."""
    found = set()
    for each in decided.claims:
        same = each.read is not None and each.claim.maker == each.read.maker
        if each.judgements and (each.read is None if each.standing == "rejected" else same):
            found.add(each.judgements[-1])
    return found
