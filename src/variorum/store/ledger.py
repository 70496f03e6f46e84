"""The ledger: a folder with one SQLite file, the bytes as they came, and the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from variorum.config import Config, config_text, parse_config
from variorum.errors import InvalidRecord, LedgerError, UsageError
from variorum.model import (
    Account,
    Capture,
    Claim,
    Copy,
    Document,
    Incident,
    Judgement,
    Link,
    Mention,
    Problem,
    Reading,
    Readout,
    Sighting,
)
from variorum.model.identity import digest
from variorum.store import asof, chain, current, keys, piles, query, reckoned, search
from variorum.store.aliases import account_aliases
from variorum.store.blobs import blob_path, read_blob, write_blob
from variorum.store.schema import engine_of, migrate, require_revision
from variorum.store.verify import verify

SQLITE, BLOBS, CONFIG = "ledger.sqlite", "blobs", "config.toml"
Answer = TypeVar("Answer")


class Ledger:
    """One open ledger. Use it in one thread; any number of processes may read while one writes.

    Each call that writes is one transaction, on the disk when it returns. What gives an `Iterator` streams.
    """

    def __init__(self, path: Path, config: Config, *, write: bool) -> None:
        self.path = path
        self.config = config
        self._writer: Connection | None = engine_of(path / SQLITE, write=True).connect() if write else None
        self._engine = engine_of(path / SQLITE, write=False)
        self._reader = self._engine.connect()

    @classmethod
    def create(cls, path: str | Path, *, config: Config | None = None) -> Ledger:
        """A new, empty ledger, open for writing. Raises `UsageError` where there is one, or a folder of something else."""
        path = Path(path)
        if (path / SQLITE).exists():
            raise UsageError(f"there is already a ledger at {path}")
        if path.exists() and (not path.is_dir() or {entry.name for entry in path.iterdir()} - {BLOBS, CONFIG}):
            raise UsageError(f"{path} is not empty and not a ledger: choose another name")
        config = config or Config()
        with _speaking_plainly(path):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            (path / BLOBS).mkdir(mode=0o700, exist_ok=True)
            (path / CONFIG).write_text(config_text(config), encoding="utf-8")
        return cls.open(path, write=True, _begun=True)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, _begun: bool = False) -> Ledger:
        """The ledger at the path, for reading or for writing, which brings an older one up to date. It is never created here."""
        path = Path(path)
        if not _begun and not (path / SQLITE).is_file():
            raise UsageError(f"no ledger at {path}: create one with `variorum run FOLDER --ledger {path}`")
        settings = path / CONFIG
        with _speaking_plainly(path):
            config = parse_config(settings.read_text(encoding="utf-8"), str(settings)) if settings.exists() else Config()
            ledger = cls(path, config, write=write)
        try:
            if write:
                ledger._write(migrate, path)
            ledger._ask(require_revision, path)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def close(self) -> None:
        """Close the file. The writer goes last: it folds SQLite's log into the file, so that one file can be copied."""
        self._reader.close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # Writing

    def add_capture(self, capture: Capture, sighting: Sighting, data: bytes) -> bool:
        """Keep bytes and where they were seen. Whether the capture was new."""
        if digest(data) != capture.blob:
            raise InvalidRecord(f"the bytes are not those of {capture.key}")
        self._require_writer()
        with _speaking_plainly(self.path):
            write_blob(self.path / BLOBS, data)
        return self._write(piles.add_capture, capture, sighting)

    def add_documents(self, capture_key: str, reading: Reading, documents: Iterable[Document], problems: Iterable[Problem] = ()) -> int:
        """Keep what one cleaner (`reading.document` is the capture's key) made of a capture. Gives the number of documents added."""
        if (reading.document, reading.stage) != (capture_key, "clean"):
            raise InvalidRecord(f"a {reading.stage} reading of {reading.document} with documents of {capture_key}")
        return self._write(piles.add_documents, reading, documents, problems)

    def add_readout(self, reading: Reading, readout: Readout) -> bool:
        """Keep what one reader found in one document. Whether it was new: the same maker reads a document once."""
        return self._write(piles.add_readout, reading, readout)

    def add_problems(self, problems: Iterable[Problem]) -> int:
        """Keep problems that belong to no reading. Gives the number of new ones."""
        return self._write(piles.add_problems, problems)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement. Whether it was new."""
        return self._write(piles.add_judgement, judgement)

    @contextmanager
    def deriving(self) -> Iterator[reckoned.Derived]:
        """What is derived across documents, to be brought up to date in one transaction."""
        writer = self._require_writer()
        with _speaking_plainly(self.path), writer.begin():
            yield reckoned.Derived(writer)

    def rebuild(self) -> None:
        """Make all derived tables anew from the piles. What is derived across documents is emptied: settle."""
        self._write(current.rebuild)

    # Reading

    def captures(self) -> Iterator[Capture]:
        """All captures."""
        return self._stream(query.captures)

    def capture(self, key: str) -> Capture:
        """The capture of that key. Raises `UsageError` where there is none, as do all that give one record."""
        return self._get("capture", query.capture, key)

    def captures_without(self, stage: str, maker: str) -> Iterator[Capture]:
        """Captures that the maker has not been over."""
        return self._stream(query.captures_without, stage, maker)

    def sightings(self, capture: str | None = None) -> Iterator[Sighting]:
        """When and where captures were seen."""
        return self._stream(query.sightings, capture)

    def documents_without(self, stage: str, maker: str) -> Iterator[Document]:
        """Current documents that the maker has not been over."""
        return self._stream(query.documents_without, stage, maker)

    def documents(self, capture: str | None = None) -> Iterator[Document]:
        """Current documents."""
        return self._stream(query.documents, capture)

    def document(self, key: str) -> Document:
        """The document of that key, current or not."""
        return self._get("document", query.document, key)

    def accounts(self, document: str | None = None) -> Iterator[Account]:
        """Current accounts."""
        return self._stream(query.accounts, document)

    def account(self, key: str) -> Account:
        """The account of that key, current or not."""
        return self._get("account", query.account, key)

    def claims(
        self,
        *,
        document: str | None = None,
        account: str | None = None,
        property: str | None = None,
        category: str | None = None,
        all_readings: bool = False,
    ) -> Iterator[Claim]:
        """The claims that fit: current ones, or those of all readings."""
        wanted = {"document": document, "account": account, "property": property, "category": category}
        return self._stream(query.claims, all_readings=all_readings, **wanted)

    def claim(self, key: str) -> Claim:
        """The claim of that key, current or not."""
        return self._get("claim", query.claim, key)

    def judged_claims(self) -> dict[str, Claim]:
        """The claims that judgements name, current or not, by key: `former` of `reckon.judged`."""
        return self._ask(query.judged_claims)

    def account_aliases(self) -> dict[str, str]:
        """For the key of every account of a superseded reading, the current account of the same words or the nearest to them."""
        return self._ask(account_aliases)

    def mentions(self, document: str) -> tuple[Mention, ...]:
        """What the current reading of a document names."""
        return self._ask(query.mentions, document)

    def mentioned(self, reading: str) -> tuple[Mention, ...]:
        """What the reading of that key names, current or superseded."""
        return self._ask(asof.mentioned, reading)

    def problems(self, *, current: bool = True, code: str | None = None) -> Iterator[Problem]:
        """Problems of files, of current readings (or of all), and of the last reckoning."""
        return self._stream(query.problems, current=current, code=code)

    def problem_counts(self) -> dict[str, int]:
        """How many current problems there are of each code, most first."""
        return self._ask(query.problem_counts)

    def readings(self, document: str | None = None, *, current: bool = False) -> Iterator[Reading]:
        """Who read what, and when, as it came."""
        return self._stream(query.readings, document, current=current)

    def found(self, reading: str) -> tuple[tuple[Account, ...], tuple[Claim, ...]]:
        """The accounts and claims of the reading of that key, current or superseded."""
        return self._ask(query.found, reading)

    def judgements(self, subject: str | None = None) -> Iterator[Judgement]:
        """What people decided, as it came, withdrawn ones too."""
        return self._stream(query.judgements, subject)

    def incidents(self) -> Iterator[Incident]:
        """The incidents of the last reckoning, in its order."""
        return self._stream(query.incidents)

    def incident(self, typed: str) -> Incident:
        """The incident of an id, of any account key that is or was in it, or of the unique beginning of one."""
        return self._ask(keys.find_incident, typed)

    def links(self) -> Iterator[Link]:
        """Pairs of accounts that may be one incident."""
        return self._stream(query.links)

    def copies(self) -> Iterator[Copy]:
        """Which documents are copies of which."""
        return self._stream(query.copies)

    def needs_reckoning(self) -> bool:
        """Whether anything was added since the incidents were reckoned."""
        return self._ask(reckoned.needs_reckoning)

    def search(self, words: str, *, limit: int = 50) -> tuple[search.Hit, ...]:
        """Current documents with all the words; "in quotes" in that order, `word*` a beginning. The best first."""
        return self._ask(search.search, words, limit)

    def find(self, typed: str, kinds: tuple[str, ...] = ()) -> str:
        """The only key that begins so. Raises `UsageError`, which lists the candidates."""
        return self._ask(keys.find, typed, kinds)

    def blob_path(self, sha256: str) -> Path:
        """Where the bytes of a capture lie, for a worker to read."""
        return blob_path(self.path / BLOBS, sha256)

    def blob(self, sha256: str) -> bytes:
        """The bytes of a capture."""
        return read_blob(self.path / BLOBS, sha256)

    def counts(self) -> dict[str, int]:
        """Rows of every pile, current records, and incidents."""
        return self._ask(query.counts)

    def snapshots(self, *times: datetime | None) -> tuple[asof.Snapshot, ...]:
        """What was current at each of these times, None for now. All of it is in memory at once."""
        return self._ask(asof.snapshots, times)

    def last_change(self) -> datetime | None:
        """When something last came in; None for an empty ledger."""
        return self._ask(asof.last_change)

    def head(self) -> str:
        """The digest of the ledger: over the last link of every pile."""
        return self._ask(chain.head_of)

    def verify(self) -> Iterator[Problem]:
        """What is no longer as it was written: nothing, in a sound ledger."""
        return self._stream(verify, self.path / BLOBS)

    # How

    def _require_writer(self) -> Connection:
        if self._writer is None:
            raise LedgerError(f"{self.path} is open for reading only")
        return self._writer

    def _write(self, change: Callable[..., Answer], *args: Any) -> Answer:
        writer = self._require_writer()
        with _speaking_plainly(self.path), writer.begin():
            return change(writer, *args)

    def _ask(self, question: Callable[..., Answer], *args: Any) -> Answer:
        with _speaking_plainly(self.path), self._reader.begin():
            return question(self._reader, *args)

    def _stream(self, question: Callable[..., Iterator[Answer]], *args: Any, **kwargs: Any) -> Iterator[Answer]:
        with _speaking_plainly(self.path), self._engine.connect() as connection:
            yield from question(connection, *args, **kwargs)

    def _get(self, kind: str, question: Callable[..., Answer | None], key: str) -> Answer:
        record = self._ask(question, key)
        if record is None:
            raise UsageError(f"there is no {kind} {key}")
        return record


@contextmanager
def _speaking_plainly(path: Path) -> Iterator[None]:
    """Turn what the disk or SQLite says into one line for the user."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        if "locked" in said:
            raise LedgerError(f"{path} is in use by another process: try again when it has ended") from error
        if "not a database" in said or "malformed" in said:
            raise LedgerError(f"{path} is damaged ({said}): restore it from a copy") from error
        if "full" in said or "unable to open" in said or "readonly" in said or "disk I/O" in said:
            raise LedgerError(f"{path} cannot be read or written: {said}") from error
        raise
    except OSError as error:
        raise LedgerError(f"{path} cannot be read or written: {error.strerror or error}") from error
