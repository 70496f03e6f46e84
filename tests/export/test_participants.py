from dataclasses import replace

from tests.export import made
from variorum.export.sheet import sheet
from variorum.export.wording import outcome_words
from variorum.model import Outcome, Weapon

SHEET = sheet(made.SIEGE, made.CONTENTS)


def test_things_people_and_weapons_are_told_apart_and_what_the_figures_say_is_folded_away() -> None:
    told = SHEET.participants
    held = [[each.label for each in part] for part in (told.things, told.people, told.weapons, told.further)]
    assert held == [["school"], ["children"], ["gunfire"], ["people"]]
    assert (told.claims, told.below) == (4, 1)


def test_what_one_report_tells_less_firmly_is_folded_away_and_so_is_who_is_blamed() -> None:
    weak = replace(made.SIEGE.targets[0], score=0.7)
    blamed = replace(made.SIEGE.targets[1], blamed=True)
    weapons = (Weapon(name="gunfire", kind="gun", reports=2, score=0.6, claims=(made.GUNFIRE.key,)),)
    incident = replace(made.SIEGE, targets=(weak, blamed), weapons=weapons)
    told = sheet(incident, made.CONTENTS).participants
    assert [each.label for each in told.further] == ["school", "children"]
    assert [each.label for each in told.weapons] == ["gunfire"]


def test_denied_weapons_stand_by_themselves_and_no_claim_twice() -> None:
    sections = {section.label: [line.key for line in section.claims] for section in SHEET.sections}
    assert sections["Weapons denied, feared or unclear"] == [made.FLAMES.key]
    assert "Target" not in sections


def test_numbers_are_told_with_what_became_of_them() -> None:
    outcomes = [
        Outcome(number="142", effect="DEATH", claims=()),
        Outcome(number="100", effect="INJURY", claims=()),
        Outcome(number=None, effect="DEATH", claims=()),
        Outcome(number="1", effect=None, claims=()),
        Outcome(number="1", effect="SOME DAMAGE", claims=()),
        Outcome(number=None, effect="SUNK", claims=()),
    ]
    assert outcome_words(outcomes) == "142 killed; 100 injured; damaged; sunk"
