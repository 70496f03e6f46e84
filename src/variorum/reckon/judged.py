"""Claims and pairs as people's judgements leave them. A person beats every score, and a judgement holds on to words, not to ids.

A judgement names a claim by its key. Where a later reading has no claim of that key, it is found by its words (`Locator`): with the same
value, it holds; with another, the person's value holds and the change is a problem to look at; with nothing there, the person's claim
stands by itself. Of several judgements on one thing the latest holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal

from variorum.errors import InvalidRecord
from variorum.model import Claim, Document, FigureValue, Judgement, Locator, Problem, Span, Speaker, VictimValue
from variorum.model.claim import normalised
from variorum.model.judgement import standing_judgements
from variorum.model.records import from_builtins, to_builtins
from variorum.reckon.contradicting import contradicting
from variorum.reckon.docket import Case, Docket, alike, given_by, locator_in, place, places_of, typed, value_of
from variorum.reckon.locating import locator_of

__all__ = ["Judged", "JudgedClaim", "Pair", "Standing", "judged", "locator_of"]

Standing = Literal["as read", "accepted", "rejected", "corrected", "added"]
PERSON = "person:"  # begins the maker of a claim that a person made or changed
_ON_CLAIMS: dict[str, Standing] = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}
_ON_PAIRS = frozenset({"same", "different", "unsure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as it stands. `read` is the same claim as the reader has it, None where the reader has none; `judgements` are the keys of all
    that stand on it, the one that holds last, and `moves` of those that put it into another account. `found` is False where the words are
    in no current document: the evidence then has the words as judged, and no true offsets.
    """

    claim: Claim
    standing: Standing = "as read"
    judgements: tuple[str, ...] = ()
    read: Claim | None = None
    found: bool = True
    moves: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The key by which the ledger knows the claim; a corrected value has another of its own."""
        return (self.read or self.claim).key


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two accounts that a person said are one incident, are two, or cannot be told. `left` < `right`, keys of accounts."""

    left: str
    right: str
    verdict: Literal["same", "different", "unsure"]
    by: str
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What people's judgements make of the claims: those that were read, in their order, then those that only people make."""

    claims: tuple[JudgedClaim, ...]
    pairs: tuple[Pair, ...] = ()
    problems: tuple[Problem, ...] = ()


def judged(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    judgements: Iterable[Judgement],
    *,
    former: Mapping[str, Claim] | None = None,
    aliases: Mapping[str, str] | None = None,
) -> Judged:
    """Apply judgements to current claims of current documents (by key).

    `former` are judged claims of superseded readings, by key: a claim that stands by its judgement alone takes speaker and certainty from
    them. `aliases` give the current account for the key of a former one. Without the two, judgements hold by their locators alone.
    """
    standing = standing_judgements(judgements)
    docket = Docket(read={claim.key: claim for claim in claims}, documents=documents, former=former or {}, aliases=aliases or {})
    alone = place(docket, _cases(judgement for judgement in standing if judgement.verdict in _ON_CLAIMS))
    found = [_decide(docket, key, claim) for key, claim in docket.read.items()]
    made = {case.subject: claim for case in alone if (claim := _stand_alone(docket, case)) is not None}
    moves = _cases(judgement for judgement in standing if judgement.verdict == "assign")
    if moves:
        found, made = _moved(docket, moves, found, made)
    pairs = _pairs(docket, [judgement for judgement in standing if judgement.verdict in _ON_PAIRS])
    return Judged(
        claims=(*found, *made.values()), pairs=pairs, problems=tuple({problem.key: problem for problem in docket.problems}.values())
    )


def _cases(judgements: Iterable[Judgement]) -> list[Case]:
    subjects: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        subjects[_subject(judgement)].append(judgement)
    return [Case(subject=subject, judgements=tuple(on)) for subject, on in subjects.items()]


def _subject(judgement: Judgement) -> str:
    """What a judgement on a claim is about; a person adds several claims to one document."""
    adds_to_document = judgement.verdict == "add" and not judgement.subject.startswith("claim:")
    return judgement.key if adds_to_document else judgement.subject


def _age(judgement: Judgement) -> tuple[Any, str]:
    return judgement.at, judgement.key


# ---------------------------------------------------------------- what holds


