"""How an archive of shootings counts: everybody who was shot, suspects too; the dead are no injured; somebody was hit.

Harm that nobody states is 0, but a row has somebody who was hit, so that one injured stands where nobody is found. The dead are taken to be
among "five people shot", and one who "kills four, then himself" is added to the four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from variorum.model import Estimate, Figure, FigureValue, Told

_NEAR = 60  # letters
_SHOT = re.compile(
    r"[^.;]{0,60}?\b(?:(?:shot|struck by gunfire)\b(?! (?:dead|to death|and killed))|gunshot wounds?|gunshot victims?)", re.IGNORECASE
)
_SHOOTS = re.compile(
    r"\b(?:shot|shoots|shooting(?: of)?|opened fire on|hits|hitting|striking|struck)(?: at least| a total of)?\s+$", re.IGNORECASE
)
_SURVIVE = re.compile(r"\b(?:injur|wound(?!s\b)|hurt|other|surviv|recover|non-?life|another|additional|more)", re.IGNORECASE)
_KILLS = re.compile(r"\b(?:kills?|killed|killing|shot(?: and killed)?|murder(?:ed|ing|s)|slay(?:s|ing))(?: at least)?\s+$", re.IGNORECASE)
_OWN_HAND = re.compile(
    r"\b(?:(?:kill|shoot|shot)\w*(?: and kill\w+)?|on) (?:himself|herself|self)\b|\bown life\b|\bsuicide\b|\bself-inflicted\b",
    re.IGNORECASE,
)

Pair = tuple[Estimate, Estimate]  # killed, injured


def count_of(figure: Figure | None) -> Estimate:
    """Low, best and high of a figure; harm that nobody counts is 0."""
    if figure is None:
        return Estimate(low=0, best=0, high=0)
    low = figure.low or 0
    best = low if figure.best is None else figure.best
    return Estimate(low=min(low, best), best=best, high=max(best, low, figure.high or 0))


def told_count(figure: Figure | None) -> Estimate | None:
    """Low, best and high of a figure; None where nobody gives one, or only that there were at most so many."""
    return count_of(figure) if figure is not None and (figure.best is not None or figure.low) else None


def archive_figures(killed: Figure | None, injured: Figure | None, told: Sequence[Told]) -> Pair:
    """Killed and injured as an archive of shootings counts, by the figures of an incident and the words that they are told in."""
    dead, hurt = count_of(killed), count_of(injured)
    victims = dead.best
    if victims > 1 and _without_attacker(victims, told):
        dead = replace(dead, best=victims + 1, high=max(victims + 1, dead.high))
    if victims and injured is not None and _shot(injured, hurt.best, told):
        hurt = Estimate(low=0, best=max(0, hurt.best - victims), high=hurt.high)
    if not dead.best and not hurt.best:
        hurt = Estimate(low=0, best=1, high=max(1, hurt.high))
    return dead, hurt


def taking_in(count: Estimate, best: int) -> Estimate:
    """A count with another best number, which its ends take in."""
    return Estimate(low=min(count.low, best), best=best, high=max(count.high, best))


def _shot(injured: Figure, number: int, told: Sequence[Told]) -> bool:
    """Whether the number of injured is a number of people who "were shot": the dead may be among them, unless some report calls them
    wounded, or others than the dead, or tells of one by himself.
    """
    used = [claim.value for each in told for claim in each.claims if claim.key in injured.claims]
    if any(isinstance(value, FigureValue) and value.counted and value.low == number for value in used):
        return False
    printed = list(_printed("injured", told, number))
    if any(_SURVIVE.search(words) or _SURVIVE.search(after.split(".")[0]) for _, _, words, after in printed):
        return False
    return any(_SHOT.match(after) or _SHOOTS.search(before) for _, before, _, after in printed)


def _without_attacker(number: int, told: Sequence[Told]) -> bool:
    """Whether the number of dead leaves out an attacker who died, too: "kills four, then himself"; "four dead; the gunman was killed"."""
    printed = list(_printed("killed", told, number))
    if not printed or any(value.includes_perpetrators for value, _, _, _ in printed):
        return False
    values = [claim.value for each in told for claim in each.claims if isinstance(claim.value, FigureValue) and claim.value.counted]
    if any(value.category == "killed" and "perpetrators" in value.group for value in values):
        return True
    return all(_KILLS.search(before) for _, before, _, _ in printed) and any(_OWN_HAND.search(each.document.text) for each in told)


def _printed(category: str, told: Sequence[Told], number: int) -> Iterator[tuple[FigureValue, str, str, str]]:
    """The printed figures of a number, each with its words and those of its sentence before and after it."""
    for each in told:
        for claim in each.claims:
            value = claim.value
            if isinstance(value, FigureValue) and value.category == category and not value.counted and value.low == number:
                words, text = claim.evidence[0], each.document.text
                yield value, text[max(0, words.start - _NEAR) : words.start], words.exact, text[words.end : words.end + _NEAR]
