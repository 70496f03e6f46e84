"""The registry of sources of one ledger: ours, with the lines of the user's file on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from variorum.errors import UsageError
from variorum.lexicon.addresses import domain_of
from variorum.lexicon.registry import Entry, Registry, entry_line, parse_registry, shipped
from variorum.model import Document, Source
from variorum.store import Ledger

FILE = "sources.tsv"


def registry_path(ledger: Ledger) -> Path:
    """Where the user's file lies or would lie: `sources` of `config.toml`, else `sources.tsv` in the ledger's folder."""
    return ledger.path / (ledger.config.sources or FILE)


def registry_of(ledger: Ledger) -> Registry:
    """The registry of a ledger. The same folder gives the same registry; nothing of it is kept between two calls.

    Raises `UsageError`, with file and line, for a mistake in the user's file, and where `config.toml` names a file that there is not.
    """
    path = registry_path(ledger)
    if not path.exists():
        if ledger.config.sources:
            raise UsageError(f"{path} is not there: config.toml names it as the file of sources")
        return shipped()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not text in UTF-8: save it so") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from error
    return shipped().with_own(parse_registry(text, str(path)))


def with_source(document: Document, registry: Registry) -> Document:
    """A document with the id that its outlet has now: the cleaner gave it the one that the program has for it."""
    name = document.publisher or document.source
    source = registry.source_of(name).id if name else None
    return document if source == document.source else replace(document, source=source)


# ---------------------------------------------------------------- who publishes in a ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who published or is credited in some documents. `known` says whose registry has it, None where none has; `printed` are the names in
    the documents, the commonest first.
    """

    source: Source
    known: Literal["ours", "yours"] | None
    printed: tuple[str, ...]
    domains: tuple[str, ...]
    documents: int
    credited: int


@dataclass(slots=True)
class _Seen:
    """What is counted of one outlet."""

    source: Source
    documents: int = 0
    credited: int = 0
    printed: Counter[str] = field(default_factory=Counter)
    domains: Counter[str] = field(default_factory=Counter)


def outlets_among(documents: Iterable[Document], registry: Registry) -> tuple[Outlet, ...]:
    """The outlets and credited agencies of documents: those that no registry has first, then by the number of their documents."""
    seen: dict[tuple[str, bool], _Seen] = {}

    def held_of(name: str) -> _Seen:
        source = registry.source_of(name)
        return seen.setdefault((source.id, registry.holds(source)), _Seen(source))

    for document in documents:
        name = document.publisher or document.source
        if name:
            held = held_of(name)
            held.documents += 1
            held.printed[name] += 1
            domain = domain_of(document.address)
            if domain:
                held.domains[domain] += 1
        if document.copy_credit:
            held = held_of(document.copy_credit)
            held.credited += 1
            held.printed[document.copy_credit] += 1
    found = [_outlet(held, known=known, registry=registry) for (_, known), held in seen.items()]
    return tuple(sorted(found, key=lambda each: (each.known is not None, -each.documents, -each.credited, each.source.id)))


def _outlet(seen: _Seen, *, known: bool, registry: Registry) -> Outlet:
    printed = _commonest(seen.printed)
    own = seen.source.id in registry.own
    return Outlet(
        source=seen.source if known else replace(seen.source, name=printed[0]),
        known=("yours" if own else "ours") if known else None,
        printed=printed,
        domains=_commonest(seen.domains),
        documents=seen.documents,
        credited=seen.credited,
    )


def _commonest(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))


def lines_for(outlets: Iterable[Outlet], registry: Registry) -> Iterator[str]:
    """Lines of a registry for outlets that none has, to be filled in. A domain that is another's, in the registry or in a line above,
    is left out: several outlets may stand under one aggregator's.
    """
    taken: set[str] = set()
    for each in outlets:
        free = [domain for domain in each.domains if domain not in taken and not registry.holds(registry.source_of(domain))]
        taken.update(free)
        names = tuple(name for name in each.printed if name != each.source.name and "," not in name)
        yield entry_line(Entry(source=each.source, domains=tuple(free), names=names))