def _outcome(judgement: Judgement, claim: Claim) -> Any:
    """The value that a judgement gives a claim; None where it rejects it."""
    if judgement.verdict == "reject":
        return None
    judged_value = judgement.locator.value if judgement.locator else None
    if judgement.verdict == "accept":
        value = typed(claim.property, judged_value)
    elif isinstance(given := given_by(judgement), dict):
        value = typed(claim.property, {**(judged_value or to_builtins(claim.value)), **given})
    else:
        value = typed(claim.property, given)
    return claim.value if value is None else value


def _speaker(judgement: Judgement) -> Speaker | None:
    """Who says it, by a person who added it."""
    said_by = judgement.value.get("said_by") if judgement.verdict == "add" and isinstance(judgement.value, dict) else None
    try:
        return from_builtins(said_by, Speaker) if said_by else None
    except InvalidRecord:
        return None


def _decide(docket: Docket, key: str, claim: Claim) -> JudgedClaim:
    """A claim that was read, as the judgements on it leave it."""
    held = sorted(docket.held.get(key, ()), key=_age)
    if not held:
        return JudgedClaim(claim=claim, read=claim)
    last = held[-1]
    _report_contradiction(docket, claim, held)
    value = _outcome(last, claim)
    was = value_of(last.locator)
    if was is not None and not alike(claim.value, was) and (value is None or not alike(claim.value, value)):
        message = f"{last.by} said {last.verdict} to {_words(was)}; the reader now says {_words(claim.value)}."
        docket.report("value_changed", claim.key, message)
    standing = "accepted" if last.verdict == "add" else _ON_CLAIMS[last.verdict]
    changed = value is not None and not alike(claim.value, value)
    return JudgedClaim(
        claim=replace(claim, value=value, maker=PERSON + last.by) if changed else claim,
        standing=standing,
        judgements=tuple(judgement.key for judgement in held),
        read=claim,
    )


def _report_contradiction(docket: Docket, claim: Claim, held: Sequence[Judgement]) -> None:
    """Two people whose last words on a claim differ."""
    last_of = {judgement.by: judgement for judgement in held}
    outcomes = [(judgement, _outcome(judgement, claim)) for judgement in last_of.values()]
    (last, holds) = max(outcomes, key=lambda pair: _age(pair[0]))
    for judgement, value in outcomes:
        if (value is None) != (holds is None) or (value is not None and not alike(value, holds)):
            message = f"{judgement.by} said {judgement.verdict}, {last.by} later said {last.verdict}; the later holds."
            docket.report("contradictory_judgements", claim.key, message)


def _stand_alone(docket: Docket, case: Case) -> JudgedClaim | None:
    """The claim of a person to which nothing that was read corresponds."""
    locator, last = locator_in(docket, case), case.last
    draft = _draft(docket, case, locator) if locator else None
    if locator is None or draft is None:
        docket.report("words_gone", last.key, f"{last.by} said {last.verdict} to {case.subject}, of which no words were kept.")
        return None
    claim, found = draft
    _report_contradiction(docket, claim, case.judgements)
    value = _outcome(last, claim)
    if last.verdict != "add" or not found:
        where = "the text" if not found else "what is read"
        words = "" if claim.property == "victim" else f": “{locator.exact[:100]}”"
        message = f"{last.by} said {last.verdict} to {_words(claim.value)}; the words are no longer in {where}{words}."
        docket.report("words_gone", last.key, message)
    return JudgedClaim(
        claim=claim if value is None else replace(claim, value=value),
        standing="rejected" if value is None else "added",
        judgements=tuple(judgement.key for judgement in case.judgements),
        found=found,
    )


def _draft(docket: Docket, case: Case, locator: Locator) -> tuple[Claim, bool] | None:
    """A claim from a locator, and whether its words are in a current document."""
    values = [locator.value, *(given_by(judgement) for judgement in reversed(case.judgements))]
    value = next((made for each in values if locator.property and (made := typed(locator.property, each)) is not None), None)
    if value is None or locator.property is None or not locator.exact:
        return None
    places = places_of(docket, case)
    if places:
        document, words = places[0]
    else:
        document = next(iter(docket.documents_of(locator.blob)), f"blob:{locator.blob}")
        words = Span(start=0, end=len(locator.exact), exact=locator.exact)
    maker = PERSON + case.last.by
    former = docket.former.get(case.subject)
    if former is None:
        last = case.last
        claim = Claim(
            document=document,
            property=locator.property,
            value=value,
            evidence=(words,),
            maker=maker,
            account=last.other if last.verdict == "add" else None,
            said_by=_speaker(last),
        )
    else:
        claim = replace(former, document=document, value=value, evidence=(words,), maker=maker, score=1.0)
        if document != former.document:  # offsets into another text
            speaker, as_of = former.said_by, former.as_of
            claim = replace(claim, said_by=speaker and replace(speaker, span=None), as_of=as_of and replace(as_of, evidence=None))
    return replace(claim, account=_account(docket, claim)), bool(places)


