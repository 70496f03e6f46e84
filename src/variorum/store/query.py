"""Questions to the ledger. Those that may give many records stream them; all but `readings` and `judgements` see current readings only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, func, select

from variorum.model import Account, Capture, Claim, Copy, Document, Incident, Judgement, Link, Mention, Problem, Reading, Sighting
from variorum.store import tables
from variorum.store.bodies import decoded, decoded_all
from variorum.store.tables import current_accounts, current_claims, current_documents, current_readings

Record = TypeVar("Record")
BATCH = 500  # rows fetched at once: documents of 10 kB make 5 MB


def captures_without(connection: Connection, stage: str, maker: str) -> Iterator[Capture]:
    """Captures that the maker has not been over."""
    pile = tables.captures
    return _stream(connection, _without(select(pile.c.body).order_by(pile.c.seq), pile.c.key, stage, maker), Capture)


def documents_without(connection: Connection, stage: str, maker: str) -> Iterator[Document]:
    """Current documents that the maker has not been over."""
    return _stream(connection, _without(_documents(), tables.documents.c.key, stage, maker), Document)


def capture(connection: Connection, key: str) -> Capture | None:
    """The capture of that key."""
    return _first(connection, select(tables.captures.c.body).where(tables.captures.c.key == key), Capture)


def captures(connection: Connection) -> Iterator[Capture]:
    """All captures, as they came."""
    return _stream(connection, select(tables.captures.c.body).order_by(tables.captures.c.seq), Capture)


def sightings(connection: Connection, capture: str | None) -> Iterator[Sighting]:
    """The sightings of one capture or of all, as they came."""
    pile = tables.sightings
    query = select(pile.c.body).order_by(pile.c.seq)
    return _stream(connection, query if capture is None else query.where(pile.c.capture == capture), Sighting)


def documents(connection: Connection, capture: str | None = None) -> Iterator[Document]:
    """The current documents, of one capture or of all, as they came."""
    query = _documents()
    return _stream(connection, query if capture is None else query.where(current_documents.c.capture == capture), Document)


def document(connection: Connection, key: str) -> Document | None:
    """The document of that key: the current one, or the latest where none is."""
    return _first(connection, _documents().where(tables.documents.c.key == key), Document) or _latest(
        connection, tables.documents, key, Document
    )


def accounts(connection: Connection, document: str | None) -> Iterator[Account]:
    """The current accounts, of one document or of all."""
    query = _current(tables.accounts, current_accounts)
    return _stream(connection, query if document is None else query.where(current_accounts.c.document == document), Account)


def account(connection: Connection, key: str) -> Account | None:
    """The account of that key, current or not."""
    return _latest(connection, tables.accounts, key, Account)


def claims(connection: Connection, *, all_readings: bool = False, **wanted: str | None) -> Iterator[Claim]:
    """The claims that fit, by document, account, property or category."""
    if all_readings:
        pile = tables.claims
        query = select(pile.c.body).order_by(pile.c.seq)
        if wanted.get("document") is not None:
            query = query.where(pile.c.document == wanted["document"])
        return (claim for claim in _stream(connection, query, Claim) if _fits(claim, wanted))
    query = _current(tables.claims, current_claims)
    for name, value in wanted.items():
        if value is not None:
            query = query.where(current_claims.c[name] == value)
    return _stream(connection, query, Claim)


def _fits(claim: Claim, wanted: dict[str, str | None]) -> bool:
    held = {"category": getattr(claim.value, "category", None)}
    return all(value is None or held.get(name, getattr(claim, name, None)) == value for name, value in wanted.items())


def claim(connection: Connection, key: str) -> Claim | None:
    """The claim of that key: the current one, or the latest where none is."""
    return _first(connection, _current(tables.claims, current_claims).where(current_claims.c.key == key), Claim) or _latest(
        connection, tables.claims, key, Claim
    )


def judged_claims(connection: Connection) -> dict[str, Claim]:
    """The claims that judgements name, current or not, each as it was last read."""
    pile, judged = tables.claims, tables.judgements
    query = select(pile.c.body).where(pile.c.key.in_(select(judged.c.subject))).order_by(pile.c.seq)
    return {claim.key: claim for claim in _stream(connection, query, Claim)}


def mentions(connection: Connection, document: str) -> tuple[Mention, ...]:
    """What the current reading of a document names."""
    pile = tables.mentions
    query = select(pile.c.body).join(current_readings, current_readings.c.key == pile.c.key).where(pile.c.document == document)
    body = connection.scalar(query)
    return decoded_all(body, Mention)


def found(connection: Connection, reading: str) -> tuple[tuple[Account, ...], tuple[Claim, ...]]:
    """The accounts and claims of one reading, current or superseded, in its order."""
    accounts, claims = (
        select(pile.c.body).where(pile.c.reading == reading).order_by(pile.c.seq) for pile in (tables.accounts, tables.claims)
    )
    return tuple(_stream(connection, accounts, Account)), tuple(_stream(connection, claims, Claim))


def readings(connection: Connection, document: str | None, *, current: bool) -> Iterator[Reading]:
    """Readings as they came, of one document (or capture, for the stage clean) or of all."""
    pile = tables.readings
    query = select(pile.c.body).order_by(pile.c.seq)
    if current:
        query = query.join(current_readings, current_readings.c.seq == pile.c.seq)
    return _stream(connection, query if document is None else query.where(pile.c.document == document), Reading)


def judgements(connection: Connection, subject: str | None) -> Iterator[Judgement]:
    """Judgements as they came, on one subject or on all."""
    pile = tables.judgements
    query = select(pile.c.body).order_by(pile.c.seq)
    return _stream(connection, query if subject is None else query.where(pile.c.subject == subject), Judgement)


def problems(connection: Connection, *, current: bool, code: str | None) -> Iterator[Problem]:
    """Problems of files, of readings and of the last reckoning."""
    pile, reckoned = tables.problems, tables.reckoned_problems
    kept = select(pile.c.body).order_by(pile.c.seq)
    if current:
        kept = kept.where(_is_current(pile))
    last = select(reckoned.c.body).order_by(reckoned.c.scope, reckoned.c.position)
    if code is not None:
        kept, last = kept.where(pile.c.code == code), last.where(reckoned.c.code == code)
    yield from _stream(connection, kept, Problem)
    yield from _stream(connection, last, Problem)


def problem_counts(connection: Connection) -> dict[str, int]:
    """How many current problems there are of each code, most first."""
    counts: dict[str, int] = {}
    pile, reckoned = tables.problems, tables.reckoned_problems
    for query in (
        select(pile.c.code, func.count()).where(_is_current(pile)).group_by(pile.c.code),
        select(reckoned.c.code, func.count()).group_by(reckoned.c.code),
    ):
        for code, count in connection.execute(query):
            counts[code] = counts.get(code, 0) + count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def incidents(connection: Connection) -> Iterator[Incident]:
    """The incidents of the last reckoning, by id."""
    return _stream(connection, select(tables.incidents.c.body).order_by(tables.incidents.c.id), Incident)


def incident(connection: Connection, id: str) -> Incident | None:
    """The incident of that id."""
    return _first(connection, select(tables.incidents.c.body).where(tables.incidents.c.id == id), Incident)


def links(connection: Connection) -> Iterator[Link]:
    """Pairs of accounts that may be one incident, the likeliest first."""
    table = tables.links
    return _stream(connection, select(table.c.body).order_by(table.c.score.desc(), table.c.left, table.c.right), Link)


def copies(connection: Connection) -> Iterator[Copy]:
    """Which documents are copies of which, in the order of their keys."""
    return _stream(connection, select(tables.copies.c.body).order_by(tables.copies.c.document, tables.copies.c.of), Copy)


def counts(connection: Connection) -> dict[str, int]:
    """Rows of every pile, current records, and incidents."""
    counted = (*tables.PILES, *tables.CURRENT, tables.incidents)
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in counted}


def _documents() -> Select[Any]:
    return _current(tables.documents, current_documents)


def _current(pile: Table, current: Table) -> Select[Any]:
    return select(pile.c.body).join(current, current.c.seq == pile.c.seq).order_by(pile.c.seq)


def _without(query: Select[Any], key: Any, stage: str, maker: str) -> Select[Any]:
    done = tables.readings
    return query.where(
        ~select(done.c.seq).where(done.c.document == key, done.c.stage == stage, done.c.maker == maker).correlate_except(done).exists()
    )


def _is_current(pile: Table) -> Any:
    """A problem of a current reading of something current, or of no reading at all.

    A document that a new cleaner no longer makes keeps its last reading, whose problems are no longer of interest.
    """
    of_current = (
        select(current_readings.c.key)
        .outerjoin(current_documents, current_documents.c.key == current_readings.c.document)
        .where((current_readings.c.stage == "clean") | current_documents.c.key.is_not(None))
    )
    return (pile.c.reading == "") | pile.c.reading.in_(of_current)


def _latest(connection: Connection, pile: Table, key: str, record_type: type[Record]) -> Record | None:
    return _first(connection, select(pile.c.body).where(pile.c.key == key).order_by(pile.c.seq.desc()).limit(1), record_type)


def _first(connection: Connection, query: Select[Any], record_type: type[Record]) -> Record | None:
    body = connection.scalar(query)
    return None if body is None else decoded(body, record_type)


def _stream(connection: Connection, query: Select[Any], record_type: type[Record]) -> Iterator[Record]:
    for (body,) in connection.execute(query, execution_options={"yield_per": BATCH}):
        if body is not None:  # blanked by an expunge
            yield decoded(body, record_type)
