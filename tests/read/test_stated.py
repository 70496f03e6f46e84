"""A claim for an actor and a predicate that are known to make one."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from variorum.model import Document, Hints, ResponsibilityValue
from variorum.model.words import ResponsibilityStatus
from variorum.read.claims import understand
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating

BLAMING = (
    "The head of Ostra's police, Ada Vance, has accused the Northern Front of shelling the village of Dry Creek, where nine people died."
)


def stated(text: str, actor: str, verb: str, status: ResponsibilityStatus = "SUSPECTED OR ACCUSED") -> str | None:
    parsed = understand(Document(capture="capture:test", blob="0" * 64, text=text), Hints())
    head: Token = next(token for token in parsed.doc if token.text == actor)
    predicate = next(token for token in parsed.doc if token.lemma_ == verb)
    finding = Stating(parsed, Named.of(parsed)).finding(head, predicate, status, 0.9)
    if finding is None:
        return None
    assert isinstance(finding.value, ResponsibilityValue)
    return finding.value.actor.name


@pytest.mark.parametrize("accuser", ["head", "Ostra", "police"])
def test_who_blames_is_not_blamed(accuser: str) -> None:
    assert stated(BLAMING, accuser, "accuse") is None


def test_who_is_blamed_is() -> None:
    assert stated(BLAMING, "Front", "accuse") == "Northern Front"


def test_people_are_nobody() -> None:
    assert stated("Police arrested people for the killing of nine guards.", "people", "arrest") is None


def test_a_collision_is_no_deed() -> None:
    assert stated("Army helicopters collided over Ostra, killing nine.", "helicopters", "collide", "REPORTED AS FACT") is None


def test_a_motive_and_whose_member_somebody_is_are_no_culprits() -> None:
    assert stated("The group carried out the attack because of his ties to the Ostran government.", "government", "carry") is None
    assert stated("A court found Ada Low, a member of the Northern Front, guilty of the bombing.", "Front", "find") is None


def test_who_ends_a_siege_is_no_culprit() -> None:
    text = "Commandos killed the last three gunmen at the hotel on Saturday."
    assert stated(text, "Commandos", "kill", "REPORTED AS FACT") is None


def test_what_kind_of_men_somebody_s_are_is_no_other_culprit() -> None:
    text = "Islamist militants of the Northern Front stormed a remote army base on Friday."
    assert stated(text, "Islamist", "storm", "REPORTED AS FACT") is None


def test_a_group_whose_men_did_it_claims_it_alone() -> None:
    text = "Four people were killed in Ostra. Hamas said a soldier of the caliphate carried out the attack."
    assert stated(text, "soldier", "carry") is None


def test_who_denies_what_others_boast_of_is_not_cleared() -> None:
    text = "The rebels said they had killed 50 guards, but the army denied the claim."
    assert stated(text, "army", "deny", "DENIED") is None
