from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from variorum.model import Claim, Document, FigureValue, Judgement, Span, Speaker
from variorum.model.identity import digest
from variorum.model.records import to_builtins
from variorum.model.review import Measure, Review
from variorum.reckon.judged import judged, locator_of
from variorum.reckon.reviewed import ENOUGH_DOCUMENTS, review

NOON = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
TEXT = "Blast in town {0}\n\nAt least 17 people were killed and 23 wounded in town {0}, police said. Two men are held."


def document_of(number: int) -> Document:
    text = TEXT.format(number)
    return Document(capture=f"capture:{number}", blob=digest(text.encode()), text=text)


def claim_of(document: Document, words: str, category: str, low: int, *, maker: str = "reader-1", score: float = 1.0) -> Claim:
    start = document.text.index(words)
    value = FigureValue(category=category, low=low, high=low)  # type: ignore[arg-type]
    span = Span.of(document.text, start, start + len(words))
    return Claim(document=document.key, property="figure", value=value, evidence=(span,), maker=maker, score=score)


def judge(claim: Claim, verdict: str, document: Document, *, hour: int = 0, **fields: object) -> Judgement:
    value = {**to_builtins(claim.value), **fields} if fields or verdict == "add" else None
    return Judgement(
        verdict=verdict,  # type: ignore[arg-type]
        subject=claim.key,
        by="ana",
        at=NOON + timedelta(hours=hour),
        value=value,
        locator=locator_of(claim, document),
    )


def reviewed(claims: list[Claim], judgements: list[Judgement], documents: list[Document], former: list[Claim] | None = None) -> Review:
    by_key = {document.key: document for document in documents}
    before = {claim.key: claim for claim in former or claims}
    return review(judged(claims, by_key, judgements, former=before), judgements, by_key, former=before)


def measure(found: Review, category: str | None = None) -> Measure:
    return next(each for each in found.measures if each.category == category)


DOCUMENTS = [document_of(number) for number in range(6)]


def test_nobody_judged_anything() -> None:
    found = reviewed([claim_of(DOCUMENTS[0], "17 people", "killed", 17)], [], DOCUMENTS)
    assert (found.judged, found.measures, found.faults) == (0, (), ())


def test_verdicts_become_right_wrong_and_missed() -> None:
    one = DOCUMENTS[0]
    killed, injured = claim_of(one, "17 people", "killed", 17), claim_of(one, "23", "injured", 23)
    held = claim_of(one, "Two men", "arrested", 2, maker="person:ana")
    judgements = [judge(killed, "accept", one), judge(injured, "correct", one, low=24, high=24), judge(held, "add", one)]
    found = reviewed([killed, injured], judgements, DOCUMENTS)
    whole = measure(found)
    assert (whole.right, whole.invented, whole.missed) == (1, 1, 2)
    assert whole.precision is None, "too few to say"
    assert {(each.category, each.fault): each.count for each in found.faults} == {("injured", "number"): 1, ("arrested", "added"): 1}
    example = next(each for each in found.faults if each.fault == "number").examples[0]
    assert (example.words, example.by) == ("23", "ana")
    assert example.read is not None
    assert example.said is not None


def test_a_correction_of_the_category_is_invented_there_and_missed_here() -> None:
    one = DOCUMENTS[0]
    claim = claim_of(one, "17 people", "killed", 17)
    found = reviewed([claim], [judge(claim, "correct", one, category="injured")], DOCUMENTS)
    assert (measure(found, "killed").invented, measure(found, "killed").missed) == (1, 0)
    assert (measure(found, "injured").invented, measure(found, "injured").missed) == (0, 1)
    assert found.faults[0].fault == "category"


def test_a_reader_that_learnt_is_right_where_it_was_corrected() -> None:
    one = DOCUMENTS[0]
    before, after = claim_of(one, "17 people", "killed", 17), claim_of(one, "17 people", "killed", 16, maker="reader-2")
    correction = judge(before, "correct", one, low=16, high=16)
    assert measure(reviewed([after], [correction], DOCUMENTS, former=[before])).right == 1
    rejection = judge(before, "reject", one)
    settled = reviewed([after], [rejection], DOCUMENTS, former=[before])
    assert (settled.judged, settled.unsettled) == (1, 1), "another value was never judged"
    assert (reviewed([before], [rejection], DOCUMENTS).unsettled, measure(reviewed([before], [rejection], DOCUMENTS)).invented) == (0, 1)


def test_an_accepted_claim_that_the_reader_lost_is_missed() -> None:
    one = DOCUMENTS[0]
    claim = claim_of(one, "17 people", "killed", 17)
    whole = measure(reviewed([], [judge(claim, "accept", one)], DOCUMENTS, former=[claim]))
    assert (whole.right, whole.invented, whole.missed) == (0, 0, 1)


def test_shares_come_with_enough_judgements_and_recall_with_additions() -> None:
    assert len(DOCUMENTS) >= ENOUGH_DOCUMENTS
    told = (("17 people", "killed", 17), ("23", "injured", 23))
    claims = [claim_of(document, words, kind, number) for document in DOCUMENTS for words, kind, number in told]
    by_key = {document.key: document for document in DOCUMENTS}
    verdicts = [judge(claim, "reject" if index == 0 else "accept", by_key[claim.document]) for index, claim in enumerate(claims)]
    whole = measure(reviewed(claims, verdicts, DOCUMENTS))
    assert whole.precision is not None
    assert whole.precision.low < whole.precision.value == round(11 / 12, 4)
    assert whole.recall is None
    missed = claim_of(DOCUMENTS[1], "Two men", "arrested", 2, maker="person:ana")
    whole = measure(reviewed(claims, [*verdicts, judge(missed, "add", DOCUMENTS[1])], DOCUMENTS))
    assert whole.recall is not None
    assert whole.recall.value == round(11 / 12, 4)


def test_scores_are_held_against_verdicts() -> None:
    documents = [document_of(number) for number in range(60)]
    claims = [claim_of(document, "17 people", "killed", 17, score=0.8) for document in documents]
    verdicts = [judge(claim, "reject" if index % 5 == 0 else "accept", documents[index]) for index, claim in enumerate(claims)]
    (calibration,) = reviewed(claims, verdicts, documents).calibrations
    assert (calibration.count, calibration.error) == (60, 0.0)
    assert calibration.bins[0].right == 0.8


def test_speakers_are_compared_where_a_text_was_read_anew() -> None:
    one = DOCUMENTS[0]
    plain = claim_of(one, "17 people", "killed", 17)
    before = replace(plain, said_by=Speaker(name="Police"))
    after = replace(plain, maker="reader-2", said_by=Speaker(name="two men"))
    found = reviewed([after], [judge(before, "accept", one)], DOCUMENTS, former=[before])
    assert (found.speakers_judged, found.speakers_kept) == (1, 0)
    assert measure(found).right == 1, "the value is what was judged"
    assert reviewed([before], [judge(before, "accept", one)], DOCUMENTS).speakers_judged == 0
