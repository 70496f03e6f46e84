"""Towns that a text names by their capitals alone, where the finder of places saw a person, a firm or nothing: "a Reading home"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeVar

from variorum.lexicon.gazetteer import Place, fold, lookup

Known = TypeVar("Known")
Region = tuple[str | None, str | None]  # name and country

_WORD = re.compile(r"(?<![\w’'-])(?:St\.|Mt\.|Ft\.|[A-Z][a-z]+(?:-[A-Z][a-z]+)*|[A-Z]{3,})(?!\w)")
_SIDE = re.compile(r"(?:north|south|east|west)(?:[ -]?(?:east|west))?(?:ern)?[ -](?=[A-Z])", re.IGNORECASE)
_WORDS = 300  # of a text with which names may begin: a list of towns is no report
_LONGEST = 3  # words of a name
_JOINTS = (" ", "-")
_CITY = 15_000  # people of a town that is meant without its region
_METROPOLIS = 100_000  # … and without its country


def names_by_capitals(text: str, known: Callable[[str], Known | None]) -> Iterator[tuple[int, int, Known]]:
    """Start and end of each name in a text, the longest at every word, of which something is known, and that."""
    words = list(_WORD.finditer(text))
    taken = -1
    for i, word in enumerate(words[:_WORDS]):
        if word.start() < taken:
            continue
        last = i
        while last + 1 < len(words) and last - i + 1 < _LONGEST and text[words[last].end() : words[last + 1].start()] in _JOINTS:
            last += 1
        for k in range(last, i - 1, -1):
            found = known(text[word.start() : words[k].end()])
            if found is not None:
                taken = words[k].end()
                yield word.start(), taken, found
                break


@lru_cache(maxsize=50_000)
def town_in(name: str, home: frozenset[Region]) -> Place | None:
    """The largest town of just this name in some regions; else the largest of their countries, if it is a city; else None."""
    key = fold(name)
    named = [place for place in lookup(name) if place.kind == "populated" and fold(place.name) == key]
    inside = [place for place in named if (place.admin1, place.country) in home]
    if not inside:
        lands = {land for _, land in home}
        least = _CITY if lands else _METROPOLIS
        inside = [place for place in named if place.population >= least and (not lands or place.country in lands)]
    return max(inside, key=lambda place: (place.population, place.id), default=None)


def without_side(name: str) -> str | None:
    """The city of which a name gives a side ("Southwest Riverton" → "Riverton"); None where it gives none."""
    match = _SIDE.match(name)
    return name[match.end() :] if match else None
