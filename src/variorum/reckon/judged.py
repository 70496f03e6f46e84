"""Claims and pairs as people's judgements leave them. A person beats every score, and a judgement holds on to words, not to ids.

A judgement names a claim by its key. Where a later reading has no claim of that key, it is found by its words (`Locator`): with the same
value, it holds; with another, the person's value holds and the change is a problem to look at; with nothing there, the person's claim
stands by itself. Of several judgements on one thing the latest holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from variorum.errors import InvalidRecord
from variorum.model import Claim, Document, FigureValue, Judgement, Locator, Problem, Span
from variorum.model.claim import normalised
from variorum.model.records import from_builtins, to_builtins
from variorum.model.values import VALUE_TYPES
from variorum.reckon.locating import find_words, locator_of

__all__ = ["Judged", "JudgedClaim", "Pair", "Standing", "judged", "locator_of", "standing_judgements"]

Standing = Literal["as read", "accepted", "rejected", "corrected", "added"]
PERSON = "person:"  # begins the maker of a claim that a person made or changed
_ON_CLAIMS: dict[str, Standing] = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "add": "added"}
_ON_PAIRS = frozenset({"same", "different", "unsure"})
_NOT_JUDGED = frozenset({"group_text", "counted"})  # how a value was worded: no other value


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedClaim:
    """A claim as it stands. `read` is the same claim as the reader has it, None where the reader has none; `judgements` are the keys of all
    that stand on it, the one that holds last. `found` is False where the words are in no current document: the evidence then has the words
    as judged, and no true offsets.
    """

    claim: Claim
    standing: Standing = "as read"
    judgements: tuple[str, ...] = ()
    read: Claim | None = None
    found: bool = True

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
    docket = _Docket(read={claim.key: claim for claim in claims}, documents=documents, former=former or {}, aliases=aliases or {})
    subjects: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in standing:
        if judgement.verdict in _ON_CLAIMS:
            subjects[_subject(judgement)].append(judgement)
    alone = _place(docket, [_Case(subject=subject, judgements=tuple(on)) for subject, on in subjects.items()])
    found = [_decide(docket, key, claim) for key, claim in docket.read.items()]
    made = [claim for case in alone if (claim := _stand_alone(docket, case)) is not None]
    pairs = _pairs(docket, [judgement for judgement in standing if judgement.verdict in _ON_PAIRS])
    return Judged(claims=(*found, *made), pairs=pairs, problems=tuple({problem.key: problem for problem in docket.problems}.values()))


def standing_judgements(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that nobody has withdrawn, the earliest first, without the withdrawals. To withdraw a withdrawal restores."""
    by_key = {judgement.key: judgement for judgement in judgements}
    withdrawals: dict[str, list[str]] = defaultdict(list)
    for key, judgement in by_key.items():
        if judgement.withdraws:
            withdrawals[judgement.withdraws].append(key)
    stands: dict[str, bool] = {}
    for start in by_key:
        waiting = [start]  # a key is settled after all that withdraw it; a list, since undo and redo may go on for thousands of rows
        while waiting:
            key = waiting[-1]
            open_ = [later for later in withdrawals[key] if later not in stands] if key not in stands else []
            if open_:
                waiting += open_
                continue
            stands.setdefault(key, not any(stands[later] for later in withdrawals[key]))
            waiting.pop()
    return sorted((each for key, each in by_key.items() if stands[key] and not each.withdraws), key=_age)


def _subject(judgement: Judgement) -> str:
    """What a judgement on a claim is about; a person adds several claims to one document."""
    adds_to_document = judgement.verdict == "add" and not judgement.subject.startswith("claim:")
    return judgement.key if adds_to_document else judgement.subject


def _age(judgement: Judgement) -> tuple[Any, str]:
    return judgement.at, judgement.key


# ---------------------------------------------------------------- where each judgement belongs


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """The judgements on one subject, the earliest first."""

    subject: str
    judgements: tuple[Judgement, ...]

    @property
    def last(self) -> Judgement:
        return self.judgements[-1]


@dataclass(slots=True, kw_only=True)
class _Docket:
    """What is being worked on: claims as read, what is held of each, and the problems on the way."""

    read: dict[str, Claim]
    documents: Mapping[str, Document]
    former: Mapping[str, Claim]
    aliases: Mapping[str, str]
    held: dict[str, list[Judgement]] = field(default_factory=lambda: defaultdict(list))
    words: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))  # of the judgements held, by claim
    problems: list[Problem] = field(default_factory=list)
    _by_document: dict[str, list[Claim]] = field(default_factory=dict)
    _by_blob: dict[str, list[str]] = field(default_factory=dict)

    def hold(self, claim: Claim, case: _Case, words: Span) -> None:
        self.held[claim.key] += case.judgements
        self.words[claim.key].append(words)

    def claims_of(self, document: str) -> list[Claim]:
        if not self._by_document:
            for claim in self.read.values():
                self._by_document.setdefault(claim.document, []).append(claim)
        return self._by_document.get(document, [])

    def documents_of(self, blob: str) -> list[str]:
        if not self._by_blob:
            for key, document in sorted(self.documents.items()):
                self._by_blob.setdefault(document.blob, []).append(key)
        return self._by_blob.get(blob, [])

    def report(self, code: str, subject: str, message: str) -> None:
        self.problems.append(Problem(stage="reckon", code=code, subject=subject, message=message))


