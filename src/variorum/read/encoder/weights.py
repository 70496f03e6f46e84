"""The files of weights that come with the package: which there are, which are sound, and which of them are to be used.

`weights/manifest.json`: {"encoder": ENTRY, "heads": {NAME: ENTRY, …}}, ENTRY {"file", "sha256", "bytes", "learnt_from": [SET, …]}. The
encoder is an ONNX graph, a head a `.safetensors` file: neither can run code when it is loaded. Without the encoder no head is used, and
the rules read alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from variorum.config import Choice
from variorum.model import Problem

FOLDER = Path(__file__).parent / "weights"
DIGITS = 10  # hex digits of a digest, as in an edition
Array = NDArray[np.generic]

_KINDS = {"F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "I8": "|i1", "U8": "|u1", "BOOL": "|b1"}


@cache
def _version() -> str:
    return version("onnxruntime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The files that are used. `problems` are of those that should be there and are unsound; `missing` are names in the manifest without a
    file, or what runs them, `left_out` those that the choice rules out."""

    encoder: Path | None = None
    heads: Mapping[str, Path]
    digest: str | None = None
    problems: tuple[Problem, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def maker(self) -> str:
        """What reads, for the maker of a reading: rules alone, or with weights of this digest under this runtime."""
        return f"weights-{self.digest}+onnxruntime-{_version()}" if self.digest else "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    name: str
    path: Path
    sha256: str
    learnt_from: frozenset[str]


def weights(choice: Choice) -> Weights:
    """The weights that a choice allows, each file checked against its hash, once a process."""
    return weights_in(FOLDER, choice)


@cache
def weights_in(folder: Path, choice: Choice) -> Weights:
    """The same, of another folder."""
    if choice.reader == "rules":
        return Weights(heads={}, left_out=("encoder",))
    if not (folder / "manifest.json").exists():
        return Weights(heads={}, missing=("manifest.json",))
    if not has_runtime():
        return Weights(heads={}, missing=("onnxruntime",))
    try:
        entries = _entries(folder)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Weights(heads={}, problems=(_unusable("manifest.json", f"it cannot be understood ({error})"),))
    left_out = [entry for entry in entries if entry.learnt_from & set(choice.without_sets)]
    rest = [entry for entry in entries if entry not in left_out]
    missing = [entry for entry in rest if not entry.path.exists()]
    faults = {entry.name: fault for entry in rest if entry not in missing and (fault := _fault(entry)) is not None}
    sound = [entry for entry in rest if entry not in missing and entry.name not in faults]
    if sound and sound[0].name != "encoder":
        sound = []
    return Weights(
        encoder=sound[0].path if sound else None,
        heads={entry.name: entry.path for entry in sound[1:]},
        digest=_digest(sound) if sound else None,
        problems=tuple(faults.values()),
        missing=tuple(entry.name for entry in missing),
        left_out=tuple(entry.name for entry in left_out),
    )


def _entries(folder: Path) -> list[_Entry]:
    """What the manifest names, the encoder first."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    named: dict[str, Mapping[str, Any]] = {"encoder": manifest["encoder"], **dict(sorted(manifest["heads"].items()))}
    return [
        _Entry(name=name, path=folder / Path(entry["file"]).name, sha256=entry["sha256"], learnt_from=frozenset(entry["learnt_from"]))
        for name, entry in named.items()
    ]


def _fault(entry: _Entry) -> Problem | None:
    try:
        found = hashlib.sha256(entry.path.read_bytes()).hexdigest()
    except OSError as error:
        return _unusable(entry.path.name, f"it cannot be read ({error.strerror})")
    if found == entry.sha256:
        return None
    return _unusable(entry.path.name, f"its sha256 is {found[:DIGITS]}…, not {entry.sha256[:DIGITS]}… as in the manifest")


def has_runtime() -> bool:
    """Whether what runs the encoder is installed; there is none for Macs with Intel processors."""
    try:
        version("onnxruntime")
    except PackageNotFoundError:
        return False
    return True


def _unusable(file: str, why: str) -> Problem:
    message = f"The weights {file} are not used: {why}. Rules read in their place; installing variorum anew brings them back."
    return Problem(stage="read", code="weights_unusable", subject=file, message=message)


def _digest(entries: list[_Entry]) -> str:
    return hashlib.sha256("".join(f"{entry.name}\0{entry.sha256}\0" for entry in entries).encode()).hexdigest()[:DIGITS]


# ---------------------------------------------------------------- heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The arrays of one head by their names (fp16 as fp32, all else as kept), and the texts beside them (labels, thresholds)."""

    arrays: Mapping[str, Array]
    notes: Mapping[str, str]


def head(choice: Choice, name: str) -> Head | None:
    """A head by its name; None where it is missing, unsound or left out. Read once a process."""
    path = weights(choice).heads.get(name)
    return _head(path) if path else None


@cache
def _head(path: Path) -> Head:
    return read_head(path)


def read_head(path: Path) -> Head:
    """A file in the format safetensors: eight bytes of length, a header in JSON, the arrays. Raises `ValueError` for any other."""
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    try:
        header = dict(json.loads(data[8 : 8 + length]))
        notes = header.pop("__metadata__", {})
        return Head(arrays=dict(_arrays(header, memoryview(data)[8 + length :])), notes=notes)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} is no safetensors file") from error


def _arrays(header: Mapping[str, Any], data: memoryview) -> Iterator[tuple[str, Array]]:
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        array = np.frombuffer(data[start:end], dtype=_KINDS[entry["dtype"]]).reshape(entry["shape"])
        yield name, array.astype(np.float32) if entry["dtype"] == "F16" else array
