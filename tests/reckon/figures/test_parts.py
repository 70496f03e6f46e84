"""Numbers of one report that are no count beside its others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reckon.tellings import figure, told

from variorum.model import Speaker, Told
from variorum.reckon.counting import counts
from variorum.reckon.figures import reckon_figures
from variorum.reckon.figures.parts import summands_of

MINISTRY = Speaker(name="the interior ministry", kind="official")
WATCH = Speaker(name="Valley Rights Watch", kind="ngo")
ARMY = Speaker(name="the army", kind="military")


@pytest.mark.parametrize(
    ("numbers", "parts"),
    [
        ([(90, "civilians"), (60, "children"), (15, "women"), (15, "men")], [60, 15, 15]),
        ([(33, "civilians"), (8, "men"), (3, "women"), (12, "children"), (10, "others")], [8, 3, 12, 10]),
        ([(9, "all"), (4, "men"), (5, "women")], [4, 5]),
        ([(49, "all"), (41, "people"), (7, "people"), (1, "people")], [41, 7, 1]),
        ([(41, "people"), (7, "people"), (49, "all")], []),
        ([(49, "all"), (41, "people"), (9, "people")], []),
        ([(9, "all"), (4, "men"), (6, "women")], []),
        ([(4, "men"), (5, "women")], []),
        ([(9, "all"), (4, "men"), (5, "men")], []),
        ([(9, "all"), (9, "women")], []),
    ],
)
def test_groups_that_come_to_a_total_of_the_report_are_its_parts(numbers: list[tuple[int, str]], parts: list[int]) -> None:
    figures = [figure(number, group=_group(name), group_text=name) for number, name in numbers]
    claims = told(*figures)
    keys = summands_of(list(counts([claims])))
    assert sorted(claim.value.low for claim in claims.claims if claim.key in keys) == sorted(parts)  # type: ignore[union-attr]


def _group(name: str) -> tuple[str, ...]:
    return ("all",) if name in ("others", "people") else (name,)


def spoken(*said: tuple[Speaker, int, str]) -> Told:
    made = told(*(figure(number, group=(group,)) for _, number, group in said))
    claims = tuple(replace(claim, said_by=speaker) for claim, (speaker, _, _) in zip(made.claims, said, strict=True))
    return replace(made, claims=claims)


def test_speakers_who_differ_over_a_group_are_not_added_up() -> None:
    (found,) = reckon_figures([spoken((ARMY, 25, "perpetrators"), (ARMY, 5, "civilians"), (WATCH, 90, "civilians"))])
    assert (found.low, found.high) == (30, 90)


def test_a_rival_who_only_counts_attackers_does_not_speak_of_all() -> None:
    group = spoken((ARMY, 22, "perpetrators"), (MINISTRY, 33, "civilians"), (WATCH, 90, "civilians"))
    (found,) = reckon_figures([group])
    assert (found.low, found.high) == (33, 90)


def test_speakers_who_count_different_groups_are_added_up() -> None:
    (found,) = reckon_figures([spoken((MINISTRY, 3, "police"), (WATCH, 5, "civilians"))])
    assert (found.low, found.best, found.high) == (8, 8, 8)
