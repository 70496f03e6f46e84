"""What was derived across documents: incidents, links, copies, problems, and which incident every account belongs to that was ever read.

It is brought up to date piece by piece: what changed in the piles since leads to the files whose accounts have to be looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from variorum.model import Account, Capture, Claim, Copy, Document, Incident, Judgement, Link, Problem
from variorum.store import query, tables
from variorum.store.aliases import account_aliases
from variorum.store.batches import batches
from variorum.store.bodies import decoded, encoded
from variorum.store.chain import head_of
from variorum.store.filed import Files
from variorum.store.tables import current_accounts, current_claims, current_documents

Record = TypeVar("Record")
_RECKONED_AT, _MAKER, _NAMING = "reckoned_at", "maker", "naming"
_WATCHED = {"readings": tables.readings, "judgements": tables.judgements}


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What came since the ledger was last brought up to date: readings by the subjects that they are of, and judgements; `naming` is a
    digest of what people had said of names until then.
    """

    captures: frozenset[str]
    documents: frozenset[str]
    judgements: tuple[Judgement, ...]
    naming: str


class Derived:
    """All that is derived across documents, to be asked and changed in one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.files = Files(connection)

    # ------------------------------------------------------------ what is to be done

    def since(self, maker: str) -> Since | None:
        """What came since this maker last brought it up to date; None where another maker did, or nobody."""
        state = {row.name: row.value for row in self._connection.execute(select(tables.state))}
        if state.get(_MAKER) != maker:
            return None
        readings = tables.readings
        new = select(readings.c.document, readings.c.stage).where(readings.c.seq > int(state["readings"]))
        subjects: dict[str, set[str]] = {"clean": set(), "read": set()}
        for subject, stage in self._connection.execute(new):
            subjects[stage].add(subject)
        pile = tables.judgements
        said = select(pile.c.body).where(pile.c.seq > int(state["judgements"])).order_by(pile.c.seq)
        return Since(
            captures=frozenset(subjects["clean"]),
            documents=frozenset(subjects["read"]),
            judgements=tuple(decoded(body, Judgement) for (body,) in self._connection.execute(said) if body),
            naming=state[_NAMING],
        )

    def done(self, maker: str, naming: str) -> None:
        """Note that all is up to date."""
        self._connection.execute(delete(tables.state))
        ends = {name: self._connection.scalar(select(func.max(pile.c.seq))) or 0 for name, pile in _WATCHED.items()}
        state = {_RECKONED_AT: head_of(self._connection), _MAKER: maker, _NAMING: naming} | {name: str(end) for name, end in ends.items()}
        self._connection.execute(insert(tables.state), [{"name": name, "value": value} for name, value in state.items()])

    def clear(self) -> None:
        """Throw all of it away."""
        for table in tables.RECKONED:
            self._connection.execute(delete(table))

    def blobs_of(self, *, captures: Iterable[str] = (), documents: Iterable[str] = ()) -> set[str]:
        """The digests of the bytes that these were made of, current or not."""
        homes = self._column(tables.documents, "capture", documents) | set(captures)
        return {decoded(body, Capture).blob for body in self._column(tables.captures, "body", homes) if body}

    def blobs_by_key(self, keys: Iterable[str]) -> dict[str, set[str]]:
        """Of each of these documents, accounts and claims, current or not, the digests of the bytes that it was made of."""
        wanted = set(keys)
        documents = {key: {key} for key in wanted}
        for pile in (tables.accounts, tables.claims):
            for key, document in self._columns(pile, "document", wanted):
                documents[key].add(document)
        captures: dict[str, set[str]] = {}
        for document, capture in self._columns(tables.documents, "capture", set().union(*documents.values())):
            captures.setdefault(document, set()).add(capture)
        bodies = self._columns(tables.captures, "body", set().union(*captures.values()))
        blobs = {capture: decoded(body, Capture).blob for capture, body in bodies if body}
        return {
            key: {blobs[capture] for document in held for capture in captures.get(document, ()) if capture in blobs}
            for key, held in documents.items()
        }

    def captures_of(self, accounts: Iterable[str]) -> set[str]:
        """The captures whose documents these are accounts of, current or not."""
        return self._column(tables.documents, "capture", self._column(tables.accounts, "document", accounts))

    def captures_with(self, documents: Iterable[str]) -> set[str]:
        """The captures that these documents, current or not, were made of."""
        return self._column(tables.documents, "capture", documents)

    def _column(self, pile: Table, column: str, keys: Iterable[str]) -> set[str]:
        """What stands in a column of the rows with these keys."""
        return {value for _, value in self._columns(pile, column, keys)}

    def _columns(self, pile: Table, column: str, keys: Iterable[str]) -> Iterator[tuple[str, Any]]:
        """The rows with these keys: each key, and what stands in a column."""
        for some in batches(sorted(set(keys))):
            rows = select(pile.c.key, pile.c[column]).where(pile.c.key.in_(some)).distinct()
            yield from ((key, value) for key, value in self._connection.execute(rows))

    # ------------------------------------------------------------ what it is derived from

    def documents_of(self, blobs: Iterable[str]) -> list[Document]:
        """The current documents that were made of these bytes."""
        return self._current(tables.documents, current_documents, current_documents.c.blob, blobs, Document)

    def documents(self, keys: Iterable[str]) -> list[Document]:
        """Those of these documents that are current."""
        return self._current(tables.documents, current_documents, current_documents.c.key, keys, Document)

    def document(self, key: str) -> Document:
        """The document of that key, current or not."""
        found = query.document(self._connection, key)
        assert found is not None, "only documents of the ledger are asked for"
        return found

    def current_among(self, accounts: Iterable[str]) -> set[str]:
        """Those of these keys of accounts that are current."""
        return {key for key, _ in self._columns(current_accounts, "seq", accounts)}

    def accounts_of(self, documents: Iterable[str]) -> list[Account]:
        """The current accounts of some documents."""
        return self._current(tables.accounts, current_accounts, current_accounts.c.document, documents, Account)

    def former_claims(self, keys: Iterable[str]) -> dict[str, Claim]:
        """The claims of these keys, current or not, each as it was last read."""
        pile = tables.claims
        found: dict[str, Claim] = {}
        for some in batches(sorted(set(keys))):
            rows = select(pile.c.body).where(pile.c.key.in_(some), pile.c.body.is_not(None)).order_by(pile.c.seq)
            found |= {claim.key: claim for (body,) in self._connection.execute(rows) for claim in [decoded(body, Claim)]}
        return found

    def claims_of(self, documents: Iterable[str]) -> list[Claim]:
        """The current claims of some documents."""
        return self._current(tables.claims, current_claims, current_claims.c.document, documents, Claim)

    def _current(self, pile: Table, current: Table, column: Any, values: Iterable[str], record: type[Record]) -> list[Record]:
        found = []
        for some in batches(values):
            rows = select(pile.c.seq, pile.c.body).join(current, current.c.seq == pile.c.seq).where(column.in_(some))
            found += [(seq, decoded(body, record)) for seq, body in self._connection.execute(rows) if body]
        return [each for _, each in sorted(found, key=itemgetter(0))]

    # ------------------------------------------------------------ what is derived

    def put_incidents(self, incidents: Iterable[Incident]) -> None:
        """Keep incidents that are not kept."""
        self._insert(tables.incidents, ({"id": each.id, "body": encoded(each)} for each in incidents))

    def drop_incidents(self, ids: Iterable[str]) -> None:
        """Forget incidents."""
        self._delete(tables.incidents.c.id, ids)

    def relink(self, id: str, links: tuple[Link, ...]) -> None:
        """Let other links hold an incident together."""
        table = tables.incidents
        body = self._connection.execute(select(table.c.body).where(table.c.id == id)).scalar_one()
        incident = decoded(body, Incident)
        if incident.links != links:
            self._connection.execute(update(table).where(table.c.id == id).values(body=encoded(replace(incident, links=links))))

    def put_links(self, links: Iterable[Link]) -> None:
        """Keep pairs for a person to decide."""
        self._insert(tables.links, ({"left": each.left, "right": each.right, "score": each.score, "body": encoded(each)} for each in links))

    def drop_links(self, accounts: Iterable[str]) -> None:
        """Forget the pairs of some accounts."""
        wanted = sorted(set(accounts))
        self._delete(tables.links.c.left, wanted)
        self._delete(tables.links.c.right, wanted)

    def drop_link_of(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget single pairs for a person to decide."""
        table = tables.links
        for left, right in pairs:
            self._connection.execute(delete(table).where(table.c.left == left, table.c.right == right))

    def put_copies(self, copies: Iterable[Copy]) -> None:
        """Keep what documents are copies of."""
        self._insert(tables.copies, ({"document": each.document, "of": each.of, "body": encoded(each)} for each in copies))

    def drop_copies(self, documents: Iterable[str]) -> None:
        """Forget what some documents are copies of, and what is a copy of them."""
        wanted = sorted(set(documents))
        self._delete(tables.copies.c.document, wanted)
        self._delete(tables.copies.c.of, wanted)

    def put_problems(self, scope: str, problems: Iterable[Problem]) -> None:
        """Keep the problems of one thing that is brought up to date as one."""
        rows = ({"scope": scope, "position": at, "code": each.code, "body": encoded(each)} for at, each in enumerate(problems))
        self._insert(tables.reckoned_problems, rows)

    def put_problems_by_subject(self, problems: Iterable[Problem]) -> None:
        """Keep problems, each under what it is about."""
        by_subject: dict[str, list[Problem]] = {}
        for each in problems:
            by_subject.setdefault(each.subject, []).append(each)
        for subject, own in by_subject.items():
            self.put_problems(subject, sorted(own, key=lambda problem: (problem.code, problem.message)))

    def drop_problems(self, scopes: Iterable[str]) -> None:
        """Forget the problems of some things."""
        self._delete(tables.reckoned_problems.c.scope, scopes)

    def count_files(self) -> int:
        """How many documents are filed."""
        return self._connection.scalar(select(func.count()).select_from(tables.filed_texts)) or 0

    def count_incidents(self) -> int:
        """How many incidents there are."""
        return self._connection.scalar(select(func.count()).select_from(tables.incidents)) or 0

    # ------------------------------------------------------------ which incident an account is in

    def successors(self, captures: Iterable[str] | None = None) -> dict[str, str]:
        """`account_aliases`, for the accounts of some captures, or of all."""
        return account_aliases(self._connection, captures=captures)

    def put_aliases(self, incident_of: Mapping[str, str]) -> None:
        """Note which incident each account is in, of which nothing is noted."""
        self._insert(tables.aliases, ({"account": account, "incident": incident} for account, incident in incident_of.items()))

    def drop_aliases(self, accounts: Iterable[str]) -> None:
        """Forget which incident some accounts are in."""
        self._delete(tables.aliases.c.account, accounts)

    def accounts_once_in(self, incidents: Iterable[str]) -> list[str]:
        """All accounts that lead to these incidents."""
        table = tables.aliases
        found: list[str] = []
        for some in batches(incidents):
            found += self._connection.execute(select(table.c.account).where(table.c.incident.in_(some))).scalars()
        return found

    def _insert(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        for some in batches(rows, size=1_000):
            self._connection.execute(insert(table), some)

    def _delete(self, column: Any, values: Iterable[str]) -> None:
        for some in batches(values):
            self._connection.execute(delete(column.table).where(column.in_(some)))


def needs_reckoning(connection: Connection) -> bool:
    """Whether a pile has grown since all was brought up to date."""
    kept = connection.scalar(select(tables.state.c.value).where(tables.state.c.name == _RECKONED_AT))
    return kept != head_of(connection)
