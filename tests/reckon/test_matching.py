import pytest

from tests.reckon.tellings import each_alone, people, thing, told
from variorum.model import Actor, Incident, ResponsibilityValue, WeaponValue
from variorum.reckon import reckon
from variorum.reckon.matching import blamed, struck, used
from variorum.reckon.participants import reckon_targets, reckon_weapons
from variorum.reckon.responsibility import reckon_responsibility

ATTACK: Incident = reckon(
    each_alone(
        thing(name="the Old Mill Church", type="OTHER"),
        people("two police officers", type="LAW ENFORCEMENT"),
        people("guards at the embassy gate", type="SECURITY GUARD"),
        WeaponValue(name="truck bombs", kind="explosive"),
    )
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("church", True),
        ("Churches", True),
        ("old mill", True),
        ("police", True),
        ("law enforcement", True),
        ("policemen", True),
        ("embassy", True),
        ("physical", True),
        ("mosque", False),
        ("soldiers", False),
        ("", False),
        ("😀", False),
    ],
)
def test_targets_by_words_and_types(asked: str, found: bool) -> None:
    assert struck(ATTACK, asked) is found


@pytest.mark.parametrize(
    ("asked", "found"), [("bomb", True), ("truck bomb", True), ("explosives", True), ("gun", False), ("car bomb", False)]
)
def test_weapons_by_words_and_kinds(asked: str, found: bool) -> None:
    assert used(ATTACK, asked) is found


@pytest.mark.parametrize(
    ("asked", "found"), [("ISIS", True), ("islamic state", True), ("Lind", True), ("mara lind", True), ("Olof Lind", False), ("", False)]
)
def test_actors_by_any_of_their_names(asked: str, found: bool) -> None:
    values = [ResponsibilityValue(actor=Actor(name=name), status="SUSPECTED OR ACCUSED") for name in ("the Islamic State", "Mara Lind")]
    group = [told(value, outlet=str(number)) for number, value in enumerate(values)]
    assert blamed(reckon(group), asked) is found


def test_nothing_told_is_nothing_found() -> None:
    empty = reckon([told()])
    assert (reckon_targets([told()]), reckon_weapons([told()]), reckon_responsibility([])) == ((), (), ())
    assert [struck(empty, "church"), used(empty, "bomb"), blamed(empty, "anybody")] == [False, False, False]
