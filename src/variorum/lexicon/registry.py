"""The registry of sources: who is behind a domain or a name of the press. Ours is reviewed; a user's lines come on top of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import cast, get_args

from variorum.errors import UsageError
from variorum.lexicon.addresses import domain_of
from variorum.model import Source
from variorum.model.words import SourceKind

COLUMNS = ("id", "name", "kind", "owner_group", "country", "language", "domains", "other_names")
EDITION = 10  # hex digits
NOTHING = "-"  # in a user's line: empty, where ours has something
_ABBREVIATED = 4  # letters: "Pa." is Pennsylvania, PA an agency
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}", re.UNICODE)
_ID = re.compile(r"[^\s/:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: a source, its domains, and what else it is called."""

    source: Source
    domains: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def called(self) -> tuple[str, ...]:
        """All its names."""
        return (self.source.name, *self.names)


@dataclass(frozen=True, slots=True)
class Registry:
    """Entries, found by domain, by name and by id. It is a plain value: the same entries make equal registries in every process."""

    entries: tuple[Entry, ...] = ()
    own: frozenset[str] = frozenset()  # ids of the entries that a user wrote
    _by_domain: dict[str, Source] = field(default_factory=dict, compare=False, repr=False)
    _by_name: dict[str, Source] = field(default_factory=dict, compare=False, repr=False)
    _by_id: dict[str, Source] = field(default_factory=dict, compare=False, repr=False)
    _printed: set[str] = field(default_factory=set, compare=False, repr=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._by_id[entry.source.id] = entry.source
            self._by_domain.update(dict.fromkeys(entry.domains, entry.source))
            self._by_name.update(dict.fromkeys(map(fold_outlet, entry.called), entry.source))
            self._printed.update(entry.called)

    @property
    def edition(self) -> str:
        """A digest of what a user wrote, "" where that is nothing: what is worked out by one edition holds until there is another."""
        lines = [entry_line(entry) for entry in self.entries if entry.source.id in self.own]
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:EDITION] if lines else ""

    def source_of(self, domain_or_name: str | None) -> Source:
        """The source of an address, a domain (or one above it), a name or an id; an unknown outlet is its own source."""
        given = (domain_or_name or "").strip()
        domain = domain_of(given) or (given.lower().removeprefix("www.") if _DOMAIN.fullmatch(given) else None)
        if domain:
            labels = domain.split(".")
            held = (self._by_domain.get(".".join(labels[start:])) for start in range(len(labels) - 1))
            found = next(filter(None, held), None) or self._by_name.get(fold_outlet(given)) or self._by_id.get(given)
            return found or Source(id=domain, name=domain)
        folded = fold_outlet(given)
        known = self._by_name.get(folded) or self._by_id.get(given)
        return known or Source(id=folded.replace(" ", "-") or "unknown", name=given or "unknown")

    def named(self, name: str) -> Source | None:
        """The source of a printed name; an abbreviation must be printed as one."""
        known = self._by_name.get(fold_outlet(name))
        return known if known and (len(name) > _ABBREVIATED or name.isupper() or name in self._printed) else None

    def holds(self, source: Source) -> bool:
        """Whether a source stands in the registry, and is not merely named after what was asked."""
        return self._by_id.get(source.id) == source

    def with_own(self, entries: Iterable[Entry]) -> Registry:
        """With a user's entries on top. One with an id of ours changes that outlet: what it leaves empty stays as we have it, its domains
        and names are added. A domain or name that stands in two entries belongs to the user's.
        """
        own = {entry.source.id: entry for entry in entries}
        ours = {entry.source.id: entry for entry in self.entries}
        taken = {domain for entry in own.values() for domain in entry.domains}
        called = {fold_outlet(name) for entry in own.values() for name in entry.called}
        kept = [
            replace(
                entry,
                domains=tuple(domain for domain in entry.domains if domain not in taken),
                names=tuple(name for name in entry.names if fold_outlet(name) not in called),
            )
            for key, entry in ours.items()
            if key not in own
        ]
        made = [_over(entry, ours.get(key)) for key, entry in own.items()]
        return Registry((*kept, *made), own=self.own | own.keys())


def _over(entry: Entry, ours: Entry | None) -> Entry:
    """A user's entry with what it leaves empty from ours."""
    mine = entry.source
    old = ours.source if ours else Source(id=mine.id, name=mine.name)
    whole = Source(
        id=mine.id,
        name=mine.name,
        kind=old.kind if mine.kind == "unknown" else mine.kind,
        owner_group=_cell(mine.owner_group, old.owner_group),
        country=_cell(mine.country, old.country),
        language=_cell(mine.language, old.language),
    )
    if ours is None:
        return replace(entry, source=whole)
    names = dict.fromkeys(name for name in (*entry.names, *ours.called) if name != mine.name)
    return Entry(source=whole, domains=tuple(dict.fromkeys((*entry.domains, *ours.domains))), names=tuple(names))