def _place(docket: _Docket, cases: Sequence[_Case]) -> list[_Case]:
    """Give every case to the claims that it is about: by key, else by words with the same value, else by words. Gives those left over."""
    left = []
    for case in cases:
        claim = docket.read.get(case.subject)
        if claim is not None:
            docket.hold(claim, case, claim.evidence[0])
        else:
            left.append((case, _places(docket, case)))
    for same_value in (True, False):
        still = []
        for case, places in left:
            targets = [(claim, words) for key, words in places if (claim := _fitting(docket, case, key, words, same_value)) is not None]
            for claim, words in targets:
                docket.hold(claim, case, words)
            if not targets:
                still.append((case, places))
        left = still
    return [case for case, _ in left]


def _fitting(docket: _Docket, case: _Case, document: str, words: Span, same_value: bool) -> Claim | None:
    """The claim of the same property on these words.

    One with another value is not taken where judgements on other words hold it: of "12 dead, 3 of them children" a reader may keep one.
    Nor where the last word was to reject another kind of figure.
    """
    locator = _locator(docket, case)
    judged_value = _value_of(locator)
    rivals = []
    for claim in docket.claims_of(document):
        if locator is None or claim.property != locator.property or not claim.evidence[0].overlaps(words):
            continue
        alike = _alike(claim.value, judged_value)
        if same_value and not alike:
            continue
        if not same_value:
            if any(not other.overlaps(words) for other in docket.words[claim.key]):
                continue
            if case.last.verdict == "reject" and not _same_kind(claim.value, judged_value):
                continue
        rivals.append((not _same_kind(claim.value, judged_value), -_shared(claim.evidence[0], words), -claim.score, claim.key, claim))
    return min(rivals)[-1] if rivals else None


def _locator(docket: _Docket, case: _Case) -> Locator | None:
    """The latest locator; for judgements without one, the words of the former claim."""
    for judgement in reversed(case.judgements):
        if judgement.locator is not None:
            return judgement.locator
    claim = docket.former.get(case.subject)
    document = docket.documents.get(claim.document) if claim else None
    return locator_of(claim, document) if claim and document else None


def _places(docket: _Docket, case: _Case) -> list[tuple[str, Span]]:
    """Where the words stand now: one place in each current document of the same bytes, or only in the document that was judged."""
    locator = _locator(docket, case)
    if locator is None:
        return []
    former = docket.former.get(case.subject)
    found = [(key, place) for key in docket.documents_of(locator.blob) if (place := find_words(locator, docket.documents[key].text))]
    best = max((score for _, (score, _) in found), default=0)
    places = [(key, words) for key, (score, words) in found if score == best]
    own = [place for place in places if former is not None and place[0] == former.document]
    return own or places


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


# ---------------------------------------------------------------- values


def _value_of(locator: Locator | None) -> Any:
    """The value as judged, as the record that it was; None where there is none or it no longer fits."""
    return None if locator is None or locator.property is None else _typed(locator.property, locator.value)


def _typed(kind: str, value: Any) -> Any:
    try:
        return None if value is None else from_builtins(value, VALUE_TYPES[kind])
    except InvalidRecord:
        return None


def _outcome(judgement: Judgement, claim: Claim) -> Any:
    """The value that a judgement gives a claim; None where it rejects it."""
    if judgement.verdict == "reject":
        return None
    judged_value = judgement.locator.value if judgement.locator else None
    if judgement.verdict == "accept":
        value = _typed(claim.property, judged_value)
    elif isinstance(judgement.value, dict):
        value = _typed(claim.property, {**(judged_value or to_builtins(claim.value)), **judgement.value})
    else:
        value = _typed(claim.property, judgement.value)
    return claim.value if value is None else value


def _alike(one: Any, other: Any) -> bool:
    """Whether two values say the same, however they are worded."""
    return other is not None and _judged_part(one) == _judged_part(other)


def _judged_part(value: Any) -> Any:
    held = normalised(value)
    return {name: part for name, part in held.items() if name not in _NOT_JUDGED} if isinstance(held, dict) else held


def _same_kind(one: Any, other: Any) -> bool:
    """Whether two values of one property may be two readings of one thing: killed and injured are not."""
    if isinstance(one, FigureValue) and isinstance(other, FigureValue):
        return one.category == other.category
    return True


# ---------------------------------------------------------------- what holds


