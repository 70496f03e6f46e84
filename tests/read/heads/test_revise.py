"""What heads may change: with weights of no sense at all every record stays sound, and without weights nothing changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.read.encoder.made import safetensors, weights_folder
from tests.read.encoder.test_encode import LETTERS

import variorum
from variorum.api import document_of
from variorum.config import Choice
from variorum.model import Hints, Readout
from variorum.read.claims import read_document
from variorum.read.encoder import pieces as wordpiece
from variorum.read.encoder import weights as files
from variorum.read.heads.items import CATEGORIES, ITEM_FEATURES, PAIR_FEATURES, STATUSES
from variorum.read.heads.nouns import FEATURES
from variorum.read.heads.revise import NAME, RESPONSIBILITY

HIDDEN, WIDTH = 8, 16
TEXT = (
    "Gunmen killed 12 people in Kirkuk on Monday, police said. Officials blamed the Red Dawn Brigade for the attack 🔥, in which "
    "3 children died. "
    "In 2004 a bomb in the same street wounded about 40 people; “الجيش” and Amélie were there. No group has said that it did it."
)
RULES, TRAINED = Choice(reader="rules"), Choice()


def arrays(seed: int) -> dict[str, np.ndarray]:
    draw = np.random.default_rng(seed)
    shapes = {
        "noun": (WIDTH, 2 * HIDDEN + len(FEATURES)), "doer": (len(RESPONSIBILITY) + 1, WIDTH), "count": (len(CATEGORIES) + 1, WIDTH),
        "item": (WIDTH, 3 * HIDDEN + len(ITEM_FEATURES)), "status": (len(STATUSES), WIDTH), "matter": (WIDTH, WIDTH),
        "pair": (WIDTH, 2 * WIDTH + len(PAIR_FEATURES)), "same": (1, WIDTH),
    }  # fmt: skip
    made = {f"{name}.weight": draw.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return made | {f"{name}.bias": draw.normal(size=shape[0]).astype(np.float32) for name, shape in shapes.items()}


@pytest.fixture(params=range(4))
def _weights(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    names = [wordpiece.PAD, wordpiece.UNKNOWN, wordpiece.BEGIN, wordpiece.END, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    monkeypatch.setattr(wordpiece, "_vocabulary", lambda: {name: number for number, name in enumerate(names)})
    folder = weights_folder(tmp_path / "weights")
    notes = {"doer_add": "0.3", "doer_drop": "0.2", "counted_add": "0.5", "counted_drop": "0.5", "same": "0.0"}
    data = safetensors(arrays(request.param), notes)
    (folder / f"{NAME}.safetensors").write_bytes(data)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    sha = hashlib.sha256(data).hexdigest()
    manifest["heads"][NAME] = {"file": f"{NAME}.safetensors", "sha256": sha, "bytes": len(data), "learnt_from": ["tolls"]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(files, "FOLDER", folder)
    wordpiece.pieces_of.cache_clear()
    yield
    wordpiece.pieces_of.cache_clear()


def read(text: str, choice: Choice) -> Readout:
    return read_document(document_of(text), Hints(), choice)


@pytest.mark.usefixtures("_weights")
@pytest.mark.parametrize("text", [TEXT, "", "12 dead", "🔥" * 40, "Two killed. " * 90], ids=["report", "nothing", "flash", "signs", "long"])
def test_records_stay_sound(text: str) -> None:
    readout = read(text, TRAINED)
    accounts = {account.key for account in readout.accounts}
    assert all(claim.account is None or claim.account in accounts for claim in readout.claims)
    assert len(accounts) == len(readout.accounts)
    assert sum(account.main for account in readout.accounts) <= 1
    assert all(span.exact == document_of(text).text[span.start : span.end] for claim in readout.claims for span in claim.evidence)
    assert readout == read(text, TRAINED)


@pytest.mark.usefixtures("_weights")
def test_a_set_that_is_left_out_leaves_the_rules() -> None:
    left_out = read(TEXT, Choice(without_sets=("tolls",)))
    assert [claim.key for claim in left_out.claims] == [claim.key for claim in read(TEXT, RULES).claims]


def test_shipped_weights_read() -> None:
    """The package's own weights are there and are used."""
    assert "weights-" in variorum.read("Two people were killed.").maker
