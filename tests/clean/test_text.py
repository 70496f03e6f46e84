from __future__ import annotations

import pytest
from tests.clean.build import BODY, MORE, body, cleaned, one


def test_title_byline_and_date_come_off_the_head() -> None:
    document = one(f"Boats sunk at Lakeside\n\nBy Ada Quill, Salterton\nSeptember 1, 2014\n\n{BODY}\n\n{MORE}")
    assert document.title == "Boats sunk at Lakeside"
    assert document.byline == ("Ada Quill",)
    assert document.published is not None
    assert (str(document.published.earliest), document.published.precision, document.published.how) == ("2014-09-01", 1, "stated")
    assert document.text == f"Boats sunk at Lakeside\n\n{BODY}\n\n{MORE}"
    assert body(document).startswith("Two boats")
    assert document.language == "en"


def test_a_text_without_a_headline_has_no_title() -> None:
    document = one(f"{BODY}\n{MORE}\nAda Quill\nSubscribe to Quayside.Example on Telegram, Facebook, RSS!")
    assert document.title is None
    assert document.body_start == 0
    assert document.byline == ("Ada Quill",)
    assert document.published is None
    assert document.text == f"{BODY}\n\n{MORE}"


def test_repeated_titles_go_and_give_the_outlet() -> None:
    title = "Lessons of a bad night"
    document = one(f"{title}\n\n{title}\n\nOPINION / WORLD\n\nBY ADA QUILL - REUTERS\n\n{BODY}\n\n{MORE}\n\n{title} - The Lakeside Times\n")
    assert document.text == f"{title}\n\n{BODY}\n\n{MORE}"
    assert (document.publisher, document.source, document.copy_credit) == ("The Lakeside Times", "lakeside-times", "REUTERS")


def test_a_note_on_the_author_gives_the_byline() -> None:
    note = "Ada Quill President of the Lakeside Institute. Lecturer in history at Salterton."
    assert one(f"Are the boats gone for good?\n\n{BODY}\n\n{MORE}\n\n{note}\n\nOther reviews").byline == ("Ada Quill",)
    assert one(f"Are the boats gone for good?\n\n{BODY}\n\n{MORE}\n\nAbout: Ada Quill is a columnist who covers ports.").byline == (
        "Ada Quill",
    )


def test_the_last_sentence_of_a_report_is_no_note_on_its_author() -> None:
    last = "Ada Quill is the president of the harbour board."
    document = one(f"Boats sunk\n\n{BODY}\n\nMs Quill, the mayor said, was on board.\n\n{last}")
    assert document.byline == ()
    assert document.text.endswith(last)


def test_a_composite_is_split_at_its_rule() -> None:
    first = f"Lessons of a bad night\n\nBY ADA QUILL\n\n{BODY}\n\n{MORE}"
    second = f"A quarrel over the quay\n\nThe council hears both sides today\n\nBy Bo Marsh - Cy Reed - March 27, 2024\n\n{BODY}\n\n{MORE}"
    found = cleaned(
        f"{first}\n\n++++++++++\n\n{second}\n\nThe End++++++++++\n\nTo view or add a comment, sign in\n\nExplore topics"
    ).documents
    assert [document.part for document in found] == [1, 2]
    assert [document.title for document in found] == ["Lessons of a bad night", "A quarrel over the quay"]
    assert [document.byline for document in found] == [("Ada Quill",), ("Bo Marsh", "Cy Reed")]
    assert found[0].published is None
    assert found[1].published is not None
    assert "The End" not in found[1].text
    assert "+" not in found[1].text
    assert body(found[1]).startswith("The council hears both sides today\n\nTwo boats")


@pytest.mark.parametrize("sign", "+=*-_")
def test_every_rule_splits_before_a_headline(sign: str) -> None:
    found = cleaned(f"One harbour and its boats\n\n{BODY}\n{sign * 10}\nAnother harbour and its boats\n\n{MORE}\n{MORE}").documents
    assert [document.title for document in found] == ["One harbour and its boats", "Another harbour and its boats"]


@pytest.mark.parametrize("rule", ["-----", "* * * * *", "__________", "—————"])
def test_a_pause_inside_an_article_does_not_split_it(rule: str) -> None:
    document = one(f"One harbour and its boats\n\n{BODY}\n\n{rule}\n\n{MORE}\n\n{rule}\n\nThe quay\n\n{BODY}")
    assert document.text.count("Two boats") == 2
    assert "The quay" in document.text


def test_the_masthead_of_a_newsletter_is_no_article() -> None:
    found = cleaned(
        f"QUAYSIDE NOTES\nno. 117\n++++++++++\nOne harbour and its boats\n\n{BODY}\n{MORE}\n++++++++++\nUnsubscribe here"
    ).documents
    assert [document.title for document in found] == ["One harbour and its boats"]


def test_a_dateline_gives_agency_and_day_and_stays() -> None:
    document = one(f"Boats sunk\n\nLAKESIDE, Oct 25, 2002 (Harbour Wire) — {BODY}\n\n{MORE}")
    assert document.copy_credit == "Harbour Wire"
    assert document.published is not None
    assert str(document.published.earliest) == "2002-10-25"
    assert body(document).startswith("LAKESIDE, Oct 25, 2002 (Harbour Wire)")
    assert one(f"Boats sunk\n\nLAKESIDE, Oct 25 (Harbour Wire) — {BODY}").published is None


def test_a_dateline_without_an_agency_gives_the_day() -> None:
    for dateline in ("LAKESIDE, May 4, 2019 — ", "LAKESIDE, Ardania, 4 May 2019 -- "):
        document = one(f"Boats sunk\n\n{dateline}{BODY}\n\n{MORE}")
        assert document.published is not None
        assert str(document.published.earliest) == "2019-05-04"
    assert one(f"Boats sunk\n\nLakeside sank on May 4, 2019 — {BODY}\n\n{MORE}").published is None


def test_an_agency_below_the_text_is_its_credit() -> None:
    document = one(f"Boats sunk\n\n{BODY}\n\n{MORE}\n\n(Harbour Wire)")
    assert document.copy_credit == "Harbour Wire"
    assert document.text.endswith(MORE)


def test_lines_broken_at_a_width_are_joined() -> None:
    words, lines, line = BODY.split(), [], ""
    for word in words:
        if len(line) + 1 + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line])
    assert one(f"Boats sunk at Lakeside\n\n{wrapped}\n\n{wrapped}").text == f"Boats sunk at Lakeside\n\n{BODY}\n\n{BODY}"


def test_lines_that_somebody_ended_are_not_joined() -> None:
    listed = "The dead are:\n- two sailors\n- a cook\n- a boy of nine"
    assert body(one(f"Boats sunk at Lakeside\n\n{BODY}\n\n{listed}")).split("\n\n")[1:] == listed.split("\n")


@pytest.mark.parametrize("data", ["", "\n\n \n", "+++++\n\n+++++", "\ufeff", "\x00\x00"])
def test_nothing_gives_no_document_and_says_so(data: str) -> None:
    result = cleaned(data)
    assert result.documents == ()
    assert result.problems


def test_bytes_that_are_no_text_give_no_document() -> None:
    result = cleaned(bytes(range(256)) * 20)
    assert result.documents == ()
    assert [problem.code for problem in result.problems] == ["undecodable"]


def test_a_short_text_has_no_language() -> None:
    result = cleaned("Boom.")
    assert result.documents[0].language is None
    assert [problem.code for problem in result.problems] == ["unknown_language"]
