"""What the encoder sees of a candidate: the mean of its words' vectors, weighed beside the traits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from variorum.read.encoder.encode import Encoded, encode_once
from variorum.read.encoder.weights import weights as weights_of
from variorum.read.parsed import Parsed
from variorum.read.places.candidates import Candidate
from variorum.read.places.weights import weights

Floats = NDArray[np.float32]
LEARNT_WITH = "second_seen"  # its second line names the encoder


def see(parsed: Parsed, found: Sequence[Candidate]) -> Floats | None:
    """(candidates, hidden): the mean vector of each one's words; None where the encoder is missing, ruled out, or not the one
    that the weights were learnt with."""
    path = weights_of(parsed.choice).encoder
    if path is None or digest_of(path) != learnt_with():
        return None
    encoded = encode_once(parsed)
    return None if encoded is None else means(encoded, found)


def means(encoded: Encoded, found: Sequence[Candidate]) -> Floats:
    """The mean vector of each candidate's words that were encoded; zeros where none was."""
    hidden = encoded.vectors.shape[1]
    rows = np.zeros((len(found), hidden), dtype=np.float32)
    for at, candidate in enumerate(found):
        inside = encoded.known[candidate.start : candidate.end]
        if inside.any():
            rows[at] = encoded.vectors[candidate.start : candidate.end][inside].mean(axis=0)
    return rows


@cache
def columns(name: str) -> Floats:
    """The weights of the vectors' columns: the traits "v0", "v1", … of a model."""
    rows = weights(name)
    count = sum(trait[0] == "v" and trait[1:].isdigit() for trait in rows)
    return np.array([rows[f"v{column}"] for column in range(count)], dtype=np.float32)


@cache
def learnt_with() -> str:
    """The hash of the encoder that the weights of columns were learnt with; empty where there are none."""
    file = files("variorum.read.places").joinpath(f"{LEARNT_WITH}.tsv")
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return lines[1].removeprefix("# encoder ") if len(lines) > 1 else ""


@cache
def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
