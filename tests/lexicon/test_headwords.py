import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.headwords import bare, filed_under, folded, headed, singular


@pytest.mark.parametrize(
    ("phrase", "noun", "before"),
    [
        ("83 policemen in the valley", "policeman", ""),
        ("two police officers", "policeman", ""),
        ("at least 65 people", "person", ""),
        ("More than three hundred and thirty people", "person", ""),
        ("1,500 villagers", "villager", ""),
        ("hundreds of worshippers", "worshipper", ""),
        ("one of the hostages", "hostage", ""),
        ("students hostage", "student", ""),
        ("guards are", "guard", ""),
        ("a woman who was", "woman", ""),
        ("a concert hall near the port", "hall", ""),
        ("the metro station", "station", "metro"),
        ("POLICE STATION", "station", "police"),
        ("its buses", "bus", ""),
        ("a harbour school, the oldest", "school", ""),
        ("", "", ""),
        ("😀", "", ""),
    ],
)
def test_the_head_of_a_phrase(phrase: str, noun: str, before: str) -> None:
    found = headed(phrase)
    assert (found.noun, found.before) == (noun, before)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Harbour City Hall", {"harbour", "city", "hall"}),
        ("a Harlow concert hall", set()),
        ("Airliners", set()),
        ("HARBOUR CITY HALL", set()),
    ],
)
def test_a_head_in_capitals_makes_a_name(phrase: str, name: set[str]) -> None:
    assert headed(phrase).name == name


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("At least 65 people in", "people"),
        ("some 1,500 people", "people"),
        ("Another 182 people", "people"),
        ("the police mosque in Harlow", "police mosque in Harlow"),
        ("people have been killed in the valley", "people"),
        ("students hostage", "students"),
        ("the", "the"),
        ("7", "7"),
    ],
)
def test_a_phrase_without_article_and_number(phrase: str, words: str) -> None:
    assert bare(phrase) == words


def test_names_are_held_against_each_other_without_case_and_article() -> None:
    assert folded("The Governor’s House") == folded("governor house")


@pytest.mark.parametrize(
    ("noun", "one"), [("churches", "church"), ("wives", "wife"), ("buses", "bus"), ("ferries", "ferry"), ("bus", "bus"), ("glass", "glass")]
)
def test_singulars(noun: str, one: str) -> None:
    assert singular(noun) == one


def test_what_nouns_are_filed_under_is_filed_nowhere_else() -> None:
    assert not set(filed_under().values()) & set(filed_under())


@given(st.text(max_size=300))
def test_any_text_has_some_head(text: str) -> None:
    assert headed(text).noun == headed(text).noun.lower()
    assert all(word == folded(word) for word in headed(text).name if word)
    assert len(bare(text)) <= len(text)
    assert singular(text) is not None
