from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc
from tests.read.encoder.made import TINY, weights_folder
from tests.read.encoder.test_pieces import VOCAB, doc_of

from variorum.config import Choice
from variorum.model import Document
from variorum.read.encoder import encode as encoding
from variorum.read.encoder import pieces as wordpiece
from variorum.read.encoder import weights as files
from variorum.read.encoder.encode import encode, encode_windows, load
from variorum.read.encoder.pieces import windows
from variorum.read.parsed import Parsed

TRAINED = Choice()
LETTERS = "abcdefghijklmnopqrstuvwxyz.,'"


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The small encoder, with a vocabulary of letters."""
    names = [wordpiece.PAD, wordpiece.UNKNOWN, wordpiece.BEGIN, wordpiece.END, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    monkeypatch.setattr(wordpiece, "_vocabulary", lambda: {name: number for number, name in enumerate(names)})
    monkeypatch.setattr(files, "FOLDER", weights_folder(tmp_path / "weights"))
    wordpiece.pieces_of.cache_clear()
    yield
    wordpiece.pieces_of.cache_clear()


def parsed_of(doc: Doc, choice: Choice = TRAINED) -> Parsed:
    return Parsed(document=Document(capture="capture:test", blob="0" * 64, text=doc.text), doc=doc, choice=choice)


LONG = doc_of(*["two police died , he said .", "a third was hurt in the town . ¶"] * 30)


def test_the_graph_gives_what_torch_gives() -> None:
    made = json.loads(TINY.with_suffix(".json").read_text(encoding="utf-8"))
    ids = np.array([made["ids"]], dtype=np.int32)
    vectors = load(TINY).run(None, {"ids": ids, "places": np.arange(ids.shape[1], dtype=np.int32)})[0][0]
    expected = np.array(made["vectors"])
    cosines = (vectors * expected).sum(1) / np.linalg.norm(vectors, axis=1) / np.linalg.norm(expected, axis=1)
    assert cosines.min() > 0.99  # int8 against fp32


def test_every_token_but_blanks_has_a_vector() -> None:
    encoded = encode(parsed_of(LONG))
    assert encoded is not None
    assert encoded.vectors.shape == (len(LONG), 8)
    assert encoded.vectors.dtype == np.float32
    assert encoded.whole
    for token in LONG:
        assert encoded.known[token.i] != token.is_space
        assert bool(encoded.vectors[token.i].any()) == (not token.is_space)


def test_a_vector_is_that_of_its_own_window() -> None:
    cut = windows(LONG)
    assert len(cut.ids) > 2
    encoded = encode_windows(load(TINY), cut, np.ones(len(LONG), dtype=bool))
    window, position = cut.window[400], cut.position[400]
    ids = cut.ids[window]
    whole = load(TINY).run(None, {"ids": ids[None], "places": np.arange(len(ids), dtype=np.int32)})[0][0]
    assert np.allclose(encoded.vectors[400], whole[position], atol=1e-5)


def test_only_what_is_wanted_is_encoded_and_comes_out_the_same() -> None:
    whole, part = encode(parsed_of(LONG)), encode(parsed_of(LONG), [(3, 5), (400, 410)])
    assert whole is not None
    assert part is not None
    assert np.flatnonzero(part.known).tolist() == [3, 4, *(index for index in range(400, 410) if not LONG[index].is_space)]
    assert np.allclose(part.vectors[part.known], whole.vectors[part.known], atol=1e-5)


def test_nothing_wanted_is_nothing() -> None:
    encoded = encode(parsed_of(LONG), [])
    assert encoded is not None
    assert not encoded.known.any()


def test_rules_alone_have_no_vectors() -> None:
    assert encode(parsed_of(LONG, Choice(reader="rules"))) is None
    assert encode(parsed_of(LONG, Choice(without_sets=("everything",)))) is None


@pytest.mark.parametrize("doc", [Doc(VOCAB), doc_of("¶"), doc_of("😀 مرحبا \u0301")])
def test_odd_texts_do_not_break_it(doc: Doc) -> None:
    encoded = encode(parsed_of(doc))
    assert encoded is not None
    assert len(encoded.vectors) == len(doc)


def test_what_is_longer_than_one_go_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "MOST_WINDOWS", 1)
    encoded = encode(parsed_of(LONG))
    assert encoded is not None
    assert not encoded.whole
    assert encoded.known[0]
    assert not encoded.known[-2]


def test_threads_share_one_session() -> None:
    path = files.FOLDER / "encoder.onnx"
    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(lambda _: id(encoding._session(path)), range(8)))) == 1
