"""What an outlet's address says of where it is at home: "co.uk", "springfieldnews"."""

from __future__ import annotations

import re
from functools import lru_cache

from variorum.lexicon.gazetteer import Place, fold, lookup
from variorum.lexicon.gazetteer import country as country_of
from variorum.lexicon.sources import source_of
from variorum.model import Document
from variorum.read.places.words import words_of_class

_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.|m\.)?([\w.-]+\.[a-z]{2,})(?:[/:?#]|$)", re.IGNORECASE)
_NO_COUNTRY = frozenset({"co", "tv", "me", "io", "fm", "ai", "cc", "ws", "eu"})  # sold to anybody
_SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})
SHORTEST = 5  # letters of a town in an address: shorter ones are found in any word


def outlet_country(document: Document) -> str | None:
    """The country of the outlet, by the registry of sources or by its address, ISO 3166-1 alpha-2."""
    host = _host(document)
    if host is None:
        return source_of(document.publisher or document.source).country
    known = source_of(host).country
    if known:
        return known
    last = host.rsplit(".", 1)[-1]
    code = {"uk": "GB"}.get(last, last.upper())
    return code if len(last) == 2 and last not in _NO_COUNTRY and country_of(code) is not None else None


def outlet_places(document: Document) -> list[tuple[str, tuple[Place, ...]]]:
    """The places whose name stands in the outlet's address: the folded name, and its whole list."""
    host = _host(document)
    if host is None:
        return []
    parts = host.lower().split(".")[:-1]
    label = parts[-2] if len(parts) > 1 and parts[-1] in _SECOND else parts[-1]
    return _towns_in(label)


@lru_cache(maxsize=4096)
def _towns_in(label: str) -> list[tuple[str, tuple[Place, ...]]]:
    """Places in a label such as "thespringfieldnews", before or after a word of the press."""
    label = re.sub(r"^(?:the|my|this|this-is|thisis|go|daily)-?", "", label)
    press = sorted({*words_of_class("press"), "online", "local", "paper", "newspapers", "city"}, key=len, reverse=True)
    for end in range(len(label), SHORTEST - 1, -1):
        rest = label[end:].lstrip("-")
        if rest and not any(rest.startswith(word) for word in press):
            continue
        found = tuple(place for place in lookup(label[:end]) if place.kind in ("populated", "district", "admin1"))
        if found:
            return [(fold(label[:end]), found)]
    return []


def _host(document: Document) -> str | None:
    for given in (document.publisher, document.source, document.address):
        match = _HOST.match(given or "")
        if match:
            return match.group(1)
    return None
