"""A failing list of acts, cut down to what still fails in the same way, and written as a script that stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Any

from tests.worlds.acts import Act, Add, Reread, Shuffle, There
from tests.worlds.reports import Plan, Reader
from tests.worlds.world import play

_OWN = re.compile(r"[0-9a-f]{24}|[0-9]+|\[.*\]")  # keys, numbers and lists of them
Failure = str  # how a list of acts fails, keys and numbers aside; empty where it does not


def failure_of(acts: Sequence[Act]) -> Failure:
    """How a list of acts fails."""
    try:
        play(acts)
    except Exception as error:
        return kind_of(error)
    return ""


def kind_of(error: BaseException) -> Failure:
    """The kind of an error: its first line without keys and numbers."""
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__}: {_OWN.sub('…', first)[:60]}"


def cut_down(acts: Sequence[Act], *, seconds: float = 300, fails: Callable[[Sequence[Act]], Failure] = failure_of) -> list[Act]:
    """The shortest and plainest list found in the time that fails as this one does (Zeller and Hildebrandt 2002, then act by act)."""
    end = monotonic() + seconds
    wanted = fails(acts)
    held = list(acts)
    if not wanted:
        return held

    def still(tried: Sequence[Act]) -> bool:
        return monotonic() < end and fails(tried) == wanted

    size = len(held) // 2
    while size and monotonic() < end:
        start = 0
        while start < len(held):
            tried = held[:start] + held[start + size :]
            if still(tried):
                held = tried
            else:
                start += size
        size //= 2
    for at in range(len(held)):
        while found := next((tried for each in _plainer(held[at]) if still(tried := [*held[:at], each, *held[at + 1 :]])), None):
            held = found
    return held


def _plainer(act: Act) -> Iterator[Act]:
    """The same act with one thing less, each in turn."""
    match act:
        case Add():
            if act.reader != Reader():
                yield act._replace(reader=Reader())
            for name, value in _plain_fields(act.plan):
                if getattr(act.plan, name) != value:
                    yield act._replace(plan=act.plan._replace(**{name: value}))
        case Reread():
            for name, value in Reader()._asdict().items():
                if getattr(act.reader, name) != value:
                    yield act._replace(reader=act.reader._replace(**{name: value}))
        case There():
            yield act.judgement
        case Shuffle():
            if act.settles:
                yield act._replace(settles=0)


def _plain_fields(plan: Plan) -> Iterator[tuple[str, Any]]:
    """What a plain report has; its number and deed are its own."""
    yield from ((name, value) for name, value in Plan(0)._asdict().items() if name not in ("number", "deed", "fillers"))
    if len(plan.fillers) > 1:
        yield "fillers", plan.fillers[:1]


def _written(value: Any) -> str:
    """A value as Python, without the fields that are as they are by default."""
    fields = getattr(value, "_fields", None)
    if fields is None:
        return repr(value)
    usual = value._field_defaults
    told = (f"{name}={_written(held)}" for name in fields if (held := getattr(value, name)) != usual.get(name, ...))
    return f"{type(value).__name__}({', '.join(told)})"


def as_script(acts: Sequence[Act], error: str) -> str:
    """A script that plays the acts; run it in the folder of the project."""
    told = "\n".join(f"# {line}" for line in error.splitlines()[:30])
    lines = "".join(f"    {_written(act)},\n" for act in acts)
    return f"""{told}
from tests.worlds.acts import *
from tests.worlds.reports import Deed, Plan, Reader
from tests.worlds.world import play

ACTS = [
{lines}]

if __name__ == "__main__":
    play(ACTS)
    print("all holds")
"""
