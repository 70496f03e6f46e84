"""A writer that is killed between or within documents loses nothing that it was told is kept."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
from pathlib import Path

from tests.store.build import add_one
from variorum.store import Ledger


def write_until_killed(folder: Path, acknowledged: multiprocessing.connection.Connection) -> None:
    with Ledger.open(folder, write=True) as ledger:
        for number in range(10_000):
            acknowledged.send(add_one(ledger, number, claims=5).key)


def test_a_killed_writer(tmp_path: Path) -> None:
    folder = tmp_path / "my.variorum"
    Ledger.create(folder).close()
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    writer = context.Process(target=write_until_killed, args=(folder, sender))
    writer.start()
    sender.close()
    told = [receiver.recv() for _ in range(12)]
    writer.kill()
    writer.join()
    try:
        while True:
            told.append(receiver.recv())
    except EOFError:
        receiver.close()
    with Ledger.open(folder, write=True) as ledger:
        assert list(ledger.verify()) == []
        kept = [document.key for document in ledger.documents()]
        assert kept[: len(told)] == told
        assert len(kept) <= len(told) + 1
        for key in told:
            assert len(list(ledger.claims(document=key))) == 5
        add_one(ledger, 10_001)
        assert list(ledger.verify()) == []
