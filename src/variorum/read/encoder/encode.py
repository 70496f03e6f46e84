"""A parsed document → one vector for each token, by the encoder of the package."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from variorum.read.encoder.pieces import Windows, windows
from variorum.read.encoder.weights import weights
from variorum.read.parsed import Parsed

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MOST_WINDOWS = 400  # about 75,000 words: beyond, the vectors of one document take more than 150 MB

_KEPT = "variorum_encoded"  # in the parse's own data


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """`vectors` are (tokens, hidden), fp32; `known` says for each token whether it was encoded: blanks and what was not asked for are not,
    and their vectors are zeros. `whole` is false where the document is longer than is encoded in one go."""

    vectors: NDArray[np.float32]
    known: NDArray[np.bool_]
    whole: bool = True

    def within(self, wanted: Sequence[tuple[int, int]]) -> Encoded:
        """The same vectors, of which only those in half-open ranges of tokens count as known."""
        return replace(self, known=self.known & _asked(len(self.known), wanted))


def encode(parsed: Parsed, wanted: Sequence[tuple[int, int]] | None = None) -> Encoded | None:
    """The vectors of a document's tokens; None where the package has no sound weights, or rules are to read alone.

    `wanted` are half-open ranges of tokens: only the windows that hold one are read, and only their vectors are worked out. A token's
    vector does not depend on what else is wanted, to the precision of fp32.
    """
    path = weights(parsed.choice).encoder
    if path is None:
        return None
    return encode_windows(_session(path), windows(parsed.doc), _asked(len(parsed.doc), wanted))


def encode_once(parsed: Parsed) -> Encoded | None:
    """The vectors of all of a document's tokens, kept with its parse, which copies of `Parsed` share: places and heads ask for them."""
    kept = parsed.doc.user_data
    if _KEPT not in kept:
        kept[_KEPT] = encode(parsed)
    vectors: Encoded | None = kept[_KEPT]
    return vectors


def encode_windows(session: InferenceSession, cut: Windows, asked: NDArray[np.bool_]) -> Encoded:
    """The vectors of the tokens that are asked for. Each window is run by itself: a batch needs padding, and one thread gains nothing."""
    whole = len(cut.ids) <= MOST_WINDOWS
    known = asked & (cut.window >= 0) & (cut.window < MOST_WINDOWS)
    vectors = np.zeros((len(asked), session.get_outputs()[0].shape[2]), dtype=np.float32)
    tokens = np.flatnonzero(known)
    bounds = np.searchsorted(cut.window[tokens], np.arange(len(cut.ids) + 1))  # the windows of tokens with pieces never decrease
    for index, ids in enumerate(cut.ids[:MOST_WINDOWS]):
        here = tokens[bounds[index] : bounds[index + 1]]
        if len(here):
            vectors[here] = session.run(None, {"ids": ids[None], "places": cut.position[here]})[0][0]
    return Encoded(vectors=vectors, known=known, whole=whole)


def _asked(tokens: int, wanted: Sequence[tuple[int, int]] | None) -> NDArray[np.bool_]:
    asked = np.full(tokens, wanted is None)
    for start, end in wanted or ():
        asked[start:end] = True
    return asked


_sessions: dict[Path, InferenceSession] = {}
_loading = threading.Lock()


def _session(path: Path) -> InferenceSession:
    """The encoder, loaded once a process, also when several threads ask at once."""
    with _loading:
        if path not in _sessions:
            _sessions[path] = load(path)
        return _sessions[path]


def load(path: Path) -> InferenceSession:
    """An encoder that runs on one thread (the program spreads over processes), the same way each time. Its weights become fp32 here."""
    from onnxruntime import InferenceSession, SessionOptions  # 0.1 s: only where there are weights

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return InferenceSession(path, options, providers=["CPUExecutionProvider"])
