"""An incident as an archive of shootings keeps it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reckon.tellings import BEGIN, day, figure, report, told

from variorum.lexicon.gazetteer import Place, lookup
from variorum.model import ArchiveRow, Estimate, Figure, Told, When, Where
from variorum.reckon import reckon
from variorum.reckon.archive import PARTS, Report, archive_row, first_day
from variorum.reckon.archive.counts import archive_figures, count_of, taking_in, told_count
from variorum.reckon.archive.place import likeliest_town
from variorum.reckon.figures import reckon_figures

TOWN = Where(name="Millbrook", kind="populated")


@dataclass(frozen=True, slots=True)
class Named:
    """A town as a table gives it."""

    key: str
    chance: float
    where: Where | None = None
    place: Place | None = None

    @property
    def name(self) -> str:
        return self.key.title()


def row_of(*accounts: Told, **more: object) -> ArchiveRow:
    return archive_row(reckon(accounts), [Report(told=each, claims=each.claims) for each in accounts], **more)  # type: ignore[arg-type]


def best(*accounts: Told) -> tuple[int, int]:
    """Killed and injured by the conventions alone, without tables."""
    figures = {each.category: each for each in reckon_figures(accounts)}
    killed, injured = archive_figures(figures.get("killed"), figures.get("injured"), accounts)
    assert all(count.low <= count.best <= count.high for count in (killed, injured))
    return killed.best, injured.best


def made(low: int | None, best: int | None, high: int | None) -> Figure:
    return Figure(category="killed", low=low, best=best, high=high, rule="range", reports=1, claims=())


# ---------------------------------------------------------------- numbers


def test_somebody_was_hit() -> None:
    assert best(told(whole="Title\n\nShots were fired.")) == (0, 1)
    assert best(told(figure(1))) == (1, 0)


def test_the_dead_are_among_those_shot() -> None:
    sentence = "Five people were shot at a bar, and one of them died."
    five, one = report(sentence, "Five people", figure(5, category="injured")), report(sentence, "one of them", figure(1))
    assert best(five, one) == (1, 4)


@pytest.mark.parametrize("sentence", ["Five others were shot, and one man died.", "Five people were shot and wounded; one man died."])
def test_unless_they_are_called_others_or_wounded(sentence: str) -> None:
    five = report(sentence, sentence.partition(" were")[0], figure(5, category="injured"))
    assert best(five, report(sentence, "one man", figure(1))) == (1, 5)


def test_one_who_dies_by_his_own_hand_is_counted() -> None:
    assert best(report("A man kills four people, then turns the gun on himself.", "four people", figure(4))) == (5, 0)
    assert best(report("A man kills four people, then flees.", "four people", figure(4))) == (4, 0)
    assert best(
        report("A man kills four people, then turns the gun on himself.", "four people", figure(4, includes_perpetrators=True))
    ) == (4, 0)


def test_counts_of_figures() -> None:
    assert count_of(None) == Estimate(low=0, best=0, high=0)
    assert count_of(made(3, None, None)) == Estimate(low=3, best=3, high=3)
    assert count_of(made(2, 4, 6)) == Estimate(low=2, best=4, high=6)
    assert told_count(None) is None
    assert told_count(made(0, None, 35)) is None
    assert told_count(made(0, 0, 0)) == Estimate(low=0, best=0, high=0)
    assert taking_in(Estimate(low=2, best=2, high=2), 5) == Estimate(low=2, best=5, high=5)


# ---------------------------------------------------------------- towns


def test_all_reports_are_heard_on_the_town() -> None:
    one = [Named("ashford", 0.6), Named("millbrook", 0.4, TOWN)]
    other = [Named("millbrook", 0.9, TOWN), Named("denton", 0.1)]
    assert likeliest_town([one, other]) == (TOWN, 0.9)
    assert likeliest_town([other, one]) == (TOWN, 0.9)
    assert likeliest_town([one]) == (Where(name="Ashford", kind="populated"), 0.6)
    assert likeliest_town([]) is None
    assert likeliest_town([[], []]) is None


def test_a_report_of_the_county_allows_its_towns() -> None:
    county = next(place for place in lookup("Harris County") if place.admin1 == "Texas")
    town = next(place for place in lookup("Houston") if place.admin2_id == county.id)
    of_county = [Named("harris county", 0.6, place=county), Named("elsewhere", 0.2)]
    of_town = [Named("houston", 0.5, place=town), Named("elsewhere", 0.5)]
    chosen = likeliest_town([of_town, of_county])
    assert chosen is not None
    assert chosen[0].name == "Houston"


# ---------------------------------------------------------------- rows


def test_a_row_has_one_day_one_town_and_two_numbers_with_their_chances() -> None:
    each = report("Two men were killed on Monday, police said.", "Two men", figure(2))
    incident = reckon([each])
    row = archive_row(incident, [Report(told=each, claims=each.claims, towns=[Named("millbrook", 0.8, TOWN)])])
    assert (row.incident, row.reports) == (incident.id, 1)
    assert row.killed is not None
    assert row.injured is not None
    assert (row.killed.best, row.injured.best) == (2, 0)
    assert (row.where, row.where_chance) == (TOWN, 0.8)
    assert row.day is not None
    for chance in (row.day_chance, row.numbers_chance):
        assert chance is not None
        assert 0 < chance <= 1


def test_what_is_kept_is_the_incidents_own() -> None:
    each = report("Five people were shot at a bar.", "Five people", figure(5, category="injured"))
    row = row_of(each, kept=PARTS)
    assert row == row_of(each, kept=frozenset({"numbers", "day", "place"}))
    assert (row.killed, row.injured) == (None, Estimate(low=5, best=5, high=5))
    assert (row.day, row.where) == (None, None)
    assert (row.day_chance, row.where_chance, row.numbers_chance) == (None, None, None)


def test_without_a_report_about_it_nothing_is_estimated() -> None:
    each = told(figure(3))
    row = archive_row(reckon([each]), [])
    assert (row.killed, row.injured, row.reports) == (Estimate(low=3, best=3, high=3), None, 0)
    assert row.numbers_chance is None


def test_the_first_report_gives_the_day_where_none_is_told() -> None:
    row = row_of(told(figure(1), on=4), told(figure(1), on=6, outlet="Herald"))
    assert row.day in (day(3), day(4))


def test_a_day_is_known_to_within_some_days() -> None:
    assert first_day(When.day(BEGIN)) == BEGIN
    assert first_day(When(earliest=BEGIN, latest=day(3), precision=2, how="stated")) == BEGIN
    assert first_day(When(earliest=BEGIN, latest=day(20), precision=4, how="stated")) is None
    assert first_day(None) is None


def test_the_order_of_reports_does_not_matter() -> None:
    accounts = (
        report("Two men were killed on Monday.", "Two men", figure(2)),
        report("Three people were shot dead.", "Three people", figure(3), outlet="Herald", on=1),
        report("A man died and two were hurt.", "two", figure(2, category="injured"), outlet="Star", on=2),
    )
    assert len({row_of(*some) for some in itertools.permutations(accounts)}) == 1


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_any_text_and_numbers_make_a_row(text: str, killed: int, injured: int) -> None:
    row = row_of(told(figure(killed), figure(injured, category="injured"), text=text))
    assert row.killed is not None
    assert row.injured is not None
    assert row.killed.best + row.injured.best > 0
    assert all(count.low <= count.best <= count.high for count in (row.killed, row.injured))