def _cell(mine: str | None, ours: str | None) -> str | None:
    return None if mine == NOTHING else mine or ours


def fold_outlet(name: str) -> str:
    """A name as the registry compares it: no case, article, punctuation, and no accents on Latin letters."""
    plain: list[str] = []
    for sign in unicodedata.normalize("NFKD", name):
        if not unicodedata.combining(sign) or (plain and not plain[-1].isascii()):
            plain.append(sign)
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", "".join(plain)).casefold())
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def shipped() -> Registry:
    """The registry that comes with the program."""
    text = files("variorum.lexicon").joinpath("sources.tsv").read_text(encoding="utf-8")
    return Registry(parse_registry(text, "sources.tsv"))


# ---------------------------------------------------------------- a file of entries


def parse_registry(text: str, name: str) -> tuple[Entry, ...]:
    """The entries of a table: a line each, columns as in `COLUMNS`, divided by tabs; those at the end may be left out.

    Lines that begin with # and a first line of column names are passed over. Raises `UsageError` with `name`, the number of the line and
    what is wrong.
    """
    entries: dict[str, Entry] = {}
    seen: dict[tuple[str, str], int] = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        cells = [cell.strip().strip('"').strip() for cell in line.split("\t")]
        if not any(cells) or line.startswith("#") or (not entries and tuple(cells[:3]) == COLUMNS[:3]):
            continue
        try:
            entry = _entry(cells)
            for mark in _marks(entry):
                if mark in seen:
                    raise UsageError(f"the {mark[0]} {mark[1]!r} stands in line {seen[mark]} already")
                seen[mark] = number
        except UsageError as error:
            raise UsageError(f"{name}, line {number}: {error}") from error
        entries[entry.source.id] = entry
    return tuple(entries.values())


def _entry(cells: list[str]) -> Entry:
    if len(cells) < 2:
        raise UsageError(f"only one column: {', '.join(COLUMNS)} are divided by tabs")
    if len(cells) > len(COLUMNS):
        raise UsageError(f"{len(cells)} columns: there are {len(COLUMNS)}, {', '.join(COLUMNS)}")
    key, name, kind, owner, country, language, domains, others = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    if not key or not _ID.fullmatch(key):
        raise UsageError(f"the id is {key!r}: one word without spaces, slashes and colons")
    if not fold_outlet(name):
        raise UsageError(f"the name is {name!r}: it needs letters or digits")
    if kind and kind not in get_args(SourceKind):
        raise UsageError(f"the kind is {kind!r}: one of {', '.join(get_args(SourceKind))}, or empty")
    if not re.fullmatch(r"(?:[A-Z]{2}|-)?", country):
        raise UsageError(f"the country is {country!r}: two capital letters (ISO 3166-1), or empty")
    if not re.fullmatch(r"(?:[a-z]{2}|-)?", language):
        raise UsageError(f"the language is {language!r}: two small letters (ISO 639-1), or empty")
    sites = tuple(_domain(part) for part in domains.split(",") if part.strip())
    source = Source(
        id=key,
        name=name,
        kind=cast(SourceKind, kind or "unknown"),
        owner_group=owner or None,
        country=country or None,
        language=language or None,
    )
    return Entry(source=source, domains=sites, names=tuple(part.strip() for part in others.split(",") if part.strip()))


def _domain(typed: str) -> str:
    plain = domain_of(typed) or typed.strip().lower().removeprefix("www.")
    if not _DOMAIN.fullmatch(plain):
        raise UsageError(f"{typed.strip()!r} is no domain: as example.org, several divided by commas")
    return plain


def _marks(entry: Entry) -> Iterator[tuple[str, str]]:
    """What may stand in one line only."""
    yield "id", entry.source.id
    yield from (("domain", domain) for domain in dict.fromkeys(entry.domains))
    yield from (("name", name) for name in dict.fromkeys(map(fold_outlet, entry.called)))


def entry_line(entry: Entry) -> str:
    """An entry as a line of the table, which `parse_registry` reads back."""
    source = entry.source
    cells = (source.id, source.name, source.kind, source.owner_group, source.country, source.language)
    plain = ("" if cell is None or cell == "unknown" else " ".join(cell.split()) for cell in cells)
    return "\t".join((*plain, ",".join(entry.domains), ",".join(" ".join(name.split()) for name in entry.names))).rstrip("\t")
