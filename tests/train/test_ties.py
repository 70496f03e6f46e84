"""How what ties two items is learnt: on made reports, in which signs are right or mean nothing."""

from __future__ import annotations

import numpy as np
import pytest
from train.ties import Report, cross_validated, faults, learn, tied

from variorum.read.heads.items import pairs_of

SIGNS = ["good", "bad", "idle"]


def made(number: int) -> Report:
    """Six items of two incidents: "good" ties those of one, "bad" those of two; the head knows a little."""
    draw = np.random.default_rng(number)
    incidents = [("today", "before")[index] for index in draw.integers(0, 2, 6)]
    same = np.zeros((6, 6), dtype=np.float32)
    signs = []
    for later, earlier in pairs_of(6).tolist():
        one = incidents[later] == incidents[earlier]
        same[later, earlier] = same[earlier, later] = draw.normal(0.5 if one else -0.5)
        told = {"good" if one else "bad"} if draw.random() < 0.6 else set()
        signs.append(told | ({"idle"} if draw.random() < 0.5 else set()))
    return Report(f"made-{number}", "made", "today", incidents, same, signs)


def test_signs_that_say_something_get_weights_and_others_do_not() -> None:
    logit, good, bad, idle, _ = learn([made(number) for number in range(60)], SIGNS).tolist()
    assert logit > 0
    assert good > 1 > abs(idle)
    assert bad < -1


def test_no_report_is_judged_by_a_table_that_saw_it() -> None:
    read = [made(number) for number in range(40)]
    tables = cross_validated(read, SIGNS)
    assert set(tables) == {report.name for report in read}
    assert len({tuple(table.items()) for table in tables.values()}) > 1


def test_what_a_table_adds_is_the_weight_of_all_signs() -> None:
    report = made(3)
    added = tied(report, {"good": 1.0, "bad": -2.0, "idle": 0.0}) - report.same
    assert np.allclose(added, added.T)
    for (later, earlier), told in zip(pairs_of(6).tolist(), report.signs, strict=True):
        assert added[later, earlier] == pytest.approx(("good" in told) - 2.0 * ("bad" in told), abs=1e-5)


def test_faults_are_backgrounds_in_the_main_group_and_main_items_outside_it() -> None:
    report = Report("r", "made", "today", ["today", "today", "before", "today", None, "then"], np.zeros((6, 6), dtype=np.float32), [])
    assert faults(report, [[0, 1, 2], [3, 4], [5]]) == (1, 2, 1, 3)
    assert faults(report, [[0, 1, 3, 4], [2], [5]]) == (0, 2, 0, 3)
