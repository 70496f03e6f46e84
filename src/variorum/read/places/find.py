"""The place mentions of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from variorum.lexicon.gazetteer import Place
from variorum.model import Mention, Where
from variorum.model.where import PlacePrecision
from variorum.read.parsed import Parsed
from variorum.read.places.candidates import Candidate, Page, candidates
from variorum.read.places.given import candidate_of, take_part
from variorum.read.places.qualify import short_regions
from variorum.read.places.recognise import recognise
from variorum.read.places.settle import settle
from variorum.read.places.support import Name

SURE = 0.45  # chance of the best option: from .35 to .6 about half were right (folds 0-3), from .75 on nine in ten; unknown stays unknown
_HEAD = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ’'-]+(?: [A-ZÀ-Þ’'-]+)+), [A-ZÀ-Þ][\w .’'-]{2,30}[.:] ")
_LEADING = frozenset({"in", "at", "near", "outside", "off", "of", "-", "’", "'"})
DEMONYM = "demonym"  # the value of a mention that is an adjective or people of a land ("Russian"), not its name
_PRECISION: dict[str, PlacePrecision] = {
    "populated": 1, "district": 1, "landmark": 1, "admin2": 3, "admin1": 4, "region": 4, "country": 6, "water": 7,
}  # fmt: skip


def find_places(parsed: Parsed, *, home: Place | None = None) -> tuple[Mention, ...]:
    """The places that a text names, in its order; none overlaps another.

    `where` is None where the gazetteer lacks the name or nothing decides between its places; `candidates` are their ids then, the likeliest
    first. Adjectives and peoples ("Russian") are mentions of their land with the value "demonym". `home` is the outlet's region, if known.
    """
    page = Page.of(parsed)
    found = candidates(page)
    found += short_regions(page, found)
    mentions = recognise(page, sorted(found, key=lambda one: (one.start, -one.end)))
    return locate(page, mentions, home=home)


def locate_given(parsed: Parsed, spans: Iterable[tuple[int, int]], *, home: Place | None = None) -> tuple[Mention, ...]:
    """The mentions of names that are given as character offsets, located as `find_places` does, in their order."""
    page = Page.of(parsed)
    return locate(page, [candidate_of(page, start, end) for start, end in spans], home=home)


def locate(page: Page, mentions: Sequence[Candidate], *, home: Place | None = None) -> tuple[Mention, ...]:
    """Mentions of recognised candidates."""
    for mention in mentions:
        if not mention.places:
            take_part(mention)
    names = settle(page, mentions, home)
    named = {id(bearer): name for name in names for bearer in name.bearers}
    return tuple(_mention(page, mention, named.get(id(mention))) for mention in mentions)


def _mention(page: Page, candidate: Candidate, name: Name | None) -> Mention:
    """The mention of a candidate: sure of one place, or with several, or with none."""
    doc = page.parsed.doc
    span = page.parsed.span(doc[candidate.start].idx, doc[candidate.end - 1].idx + len(doc[candidate.end - 1]))
    value = DEMONYM if candidate.kind == "demonym" else None
    if name is None or (candidate.part and not name.is_backed) or _is_tail(page, candidate):
        return Mention(span=span, kind="place", value=value)
    ranked = sorted(zip(name.chances, name.options, strict=True), key=lambda pair: (-pair[0], pair[1].id))
    ids = tuple(place.id for _, place in ranked[:5])
    if ranked[0][0] < SURE:
        return Mention(span=span, kind="place", value=value, candidates=ids)
    where = where_at(ranked[0][1])
    if candidate.part and where.precision == 1:
        where = replace(where, precision=2)
    return Mention(span=span, kind="place", value=value, where=where, candidates=ids[:1])


def _is_tail(page: Page, candidate: Candidate) -> bool:
    """Whether a name ends a longer one in capitals that heads a paragraph of a digest: "OLD SALEM HILL, Ohio. Two …" is not Hill."""
    doc, text = page.parsed.doc, page.parsed.text
    at = doc[candidate.start].idx
    head = _HEAD.match(text, text.rfind("\n", 0, at) + 1)
    return head is not None and head.start() < at < head.end(1) and page.lower[candidate.start - 1] not in _LEADING


def where_at(place: Place, *, site: str | None = None, precision: PlacePrecision | None = None) -> Where:
    """A place of the gazetteer as a `Where`; its precision is that of its kind."""
    return Where(
        name=place.name,
        kind=place.kind,
        gazetteer_id=None if place.is_ours else place.id,
        lat=place.lat,
        lon=place.lon,
        admin1=place.admin1,
        country=place.country,
        precision=precision or _PRECISION[place.kind],
        site=site,
    )
