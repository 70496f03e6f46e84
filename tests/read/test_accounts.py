"""Tellings: which words belong to which incident of a text."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import CASES

from variorum.api import document_of
from variorum.model import Document, Hints, When
from variorum.read.accounts import account_for, tell_accounts
from variorum.read.claims import understand
from variorum.read.events import find_events
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.times import find_times

with (CASES / "accounts.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
SENTENCES = [
    "A bomb exploded in Larnow on Tuesday, killing nine people.",
    "Police arrested two men.",
    "Since March, 400 people have died in the conflict.",
    "In another attack, gunmen shot a judge dead.",
    "The blast was heard for miles.",
    "Last year 30 people died in a similar attack.",
    "The mayor spoke of a dark day.",
    "Troops could attack the town.",
]


def parsed_of(text: str) -> Parsed:
    document = Document(capture="capture:test", blob="0" * 64, text=text)
    parsed = Parsed(document=document, doc=parse(document.text))
    return replace(parsed, times=find_times(parsed))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"] + " · " + row["text"][:40])
def test_case(row: dict[str, str]) -> None:
    parsed = parsed_of(row["text"])
    tellings = tell_accounts(parsed, find_events(parsed))
    at = row["text"].index(row["phrase"])
    told = account_for(tellings, parsed, parsed.span(at, at + len(row["phrase"])))
    assert told is not None
    assert (told.account.status, "yes" if told.account.main else "no") == (row["status"], row["main"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Crowds fell silent on Thursday, a year after a gunman shot dead four people in Larnow.", None),
        ("The toll in the shooting climbed to 50 on Sunday after one more body was found.", None),
        ("Ten people died in a raid on Tuesday.", date(2024, 5, 14)),
    ],
)
def test_what_dates_an_incident(text: str, day: date | None) -> None:
    parsed = understand(document_of(text, published=date(2024, 5, 17)), Hints())
    (told,) = tell_accounts(parsed, find_events(parsed))
    assert (told.when.earliest if told.when else None) == day


def test_the_day_of_a_late_death_is_not_that_of_the_attack() -> None:
    text = (
        "Man hurt in March dies after Lagos attack\n\nA student who was shot in the attack on a Lagos mosque on 15 March has died. "
        "Police confirmed that a man had died in hospital on Thursday."
    )
    parsed = understand(document_of(text, published=date(2024, 5, 4)), Hints())
    (told,) = tell_accounts(parsed, find_events(parsed))
    assert told.when is not None
    assert told.when.earliest == date(2024, 3, 15)


def test_where_somebody_is_from_is_no_place_of_the_incident() -> None:
    text = "Gunmen shot dead nine people in Lagos on Tuesday. Musa Karim, 50, who hailed from Abbottabad in Pakistan, died of his injuries."
    parsed = understand(document_of(text, published=date(2024, 5, 17)), Hints())
    assert [telling.where.name for telling in tell_accounts(parsed, find_events(parsed)) if telling.where] == ["Lagos"]


def test_a_comparison_does_not_merge() -> None:
    parsed = parsed_of("Gunmen killed 40 people at a concert hall. It was like the siege of the Grand Theatre in 2002.")
    tellings = tell_accounts(parsed, find_events(parsed))
    assert [telling.account.status for telling in tellings] == ["news", "background"]
    assert "Grand Theatre" in tellings[1].account.anchor.exact


def test_a_named_day_is_an_incident_of_its_own() -> None:
    parsed = parsed_of("Gunmen shot dead 12 worshippers at a mosque. This truly is our 9/11, the minister said.")
    tellings = tell_accounts(parsed, find_events(parsed))
    assert [(telling.account.status, telling.account.main) for telling in tellings] == [("news", True), ("background", False)]
    assert "9/11" in tellings[1].account.anchor.exact
    assert tellings[0].when is None


def test_an_anchor_names_place_or_kind() -> None:
    parsed = parsed_of("Nine people died. The bombing of the fish market in Larnow shocked the country.")
    (telling,) = tell_accounts(parsed, find_events(parsed))
    assert telling.account.anchor.exact == "The bombing of the fish market in Larnow"
    assert telling.value.type == "bombing"


def test_the_days_of_a_siege_are_one_incident() -> None:
    parsed = parsed_of(
        "Hundreds gathered in Larnow, nine years after gunmen took 200 people hostage there on 4 May 1999. "
        "The siege, which ended on 6 May of that year, left 31 dead. Troops had stormed the hall on the third day."
    )
    (telling,) = tell_accounts(parsed, find_events(parsed))
    assert telling.value.type == "hostage_taking"
    assert telling.when is not None
    assert str(telling.when.earliest) == "1999-05-04"


def test_two_targets_of_one_sentence_are_two_incidents() -> None:
    parsed = parsed_of("Gunmen shot a guard dead. It followed the attacks on the Grand Theatre in Paris and Central Station in Madrid.")
    anchors = [telling.account.anchor.exact for telling in tell_accounts(parsed, find_events(parsed))]
    assert "Central Station in Madrid" in anchors
    assert any(anchor.endswith("in Paris") for anchor in anchors)


def test_a_siege_is_no_armed_clash() -> None:
    parsed = parsed_of(
        "Gunmen seized a hospital and held 60 patients hostage. Troops stormed the building in heavy fighting. "
        "Two explosions were heard, and soldiers fought the gunmen for an hour."
    )
    assert tell_accounts(parsed, find_events(parsed))[0].value.type == "hostage_taking"


def test_what_came_of_an_attack_is_no_disaster() -> None:
    parsed = parsed_of("Gunmen shot nine people dead in a market. A fire broke out and the roof collapsed.")
    assert tell_accounts(parsed, find_events(parsed))[0].value.type == "shooting"


def test_an_old_date_beside_the_verdict_is_not_the_incidents() -> None:
    parsed = parsed_of("A bomb exploded in a cinema in Larnow. A man was convicted on 3 March 2009. The attack shocked the town.")
    assert tell_accounts(parsed, find_events(parsed))[0].when is None


def test_the_day_of_the_report_is_not_the_incidents() -> None:
    parsed = parsed_of("LARNOW, May 3, 2011 (Harbour Agency) — A warlord has claimed the seizure of the school in Otrek.")
    assert tell_accounts(parsed, find_events(parsed))[0].when is None


def test_a_text_without_events_tells_nothing() -> None:
    parsed = parsed_of("The council met on Monday.")
    assert tell_accounts(parsed, find_events(parsed)) == ()
    assert account_for((), parsed, parsed.span(0, 3)) is None


@settings(max_examples=25)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8))
def test_one_main_account_and_extents_that_never_overlap(sentences: list[str]) -> None:
    parsed = parsed_of(" ".join(sentences))
    tellings = tell_accounts(parsed, find_events(parsed))
    if any(telling.account.status == "news" for telling in tellings):
        assert [telling.account.main for telling in tellings].count(True) == 1
    assert len({telling.account.key for telling in tellings}) == len(tellings)
    pieces = sorted((piece.start, piece.end) for telling in tellings for piece in telling.extent)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(pieces))


@settings(max_examples=25)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    parsed = parsed_of(text)
    tell_accounts(parsed, find_events(parsed))


def test_the_dead_of_a_whole_country_are_no_towns() -> None:
    text = "Gunmen shot four farmers dead near Kirkuk on Monday. The mayor spoke. In all 38 people were killed in Iraq on Monday."
    parsed = understand(document_of(text), Hints())
    tellings = tell_accounts(parsed, find_events(parsed))
    at = text.index("38 people")
    told = account_for(tellings, parsed, parsed.span(at, at + 9))
    assert told is not None
    assert (told.account.status, told.account.main) == ("cumulative", False)


def test_the_day_of_a_dateline_is_not_the_incidents() -> None:
    rest = "Gunmen shot dead nine people at a market in Garissa on Friday, police said."
    datelines = ("GARISSA, May 4, 2019 — ", "LARNOW, May 4, 2019 (AP) — ", "Nairobi, 4 May (Reuters) - ", "May 4 (Reuters) - ")
    texts = {f"Market attack\n\n{dateline}{rest}": "2019-05-03" for dateline in datelines}
    texts["Days of a war\n\nMay 2 — Gunmen shot dead nine people at a market in Garissa."] = "2019-05-02"
    texts["Market attack\n\nGunmen shot dead nine people at a market in Garissa on May 4, 2019 — a market day."] = "2019-05-04"
    for text, day in texts.items():
        document = Document(capture="capture:test", blob="0" * 64, text=text, published=When.day(date(2019, 5, 4)))
        parsed = understand(document, Hints())
        when = tell_accounts(parsed, find_events(parsed))[0].when
        assert when is not None
        assert str(when.earliest) == day


def test_a_death_of_wounds_and_a_verdict_date_no_attack() -> None:
    parsed = parsed_of("A bombing in Larnow killed nine people. Ada Low, who was hurt in it, died of her burns on 3 May 2011.")
    assert all(telling.when is None for telling in tell_accounts(parsed, find_events(parsed)))
    parsed = parsed_of("A court on 3 May 2011 found Oskar Venn guilty of the murder of nine people in a bombing in Larnow.")
    assert all(telling.when is None for telling in tell_accounts(parsed, find_events(parsed)))


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("A suicide bomber killed 14 people in Baidoa on Thursday. Six were soldiers, the minister said in Mombasa.", "Baidoa"),
        ("Three aid workers were shot dead on the road, the head of their agency said in an interview in Oslo.", None),
        ("A bomb went off on a bus, killing five pupils, the police chief told a news conference in Islamabad.", None),
        ("Speaking to journalists in Vienna, the minister said that 30 people had died when gunmen opened fire on a market.", None),
        ("Shells killed eleven people in Idlib. A spokesman, who spoke from Amman by telephone, said twenty more were hurt.", "Idlib"),
        ("Four policemen were killed in a raid, police in Lagos said.", "Lagos"),
        ("An attack in Garissa was reported in Nairobi on Monday.", "Garissa"),
    ],
)
def test_where_somebody_speaks_is_no_place_of_the_incident(text: str, town: str | None) -> None:
    parsed = understand(document_of(text, published=date(2024, 5, 17)), Hints())
    (told,) = [telling for telling in tell_accounts(parsed, find_events(parsed)) if telling.account.main]
    assert (told.where.name if told.where else None) == town


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen burned down a polling station and killed two guards ahead of Saturday's election for governor.", None),
        ("Two grenades were thrown at the stadium, killing three, days before the cup final on 1 June.", None),
        ("A truck bomb killed 22 people. Ministers are to meet donors on Tuesday.", None),
        ("A truck bomb killed 22 people. The army, which is to hold talks next month, confirmed the toll.", None),
        ("Four men died in a blast at a post in Larnow, in the province of Karso, on Monday, officials said.", date(2024, 5, 13)),
        ("Two soldiers were killed in an ambush on Sunday, a week before the vote.", date(2024, 5, 12)),
        ("The shooting started just before 6:30 p.m. Monday evening.", date(2024, 5, 13)),
    ],
)
def test_what_is_to_come_dates_no_incident(text: str, day: date | None) -> None:
    parsed = understand(document_of(text, published=date(2024, 5, 17)), Hints())
    told = tell_accounts(parsed, find_events(parsed))[0]
    assert (told.when.earliest if told.when else None) == day
    assert told.account.status == "news"


def test_the_deadliest_since_is_the_incident_itself() -> None:
    parsed = parsed_of("Rebels killed 31 men in an ambush. It was the deadliest attack by the rebels since their uprising began in 1988.")
    assert [telling.account.status for telling in tell_accounts(parsed, find_events(parsed))] == ["news"]


def test_two_nouns_that_share_a_place_are_one_incident() -> None:
    parsed = parsed_of("A bomb killed two people in Larnow. In January 2012 bombs and shootings in Kano killed more than 180.")
    assert len(tell_accounts(parsed, find_events(parsed))) == 2


def test_what_did_not_happen_is_no_incident() -> None:
    parsed = parsed_of("No attack had been reported by Friday evening.")
    assert tell_accounts(parsed, find_events(parsed)) == ()


def test_a_count_of_the_month_is_a_total() -> None:
    parsed = parsed_of("A bomb killed four men in Larnow. Soldiers say they killed 40 rebels in the month and arrested at least 52.")
    assert [telling.account.status for telling in tell_accounts(parsed, find_events(parsed))] == ["news", "cumulative"]


def test_where_the_attacker_had_been_before_is_no_incident() -> None:
    parsed = parsed_of(
        "A bomb killed nine people at a concert in Larnow on Friday. The bomber, Otto Brand, had come back from Ostrana on Monday."
    )
    assert [telling.account.main for telling in tell_accounts(parsed, find_events(parsed))] == [True]
