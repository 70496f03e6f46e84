"""Where people's judgements on claims belong: by the claim's key, else by its words, in whatever a later reading made of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from variorum.errors import InvalidRecord
from variorum.model import Claim, Document, FigureValue, Judgement, Locator, Problem, Span
from variorum.model.claim import normalised
from variorum.model.records import from_builtins
from variorum.model.values import VALUE_TYPES
from variorum.reckon.locating import find_words, locator_of

_NOT_JUDGED = frozenset({"group_text", "counted"})  # how a value was worded: no other value


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The judgements on one subject, the earliest first."""

    subject: str
    judgements: tuple[Judgement, ...]

    @property
    def last(self) -> Judgement:
        """The one that holds."""
        return self.judgements[-1]


@dataclass(slots=True, kw_only=True)
class Docket:
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

    def hold(self, claim: Claim, case: Case, words: Span) -> None:
        """Give a case to a claim, on whose words it stands."""
        self.held[claim.key] += case.judgements
        self.words[claim.key].append(words)

    def claims_of(self, document: str) -> list[Claim]:
        """What was read in a document."""
        if not self._by_document:
            for claim in self.read.values():
                self._by_document.setdefault(claim.document, []).append(claim)
        return self._by_document.get(document, [])

    def documents_of(self, blob: str) -> list[str]:
        """The current documents of the same bytes."""
        if not self._by_blob:
            for key, document in sorted(self.documents.items()):
                self._by_blob.setdefault(document.blob, []).append(key)
        return self._by_blob.get(blob, [])

    def report(self, code: str, subject: str, message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(stage="reckon", code=code, subject=subject, message=message))


def place(docket: Docket, cases: Sequence[Case]) -> list[Case]:
    """Give every case to the claims that it is about: by key, else by words with the same value, else by words. Gives those left over."""
    left = []
    for case in cases:
        claim = docket.read.get(case.subject)
        if claim is not None:
            docket.hold(claim, case, claim.evidence[0])
        else:
            left.append((case, places_of(docket, case)))
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


def _fitting(docket: Docket, case: Case, document: str, words: Span, same_value: bool) -> Claim | None:
    """The claim of the same property on these words.

    One with another value is not taken where judgements on other words hold it: of "12 dead, 3 of them children" a reader may keep one.
    Nor where the last word was to reject another kind of figure.
    """
    locator = locator_in(docket, case)
    judged_value = value_of(locator)
    if judged_value is None and locator is not None and locator.property is not None and case.last.verdict == "add":
        judged_value = typed(locator.property, given_by(case.last))
    rivals = []
    for claim in docket.claims_of(document):
        if locator is None or claim.property != locator.property or not claim.evidence[0].overlaps(words):
            continue
        if same_value and not alike(claim.value, judged_value):
            continue
        if not same_value and case.last.verdict == "add" and claim.evidence[0] != words:
            continue  # of "12 dead, 3 of them children" a reader may have the one and a person have added the other
        if not same_value:
            if any(not other.overlaps(words) for other in docket.words[claim.key]):
                continue
            if case.last.verdict == "reject" and not same_kind(claim.value, judged_value):
                continue
        rivals.append((not same_kind(claim.value, judged_value), -_shared(claim.evidence[0], words), -claim.score, claim.key, claim))
    return min(rivals)[-1] if rivals else None


def locator_in(docket: Docket, case: Case) -> Locator | None:
    """The latest locator; for judgements without one, the words of the former claim."""
    for judgement in reversed(case.judgements):
        if judgement.locator is not None:
            return judgement.locator
    claim = docket.former.get(case.subject)
    document = docket.documents.get(claim.document) if claim else None
    return locator_of(claim, document) if claim and document else None


def places_of(docket: Docket, case: Case) -> list[tuple[str, Span]]:
    """Where the words stand now: one place in each current document of the same bytes, or only in the document that was judged."""
    locator = locator_in(docket, case)
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


def value_of(locator: Locator | None) -> Any:
    """The value as judged, as the record that it was; None where there is none or it no longer fits."""
    return None if locator is None or locator.property is None else typed(locator.property, locator.value)


def given_by(judgement: Judgement) -> Any:
    """The value that a judgement gives; an addition may hold it beside its speaker."""
    value = judgement.value
    return value["value"] if judgement.verdict == "add" and isinstance(value, dict) and "value" in value else value


def typed(kind: str, value: Any) -> Any:
    """Builtins as a value of a property; None where they are none."""
    try:
        return None if value is None else from_builtins(value, VALUE_TYPES[kind])
    except InvalidRecord:
        return None


def alike(one: Any, other: Any) -> bool:
    """Whether two values say the same, however they are worded."""
    return other is not None and _judged_part(one) == _judged_part(other)


def _judged_part(value: Any) -> Any:
    held = normalised(value)
    return {name: part for name, part in held.items() if name not in _NOT_JUDGED} if isinstance(held, dict) else held


def same_kind(one: Any, other: Any) -> bool:
    """Whether two values of one property may be two readings of one thing: killed and injured are not."""
    if isinstance(one, FigureValue) and isinstance(other, FigureValue):
        return one.category == other.category
    return True
