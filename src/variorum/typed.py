"""What a person types, as the value of a claim: a number, a name, a place, a day, or the fields as JSON."""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from variorum.errors import InvalidRecord, UsageError
from variorum.lexicon.en.numbers import find_quantities
from variorum.lexicon.gazetteer import Place, by_id, country, fold, lookup
from variorum.model import Actor, Claim, Document, Span, Speaker, When
from variorum.model.records import from_builtins, to_builtins
from variorum.model.values import VALUE_TYPES
from variorum.model.words import Property
from variorum.read.places.find import where_at

MOST_LISTED = 8  # candidates of an ambiguous place
_EXAMPLES = {
    "target": '{"kind": "physical", "name": "the town hall"}',
    "demand": '{"by": "the hijackers", "text": "a flight out"}',
    "response": '{"by": "the president", "text": "three days of mourning"}',
    "warning": '{"by": "the embassy", "to": "travellers", "about": "attacks on hotels"}',
    "forecast": '{"text": "more strikes", "horizon": "next week"}',
    "comparison": '{"likened_to": "the siege of 2004"}',
    "quote": '{"kind": "direct"}',
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def typed_value(kind: Property, typed: str, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The builtins of a value of a property: what is typed, on top of the fields that `base` gives.

    Raises `UsageError` where it cannot be understood.
    """
    value = {**(base or {}), **_fields(kind, typed)}
    try:
        made: Any = from_builtins(value, VALUE_TYPES[kind])
    except InvalidRecord as error:
        raise UsageError(f"{typed!r} is no value of a {kind} claim: {error}") from error
    return {name: part for name, part in to_builtins(made).items() if name in value}


def _fields(kind: Property, typed: str) -> dict[str, Any]:
    """The fields that some words give, by the property."""
    if typed.lstrip().startswith("{"):
        return _json(typed)
    if kind not in _READS:
        raise UsageError(f"the value of a {kind} claim is typed as JSON, for example {_EXAMPLES[kind]}")
    return _READS[kind](" ".join(typed.split()))


def _json(typed: str) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = json.loads(typed)
    except ValueError as error:
        raise UsageError(f"{typed!r} is not JSON: {error}") from error
    return fields


def _actor(name: str) -> Any:
    try:
        return to_builtins(Actor(name=name))
    except InvalidRecord as error:
        raise UsageError("type the name of an actor") from error


def number_of(typed: str) -> dict[str, Any]:
    """The ends and the bound of a number in words or digits."""
    quantities = find_quantities(f"{typed} people")
    if len(quantities) != 1:
        raise UsageError(f'{typed!r} is no number: type 334, 130-140, "at least 16", or JSON')
    return {"low": quantities[0].low, "high": quantities[0].high, "bound": quantities[0].bound}


# ---------------------------------------------------------------- a whole claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim as a person types it. `words` stand in the document of a key, `nth` times; `fields` are those that a value of this property
    needs beside what is typed (the category of a figure). `account` is an account or incident, or None for that of the words around.
    """

    document: str
    words: str
    property: Property
    value: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    said_by: str | None = None
    account: str | None = None
    nth: int | None = None


def claim_of(draft: Draft, document: Document) -> Claim:
    """The claim that a draft makes of a document. Raises `UsageError` where words or value cannot be understood."""
    value: Any = from_builtins(typed_value(draft.property, draft.value, draft.fields), VALUE_TYPES[draft.property])
    speaker = Speaker(name=" ".join(draft.said_by.split())) if draft.said_by and draft.said_by.strip() else None
    words = _find(draft, document.text)
    return Claim(document=document.key, property=draft.property, value=value, evidence=(words,), maker="person", said_by=speaker)


def _find(draft: Draft, text: str) -> Span:
    """Where the words of a draft stand; white space does not matter."""
    parts = draft.words.split()
    if not parts:
        raise UsageError("type the words of the text that carry the claim")
    found = list(re.finditer(r"\s+".join(map(re.escape, parts)), text))
    if not found:
        raise UsageError(f"the words {draft.words!r} do not stand in the text")
    if len(found) > 1 and draft.nth is None:
        raise UsageError(f"the words {draft.words!r} stand there {len(found)} times: type more of them, or --nth 1 to {len(found)}")
    if draft.nth is not None and not 1 <= draft.nth <= len(found):
        raise UsageError(f"the words {draft.words!r} stand there {len(found)} times: --nth is 1 to {len(found)}")
    return Span.of(text, *found[(draft.nth or 1) - 1].span())


# ---------------------------------------------------------------- days


def when_of(typed: str) -> When:
    """A day, month or year as ISO 8601 ("2004-09-03", "2004-09", "2004"), or two days with ".." between them."""
    first, _, last = typed.partition("..")
    begin, end = _span(first.strip()), _span((last or first).strip())
    if begin is None or end is None or begin[0] > end[1]:
        raise UsageError(f"{typed!r} is no date: type 2004-09-03, 2004-09, 2004, or 2004-09-01..2004-09-03")
    days = (end[1] - begin[0]).days + 1
    precision = next((number for number, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)
    return When(earliest=begin[0], latest=end[1], precision=precision, how="stated")  # type: ignore[arg-type]


def _span(typed: str) -> tuple[date, date] | None:
    """The first and the last day of what is typed."""
    match = _DAY.fullmatch(typed)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return (date(year or 0, 1, 1), date(year or 0, 12, 31))
        first = date(year, month, day or 1)
        return first, first if day else first.replace(day=monthrange(year, month)[1])
    except ValueError:
        return None


# ---------------------------------------------------------------- places


def place_of(typed: str) -> Place:
    """The place of a gazetteer id, or of "NAME, COUNTRY" or "NAME, REGION, COUNTRY", a country by its name or two letters.

    Raises `UsageError`, with the candidates and their ids, where that is none or several.
    """
    if typed.isdecimal():
        found = by_id(int(typed))
        if found is None:
            raise UsageError(f"the gazetteer has no place {typed}: it takes the ids of GeoNames")
        return found
    name, *around = (part.strip() for part in typed.split(","))
    candidates = [place for place in lookup(name) if _lies_in(place, around)]
    towns = [place for place in candidates if place.kind == "populated"]
    named = [place for place in towns if fold(place.name) == fold(name)]  # London before the City of London, which is called so too
    for among in (named, towns, candidates):
        if len(among) == 1:
            return among[0]
        if among:
            listed = "; ".join(map(_words, among[:MOST_LISTED]))
            more = f"; and {len(among) - MOST_LISTED} more" if len(among) > MOST_LISTED else ""
            raise UsageError(f"{typed!r} may be several places, type the id of one: {listed}{more}")
    raise UsageError(f'the gazetteer has no {typed!r}: type "NAME, COUNTRY" or the id that GeoNames has for it')


def _lies_in(place: Place, around: list[str]) -> bool:
    """Whether a place lies in each of the lands and regions."""
    return all(_is_land(place, words) or fold(words) in (fold(place.admin1 or ""), fold(place.admin2 or "")) for words in around if words)


def _is_land(place: Place, words: str) -> bool:
    if re.fullmatch(r"[A-Za-z]{2}", words) and country(words.upper()) is not None:
        return place.country == words.upper()
    return any(land.kind == "country" and land.country == place.country for land in lookup(words)[:1])


def _words(place: Place) -> str:
    return f"{place.id} {', '.join(filter(None, (place.name, place.admin2, place.admin1, place.country)))} ({place.kind})"


def _where(typed: str) -> dict[str, Any]:
    """The fields of a place; the building or spot in it stays as it was."""
    return {name: part for name, part in to_builtins(where_at(place_of(typed))).items() if name != "site"}


_READS: dict[str, Callable[[str], dict[str, Any]]] = {
    "figure": number_of,
    "responsibility": lambda name: {"actor": _actor(name)},
    "incident_type": lambda words: {"type": words.lower().replace(" ", "_").replace("-", "_")},
    "place": _where,
    "date": lambda words: {**to_builtins(when_of(words)), "evidence": None, "at": None},
    "published": lambda words: {**to_builtins(when_of(words)), "evidence": None, "at": None},
    "weapon": lambda name: {"name": name},
    "victim": lambda name: {"name": name},
}
