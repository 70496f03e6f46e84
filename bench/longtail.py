"""From many reports to incidents, the set `longtail`: python -m bench.longtail DOCUMENTS… --out predictions.jsonl [--cache DIR]

Read: `id`, `url`, `domain`, `title`, `published`, `text`. Every row goes through the program's own cleaner and reader; then all
accounts through `resolve` and `reckon`, as in a ledger. `--cache` keeps what was read, by row and reader, so that resolve can be
tuned without reading again.

The conventions of the set's archive are those of `variorum.reckon.archive`, with which every incident becomes a row. Here is only how its
documents are told:
* each document tells of one incident, its main account's: what it only mentions is left out; a document without an account stands alone;
* where its main account tells of nobody who was hit, or no day, the first account of its news that does speaks for it;
* its place is a town or less: of a region only the name of the region.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.rows import Row, cleaned, json_rows
from variorum.model import Account, Claim, Document, Estimate, FigureValue, Hints, Incident, Mention, Span, Told, When, Where
from variorum.model.records import from_builtins, to_builtins
from variorum.read.claims import maker
from variorum.read.places.town import towns_of
from variorum.read.task import ReadTask, read_task
from variorum.reckon import reckon
from variorum.reckon.archive import Report, archive_row
from variorum.resolve import resolve
from variorum.resolve.copies import find_copies
from variorum.workers import Died, spread

KEPT = 7  # parts of a line of the cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One row as the program reads it; `document` is None where the cleaner finds no text."""

    row: str
    document: Document | None
    accounts: tuple[Account, ...] = ()
    claims: tuple[Claim, ...] = ()
    places: tuple[Mention, ...] = ()
    times: tuple[Mention, ...] = ()