def _account(docket: Docket, claim: Claim) -> str | None:
    """The account that the claim had, as it is called now; else that of the nearest claim of its document."""
    near = [other for other in docket.claims_of(claim.document) if other.account is not None]
    if claim.account is not None:
        account = docket.aliases.get(claim.account, claim.account)
        if account != claim.account or any(other.account == account for other in near):
            return account
    at = claim.evidence[0].start
    nearest = min(near, key=lambda other: (abs(other.evidence[0].start - at), other.key), default=None)
    return nearest.account if nearest else None


def _words(value: Any) -> str:
    """A value in a few words, for a message."""
    if isinstance(value, FigureValue):
        ends = str(value.low) if value.high == value.low else f"{value.low}–{'' if value.high is None else value.high}"
        return f"{value.category} {ends}"
    if isinstance(value, VictimValue):
        return "the name of somebody who came to harm"  # problems are exported also where names are left out
    held = normalised(value)
    parts = held.values() if isinstance(held, dict) else [held]
    return ", ".join(str(part) for part in parts if isinstance(part, (str, int)))[:100] or type(value).__name__


# ---------------------------------------------------------------- which account


def _moved(
    docket: Docket, cases: Sequence[Case], found: Sequence[JudgedClaim], made: Mapping[str, JudgedClaim]
) -> tuple[list[JudgedClaim], dict[str, JudgedClaim]]:
    """Claims in the accounts to which people moved them. A move holds on to the words as judgements do, whatever became of the value."""
    moves = Docket(read=docket.read, documents=docket.documents, former=docket.former, aliases=docket.aliases, problems=docket.problems)
    left = {case.subject: case for case in place(moves, cases)}
    known = {claim.account for claim in docket.read.values()}
    for subject, case in left.items():
        if subject not in made:
            docket.report("words_gone", case.last.key, f"{case.last.by} moved a claim to another account; its words are no longer read.")
    placed = [_in_account(docket, each, moves.held[each.key], known) if each.key in moves.held else each for each in found]
    alone = {key: _in_account(docket, each, left[key].judgements, known) if key in left else each for key, each in made.items()}
    return placed, alone


def _in_account(docket: Docket, each: JudgedClaim, held: Sequence[Judgement], known: Container[str | None]) -> JudgedClaim:
    """A claim in the account of the last word on it; no account is that it belongs to no incident."""
    ordered = sorted(held, key=_age)
    last = ordered[-1]
    for judgement in contradicting(ordered, attrgetter("other")):
        message = f"{judgement.by} moved the claim to one account, {last.by} later to another; the later holds."
        docket.report("contradictory_judgements", each.key, message)
    account = docket.aliases.get(last.other, last.other) if last.other else None
    if account is not None and account not in known:
        docket.report("words_gone", last.key, f"{last.by} moved a claim to an account that is no longer told of.")
        return each
    return replace(each, claim=replace(each.claim, account=account), moves=tuple(judgement.key for judgement in ordered))


# ---------------------------------------------------------------- pairs


def _pairs(docket: Docket, judgements: Sequence[Judgement]) -> tuple[Pair, ...]:
    """The last word on every pair of accounts, in the order of their keys."""
    by_pair: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        left, right = sorted(docket.aliases.get(key, key) for key in (judgement.subject, judgement.other or ""))
        if left != right:
            by_pair[left, right].append(judgement)
        elif judgement.verdict != "same":
            message = f"{judgement.by} said that two accounts are {judgement.verdict}; the reader no longer tells them apart."
            docket.report("words_gone", judgement.key, message)
    pairs = []
    for (left, right), on in sorted(by_pair.items()):
        last = on[-1]
        for judgement in contradicting(on, attrgetter("verdict")):
            message = f"Of {left} and {right} {judgement.by} said {judgement.verdict}, {last.by} later {last.verdict}; the later holds."
            docket.report("contradictory_judgements", left, message)
        keys = tuple(judgement.key for judgement in on)
        pairs.append(Pair(left=left, right=right, verdict=last.verdict, by=last.by, judgements=keys))  # type: ignore[arg-type]
    return tuple(pairs)
