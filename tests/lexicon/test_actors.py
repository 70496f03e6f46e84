from __future__ import annotations

import pytest

from variorum.lexicon.actors import aliases_by_first_word, armed_groups, group_named


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
