from __future__ import annotations

import pytest

from variorum.lexicon.tables import rows_in, rows_of, weights_of, word_class


def test_comments_and_empty_lines_are_left_out_and_cells_stay_as_written() -> None:
    assert rows_in("# what it is\n\nnear\t1.5\tin words\nfar \t-2\t\n") == (("near", "1.5", "in words"), ("far ", "-2", ""))
    assert rows_in("") == ()


def test_a_table_of_a_package_is_read_once() -> None:
    rows = rows_of("variorum.reckon.foretold", "foretold.tsv")
    assert rows is rows_of("variorum.reckon.foretold", "foretold.tsv")
    assert weights_of("variorum.reckon.foretold", "foretold.tsv") == {row[0]: float(row[1]) for row in rows}


def test_a_class_of_words_is_told_by_its_name() -> None:
    (name, words, *_), *_ = rows_of("variorum.lexicon.en", "headwords.tsv")
    assert word_class("variorum.lexicon.en", "headwords.tsv", name) == frozenset(words.split())
    with pytest.raises(KeyError):
        word_class("variorum.lexicon.en", "headwords.tsv", "no such class")
