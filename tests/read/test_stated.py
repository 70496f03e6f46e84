"""A claim for an actor and a predicate that are known to make one."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from variorum.model import Document, Hints, ResponsibilityValue
from variorum.read.claims import understand
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating

TEXT = "The head of Ostra's police, Ada Vance, has accused the Northern Front of shelling the village of Dry Creek, where nine people died."


def stated(actor: str) -> str | None:
    parsed = understand(Document(capture="capture:test", blob="0" * 64, text=TEXT), Hints())
    head: Token = next(token for token in parsed.doc if token.text == actor)
    predicate = next(token for token in parsed.doc if token.lemma_ == "accuse")
    finding = Stating(parsed, Named.of(parsed)).finding(head, predicate, "SUSPECTED OR ACCUSED", 0.9)
    if finding is None:
        return None
    assert isinstance(finding.value, ResponsibilityValue)
    return finding.value.actor.name


@pytest.mark.parametrize("accuser", ["head", "Ostra", "police"])
def test_who_blames_is_not_blamed(accuser: str) -> None:
    assert stated(accuser) is None


def test_who_is_blamed_is() -> None:
    assert stated("Front") == "Northern Front"