def _decide(docket: _Docket, key: str, claim: Claim) -> JudgedClaim:
    """A claim that was read, as the judgements on it leave it."""
    held = sorted(docket.held.get(key, ()), key=_age)
    if not held:
        return JudgedClaim(claim=claim, read=claim)
    last = held[-1]
    _report_contradiction(docket, claim, held)
    value = _outcome(last, claim)
    was = _value_of(last.locator)
    if was is not None and not _alike(claim.value, was) and (value is None or not _alike(claim.value, value)):
        message = f"{last.by} said {last.verdict} to {_words(was)}; the reader now says {_words(claim.value)}."
        docket.report("value_changed", claim.key, message)
    standing = "accepted" if last.verdict == "add" else _ON_CLAIMS[last.verdict]
    changed = value is not None and not _alike(claim.value, value)
    return JudgedClaim(
        claim=replace(claim, value=value, maker=PERSON + last.by) if changed else claim,
        standing=standing,
        judgements=tuple(judgement.key for judgement in held),
        read=claim,
    )


def _report_contradiction(docket: _Docket, claim: Claim, held: Sequence[Judgement]) -> None:
    """Two people whose last words on a claim differ."""
    last_of = {judgement.by: judgement for judgement in held}
    outcomes = [(judgement, _outcome(judgement, claim)) for judgement in last_of.values()]
    (last, holds) = max(outcomes, key=lambda pair: _age(pair[0]))
    for judgement, value in outcomes:
        if (value is None) != (holds is None) or (value is not None and not _alike(value, holds)):
            message = f"{judgement.by} said {judgement.verdict}, {last.by} later said {last.verdict}; the later holds."
            docket.report("contradictory_judgements", claim.key, message)


def _stand_alone(docket: _Docket, case: _Case) -> JudgedClaim | None:
    """The claim of a person to which nothing that was read corresponds."""
    locator, last = _locator(docket, case), case.last
    draft = _draft(docket, case, locator) if locator else None
    if locator is None or draft is None:
        docket.report("words_gone", last.key, f"{last.by} said {last.verdict} to {case.subject}, of which no words were kept.")
        return None
    claim, found = draft
    _report_contradiction(docket, claim, case.judgements)
    value = _outcome(last, claim)
    if last.verdict != "add" or not found:
        where = "the text" if not found else "what is read"
        message = f"{last.by} said {last.verdict} to {_words(claim.value)}; the words are no longer in {where}: “{locator.exact[:100]}”."
        docket.report("words_gone", last.key, message)
    return JudgedClaim(
        claim=claim if value is None else replace(claim, value=value),
        standing="rejected" if value is None else "added",
        judgements=tuple(judgement.key for judgement in case.judgements),
        found=found,
    )


def _draft(docket: _Docket, case: _Case, locator: Locator) -> tuple[Claim, bool] | None:
    """A claim from a locator, and whether its words are in a current document."""
    values = [locator.value, *(judgement.value for judgement in reversed(case.judgements))]
    value = next((typed for each in values if locator.property and (typed := _typed(locator.property, each)) is not None), None)
    if value is None or locator.property is None or not locator.exact:
        return None
    places = _places(docket, case)
    if places:
        document, words = places[0]
    else:
        document = next(iter(docket.documents_of(locator.blob)), f"blob:{locator.blob}")
        words = Span(start=0, end=len(locator.exact), exact=locator.exact)
    maker = PERSON + case.last.by
    former = docket.former.get(case.subject)
    if former is None:
        claim = Claim(document=document, property=locator.property, value=value, evidence=(words,), maker=maker)
    else:
        claim = replace(former, document=document, value=value, evidence=(words,), maker=maker, score=1.0)
        if document != former.document:  # offsets into another text
            speaker, as_of = former.said_by, former.as_of
            claim = replace(claim, said_by=speaker and replace(speaker, span=None), as_of=as_of and replace(as_of, evidence=None))
    return replace(claim, account=_account(docket, claim)), bool(places)


def _account(docket: _Docket, claim: Claim) -> str | None:
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
    held = normalised(value)
    parts = held.values() if isinstance(held, dict) else [held]
    return ", ".join(str(part) for part in parts if isinstance(part, (str, int)))[:100] or type(value).__name__


# ---------------------------------------------------------------- pairs


def _pairs(docket: _Docket, judgements: Sequence[Judgement]) -> tuple[Pair, ...]:
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
        for judgement in {each.by: each for each in on}.values():
            if judgement.verdict != last.verdict:
                message = f"{judgement.by} said {judgement.verdict}, {last.by} later said {last.verdict} of {right}; the later holds."
                docket.report("contradictory_judgements", left, message)
        keys = tuple(judgement.key for judgement in on)
        pairs.append(Pair(left=left, right=right, verdict=last.verdict, by=last.by, judgements=keys))  # type: ignore[arg-type]
    return tuple(pairs)
