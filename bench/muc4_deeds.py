"""Templates of the set `muc4` from the deeds that the heads of roles find: the set's conventions, and nothing else.

Dates "- DAY" (on or before) where the text gives no day, by the dateline; places as "COUNTRY: REGION (DEPARTMENT): TOWN (CITY)"; no
instrument for arson and kidnapping, no things for kidnapping; a nationality only where it differs from the country of the incident.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from unicodedata import combining, normalize

from variorum.lexicon.gazetteer import country, demonym
from variorum.model import Span
from variorum.read.parsed import Parsed
from variorum.read.roles.deeds import Deed, Participant

Template = dict[str, Any]
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
LONGEST = 60  # days of a span that is still given as a date
MOST_PLACES = 3
LEVELS = {
    "REGION": 0, "DEPARTMENT": 1, "PROVINCE": 2, "MUNICIPALITY": 3, "CITY": 4, "TOWN": 4, "VILLAGE": 5, "DISTRICT": 6, "AIRPORT": 6,
    "NEIGHBORHOOD": 6, "UNIVERSITY": 7, "OTHER": 7,
}  # fmt: skip


def templates_of_deeds(parsed: Parsed, doc_id: str, deeds: Sequence[Deed]) -> Iterator[Template]:
    """One template a deed; what is unknown is left out."""
    for deed in deeds:
        place = place_of(parsed, deed)
        land = place.split(":")[0] if place else None
        template = {
            "doc_id": doc_id,
            "incident_type": deed.type,
            "incident_stage_of_execution": deed.stage,
            "incident_date": date_of(parsed, deed),
            "incident_location": place,
            "perp_incident_category": deed.side,
            **instruments(deed),
            **doers(deed),
            "hum_tgt": [*(person(parsed, one, land) for one in deed.of("people")), *unharmed(deed)],
            "phys_tgt": [] if deed.type == "KIDNAPPING" else [thing(one) for one in deed.of("object")],
        }
        yield {name: value for name, value in template.items() if value}


def date_of(parsed: Parsed, deed: Deed) -> str | None:
    """The day or span, else "on or before" the day of the text."""
    when = deed.when
    if when is not None and when.earliest and when.latest and (when.latest - when.earliest).days <= LONGEST:
        first, last = day(when.earliest), day(when.latest)
        return first if first == last else f"{first} - {last}"
    return f"- {day(parsed.anchor.latest)}" if parsed.anchor and parsed.anchor.latest else None


def day(one: date) -> str:
    """A day as in a key."""
    return f"{one.day:02d} {MONTHS[one.month - 1]} {one.year % 100:02d}"


def place_of(parsed: Parsed, deed: Deed) -> str | None:
    """The country, then ever smaller places; without a known country nothing."""
    lands = Counter(mention.where.country for mention in parsed.places if mention.where and mention.where.country)
    land = deed.land or next((code for code, _ in lands.most_common(1)), None)
    if land is None:
        return None
    parts: dict[int, str] = {}
    for span, kind in deed.places[:MOST_PLACES]:
        parts.setdefault(LEVELS[kind], f"{words(span)} ({kind})")
    return ": ".join([land_name(land), *(part for _, part in sorted(parts.items()))])


def land_name(code: str) -> str:
    """A country by its ISO code, as the set prints it."""
    found = country(code)
    return plain(found.name if found else code)


def plain(name: str) -> str:
    """A name in capitals without accents, as the set prints it."""
    return "".join(letter for letter in normalize("NFKD", name.upper()) if not combining(letter))


def words(span: Span) -> str:
    """The words of a phrase without its article."""
    return re.sub(r"^(?:THE|A|AN)\s+", "", " ".join(span.exact.upper().split()))


def instruments(deed: Deed) -> Template:
    """Instruments with their classes; a class without words where it is only meant."""
    if deed.type in ("ARSON", "KIDNAPPING"):
        return {}
    found = deed.of("instrument")
    types: list[Template] = [{"value": one.type, "instrument_id": words(one.words)} for one in found if one.type]
    if not found and deed.meant:
        types = [{"value": deed.meant}]
    return {"incident_instrument_id": [words(one.words) for one in found], "incident_instrument_type": types}


def doers(deed: Deed) -> Template:
    """Who did it, and on what footing a body is named."""
    bodies = deed.of("organisation")
    return {
        "perp_individual_id": [words(one.words) for one in deed.of("individual")],
        "perp_organization_id": [words(one.words) for one in bodies],
        "perp_organization_confidence": [{"value": one.footing, "organization_id": words(one.words)} for one in bodies],
    }


def person(parsed: Parsed, one: Participant, land: str | None) -> Template:
    """People aimed at or harmed."""
    row: Template = {"name": words(one.name) if one.name else None, "description": words(one.description) if one.description else None}
    row |= {"type": one.type, "number": one.number, "effect_of_incident": one.effect}
    nation = nation_of(parsed, one)
    row["foreign_nation"] = nation if nation != land else None
    return {name: value for name, value in row.items() if value}


def nation_of(parsed: Parsed, one: Participant) -> str | None:
    """The country that a phrase or the two words before it name, or whose people."""
    for mention in parsed.places:
        if mention.where is None or mention.where.kind != "country" or mention.where.country is None:
            continue
        at = parsed.tokens_of(mention.span)
        for phrase in one.phrases:
            here = parsed.tokens_of(phrase)
            if here.start - 2 <= at.start < here.stop:
                return land_name(mention.where.country)
    words_of = (parsed.tokens_of(phrase) for phrase in one.phrases)
    near = (token.text for here in words_of for token in parsed.doc[max(here.start - 2, 0) : here.stop])
    lands = (place.country for word in near for place in demonym(word) if place.kind == "country" and place.country)
    return next(map(land_name, lands), None)


def unharmed(deed: Deed) -> list[Template]:
    """What befell people whom no words name."""
    known = any(one.effect for one in deed.of("people"))
    return [{"effect_of_incident": deed.unharmed}] if deed.unharmed and not known else []


def thing(one: Participant) -> Template:
    """A thing attacked."""
    row = {"id": words(one.words), "type": one.type, "number": one.number, "effect_of_incident": one.effect}
    return {name: value for name, value in row.items() if value}
