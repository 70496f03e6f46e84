"""How good the reading is on the claims that people judged.

An accepted claim is right. A rejected one is invented. A corrected one is right where the reader now says what the person says, else it is
invented and its correction missed. A claim that a person added is missed until the reader finds it. A rejected value that is now read
otherwise, and words that are gone, say nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.config import CONTEXT
from variorum.model import Claim, ClaimValue, Document, FigureValue, Judgement, ResponsibilityValue
from variorum.model.review import Calibration, Example, Fault, FaultClass, Measure, Review
from variorum.model.words import Category, Property, words_of
from variorum.reckon.judged import Judged, JudgedClaim
from variorum.reckon.reviewed.calibration import calibration_error, reliability
from variorum.reckon.reviewed.intervals import shares

ENOUGH_CLAIMS = 10  # below, an interval spans most of what is possible and a number would only mislead
ENOUGH_DOCUMENTS = 5
ENOUGH_SCORES = 50  # claims with a score, for ten bins
EXAMPLES = 3
Kind = tuple[Property, Category | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A judged claim that says something of the reading: what was read, what a person says (None: that there is no such claim)."""

    judged: JudgedClaim
    read: Claim | None
    said: ClaimValue | None
    last: Judgement

    @property
    def claim(self) -> Claim:
        return self.judged.claim

    @property
    def right(self) -> bool:
        return self.read is not None and self.said is not None and self.read.value == self.said


def review(
    decided: Judged,
    judgements: Iterable[Judgement],
    documents: Mapping[str, Document],
    *,
    former: Mapping[str, Claim] | None = None,
) -> Review:
    """What judgements say of the current reading. `former` are the judged claims as they were called when they were judged, by key."""
    by_key = {judgement.key: judgement for judgement in judgements}
    touched = [each for each in decided.claims if each.judgements]
    changed = {problem.subject for problem in decided.problems if problem.code == "value_changed"}
    cases = [case for each in touched if (case := _case(each, by_key[each.judgements[-1]], changed)) is not None]
    kinds = sorted({kind for case in cases for kind in _kinds(case)}, key=_order)
    speakers = [kept for case in cases if (kept := _speaker_kept(case, former or {})) is not None]
    return Review(
        judged=len(touched),
        unsettled=len(touched) - len(cases),
        documents=len({each.claim.document for each in touched}),
        measures=tuple(_measure(kind, cases) for kind in kinds),
        calibrations=tuple(_calibrations(cases)),
        faults=tuple(_faults(cases, documents)),
        speakers_judged=len(speakers),
        speakers_kept=sum(speakers),
    )


def _case(each: JudgedClaim, last: Judgement, changed: set[str]) -> _Case | None:
    """None where the judgement says nothing of what is read now."""
    if not each.found:
        return None
    if each.standing == "rejected":
        if each.read is None or each.read.key in changed:
            return None
        return _Case(judged=each, read=each.read, said=None, last=last)
    # A claim that keeps its maker keeps its value: the person's value is the reader's, however it is worded.
    same = each.read is not None and each.claim.maker == each.read.maker
    said = each.read.value if same and each.read is not None else each.claim.value
    return _Case(judged=each, read=each.read, said=said, last=last)


# ---------------------------------------------------------------- measures


def _kind(name: Property, value: ClaimValue) -> Kind:
    return name, value.category if isinstance(value, FigureValue) else None


def _kinds(case: _Case) -> set[Kind]:
    """The measures that a case belongs to: its property, and for figures the category that was read and the one that a person gives."""
    name = case.claim.property
    values = [value for value in (case.read.value if case.read else None, case.said) if value is not None]
    return {(name, None), *(_kind(name, value) for value in values)}


def _order(kind: Kind) -> tuple[int, int]:
    name, category = kind
    return words_of(Property).index(name), -1 if category is None else words_of(Category).index(category)


