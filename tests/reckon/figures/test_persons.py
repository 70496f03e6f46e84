from __future__ import annotations

import pytest

from variorum.model import Account, Claim, Document, FigureValue, Span, Told
from variorum.model.identity import digest
from variorum.model.words import Category, Group
from variorum.reckon.counting import counts
from variorum.reckon.figures import reckon_figures
from variorum.reckon.figures.persons import persons_of

GROUPS: dict[str, tuple[Group, ...]] = {"man": ("men",), "woman": ("women",), "boy": ("children", "men"), "teenager": ("children",)}


def told(text: str, *said: tuple[str, Category], outlet: str = "Post") -> Told:
    """An account whose claims count one person each, by the words that tell of him or her, in the order of the text."""
    document = Document(capture="test", blob=digest((text + outlet).encode()), text=text)
    anchor = Span.of(text, 0, len(text))
    account = Account(document=document.key, anchor=anchor, status="news", main=True)
    claims, start = [], 0
    for words, category in said:
        start = text.index(words, start)
        printed = words.split()[0].isdigit()
        number = int(words.split()[0]) if printed else 1
        value = FigureValue(category=category, low=number, high=number, group=GROUPS.get(words.split()[-1], ("all",)), counted=not printed)
        span = Span.of(text, start, start + len(words))
        claims.append(Claim(document=document.key, account=account.key, property="figure", value=value, evidence=(span,), maker="test"))
        start += len(words)
    return Told(account=account, document=document, claims=tuple(claims), outlet=outlet)


def fates(each: Told) -> list[str]:
    return [person.category for person in persons_of(counts([each]))]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("A man was shot. The man died.", [("A man", "injured"), ("The man", "killed")], ["killed"]),
        ("A man was shot and a woman died.", [("A man", "injured"), ("a woman", "killed")], ["injured", "killed"]),
        (
            "A 16-year-old man and a 30-year-old man fell.",
            [("16-year-old man", "injured"), ("30-year-old man", "injured")],
            ["injured"] * 2,
        ),
        ("A man and a man fell.", [("A man", "injured"), ("a man", "injured")], ["injured"] * 2),
        ("Ali Reza, 24, was hit. A teenager died.", [("Ali Reza", "injured"), ("A teenager", "killed")], ["injured", "killed"]),
        ("A man fell. Another man fell.", [("A man", "injured"), ("Another man", "injured")], ["injured"] * 2),
        (
            "Ali Reza fell. Omar Low fell. Reza died.",
            [("Ali Reza", "injured"), ("Omar Low", "injured"), ("Reza", "killed")],
            ["killed", "injured"],
        ),
        ("Young Ali Reza fell. It was Reza who died.", [("Young Ali", "injured"), ("was Reza", "killed")], ["killed"]),
        ("A 20-month-old was hit. A 1-year-old died.", [("20-month-old", "injured"), ("1-year-old", "killed")], ["killed"]),
        ("A 20-month-old was hit. A 2-month-old died.", [("20-month-old", "injured"), ("2-month-old", "killed")], ["injured", "killed"]),
        ("Ali Reza was killed and a woman was hurt.", [("Ali Reza", "killed"), ("a woman", "injured")], ["killed", "injured"]),
        ("Sixteen-year-old was hit. A boy died.", [("Sixteen-year-old", "injured"), ("A boy", "killed")], ["killed"]),
    ],
)
def test_mentions_are_two_people_only_where_words_say_so(text: str, said: list[tuple[str, Category]], expected: list[str]) -> None:
    assert fates(told(text, *said)) == expected


def best(each: Told, *others: Told) -> dict[str, int | None]:
    return {figure.category: figure.best for figure in reckon_figures([each, *others])}


def test_people_told_of_one_by_one_are_added_up() -> None:
    assert best(told("A man fell and a woman fell.", ("A man", "killed"), ("a woman", "killed"))) == {"killed": 2}


def test_a_printed_total_goes_before_people_told_of_one_by_one() -> None:
    assert best(told("3 killed. A man died.", ("3 killed", "killed"), ("A man", "killed"))) == {"killed": 3}


def test_the_injured_of_a_report_without_dead_may_have_died() -> None:
    early = told("A man was shot.", ("A man", "injured"), outlet="Echo")
    late = told("A man died.", ("A man", "killed"))
    assert best(early, late).get("injured") is None
    assert best(early, late)["killed"] == 1


def test_where_nobody_prints_a_number_the_fewer_people_stand() -> None:
    one = told("A man died.", ("A man", "killed"))
    two = told("Ali Reza died. Omar Low died.", ("Ali Reza", "killed"), ("Omar Low", "killed"), outlet="Globe")
    assert next(figure.best for figure in reckon_figures([one, two]) if figure.category == "killed") == 1
    printed = told("2 people died.", ("2 people", "killed"), outlet="Star")
    assert next(figure.best for figure in reckon_figures([one, two, printed]) if figure.category == "killed") == 2
