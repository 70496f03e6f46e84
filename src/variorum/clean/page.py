"""HTML → the article's paragraphs and what the page's metadata says of them."""

from __future__ import annotations

import html
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from variorum.clean.align import aligned, source_words
from variorum.clean.imprint import Imprint, people_of, when
from variorum.clean.strand import Strand
from variorum.lexicon.addresses import canonical_address
from variorum.lexicon.printed_dates import parse_printed_date

_PUBLISHED = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "dc.date.issued", "dcterms.created",
    "dc.date.created", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "publication_date",
    "publication-date", "date", "dc.date", "dcterms.date", "originalpublicationdate", "displaydate", "rnews:datepublished",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified", "lastmod", "revised")
_TITLE = ("og:title", "headline", "twitter:title", "dc.title", "sailthru.title", "parsely-title")
_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher_name", "cre")
_AUTHOR = ("author", "article:author_name", "byl", "parsely-author", "sailthru.author", "dc.creator", "dc.creator.name", "article:author")
_ARTICLES = re.compile(r"\w*(?:Article|Posting)")
_NO_AUTHOR = re.compile(r"(?:https?://|www\.|@|\d|^(?:admin|administrator|editor|webmaster|user|unknown|none|null)$)", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:[-–—|:·•»/]{1,2})\s+(?P<outlet>[^|»]{2,60})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`paragraphs` of the main text; title, imprint and address from metadata; dates in it that nobody could read."""

    paragraphs: tuple[Strand, ...]
    title: Strand | None
    imprint: Imprint
    address: str | None
    bad_dates: tuple[str, ...] = ()


def read_page(source: str, address: str | None = None) -> Page | None:
    """The article of a page, by trafilatura (comments off, tables kept); None for a page without one.

    Offsets of the strands are code points of the page's source, character references undone.
    """
    from lxml import etree  # type: ignore[import-untyped]
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its trouble is ours to tell, as a Problem
    tree = load_html(source)
    if tree is None:
        return None
    meta = _Metadata(tree)
    try:
        found = bare_extraction(source, url=address, include_comments=False, include_tables=True, favor_precision=True)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, etree.LxmlError):
        found = None  # the extractor itself failed: to the user that is a page without an article
    text = getattr(found, "text", None)
    if not text:
        return None
    words = source_words(source)
    lines = [line for line in map(_unbarred, text.split("\n")) if line]
    while lines and _is_menu(lines[0]):
        lines.pop(0)
    title = _title(meta)
    published, modified, bad = meta.dates()
    imprint = Imprint(byline=meta.authors(), publisher=meta.site(), published=published, modified=modified)
    return Page(
        paragraphs=tuple(aligned(lines, words)),
        title=aligned([title], words)[0] if title else None,
        imprint=imprint,
        address=meta.address(),
        bad_dates=bad,
    )


def _unbarred(line: str) -> str:
    """A row of a table without its outer bars."""
    bare = line.strip()
    return re.sub(r"(?:\s*\|\s*)+", " | ", bare.replace("\\|", "|").strip("| ")) if bare.startswith("|") and bare.endswith("|") else bare


def _is_menu(line: str) -> bool:
    """Whether the first line is a row of links: four or more short names between bars."""
    fields = [field.strip() for field in re.split(r"[|·•]", line)]
    return len(fields) >= 4 and all(field and len(field.split()) <= 3 and not any(sign.isdigit() for sign in field) for field in fields)


def _title(meta: _Metadata) -> str | None:
    """The headline without the name of the site."""
    title = meta.title()
    if not title:
        return None
    suffix = _SUFFIX.search(title)
    shorter = title[: suffix.start()].strip() if suffix else ""
    site = meta.site()
    if suffix and shorter and (shorter in meta.headings() or (site is not None and _same(suffix["outlet"], site))):
        return shorter
    return title


def _same(left: str, right: str) -> bool:
    """Whether two names of a site are one, but for signs and case."""
    bare = [re.sub(r"[\W_]+|^the\b", "", name.casefold()) for name in (left, right)]
    return bool(bare[0]) and (bare[0] == bare[1] or bare[0] in bare[1] or bare[1] in bare[0])


class _Metadata:
    """What a page says of itself, in <meta>, JSON-LD, <time>, <link> and <h1>, in this order of trust."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
            content = _plain(element.get("content"))
            if name and content:
                self._meta.setdefault(name.strip().lower(), content)
        self._linked = _linked_data(tree)

    def title(self) -> str | None:
        """The headline: metadata, the only <h1>, <title>."""
        headings = self.headings()
        told = self._first(_TITLE) or _plain(self._linked.get("headline"))
        if told:
            return told
        if len(headings) == 1:
            return headings[0]
        return _plain(self._tree.findtext(".//title")) or (headings[0] if headings else None)

    def headings(self) -> list[str]:
        """The first headings of the page."""
        return [text for element in self._tree.iter("h1", "h2") if (text := _plain("".join(element.itertext())))][:4]

    def site(self) -> str | None:
        """The outlet's name."""
        publisher = self._linked.get("publisher")
        name = publisher.get("name") if isinstance(publisher, Mapping) else publisher
        told = self._first(_SITE) or _plain(name)
        return told if told and len(told) <= 80 and not told.startswith(("http", "@")) else None

    def authors(self) -> tuple[str, ...]:
        """The authors' names; addresses, numbers and accounts are no names."""
        told = self._linked.get("author") or self._linked.get("creator")
        listed = told if isinstance(told, list) else [told]
        names = [_plain(author.get("name") if isinstance(author, Mapping) else author) for author in listed]
        printed = [name for key in _AUTHOR if (name := self._meta.get(key))][:1]
        for held in (printed, [name for name in names if name]):
            people = tuple(name for field in held for name in people_of(re.sub(r"^by\s+", "", field, flags=re.IGNORECASE)))
            people = tuple(name for name in people if not _NO_AUTHOR.search(name) and len(name) <= 80)
            if people:
                return people
        return ()

    def dates(self) -> tuple[Any, Any, tuple[str, ...]]:
        """The day of publication, of change, and what could not be read."""
        bad: list[str] = []
        found = []
        for names, key in ((_PUBLISHED, "datePublished"), (_MODIFIED, "dateModified")):
            stated = None
            for text in filter(None, (*(self._meta.get(name) for name in names), _plain(self._linked.get(key)), *self._times(key))):
                value = parse_printed_date(text)
                if value is not None:
                    stated = when(value)
                    break
                if text not in bad:
                    bad.append(text)
            found.append(stated)
        return found[0], found[1], () if found[0] else tuple(bad)

    def address(self) -> str | None:
        """The canonical address."""
        links = [link.get("href") for link in self._tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
        return next(filter(None, map(canonical_address, filter(None, (*links, self._meta.get("og:url"))))), None)

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((self._meta[name] for name in names if name in self._meta), None)

    def _times(self, key: str) -> Iterator[str]:
        """The <time> elements that say that they are the date."""
        for element in self._tree.iter("time", "span", "abbr"):
            if element.get("itemprop") == key or (key == "datePublished" and (element.get("pubdate") is not None)):
                text = _plain(element.get("datetime") or element.get("content") or element.text)
                if text:
                    yield text


def _plain(text: Any) -> str | None:
    """One line, character references undone; None for what is no text."""
    return (" ".join(html.unescape(text).split()) or None) if isinstance(text, str) else None


def _linked_data(tree: Any) -> Mapping[str, Any]:
    """The JSON-LD object of the article, empty if there is none."""
    for element in tree.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() != "application/ld+json" or not element.text:
            continue
        try:
            held: Any = json.loads(element.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for found in _objects(held):
            kinds = found.get("@type")
            if any(isinstance(kind, str) and _ARTICLES.fullmatch(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return found
    return {}


def _objects(held: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD block: one, a list, or a graph."""
    if isinstance(held, list):
        for part in held[:50]:
            yield from _objects(part)
    elif isinstance(held, Mapping):
        yield held
        if isinstance(held.get("@graph"), list):
            yield from _objects(held["@graph"])
