from __future__ import annotations

from datetime import UTC, datetime

from variorum.model import Document, Judgement
from variorum.model.identity import digest
from variorum.reckon.copied import decided_copies, place_of_document

AT = datetime(2024, 6, 1, tzinfo=UTC)


def document(name: str, text: str) -> Document:
    return Document(capture=f"capture:{name}", blob=digest(name.encode()), text=text)


def judgement(one: Document, other: Document, verdict: str, by: str = "ana", minute: int = 0) -> Judgement:
    places = {"subject": place_of_document(one), "other": place_of_document(other)}
    return Judgement(verdict=verdict, subject=one.key, other=other.key, value=places, by=by, at=AT.replace(minute=minute))  # type: ignore[arg-type]


ONE, OTHER = document("one", "First text."), document("other", "Second text.")
BOTH = {each.key: each for each in (ONE, OTHER)}


def test_the_last_word_holds_and_the_other_is_shown() -> None:
    said = [judgement(ONE, OTHER, "copy"), judgement(OTHER, ONE, "independent", "bo", 5)]
    [pair], [problem] = decided_copies(said, BOTH)
    assert (pair.verdict, pair.by, pair.left < pair.right) == ("independent", "bo", True)
    assert problem.code == "contradictory_judgements"


def test_a_judgement_outlives_a_new_cleaner() -> None:
    cleaned = document("one", "First text, cleaned better.")
    [pair], problems = decided_copies([judgement(ONE, OTHER, "copy")], {each.key: each for each in (cleaned, OTHER)})
    assert {pair.left, pair.right} == {cleaned.key, OTHER.key}
    assert not problems


def test_a_document_that_is_gone_is_a_problem() -> None:
    pairs, [problem] = decided_copies([judgement(ONE, OTHER, "copy")], {ONE.key: ONE})
    assert (pairs, problem.code) == ((), "words_gone")