def _measure(kind: Kind, cases: Sequence[_Case]) -> Measure:
    name, category = kind
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    looked = False  # whether anybody adds what the reader missed; corrections alone do not show that
    for case in cases:
        if case.claim.property != name:
            continue
        read = case.read is not None and category in (None, _kind(name, case.read.value)[1])
        said = case.said is not None and category in (None, _kind(name, case.said)[1])
        looked = looked or case.last.verdict == "add"
        row = counts[case.claim.document]
        if case.right:
            row[0] += read
        else:
            row[1] += read
            row[2] += said
    held = {document: (row[0], row[1], row[2]) for document, row in counts.items() if any(row)}
    right, invented, missed = (sum(column) for column in zip(*held.values(), strict=True))
    measure = Measure(property=name, category=category, documents=len(held), right=right, invented=invented, missed=missed)
    if right + invented + missed < ENOUGH_CLAIMS or len(held) < ENOUGH_DOCUMENTS:
        return measure
    precision, recall, f1 = shares(list(held.values()))
    return Measure(
        property=name,
        category=category,
        documents=len(held),
        right=right,
        invented=invented,
        missed=missed,
        precision=precision if right + invented else None,
        recall=recall if looked else None,
        f1=f1 if looked else None,
    )


def _calibrations(cases: Sequence[_Case]) -> Iterable[Calibration]:
    """Of each property with enough claims that the reader scored."""
    scored: dict[Property, list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        if case.read is not None:
            scored[case.claim.property].append((case.read.score, case.right))
    for name in words_of(Property):
        pairs = scored.get(name, [])  # type: ignore[call-overload]
        if len(pairs) >= ENOUGH_SCORES:
            bins = reliability(pairs)
            yield Calibration(property=name, count=len(pairs), error=round(calibration_error(bins), 4), bins=bins)  # type: ignore[arg-type]


def _speaker_kept(case: _Case, former: Mapping[str, Claim]) -> bool | None:
    """Whether the speaker of an accepted claim is still read; None where it was not accepted, or has not been read anew since."""
    before = former.get(case.last.subject)
    if case.last.verdict != "accept" or case.read is None or before is None or before.key == case.read.key:
        return None
    return before.speaker == case.read.speaker


# ---------------------------------------------------------------- disagreements


def _faults(cases: Sequence[_Case], documents: Mapping[str, Document]) -> list[FaultClass]:
    """The classes of disagreement, the largest first."""
    held: dict[tuple[Property, Category | None, Fault], list[_Case]] = defaultdict(list)
    for case in cases:
        if not case.right:
            value = case.read.value if case.read else case.said
            assert value is not None  # a case has what was read, what is said, or both
            held[*_kind(case.claim.property, value), _fault(case)].append(case)
    sizes = Counter({kind: len(found) for kind, found in held.items()})
    ranked = sorted(sizes, key=lambda kind: (-sizes[kind], _order(kind[:2]), kind[2]))
    return [
        FaultClass(
            property=kind[0],
            category=kind[1],
            fault=kind[2],
            count=sizes[kind],
            examples=tuple(_example(case, documents) for case in _spread(held[kind])[:EXAMPLES]),
        )
        for kind in ranked
    ]


def _fault(case: _Case) -> Fault:
    if case.said is None:
        return "rejected"
    if case.read is None:
        return "added"
    read, said = case.read.value, case.said
    parts: dict[Fault, bool] = {}
    if isinstance(read, FigureValue) and isinstance(said, FigureValue):
        number = (read.low, read.high, read.bound) != (said.low, said.high, said.bound)
        parts = {"category": read.category != said.category, "number": number, "group": read.group != said.group}
    elif isinstance(read, ResponsibilityValue) and isinstance(said, ResponsibilityValue):
        parts = {"actor": read.actor.name != said.actor.name, "status": read.status != said.status}
    return next((name for name, differs in parts.items() if differs), "value")


def _spread(cases: Sequence[_Case]) -> list[_Case]:
    """First one of each document, in the order of their keys."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, _Case]] = []
    for case in sorted(cases, key=lambda case: (case.claim.document, case.claim.evidence[0])):
        ranked.append((seen[case.claim.document], len(ranked), case))
        seen[case.claim.document] += 1
    return [case for *_, case in sorted(ranked, key=lambda each: each[:2])]


def _example(case: _Case, documents: Mapping[str, Document]) -> Example:
    words, document = case.claim.evidence[0], documents.get(case.claim.document)
    text = document.text if document else ""
    return Example(
        document=case.claim.document,
        before=text[max(0, words.start - CONTEXT) : words.start],
        words=words.exact,
        after=text[words.end : words.end + CONTEXT] if document else "",
        read=case.read.value if case.read else None,
        said=case.said,
        by=case.last.by,
        reason=case.last.reason,
    )
