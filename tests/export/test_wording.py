from datetime import date

import pytest

from variorum.export.wording import beside, date_words, figure_words, group_words, place_words, range_words, short, told_number, trimmed
from variorum.model import Figure, FigureValue, When, Where


def figure(low: int, high: int | None, bound: str = "exact", **more: object) -> FigureValue:
    return FigureValue(category="killed", low=low, high=high, bound=bound, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (figure(137, 137), "137"),
        (figure(1128, 1128), "1,128"),
        (figure(0, 0), "none"),
        (figure(137, None, "at_least"), "at least 137"),
        (figure(137, None, "more_than"), "more than 137"),
        (figure(137, None), "at least 137"),
        (figure(120, 150, "between"), "120–150"),
        (figure(0, 70, "at_most"), "up to 70"),
        (figure(100, 100, "about"), "about 100"),
        (figure(150, 199, "about"), "nearly 200 (150–199)"),
        (figure(2, None, "plural"), "several (2+)"),
        (figure(24, None, "dozens"), "dozens (24+)"),
        (figure(20000, None, "tens_of_thousands"), "tens of thousands (20,000+)"),
    ],
)
def test_a_figure_as_its_words_have_it(value: FigureValue, words: str) -> None:
    assert figure_words(value) == words


def test_a_figure_says_whom_it_counts_where_that_is_not_everybody() -> None:
    assert group_words(figure(3, 3)) == ""
    assert group_words(figure(3, 3, group=("children", "women"))) == "children and women"
    assert group_words(figure(3, 3, group=("children",), group_text="school\n children")) == "school children"


def test_one_is_no_plural_and_a_hyphen_ties() -> None:
    assert group_words(figure(1, 1, group=("hostages",), group_text="hostages")) == "hostage"
    assert group_words(figure(1, 1, group=("women",), group_text="young women")) == "young woman"
    assert group_words(figure(5, 5, group=("perpetrators",), group_text="takers"), "Five of the hostage-takers") == "hostage-takers"


@pytest.mark.parametrize(("number", "words"), [("90-", "at least 90"), ("~130", "about 130"), ("17", "17"), ("-", "-")])
def test_a_number_in_the_notation_of_muc4(number: str, words: str) -> None:
    assert told_number(number) == words


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("explosive", "explosives", ""),
        ("explosive", "bomb", "explosive"),
        ("police", "two policemen", ""),
        ("of the police", "police mosque", ""),
        ("of the police", "station", "of the police"),
        ("", "school", ""),
    ],
)
def test_a_kind_stands_beside_a_name_where_it_says_more(kind: str, label: str, words: str) -> None:
    assert beside(kind, label) == words


@pytest.mark.parametrize(
    ("printed", "words"),
    [("woman who", "woman"), ("guards are", "guards"), ("women,", "women"), ("a school of arts", "a school of arts"), ("who", "who")],
)
def test_a_phrase_ends_with_its_noun(printed: str, words: str) -> None:
    assert trimmed(printed) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((118, 130, 174), "118–130–174"),
        ((118, 118, 174), "118–118–174"),
        ((118, None, 174), "118–174"),
        ((84, 84, 84), "84"),
        ((84, None, 84), "84"),
        ((137, 137, None), "137+"),
        ((24, None, None), "24+"),
        ((118, 130, None), "118–130+"),
        ((None, None, None), "not known"),
    ],
)
def test_a_range_is_low_best_high(numbers: tuple[int | None, int | None, int | None], words: str) -> None:
    low, best, high = numbers
    assert range_words(Figure(category="killed", low=low, best=best, high=high, rule="range", reports=1, claims=())) == words


@pytest.mark.parametrize(
    ("earliest", "latest", "precision", "words"),
    [
        (date(2004, 9, 3), date(2004, 9, 3), 1, "3 September 2004"),
        (date(2004, 9, 1), date(2004, 9, 3), 2, "1–3 September 2004"),
        (date(2004, 8, 30), date(2004, 9, 2), 2, "30 August – 2 September 2004"),
        (date(2003, 12, 30), date(2004, 1, 2), 2, "30 December 2003 – 2 January 2004"),
        (date(2004, 2, 1), date(2004, 2, 29), 4, "February 2004"),
        (date(2003, 12, 1), date(2004, 2, 29), 5, "December 2003 – February 2004"),
        (date(2004, 1, 1), date(2004, 12, 31), 5, "2004"),
        (date(2004, 1, 1), date(2006, 12, 31), 5, "2004–2006"),
        (None, date(2004, 9, 3), 5, "by 3 September 2004"),
        (date(2004, 9, 3), None, 5, "from 3 September 2004"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(earliest: date | None, latest: date | None, precision: int, words: str) -> None:
    assert date_words(When(earliest=earliest, latest=latest, precision=precision, how="stated")) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (Where(name="Beslan", kind="populated", admin1="North Ossetia", country="RU"), "Beslan, North Ossetia, Russia"),
        (Where(name="Beslan", kind="populated", site="School No. 1", country="RU"), "School No. 1, Beslan, Russia"),
        (Where(name="Beslan", kind="populated", country="RU", precision=2), "near Beslan, Russia"),
        (Where(name="Moscow", kind="populated", admin1="Moscow", country="RU"), "Moscow, Russia"),
        (
            Where(name="North Ossetia", kind="admin1", admin1="North Ossetia", country="RU", precision=4),
            "somewhere in North Ossetia, Russia",
        ),
        (
            Where(name="Kenya", kind="country", site="embassy", country="KE", precision=6),
            "embassy, somewhere in Kenya",
        ),
        (Where(name="Dry Creek", kind="populated", country="XA"), "Dry Creek, XA"),
        (Where(name="Murcia", kind="populated", admin1="Murcia, Región de", country="ES"), "Murcia, Spain"),
        (Where(name="Lorca", kind="populated", admin1="Murcia, Región de", country="ES"), "Lorca, Región de Murcia, Spain"),
        (Where(name="Kenya", kind="country", country="KE", precision=6), "somewhere in Kenya"),
        (Where(name="the Black Sea", kind="water", precision=7), "at sea or in the air: the Black Sea"),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(where: Where, words: str) -> None:
    assert place_words(where) == words


def test_unknown_stays_unknown() -> None:
    assert date_words(None) is None
    assert place_words(None) is None


def test_a_key_is_shortened_to_kind_and_eight_digits() -> None:
    assert short("claim:0123456789abcdef01234567") == "claim:01234567"
    assert short("claim:0123456789abcdef01234567@0a1b2c3d") == "claim:01234567"
    assert short("broken.txt") == "broken.txt"
