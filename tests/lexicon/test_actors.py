from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.lexicon.actors import _key, akin, aliases_by_first_word, armed_groups, group_filed, group_meant, group_named, parents
from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.gazetteer import country


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
        ("suspected Boko Haram militants", "Boko Haram"),
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
        "a Boko Haram faction",
        "al-Qaeda-linked militants",
        "rebels",
        "x " * 500,
    ],
)
def test_others_mean_no_group(words: str) -> None:
    assert group_meant(words) is None


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


@pytest.mark.parametrize(
    ("words", "land", "group"),
    [
        ("National Liberation Army", "CO", "National Liberation Army"),
        ("the National Liberation Army", "MK", "National Liberation Army of Macedonia"),
        ("National Liberation Army", "FR", None),
        ("National Liberation Army", None, None),
        ("Colombia's National Liberation Army", None, "National Liberation Army"),
        ("Bolivian National Liberation Army guerrillas", "CO", "National Liberation Army of Bolivia"),
        ("ELN", None, "National Liberation Army"),
        ("PLA", "CN", None),
        ("PLA", "NP", "People's Liberation Army of Nepal"),
        ("ELF", "ER", "Eritrean Liberation Front"),
        ("ELF", None, None),
        ("Islamic Jihad", "IL", "Palestinian Islamic Jihad"),
        ("Islamic Jihad", "EG", "Egyptian Islamic Jihad"),
        ("Islamic Jihad", None, None),
        ("Palestinian Islamic Jihad", None, "Palestinian Islamic Jihad"),
        ("al-Shabaab militants", "KE", "al-Shabaab"),
        ("al-Shabaab", None, "al-Shabaab"),
        ("al-Shabaab", "MZ", "Ahlu Sunnah wal Jamaah"),
        ("Taliban fighters", "PK", None),
        ("Taliban fighters", "AF", "Taliban"),
        ("Pakistani Taliban", "PK", "Tehrik-i-Taliban Pakistan"),
        ("Estado Islámico", None, "Islamic State"),
        ("is", None, None),
        ("Ejército de Liberación Nacional", None, "National Liberation Army"),
        ("Ejercito de Liberacion Nacional", None, "National Liberation Army"),
        ("FARC dissidents", "CO", "FARC dissidents"),
        ("Rote Armee Fraktion", "DE", "Red Army Faction"),
        ("NSCN-IM", "IN", "National Socialist Council of Nagaland-Isak-Muivah"),
        ("Real IRA", "GB", "Real IRA"),
    ],
)
def test_the_country_tells_which_of_several_groups_a_name_means(words: str, land: str | None, group: str | None) -> None:
    meant = group_meant(words, land)
    assert (meant.name if meant else None) == group


def filed() -> set[str]:
    return {group.name for group in armed_groups()} | {row[0] for row in read_rows("actor_aliases.tsv")}


def test_every_group_of_the_tables_is_filed() -> None:
    assert all(len(row) == 2 and set(row) <= filed() for row in read_rows("armed_group_branches.tsv"))
    assert all(row[2] in filed() for row in read_rows("shared_names.tsv") if len(row) > 2 and row[2])
    assert all(group_filed(name) for name in filed())
    lands = [land for row in read_rows("shared_names.tsv") for land in row[1].split(";")]
    lands += [row[2] for row in read_rows("actor_aliases.tsv") if len(row) > 2 and row[2]]
    assert all(land == "*" or country(land) is not None for land in lands)


def test_no_name_is_filed_under_two_groups() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for group in armed_groups():
        for name in (group.name, *group.aliases):
            owners[_key(name)].add(group.name)
    for name, *rest in read_rows("actor_aliases.tsv"):
        for alias in filter(None, (name, *(rest[0].split(";") if rest else ()))):
            owners[_key(alias)].add(name)
    shared = {_key(row[0]) for row in read_rows("shared_names.tsv")}
    assert {name: groups for name, groups in owners.items() if len(groups) > 1 and name not in shared} == {}
    aliases = [alias for _, *rest in read_rows("actor_aliases.tsv") for alias in (rest[0].split(";") if rest else ()) if alias]
    assert [alias for alias, count in Counter(aliases).items() if count > 1] == []
    told = [(_key(row[0]), land) for row in read_rows("shared_names.tsv") for land in row[1].split(";")]
    assert [pair for pair, count in Counter(told).items() if count > 1] == []


def test_branches_run_in_no_circle() -> None:
    def walk(name: str, seen: tuple[str, ...]) -> None:
        assert name not in seen, (*seen, name)
        for parent in parents(name):
            walk(parent, (*seen, name))

    for name in filed():
        walk(name, ())
