from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.lexicon.actors import akin, aliases_by_first_word, armed_groups, group_meant, group_named
from variorum.lexicon.en.tables import read_rows


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("ISIL", "Islamic State"),
        ("the Islamic State", "Islamic State"),
        ("Al Qaida", "al-Qaeda"),
        ("Al-Shabab", "al-Shabaab"),
        ("Tamil Tigers", "Liberation Tigers of Tamil Eelam"),
        ("Shining Path", "Shining Path"),
        ("FARC", "Revolutionary Armed Forces of Colombia"),
    ],
)
def test_a_group_by_any_name(name: str, group: str) -> None:
    found = group_named(name)
    assert found is not None
    assert found.name == group


@pytest.mark.parametrize("name", ["", "eta", "the", "Bakers' Guild", "fatah street"])
def test_others_are_no_group(name: str) -> None:
    assert group_named(name) is None


def test_the_list_is_sound() -> None:
    assert len(armed_groups()) > 200
    names = [group.name for group in armed_groups()]
    assert len(names) == len(set(names))
    assert all(not group.country or (len(group.country) == 2 and group.country.isupper()) for group in armed_groups())
    owner: dict[tuple[tuple[str, ...], str | None], str] = {}
    for aliases in aliases_by_first_word().values():
        for alias in aliases:
            assert owner.setdefault((alias.words, alias.exact), alias.group.name) == alias.group.name


def test_longest_names_come_first() -> None:
    for aliases in aliases_by_first_word().values():
        lengths = [len(alias.words) for alias in aliases]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("IS", "Islamic State"),
        ("the so-called Islamic State (IS) group", "Islamic State"),
        ("Islamic State militants", "Islamic State"),
        ("Daesh", "Islamic State"),
        ("IS-K", "Islamic State Khorasan Province"),
        ("Islamic State's Afghan affiliate", "Islamic State Khorasan Province"),
        ("Lebanon's Hezbollah", "Hezbollah"),
        ("Turkish Hezbollah", "Turkish Hezbollah"),
        ("Iran-backed Houthi rebels", "Houthis"),
        ("Somali Islamist group al-Shabaab", "al-Shabaab"),
        ("Pakistani Taliban (TTP", "Tehrik-i-Taliban Pakistan"),
        ("fighters of the Riyadus-Salikhin brigade", "Riyadus-Salikhin"),
        ("(IS)", "Islamic State"),
    ],
)
def test_an_actor_s_words_mean_a_group(words: str, group: str) -> None:
    meant = group_meant(words)
    assert meant is not None
    assert meant.name == group


@pytest.mark.parametrize(
    "words",
    [
        "",
        "🙂",
        "a commander of the Taliban",
        "Taliban leader Osk Brandel",
        "an offshoot of al-Qaeda",
        "al-Qaeda-linked militants",
        "rebels",
        "x " * 500,
    ],
)
def test_others_mean_no_group(words: str) -> None:
    assert group_meant(words) is None


@settings(deadline=None)  # other work on the machine is no failure
@given(st.text(max_size=60))
def test_any_words_may_be_asked(words: str) -> None:
    group_meant(words)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("ISIS", "ISKP", True),
        ("Hayat Tahrir al-Sham", "al-Qaeda", True),
        ("Taliban", "Pakistani Taliban", False),
        ("Hamas", "Hezbollah", False),
        ("Hamas", "Hamas", True),
    ],
)
def test_branches_are_akin(left: str, right: str, expected: bool) -> None:
    one, other = group_named(left), group_named(right)
    assert one is not None
    assert other is not None
    assert akin(one, other) is akin(other, one) is expected


def test_the_lists_of_aliases_and_branches_are_sound() -> None:
    known = {group.name for group in armed_groups()} | {row[0] for row in read_rows("actor_aliases.tsv")}
    assert all(len(row) == 2 and set(row) <= known for row in read_rows("armed_group_branches.tsv"))
    aliases = [alias for _, names in read_rows("actor_aliases.tsv") for alias in names.split(";")]
    assert len(aliases) == len(set(aliases))
    assert all(aliases)
