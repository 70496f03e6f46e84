from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from variorum.read.encoder import pieces as wordpiece
from variorum.read.encoder.pieces import BEGIN, END, MOST_PIECES, WINDOW, pad, pieces_of, special, windows

VOCAB = spacy.blank("en").vocab


def doc_of(*sentences: str) -> Doc:
    """Sentences of words apart by blanks; a sentence that ends in ¶ closes its paragraph."""
    words = [word.replace("¶", "\n\n") for sentence in sentences for word in sentence.split(" ")]
    starts = [index == 0 for sentence in sentences for index in range(len(sentence.split(" ")))]
    return Doc(VOCAB, words=words, sent_starts=starts)


def texts(token: str) -> list[str]:
    names = {number: piece for piece, number in wordpiece._vocabulary().items()}
    return [names[number] for number in pieces_of(token)]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("police", ["police"]),
        ("POLICE", ["police"]),
        ("gunmen", ["gunmen"]),
        ("Unseizable", ["un", "##sei", "##za", "##ble"]),
        ("café", ["cafe"]),
        ("cafe\u0301", ["cafe"]),
        ("n't", ["n", "'", "t"]),
        ("$5m", ["$", "5", "##m"]),
        ("\n\n", []),
        ("\u200b", []),
        ("\u0301", []),
        ("", []),
        ("😀", ["[UNK]"]),
        ("中国", ["中", "国"]),
        ("a\u00a0b", ["a", "b"]),
        ("x" * 101, ["[UNK]"]),
        ("[CLS]", ["[", "cl", "##s", "]"]),
    ],
)
def test_a_token_is_cut_into_pieces(token: str, expected: list[str]) -> None:
    assert texts(token) == expected


def test_an_endless_token_gives_its_beginning() -> None:
    assert len(pieces_of("!?" * 50_000)) == MOST_PIECES


@given(st.text())
def test_any_token_has_pieces_of_the_vocabulary(token: str) -> None:
    assert all(0 <= piece < 30_522 for piece in pieces_of(token))


def test_a_short_text_is_one_window() -> None:
    cut = windows(doc_of("Two police died .", "¶", "A third was hurt ."))
    assert len(cut.ids) == 1
    assert cut.ids[0].tolist() == [
        special(BEGIN),
        *(pieces_of(word)[0] for word in "two police died . a third was hurt .".split()),
        special(END),
    ]
    assert cut.position.tolist() == [1, 2, 3, 4, -1, 5, 6, 7, 8, 9]
    assert cut.window.tolist() == [0, 0, 0, 0, -1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("text", ["", "¶", "😀"])
def test_texts_without_words(text: str) -> None:
    cut = windows(doc_of(text) if text else Doc(VOCAB))
    assert len(cut.ids) == (1 if text == "😀" else 0)


def test_a_window_repeats_two_sentences_and_the_second_of_them_is_its_own() -> None:
    cut = windows(doc_of(*["one two three four five six seven eight nine ten ."] * 30))
    assert len(cut.ids) == 2
    assert cut.window.tolist().index(1) == 22 * 11  # 23 sentences fit
    assert cut.position[22 * 11] == 12  # after [CLS] and the first of the repeated


def test_a_window_ends_with_a_paragraph_that_ends_near() -> None:
    sentences = ["one two three four five six seven eight nine ten ."] * 30
    sentences[20] += " ¶"
    cut = windows(doc_of(*sentences))
    assert len(cut.ids[0]) == 21 * 11 + 2


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    cut = windows(doc_of("one two three four five ." * 1, " ".join(["word"] * 1000)))
    assert len(cut.ids) > 4
    assert (cut.window >= 0).all()


@given(st.lists(st.lists(st.sampled_from(["killed", "unseizable", "¶", "!" * 40, "said", "5,000"]), min_size=1, max_size=300), max_size=12))
def test_every_token_has_its_first_piece_in_its_window(sentences: list[list[str]]) -> None:
    doc = doc_of(*(" ".join(words) for words in sentences)) if sentences else Doc(VOCAB)
    cut = windows(doc)
    assert all(len(ids) <= WINDOW and ids[0] == special(BEGIN) and ids[-1] == special(END) for ids in cut.ids)
    for token in doc:
        pieces = pieces_of(token.text)
        window, position = cut.window[token.i], cut.position[token.i]
        assert (window >= 0) == bool(pieces)
        if pieces:
            assert tuple(cut.ids[window][position : position + len(pieces)]) == pieces
    seen = cut.window[cut.window >= 0]
    assert (np.diff(seen) >= 0).all()


def test_padding_is_masked() -> None:
    ids, mask = pad([np.array([5, 6, 7], dtype=np.int32), np.array([8], dtype=np.int32)])
    assert ids.tolist() == [[5, 6, 7], [8, 0, 0]]
    assert mask.tolist() == [[True, True, True], [True, False, False]]
