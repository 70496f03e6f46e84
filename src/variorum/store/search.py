"""Words in the texts of current documents (SQLite FTS5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from variorum.store.tables import SEARCH

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_FIND = text(
    f"SELECT d.key, d.title, snippet({SEARCH}, 1, '', '', '…', 24) AS snippet, bm25({SEARCH}, 4.0, 1.0) AS rank"
    f" FROM {SEARCH} JOIN current_documents d ON d.seq = {SEARCH}.rowid WHERE {SEARCH} MATCH :query ORDER BY rank, d.seq LIMIT :limit"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found; `snippet` holds some of its words around the first that fit."""

    document: str
    title: str | None
    snippet: str


def search(connection: Connection, query: str, limit: int) -> tuple[Hit, ...]:
    """Documents with all the words; "words in quotes" stand in that order, `word*` is a beginning. The best come first."""
    match = fts_query(query)
    if not match:
        return ()
    rows = connection.execute(_FIND, {"query": match, "limit": limit})
    return tuple(Hit(document=row.key, title=row.title, snippet=" ".join(row.snippet.split())) for row in rows)


def fts_query(query: str) -> str:
    """What a person types, as an FTS5 query in which nothing is an operator; empty where there is no word."""
    terms = []
    for phrase, word in _TERM.findall(query.replace("\0", " ")):
        term = phrase or word.replace('"', " ")
        if any(letter.isalnum() for letter in term):
            beginning = "*" if word.endswith("*") else ""
            terms.append(f'"{term.rstrip("*")}"{beginning}')
    return " ".join(terms)
