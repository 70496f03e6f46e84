from __future__ import annotations

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.model import Document, FigureValue
from variorum.read.figures import find_figures
from variorum.read.finding import Finding
from variorum.read.parse import parse
from variorum.read.parsed import Parsed

WORDS = "12 people killed wounded of them and , . were the two dozen ( including soldiers by dead 3,000 no one".split()


def read(text: str) -> tuple[Finding, ...]:
    document = Document(capture="test", blob="0" * 64, text=text)
    return find_figures(Parsed(document=document, doc=parse(text)))


def value(finding: Finding) -> FigureValue:
    assert isinstance(finding.value, FigureValue)
    return finding.value


def told(finding: Finding) -> str:
    its = value(finding)
    high = "" if its.high is None else its.high
    words = f"{its.category} {its.low}-{high} {its.bound} {'/'.join(its.group)} «{finding.evidence[0].exact}»"
    words += f" <{finding.part_of}" if finding.part_of is not None else ""
    words += f" ?{finding.certainty}" if finding.certainty else ""
    return words + (" counted" if its.counted else "")


def rows() -> list[tuple[str, str]]:
    with (CASES / "figures.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["sentence"], row["figures"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("sentence", "expected"), rows())
def test_figures_of_a_sentence(sentence: str, expected: str) -> None:
    assert "|".join(map(told, read(sentence))) == expected


def test_perpetrators_counted_in_or_left_out() -> None:
    assert value(read("Five people died, including a police officer and the attacker.")[0]).includes_perpetrators is True
    assert value(read("Three people, including the attacker, were killed.")[0]).includes_perpetrators is True
    assert value(read("Twenty people died, not counting the gunmen.")[0]).includes_perpetrators is False
    assert value(read("Twenty people died.")[0]).includes_perpetrators is None


def test_scope_of_a_running_total() -> None:
    scope = value(read("More than 7,000 people have been killed since March 2011.")[0]).scope
    assert scope is not None
    assert scope.period == "since March 2011"
    assert value(read("Seven people were killed by the bomb.")[0]).scope is None


def test_evidence_is_the_text_itself() -> None:
    text = "😀 Überall: at least 60 bodies were found.\n\nمدينة 12 people were injured."
    for finding in read(text):
        span = finding.evidence[0]
        assert span.exact == text[span.start : span.end]


@settings(max_examples=60)
@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_text_gives_valid_figures(text: str) -> None:
    findings = read(text)
    for n, finding in enumerate(findings):
        assert finding.evidence[0].exact == text[finding.evidence[0].start : finding.evidence[0].end]
        assert finding.part_of is None or 0 <= finding.part_of < n
        assert 0 <= finding.score <= 1


def test_a_long_line_is_read() -> None:
    assert len(read("12 people were killed. " * 400)) == 400


@pytest.mark.parametrize(
    ("text", "number", "scope"),
    [
        ("Security forces killed 40 militants in the month.", 0, "in the month"),
        ("Jets killed 30 militants in an air strike in the Shindar district early on Friday.", 0, None),
        ("Nine people died on Monday. Rescuers recovered another two bodies.", 1, "another"),
        ("One man was killed at once and two more died in hospital.", 1, "more"),
        ("Nine people died and another 20 were hurt.", 1, None),
        ("Twelve bodies were pulled from the mud overnight.", 0, "overnight"),
        ("Forty bodies have been identified.", 0, "identified"),
        ("A day after the fire, 12 people were found dead.", 0, None),
        ("In the space of ten days 80 people have been killed.", 0, "In the space of ten days"),
        ("Two of the wounded are in a critical state.", 0, "of the wounded"),
        ("Nine people remained in hospital on Thursday.", 0, "remained in hospital"),
        ("A week on, three people are still in intensive care.", 0, "still in intensive care"),
        ("Seventeen survivors were still being treated on Monday.", 0, "still being treated"),
        ("Four remain hospitalised after the crash.", 0, "remain hospitalised"),
        ("Six people are in hospital.", 0, None),
        ("Six people remain missing.", 0, None),
        ("Captors let 26 go. An aide spoke on Monday. The mayor said that a further five were freed.", 1, "further"),
        ("Since the siege began 11 people have been wounded.", 0, None),
        ("Police across Peru arrested 60 people.", 0, "across Peru"),
        ("Nine people were shot dead in the capital on 4 May last year.", 0, None),
    ],
)
def test_what_is_no_total_has_a_scope(text: str, number: int, scope: str | None) -> None:
    its = value(read(text)[number]).scope
    assert (its.text if its else None) == scope


@pytest.mark.parametrize(
    ("text", "number", "whole"),
    [
        ("The fire killed 90 people. Twelve of the dead were children.", 1, 0),
        ("The fire killed 90 people, police said. Two nurses were among the dead.", 1, 0),
        ("The fire killed 90 people. So far 40 bodies have been identified.", 1, 0),
        ("Forty people were injured; nine in a critical condition were flown out.", 1, 0),
        ("Forty people were injured on Monday. Nine remained in hospital on Friday.", 1, 0),
        ("Forty people were injured, of whom six are still in a critical condition.", 1, 0),
        ("The fire killed 90 people. Ten of the dead were nurses. Forty were burnt to death.", 2, 0),
        ("The fire killed nine people. Twelve of the injured are in intensive care.", 1, None),
    ],
)
def test_a_share_names_its_whole(text: str, number: int, whole: int | None) -> None:
    assert read(text)[number].part_of == whole


TABLE = """Two counts

people held | 912 | 916

passengers dead | 130 | 174
"""


def test_tables_are_read_by_the_first_cell_of_the_row() -> None:
    assert [told(finding) for finding in read(TABLE)] == [
        "arrested 912-912 exact all «912»",
        "arrested 916-916 exact all «916»",
        "killed 130-130 exact civilians «130»",
        "killed 174-174 exact civilians «174»",
    ]


def test_tables_are_read_by_the_head_of_the_column() -> None:
    text = "Town | Killed | Injured\n--- | --- | ---\nPort Tarra | 12 | 30\n"
    assert [told(finding) for finding in read(text)] == ["killed 12-12 exact all «12»", "injured 30-30 exact all «30»"]


def test_attackers_counted_in_before_the_figure() -> None:
    assert value(read("With the attackers included, over 350 people died.")[0]).includes_perpetrators is True


def test_who_might_be_killed_in_some_case_is_counted_on_that_condition() -> None:
    (finding,) = read("Should one come, an analyst said, dozens could be killed.")
    assert finding.certainty == "conditional"
