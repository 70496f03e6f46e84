"""The tables of a ledger: piles, which are the truth, and derived tables, which can be thrown away and rebuilt.

Column types are those that SQLite and PostgreSQL share. A record is kept as its canonical JSON in `body`: the exact letters that
`digest` was made of, so it is text and not a JSON column. Other columns repeat what is looked up.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

KEY = String(64)  # "judgement:" and 24 hex digits is the longest that is made now
DIGEST = String(64)
BIG = BigInteger().with_variant(Integer, "sqlite")  # only INTEGER PRIMARY KEY is SQLite's own row id

metadata = MetaData()


def _pile(name: str, *columns: Column[str]) -> Table:
    """An append-only table. `body` is empty only where a later `expunge` blanked it; `digest` and `chain` stay."""
    return Table(
        name,
        metadata,
        Column("seq", BIG, primary_key=True, autoincrement=False),
        Column("key", KEY, nullable=False),
        *columns,
        Column("body", Text),
        Column("digest", DIGEST, nullable=False),
        Column("chain", DIGEST, nullable=False),
    )


def _key(name: str, refers_to: str | None = None) -> Column[str]:
    return Column(name, KEY, *([ForeignKey(refers_to)] if refers_to else []), nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


captures = _pile("captures")
sightings = _pile("sightings", _key("capture", "captures.key"))
readings = _pile("readings", _key("document"), Column("stage", String(16), nullable=False), _text("maker"))
documents = _pile("documents", _key("reading", "readings.key"), _key("capture", "captures.key"))
accounts = _pile("accounts", _key("reading", "readings.key"), _key("document"))
claims = _pile("claims", _key("reading", "readings.key"), _key("document"))
mentions = _pile("mentions", _key("document"))  # all mentions of one reading in one row: they are only ever wanted together
problems = _pile("problems", Column("reading", KEY, nullable=False), Column("code", String(64), nullable=False), _text("subject"))
judgements = _pile("judgements", _text("subject"))

PILES: tuple[Table, ...] = (captures, sightings, readings, documents, accounts, claims, mentions, problems, judgements)

for _table, _identity in (
    (captures, ("key",)),
    (sightings, ("key",)),
    (readings, ("key",)),
    (documents, ("reading", "key")),
    (accounts, ("reading", "key")),
    (claims, ("reading", "key")),
    (mentions, ("key",)),
    (problems, ("reading", "key")),
    (judgements, ("key",)),
):
    Index(f"{_table.name}_identity", *(_table.c[name] for name in _identity), unique=True)
for _table in (documents, accounts, claims):
    Index(f"{_table.name}_key", _table.c.key)
for _table in (accounts, claims, mentions):
    Index(f"{_table.name}_document", _table.c.document)
Index("sightings_capture", sightings.c.capture)
Index("readings_document", readings.c.document, readings.c.stage, readings.c.seq)
Index("documents_capture", documents.c.capture)

current_readings = Table(
    "current_readings",
    metadata,
    Column("document", KEY, primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("key", KEY, nullable=False),
    Column("seq", BIG, nullable=False),
)
current_documents = Table(
    "current_documents",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),  # of its row in the pile, as in the two tables that follow
    Column("key", KEY, nullable=False),
    Column("capture", KEY, nullable=False),
    Column("blob", KEY, nullable=False),
    Column("part", Integer, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("language", Text),
    Column("earliest", Date),
    Column("latest", Date),
)
current_accounts = Table(
    "current_accounts",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("key", KEY, nullable=False),
    Column("document", KEY, nullable=False),
    Column("status", String(16), nullable=False),
    Column("main", Boolean, nullable=False),
)
current_claims = Table(
    "current_claims",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("key", KEY, nullable=False),
    Column("document", KEY, nullable=False),
    Column("account", KEY),
    Column("property", String(32), nullable=False),
    Column("category", String(32)),
    Column("low", BIG),
    Column("high", BIG),
    Column("certainty", String(16), nullable=False),
    Column("speaker", Text),
)
incidents = Table(
    "incidents",
    metadata,
    Column("id", KEY, primary_key=True),
    Column("body", Text, nullable=False),
)
links = Table(
    "links",
    metadata,
    Column("left", KEY, primary_key=True),
    Column("right", KEY, primary_key=True),
    Column("score", Float, nullable=False),
    Column("body", Text, nullable=False),
)
copies = Table(
    "copies",
    metadata,
    Column("document", KEY, primary_key=True),
    Column("of", KEY, primary_key=True),
    Column("body", Text, nullable=False),
)
aliases = Table(
    "aliases",
    metadata,
    Column("account", KEY, primary_key=True),
    Column("incident", KEY, nullable=False),
)
reckoned_problems = Table(
    "reckoned_problems",
    metadata,
    Column("scope", KEY, primary_key=True),  # what is brought up to date as one: the digest of a file's bytes, an account, …
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", String(64), nullable=False),
    Column("body", Text, nullable=False),
)
state = Table(
    "state",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
filed_accounts = Table(
    "filed_accounts",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),  # the first digits of the key
    Column("key", KEY, nullable=False),
    Column("document", KEY, nullable=False),
    Column("day", BIG, nullable=False),
    Column("marks", LargeBinary, nullable=False),  # 64-bit numbers
    Column("packed", LargeBinary),  # what it is compared by; empty where it is not compared
    Column("incident", KEY),
)
filed_texts = Table(
    "filed_texts",
    metadata,
    Column("number", BIG, primary_key=True, autoincrement=False),
    Column("key", KEY, nullable=False),  # of a document
    Column("blob", KEY, nullable=False),
    Column("day", BIG, nullable=False),
    Column("text", BIG),  # a digest of its words; empty for a short text
    Column("first", Boolean, nullable=False),  # whether it is the first print of just its words, which alone has marks
    Column("precedence", Text, nullable=False),  # sorts texts by which was first
    Column("words", BIG, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("family", KEY),
)


def _marks(kind: str) -> Table:
    """The rows of an index: under every mark, by day and number, what has it."""
    columns = (Column(name, BIG, primary_key=True, autoincrement=False) for name in ("mark", "day", "number"))
    return Table(f"{kind}_marks", metadata, *columns, sqlite_with_rowid=False)


def _pairs(kind: str) -> Table:
    """What was compared and is worth keeping, by numbers: `left` < `right`."""
    ends = (Column(name, BIG, primary_key=True, autoincrement=False) for name in ("left", "right"))
    return Table(f"{kind}_pairs", metadata, *ends, Column("odds", Float, nullable=False), Column("body", Text), sqlite_with_rowid=False)


account_marks, text_marks = _marks("account"), _marks("text")
account_pairs, text_pairs = _pairs("account"), _pairs("text")

CURRENT: tuple[Table, ...] = (current_readings, current_documents, current_accounts, current_claims)
FILED: tuple[Table, ...] = (filed_accounts, filed_texts, account_marks, text_marks, account_pairs, text_pairs)
RECKONED: tuple[Table, ...] = (incidents, links, copies, aliases, reckoned_problems, state, *FILED)
SEARCH = "document_texts"  # FTS5: SQLite only, so it is no Table; title and text, the row id is the document's seq

Index("current_documents_key", current_documents.c.key, unique=True)
Index("current_documents_capture", current_documents.c.capture)
Index("current_documents_blob", current_documents.c.blob)
Index("current_accounts_key", current_accounts.c.key, unique=True)
Index("current_accounts_document", current_accounts.c.document)
Index("current_claims_key", current_claims.c.key, unique=True)
Index("current_claims_document", current_claims.c.document)
Index("current_claims_account", current_claims.c.account)
Index("current_claims_property", current_claims.c.property, current_claims.c.category)
Index("aliases_incident", aliases.c.incident)
Index("links_right", links.c.right)
Index("copies_of", copies.c.of)
Index("filed_accounts_document", filed_accounts.c.document)
Index("filed_accounts_incident", filed_accounts.c.incident)
Index("filed_texts_blob", filed_texts.c.blob)
Index("filed_texts_text_precedence", filed_texts.c.text, filed_texts.c.precedence)
Index("filed_texts_family", filed_texts.c.family)
for _table in (account_marks, text_marks):
    Index(f"{_table.name}_mark_number", _table.c.mark, _table.c.number)
for _table in (account_pairs, text_pairs):
    Index(f"{_table.name}_right", _table.c.right)
