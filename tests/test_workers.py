from __future__ import annotations

import os
import time

from variorum.workers import Died, spread


def double(number: int) -> int:
    return 2 * number


def die_at_seven(number: int) -> int:
    if number == 7:
        os._exit(9)
    time.sleep(0.01)
    return number


def test_every_task_is_answered_once() -> None:
    assert sorted(a for a in spread(double, range(50), workers=2) if not isinstance(a, Died)) == [2 * n for n in range(50)]


def test_one_worker_works_in_this_process() -> None:
    assert list(spread(double, range(3), workers=1)) == [0, 2, 4]


def test_a_worker_that_dies_takes_one_task_with_it() -> None:
    answers = list(spread(die_at_seven, range(20), workers=2))
    assert [answer.task for answer in answers if isinstance(answer, Died)] == [7]
    assert sorted(answer for answer in answers if not isinstance(answer, Died)) == [n for n in range(20) if n != 7]
