"""Made reports in words: sentences with marked phrases, filled in, and where the phrases come to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from variorum.model import Span

_MARK = re.compile(r"<(\w+)\|([^>]*)>|\{(\w+)\}|([^<{]+)")

HEADLINES = (
    "{dead} dead in {town} {kind}", "{kind} in {town} leaves {dead} dead", "{land}: {kind} hits {site}", "Horror at {site}: {dead} dead",
    "Grief in {town} after {kind}", "What we know of the {town} {kind}", "{town} mourns its dead", "{group} blamed for {town} {kind}",
)  # fmt: skip
LEADS = (
    "<killed|{deaths} were killed> and <injured|{wounds} wounded> when <event|{deed}> {site} in <place|{town}> <date|{when}>, {official} "
    "said.",
    "<event|{Deed}> {site} in the town of <place|{town}> <date|{when}>, <killed|killing {deaths}> and leaving <injured|{wounds} wounded>, "
    "according to {official}.",
    "The number of dead after <event|{deed}> {site} in <place|{town}> <date|{when}> has reached <killed|{dead}>, {official} told "
    "reporters, with <injured|{wounds} hurt>.",
    "Families in <place|{town}> buried the first of <killed|{dead} people killed> <date|{when}>, when <event|{deed}> {site}. "
    "Doctors were treating <injured|{wounds}>.",
    "Police in <place|{town}>, {land}, are searching for those behind <event|the {kind}> at {site} <date|{when}>, in which "
    "<killed|{deaths} died> and <injured|{wounds} were hurt>.",
)
DETAILS = (
    "{victim1}, who was {age1} and worked as a {job}, was among the dead, relatives said at the hospital.",
    "Among those who lost their lives were {victim1} and {victim2}, neighbours told {outlet}.",
    "The family of {victim2}, {age2}, waited outside the morgue until night for word of what had happened.",
    "{victim3} said he had been standing a few metres from the {spot} on {street} Street when it began.",
    "“I heard people screaming and then everybody ran towards {street} Street,” said {victim3}, a {job}.",
    "{chief}, who heads the regional police, said that {number} officers had been sent to {street} and to the {spot}.",
    "Mayor {mayor} called for calm and promised that the city would pay for the funerals.",
    "The {hospital} hospital asked for blood, and its director, {doctor}, spoke of the worst night in {years} years.",
    "Cameras of a shop on {street} Street show a {vehicle} that stops near the {spot} shortly before {hour} o'clock.",
    "Traffic through {street} and the roads to the north stayed closed for most of the day.",
    "Investigators led by {chief} recovered {number} cartridge cases and the burnt remains of a {vehicle}.",
    "Teachers brought the children out by a back door, said {doctor}, who treated some of them.",
    "The market traders' union said that its members would keep their stalls shut for {years} days.",
)
BLAMES = (
    "A group that calls itself <blame|the {group}> said on its channel that it had done it.",
    "{chief} accused <blame|the {group}>, without offering any proof.",
    "Nobody has claimed it so far, but suspicion fell on <blame|the {group}>.",
    "The ministry of the interior blamed <blame|the {group}> for what it called a cowardly act.",
)
FILLERS = (
    "The government has promised more {thing1} and better {thing2} before, and little has come of it.",
    "Analysts see in it a sign that the quarrel over {thing1} and {thing2} is far from settled.",
    "The council will meet to speak of {thing1}, {thing2} and the cost of the repairs.",
    "Shops sold out of {thing1} by noon, and the price of {thing2} rose by a third.",
    "A football match, a wedding and a fair of {thing1} were put off, and so was the vote on {thing2}.",
    "Abroad, ministers spoke of their sympathy and of the {thing1} that such days call for.",
)
MENTIONS = (
    "It recalled <event|the {kind}> at {site} in <place|{town}> <date|{when}>, when <killed|{dead} people died>.",
    "<date|{When}>, <killed|{dead} people were killed> when <event|{deed}> {site} in <place|{town}>, among them {victim1}.",
    "Many were reminded of <place|{town}>, where <event|{deed}> {site} <date|{when}> and <killed|killed {dead}>.",
    "A court is still hearing the case of <event|the {kind}> in <place|{town}> <date|{when}>, which cost <killed|{dead} lives>.",
)
LOCAL = (
    "Readers in {local} who have family there can call the foreign ministry, the {local} council said.",
    "{person}, who was born there and now lives in {local}, said that she could not reach her brother.",
    "In {local}, a vigil is planned for Saturday evening in front of the town hall.",
)

Marks = dict[str, tuple[int, int]]  # label → where its phrase stands


def fill(sentence: str, words: Mapping[str, str], start: int = 0) -> tuple[str, Marks]:
    """The sentence with its words filled in, and where its marked phrases stand in a text in which it starts at `start`."""
    parts: list[str] = []
    marks: Marks = {}
    at = start
    for label, pieces in _parsed(sentence):
        phrase = "".join(words[piece[1:]] if piece[0] == "{" else piece for piece in pieces)
        if label:
            marks[label] = (at, at + len(phrase))
        parts.append(phrase)
        at += len(phrase)
    return "".join(parts), marks


@cache
def _parsed(sentence: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Label (or none) and pieces; a piece that begins with a brace is the name of a word."""
    found = []
    for label, marked, word, plain in _MARK.findall(sentence):
        pieces = _pieces(marked) if label else (f"{{{word}",) if word else (plain,)
        found.append((label, pieces))
    return tuple(found)


def _pieces(marked: str) -> tuple[str, ...]:
    return tuple(f"{{{word}" if word else plain for word, plain in re.findall(r"\{(\w+)\}|([^{]+)", marked))


def span_of(text: str, where: tuple[int, int]) -> Span:
    """A stretch of text as a span."""
    return Span.of(text, *where)


def joined(sentences: Iterable[tuple[str, Mapping[str, str]]], start: int) -> tuple[str, list[Marks]]:
    """Sentences, each with its words, as paragraphs that start at `start`, and the marks of each."""
    parts, marks, at = [], [], start
    for sentence, words in sentences:
        filled, found = fill(sentence, words, at)
        parts.append(filled)
        marks.append(found)
        at += len(filled) + 1
    return "\n".join(parts), marks