def rows_of(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of the input files, with the domain as publisher."""
    kept = ("id", "url", "title", "published", "text")
    return [{key: row.get(key) for key in kept} | {"publisher": row.get("domain")} for row in json_rows(*paths)]


def read_row(row: dict[str, Any]) -> Read:
    """One row, cleaned and read."""
    document = cleaned(row)
    if document is None:
        return Read(row=row["id"], document=None)
    readout = read_task(ReadTask(document=document, hints=Hints()))
    places, times = (tuple(mention for mention in readout.mentions if mention.kind == kind) for kind in ("place", "time"))
    return Read(row=row["id"], document=document, accounts=readout.accounts, claims=readout.claims, places=places, times=times)


def read_rows(rows: list[dict[str, Any]], cache: Path | None, workers: int | None) -> dict[str, Read]:
    """All rows read, by id; from the cache what is there."""
    known = dict(_cached(cache)) if cache else {}
    done = {row["id"]: known[_digest(row)] for row in rows if _digest(row) in known}
    by_id = {row["id"]: row for row in rows}
    waiting = [row for row in rows if row["id"] not in done]
    for answer in spread(read_row, waiting, workers=workers):
        read = Read(row=answer.task["id"], document=None) if isinstance(answer, Died) else answer
        done[read.row] = read
        if cache:
            _keep(cache, _digest(by_id[read.row]), read)
    return done


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([maker(), row], sort_keys=True).encode()).hexdigest()


def _cached(cache: Path) -> Iterator[tuple[str, Read]]:
    path = cache / "read.jsonl"
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if len(record) != KEPT:
                continue  # of an earlier form: read again
            key, row, document, accounts, claims, places, times = record
            yield (
                key,
                Read(
                    row=row,
                    document=from_builtins(document, Document) if document else None,
                    accounts=tuple(from_builtins(each, Account) for each in accounts),
                    claims=tuple(from_builtins(each, Claim) for each in claims),
                    places=tuple(from_builtins(each, Mention) for each in places),
                    times=tuple(from_builtins(each, Mention) for each in times),
                ),
            )


def _keep(cache: Path, key: str, read: Read) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "read.jsonl").open("a", encoding="utf-8") as out:
        record = [key, read.row, *(to_builtins(part) for part in (read.document, read.accounts, read.claims, read.places, read.times))]
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def told_of(reads: Iterable[Read]) -> Iterator[Told]:
    """The main account of each document, as `resolve` takes it: news, whatever else it looks like to the reader."""
    for read in sorted(reads, key=lambda read: read.row):
        document = read.document
        if document is None:
            continue
        words = document.text[: max(1, document.body_start)].strip() or document.text[:1]
        start = document.text.index(words)
        alone = Account(document=document.key, anchor=Span.of(document.text, start, start + len(words)), status="news", main=True)
        account = next((account for account in read.accounts if account.main), alone)
        claims = tuple(claim for claim in read.claims if claim.account == account.key)
        for tells in (tells_of_harm, tells_the_day):
            if not any(map(tells, claims)):
                claims += lent(read, tells)
        yield Told(
            account=replace(account, status="news"),
            document=document,
            claims=claims,
            published=document.published,
            outlet=document.publisher or "unknown outlet",
        )


def lent(read: Read, tells: Callable[[Claim], bool]) -> tuple[Claim, ...]:
    """What the first account of a document's news that tells of something tells of it."""
    news = {account.key for account in read.accounts if account.status == "news"}
    told = [claim for claim in read.claims if claim.account in news and tells(claim)]
    first = min(told, key=lambda claim: claim.evidence[0].start, default=None)
    return tuple(claim for claim in told if first and claim.account == first.account)


def tells_the_day(claim: Claim) -> bool:
    """Whether a claim gives the day, or a few days."""
    return isinstance(claim.value, When) and claim.property == "date" and claim.value.precision <= 2


def tells_of_harm(claim: Claim) -> bool:
    """Whether a claim counts people who were killed or injured."""
    return isinstance(claim.value, FigureValue) and claim.value.category in ("killed", "injured") and claim.value.scope is None


def predictions(reads: dict[str, Read]) -> Iterator[dict[str, Any]]:
    """One incident a group of documents, and one for every document without text."""
    told = {each.key: each for each in told_of(reads.values())}
    read_of = {read.document.key: read for read in reads.values() if read.document}
    family_of = find_copies(each.document for each in told.values()).family_of
    for group in resolve(list(told.values())).groups:
        accounts = [told[key] for key in group]
        rows = sorted(read_of[each.document.key].row for each in accounts)
        reports = [report_of(each, read_of[each.document.key]) for each in accounts]
        yield incident_row(reckon(accounts, family_of=family_of), rows, reports)
    for row, read in sorted(reads.items()):
        if read.document is None:
            yield {"id": row, "documents": [row]}


def report_of(told: Told, read: Read) -> Report:
    """A document as the archive's row takes it."""
    return Report(told=told, claims=read.claims, times=read.times, towns=towns_of(told.document, read.places))


def incident_row(incident: Incident, documents: list[str], reports: list[Report]) -> dict[str, Any]:
    """An incident as a row of the archive, in the set's form."""
    row = archive_row(incident, reports)
    return {
        "id": incident.id,
        "documents": documents,
        "date": {"earliest": row.day.isoformat(), "latest": row.day.isoformat()} if row.day else None,
        "place": place_row(row.where) if row.where else None,
        "figures": {"killed": count_row(row.killed), "injured": count_row(row.injured)},
    }


def count_row(count: Estimate | None) -> dict[str, int] | None:
    """A number in the set's form."""
    return {"low": count.low, "best": count.best, "high": count.high} if count else None


def place_row(where: Where) -> dict[str, Any]:
    """A place in the set's form; the name only of a place in a region."""
    fine = where.precision <= 3
    return {"name": where.name if fine else "", "admin1": where.admin1, "country": where.country, "lat": where.lat, "lon": where.lon}


def write_from_reads(
    description: str | None, rows: Callable[[list[Path]], list[Row]], predict: Callable[[dict[str, Read]], Iterable[Row]]
) -> None:
    """The command line of a runner: read the rows of the inputs, or take them from the cache, and write what `predict` makes of them."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read")
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    reads = read_rows(rows(arguments.inputs), arguments.cache, arguments.workers)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in predict(reads):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_from_reads(__doc__, rows_of, predictions)
