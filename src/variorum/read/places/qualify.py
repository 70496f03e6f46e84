"""The pattern "Town, Region": what a name says of the name before it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from variorum.lexicon.gazetteer import Place, by_id, fold, lookup
from variorum.lexicon.gazetteer.table import table
from variorum.read.places.candidates import Candidate, Page

_WIDE = ("country", "admin1", "admin2", "region")
_REACH = 5  # tokens of the name of a region


@cache
def abbreviations() -> Mapping[str, int]:
    """Short forms that mean a region only after a town and a comma ("Pa.", "CA"): as written without full stops → GeoNames id."""
    found: dict[str, int] = {}
    text = files("variorum.lexicon.gazetteer").joinpath("admin1.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name, _lat, _lon, short, *_ = line.split("\t")
            place = next((one for one in lookup(name) if one.kind == "admin1" and one.country == code[:2]), None)
            if place is not None:
                found.update({word.replace(".", ""): place.id for word in short.split("|") if word})
    return found


def qualifier_after(page: Page, candidate: Candidate) -> tuple[int, int, tuple[Place, ...]] | None:
    """The regions named right after a candidate and a comma (or in brackets, or after "in"): their tokens and the places of that name."""
    at = candidate.end
    if at + 1 >= len(page.words) or page.words[at] not in (",", "("):
        return None
    return region_at(page, at + 1)


def region_at(page: Page, start: int) -> tuple[int, int, tuple[Place, ...]] | None:
    """The region whose name begins at a token."""
    word = page.words[start]
    if not page.capital[start]:
        return None
    for end in range(min(len(page.words), start + _REACH), start, -1):
        if not page.capital[end - 1] or any(page.words[at] in (",", "(", ")", ";", ":", "--") for at in range(start, end)):
            continue
        written = _written(page, start, end)
        if len(fold(written)) > 2 and table().holds(fold(written)):
            wide = tuple(place for place in lookup(written) if place.kind in _WIDE)
            if wide:
                return start, end, wide
            if end - start > 1:
                continue
            break
    short = word.replace(".", "")
    number = abbreviations().get(short)
    if number is not None and (len(short) > 2 or short.isupper() or "." in word or _full_stop(page, start)):
        place = by_id(number)
        if place is not None:
            return start, start + 1, (place,)
    return None


def short_form(written: str) -> tuple[Place, ...]:
    """The region of a short form that is one without a comma before it too: with full stops, as "N.J.", or one that no town bears."""
    number = abbreviations().get(written.replace(".", "").replace(" ", ""))
    place = by_id(number) if number is not None and (written.endswith(".") or not lookup(written)) else None
    return (place,) if place is not None else ()


def qualifier_before(page: Page, candidate: Candidate) -> bool:
    """Whether a candidate stands after a capitalised word and a comma, as a region does after its town."""
    at = candidate.start - 2
    return at >= 0 and page.words[at + 1] == "," and page.capital[at] and any(place.kind in _WIDE for place in candidate.places)


def _written(page: Page, start: int, end: int) -> str:
    doc, text = page.parsed.doc, page.parsed.text
    return text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]


def _full_stop(page: Page, at: int) -> bool:
    return at + 1 < len(page.words) and page.words[at + 1] == "."


def short_regions(page: Page, found: list[Candidate]) -> list[Candidate]:
    """Candidates for the short forms of regions after a town and a comma ("Erie, Pa."), which are no names elsewhere."""
    for candidate in found:  # "Fla." is no town of that name
        written = _written(page, candidate.start, candidate.end)
        if written.endswith(".") and (places := short_form(written)):
            candidate.kind, candidate.places = "name", places
    taken = {(candidate.start, candidate.end) for candidate in found if candidate.places}
    more = []
    for candidate in found:
        if candidate.kind == "demonym":
            continue
        region = qualifier_after(page, candidate)
        if region is not None and region[:2] not in taken:
            start, end, places = region
            taken.add((start, end))
            more.append(Candidate(start=start, end=end, folded=fold(_written(page, start, end)), kind="name", places=places))
    for at, word in enumerate(page.words):  # "across N.J."
        if "." in word[:-1] and word[0].isupper() and (at, at + 1) not in taken and (places := short_form(word)):
            more.append(Candidate(start=at, end=at + 1, folded=fold(word), kind="name", places=places))
    return more
