"""What a user may set, and the sizes and limits of the program."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, get_args

from variorum.errors import UsageError
from variorum.model.words import Rule

MAX_FILE_BYTES = 256 * 2**20  # larger files are refused with a Problem: nothing of ours needs them, and one of them fills the memory
CONTEXT = 40  # code points of prefix and suffix: enough to find the words again, too few to republish a text
ABOUT = 0.10  # "about N" stands for N ± 10 %: reporters round to the nearest ten or hundred; 1/10 is half of the step from 5 to 6 tens
RULES: tuple[Rule, ...] = ("range", "majority", "priority", "conservative")  # "decision" is no choice: a person's stands before any rule

Reader = Literal["trained", "rules"]
READERS: tuple[Reader, ...] = get_args(Reader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which reader reads: `trained` is rules and what was learnt, `rules` is rules alone. Nothing is used that was learnt from one of
    `without_sets`, the names of sets of learning data."""

    reader: Reader = "trained"
    without_sets: tuple[str, ...] = ()

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ, config: Config | None = None) -> Choice:
        """As the environment says (VARIORUM_READER, VARIORUM_WITHOUT_SETS with commas), else a ledger's settings, else the defaults."""
        reader = environment.get("VARIORUM_READER") or (config.reader if config else "trained")
        named = environment.get("VARIORUM_WITHOUT_SETS")
        given = named.split(",") if named else config.without_sets if config else ()
        if reader not in READERS:
            raise UsageError(f"VARIORUM_READER is {reader!r}: one of {', '.join(READERS)}")
        return cls(reader="rules" if reader == "rules" else "trained", without_sets=tuple(sorted({name.strip() for name in given})))


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of one ledger (`config.toml` in its folder). `sources` is the path of the user's registry of sources, relative to the
    folder; None is `sources.tsv` in it, if there is one.
    """

    rule: Rule = "range"
    max_file_bytes: int = MAX_FILE_BYTES
    workers: int | None = None
    reader: Reader = "trained"
    without_sets: tuple[str, ...] = ()
    sources: str | None = None

    def __post_init__(self) -> None:
        if self.reader not in READERS:
            raise UsageError(f"reader is {self.reader!r}: one of {', '.join(READERS)}")
        if not isinstance(self.without_sets, tuple) or not all(isinstance(name, str) for name in self.without_sets):
            raise UsageError(f'without_sets is {self.without_sets!r}: a list of names in quotes, as ["tolls"]')
        if self.sources is not None and not (isinstance(self.sources, str) and self.sources.strip()):
            raise UsageError(f"sources is {self.sources!r}: the path of a file, or left out")
        if self.rule not in RULES:
            raise UsageError(f"rule is {self.rule!r}: this version reckons by {', '.join(RULES)}")
        if not _is_count(self.max_file_bytes):
            raise UsageError(f"max_file_bytes is {self.max_file_bytes!r}: a whole number of bytes, 1 or more")
        if self.workers is not None and not _is_count(self.workers):
            raise UsageError(f"workers is {self.workers!r}: a whole number, 1 or more, or left out")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def parse_config(text: str, name: str = "config.toml") -> Config:
    """The settings in a TOML text. Raises `UsageError`, which begins with `name`, for a key or value that is not known."""
    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is not TOML: {error}") from error
    known = [field.name for field in fields(Config)]
    unknown = sorted(set(settings) - set(known))
    if unknown:
        raise UsageError(f"{name}: unknown setting {', '.join(unknown)} (known: {', '.join(known)})")
    try:
        if isinstance(settings.get("without_sets"), list):
            settings["without_sets"] = tuple(settings["without_sets"])
        return Config(**settings)
    except UsageError as error:
        raise UsageError(f"{name}: {error}") from error


def config_text(config: Config) -> str:
    """The settings as a commented TOML text, which `parse_config` reads back."""
    workers = "# workers = 2" if config.workers is None else f"workers = {config.workers}"
    sources = '# sources = "sources.tsv"' if config.sources is None else f"sources = {_quoted(config.sources)}"
    sets = ", ".join(f'"{name}"' for name in config.without_sets)
    return f"""\
# Settings of this ledger. A line that begins with # is a comment.

# How the claims of one incident come to one figure: {", ".join(RULES)}. Printed on every export.
rule = "{config.rule}"

# Larger files are not read; each is listed as a problem.
max_file_bytes = {config.max_file_bytes}

# Processes that read documents. Left out: one for each processor.
{workers}

# What reads: {" or ".join(f'"{reader}"' for reader in READERS)} (nothing that was learnt from data beyond the parse and the places).
reader = "{config.reader}"

# Sets of learning data of which nothing learnt is used, by their names in docs/models.md.
without_sets = [{sets}]

# Your registry of sources, on top of ours: who is behind an outlet's name or domain. Left out: sources.tsv in this folder, if it is there.
{sources}
"""


def _quoted(text: str) -> str:
    """A string as TOML has it: JSON's is one of its forms."""
    return json.dumps(text, ensure_ascii=False)
