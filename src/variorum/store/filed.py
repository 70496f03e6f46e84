"""What was filed to be compared across documents: rows of an index, pairs that were compared, and what each thing is compared by."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, update

from variorum.store import tables
from variorum.store.batches import batches

At: TypeAlias = tuple[int, int]  # day and number
DIGITS = 15  # hex digits of a key that make its number: of a million keys two are alike once in a million ledgers


def number_of(key: str) -> int:
    """The number by which a key is filed; numbers sort as their keys do."""
    return int(key.partition(":")[2][:DIGITS], 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledAccount:
    """An account: `packed` is what it is compared by, None where it is not compared; `incident` the id of its incident as last resolved."""

    key: str
    document: str
    day: int
    marks: tuple[int, ...] = ()
    packed: bytes | None = None
    incident: str | None = None

    @property
    def at(self) -> At:
        """Where it stands in its rows."""
        return self.day, number_of(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledText:
    """A document as copies are looked for: `key` is the document's, `text` a digest of its words, `first` whether it stands for all of just
    its words; `family` is the first document of its family of copies as last resolved.
    """

    key: str
    blob: str
    day: int
    text: int | None
    first: bool
    precedence: str
    words: int
    marks: tuple[int, ...] = ()
    family: str | None = None

    @property
    def at(self) -> At:
        """Where it stands in its rows."""
        return self.day, number_of(self.key)


Pair: TypeAlias = tuple[int, int, float, str | None]  # two numbers, the smaller first; odds; what else is known


class Index:
    """The rows and the pairs of one kind of thing. It is asked and changed in one transaction."""

    def __init__(self, connection: Connection, marks: Table, pairs: Table) -> None:
        self._connection = connection
        self._marks, self._pairs = marks, pairs
        place = (marks.c.day, marks.c.number)
        mark, day, number, limit = (bindparam(name, type_=tables.BIG) for name in ("mark", "day", "number", "most"))
        in_row = select(*place).where(marks.c.mark == mark)
        before = (marks.c.day < day) | ((marks.c.day == day) & (marks.c.number < number))
        after = (marks.c.day > day) | ((marks.c.day == day) & (marks.c.number > number))
        self._before = in_row.where(marks.c.day <= day, before).order_by(marks.c.day.desc(), marks.c.number.desc()).limit(limit)
        self._after = in_row.where(marks.c.day >= day, after).order_by(*place).limit(limit)
        self._smallest = in_row.order_by(marks.c.number).limit(limit)
        self._row = in_row.order_by(*place)

    # rows, as `resolve.nearness.Rows` asks for them

    def before(self, mark: int, at: At, limit: int) -> list[At]:
        """Those that stand before it in the row, the nearest first."""
        return self._places(self._before, mark=mark, day=at[0], number=at[1], most=limit)

    def after(self, mark: int, at: At, limit: int) -> list[At]:
        """Those that stand after it in the row, the nearest first."""
        return self._places(self._after, mark=mark, day=at[0], number=at[1], most=limit)

    def between(self, mark: int, one: At, other: At, limit: int) -> int:
        """How many stand between the two in the row, counted no further than the limit."""
        behind = self.after(mark, one, limit + 1)
        return next((place for place, each in enumerate(behind[:limit]) if each == other), min(limit, len(behind)))

    def smallest(self, mark: int, limit: int) -> list[At]:
        """Those with the smallest numbers in the row, by number."""
        return self._places(self._smallest, mark=mark, most=limit)

    def row(self, mark: int) -> list[At]:
        """All of a row."""
        return self._places(self._row, mark=mark)

    def enter(self, at: At, marks: Iterable[int]) -> None:
        """Put something into the rows of its marks."""
        self.enter_all({"mark": mark, "day": at[0], "number": at[1]} for mark in marks)

    def enter_all(self, entries: Iterable[dict[str, int]]) -> None:
        """Put many into rows; it is faster in the order of mark, day and number."""
        _insert(self._connection, self._marks, entries)

    def leave(self, at: At, marks: Iterable[int]) -> None:
        """Take something out of the rows of its marks."""
        table = self._marks
        gone = delete(table).where(table.c.mark == bindparam("its_mark"), table.c.day == at[0], table.c.number == at[1])
        if rows := [{"its_mark": mark} for mark in marks]:
            self._connection.execute(gone, rows)

    # pairs

    def pairs_of(self, numbers: Iterable[int], *, above: float | None = None) -> Iterator[Pair]:
        """The pairs that one of these is in, each once for each of its two that is; with odds `above` some value only, if one is given."""
        table = self._pairs
        for some in batches(numbers):
            for end in (table.c.left, table.c.right):
                query = select(table.c.left, table.c.right, table.c.odds, table.c.body).where(end.in_(some))
                rows = self._connection.execute(query if above is None else query.where(table.c.odds > above))
                yield from map(_pair, rows)

    def pairs_among(self, numbers: Collection[int]) -> Iterator[Pair]:
        """The pairs of which both are among these, each once."""
        table, wanted = self._pairs, frozenset(numbers)
        for some in batches(numbers):
            query = select(table.c.left, table.c.right, table.c.odds, table.c.body).where(table.c.left.in_(some))
            yield from (_pair(row) for row in self._connection.execute(query) if row.right in wanted)

    def best_of(self, numbers: Iterable[int]) -> dict[int, float]:
        """The highest odds that some have with any other."""
        table, best = self._pairs, dict[int, float]()
        for some in batches(numbers):
            for end in (table.c.left, table.c.right):
                query = select(end, func.max(table.c.odds)).where(end.in_(some)).group_by(end)
                for number, odds in self._connection.execute(query):
                    best[number] = max(odds, best.get(number, odds))
        return best

    def pair(self, left: int, right: int) -> Pair | None:
        """The pair of two numbers, the smaller first, if it is kept."""
        table = self._pairs
        row = self._connection.execute(select(table).where(table.c.left == left, table.c.right == right)).first()
        return None if row is None else _pair(row)

    def put_all(self, pairs: Iterable[Pair]) -> None:
        """Keep pairs of which nothing is known."""
        _insert(
            self._connection, self._pairs, ({"left": left, "right": right, "odds": odds, "body": body} for left, right, odds, body in pairs)
        )

    def drop_all(self, ends: Iterable[tuple[int, int]]) -> None:
        """Forget pairs, each given by its two numbers, the smaller first."""
        table = self._pairs
        gone = delete(table).where(table.c.left == bindparam("one"), table.c.right == bindparam("other"))
        if rows := [{"one": left, "other": right} for left, right in ends]:
            self._connection.execute(gone, rows)

    def _places(self, query: Any, **asked: int) -> list[At]:
        return [(row[0], row[1]) for row in self._connection.execute(query, asked)]


class Files:
    """Accounts and texts as they are filed, with their indexes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.account_index = Index(connection, tables.account_marks, tables.account_pairs)
        self.text_index = Index(connection, tables.text_marks, tables.text_pairs)

    def put_accounts(self, accounts: Iterable[FiledAccount]) -> None:
        """File accounts that are not filed."""
        _insert(
            self._connection,
            tables.filed_accounts,
            (
                {
                    "number": number_of(each.key),
                    "key": each.key,
                    "document": each.document,
                    "day": each.day,
                    "marks": _packed(each.marks),
                    "packed": each.packed,
                    "incident": each.incident,
                }
                for each in accounts
            ),
        )

    def put_texts(self, texts: Iterable[FiledText]) -> None:
        """File texts that are not filed."""
        _insert(
            self._connection,
            tables.filed_texts,
            (
                {
                    "number": number_of(each.key),
                    "key": each.key,
                    "blob": each.blob,
                    "day": each.day,
                    "text": each.text,
                    "first": each.first,
                    "precedence": each.precedence,
                    "words": each.words,
                    "marks": _packed(each.marks),
                    "family": each.family,
                }
                for each in texts
            ),
        )

    def accounts(self, keys: Iterable[str]) -> Iterator[FiledAccount]:
        """Those of these accounts that are filed."""
        return self._accounts(tables.filed_accounts.c.number, map(number_of, keys))

    def accounts_numbered(self, numbers: Iterable[int]) -> Iterator[FiledAccount]:
        """The accounts of these numbers."""
        return self._accounts(tables.filed_accounts.c.number, numbers)

    def accounts_of(self, documents: Iterable[str]) -> Iterator[FiledAccount]:
        """The filed accounts of some documents."""
        return self._accounts(tables.filed_accounts.c.document, documents)

    def accounts_in(self, incidents: Iterable[str]) -> Iterator[FiledAccount]:
        """The accounts that some incidents had when they were last resolved."""
        return self._accounts(tables.filed_accounts.c.incident, incidents)

    def groups(self, incidents: Iterable[str]) -> list[tuple[str, ...]]:
        """The accounts of some incidents, an incident each."""
        found: dict[str, list[str]] = {}
        for each in self.accounts_in(incidents):
            found.setdefault(each.incident or each.key, []).append(each.key)
        return sorted(tuple(sorted(group)) for group in found.values())

    def incidents(self) -> set[str]:
        """The ids of all incidents."""
        column = tables.filed_accounts.c.incident
        return set(self._connection.execute(select(column).where(column.is_not(None)).distinct()).scalars())

    def sizes_of(self, incidents: Iterable[str]) -> dict[str, int]:
        """How many accounts some incidents have."""
        column, found = tables.filed_accounts.c.incident, dict[str, int]()
        for some in batches(incidents):
            query = select(column, func.count()).where(column.in_(some)).group_by(column)
            found.update((row[0], row[1]) for row in self._connection.execute(query))
        return found

    def drop_accounts(self, keys: Iterable[str]) -> None:
        """Take accounts out of the files."""
        _delete(self._connection, tables.filed_accounts, map(number_of, keys))

    def texts(self, keys: Iterable[str]) -> Iterator[FiledText]:
        """Those of these documents that are filed."""
        return self._texts(tables.filed_texts.c.number, map(number_of, keys))

    def texts_numbered(self, numbers: Iterable[int]) -> Iterator[FiledText]:
        """The texts of these numbers."""
        return self._texts(tables.filed_texts.c.number, numbers)

    def texts_of(self, blobs: Iterable[str]) -> Iterator[FiledText]:
        """The filed documents that were made of these bytes."""
        return self._texts(tables.filed_texts.c.blob, blobs)

    def texts_in(self, families: Iterable[str]) -> Iterator[FiledText]:
        """The texts that some families had when they were last resolved."""
        return self._texts(tables.filed_texts.c.family, families)

    def prints_of(self, text: int) -> list[FiledText]:
        """All texts of just these words, the first print first."""
        table = tables.filed_texts
        return sorted(self._texts(table.c.text, [text]), key=lambda each: each.precedence)

    def first_print_of(self, text: int) -> FiledText | None:
        """The first of the texts of just these words."""
        table = tables.filed_texts
        row = self._connection.execute(select(table).where(table.c.text == text).order_by(table.c.precedence).limit(1)).first()
        return _text_of(row) if row else None

    def set_first(self, key: str, *, first: bool) -> None:
        """Note whether a text stands for all of just its words."""
        table = tables.filed_texts
        self._connection.execute(update(table).where(table.c.number == number_of(key)).values(first=first))

    def drop_texts(self, keys: Iterable[str]) -> None:
        """Take texts out of the files."""
        _delete(self._connection, tables.filed_texts, map(number_of, keys))

    def set_incidents(self, incident_of: dict[str, str]) -> None:
        """Note which incident accounts belong to."""
        self._set(tables.filed_accounts, "incident", incident_of.items())

    def set_families(self, family_of: dict[str, str | None]) -> None:
        """Note which family documents belong to."""
        self._set(tables.filed_texts, "family", family_of.items())

    def _set(self, table: Table, column: str, values: Iterable[tuple[str, str | None]]) -> None:
        query = update(table).where(table.c.number == bindparam("its_number")).values({column: bindparam("its_value")})
        for some in batches(values):
            self._connection.execute(query, [{"its_number": number_of(key), "its_value": value} for key, value in some])

    def _accounts(self, column: Any, values: Iterable[Any]) -> Iterator[FiledAccount]:
        for some in batches(values):
            for row in self._connection.execute(select(tables.filed_accounts).where(column.in_(some))):
                yield FiledAccount(
                    key=row.key, document=row.document, day=row.day, marks=_unpacked(row.marks), packed=row.packed, incident=row.incident
                )

    def _texts(self, column: Any, values: Iterable[Any]) -> Iterator[FiledText]:
        for some in batches(values):
            yield from map(_text_of, self._connection.execute(select(tables.filed_texts).where(column.in_(some))))


def _pair(row: Any) -> Pair:
    left, right, odds, body = row
    return left, right, odds, body


def _text_of(row: Any) -> FiledText:
    return FiledText(
        key=row.key,
        blob=row.blob,
        day=row.day,
        text=row.text,
        first=row.first,
        precedence=row.precedence,
        words=row.words,
        marks=_unpacked(row.marks),
        family=row.family,
    )


def _packed(marks: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(marks)}q", *marks)


def _unpacked(marks: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(marks) // 8}q", marks)


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    for some in batches(rows, size=10_000):
        connection.execute(insert(table), some)


def _delete(connection: Connection, table: Table, numbers: Iterable[int]) -> None:
    for some in batches(numbers):
        connection.execute(delete(table).where(table.c.number.in_(some)))
