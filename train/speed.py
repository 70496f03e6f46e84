"""What the encoder costs by its number of layers and the size of its windows: `python -m train.speed REPORTS… [--documents N]`.

REPORTS are text files or folders of them, cut to documents of 400 words as in `bench.speed`. Processor time on one thread; what counts is
the ratio to the parse of the same documents, by the packaged model as it comes, in the same run. Writes the second table of
docs/performance.md.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from bench.speed import PAGE, WORDS, documents
from spacy.tokens import Doc

from train.encoder import Encoder, Shape, write_onnx
from train.thin import INNER
from variorum.read.encoder import pieces
from variorum.read.encoder.encode import encode_windows, load
from variorum.read.parse import MODEL, parse

ENCODERS = {"3": Shape(layers=3), "4": Shape(layers=4), "4, thinned": Shape(layers=4, inner=INNER), "6": Shape(layers=6)}
SIZES = (128, 256, 512)
BEGIN, END = "<!-- encoder: written by train/speed.py, do not edit -->\n", "<!-- end of encoder -->\n"


def milliseconds(work: Callable[[], object], documents: int) -> float:
    """Processor time for one document, the better of two rounds."""
    rounds = []
    for _ in range(2):
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return min(rounds) / documents * 1000


def rows(docs: list[Doc], bare: float, folder: Path) -> list[str]:
    """A row for each encoder: its sizes, its file, its time with all tokens wanted. Only sizes matter here, so the weights are random."""
    made = []
    for layers, shape in ENCODERS.items():
        path = folder / f"{layers}.onnx"
        write_onnx(Encoder(replace(shape, window=max(SIZES))).eval(), path)
        session = load(path)
        for size in SIZES:
            pieces.WINDOW = size  # type: ignore[misc]
            pieces.CARRIED = size // 4  # type: ignore[misc]
            cut = [pieces.windows(doc) for doc in docs]
            read = np.mean([sum(len(ids) for ids in each.ids) for each in cut])

            def work() -> None:
                for doc, windows in zip(docs, cut, strict=True):  # noqa: B023
                    encode_windows(session, windows, np.ones(len(doc), dtype=bool))  # noqa: B023

            spent = milliseconds(work, len(docs))
            made.append(f"| {layers} | {size} | {path.stat().st_size / 1e6:.1f} | {read:.0f} | {spent:.0f} | {spent / bare:.2f} |\n")
    return made


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=30)
    given = parser.parse_args()
    torch.manual_seed(0)
    texts = [document.text for document in documents(given.reports, given.documents)]
    model = importlib.import_module(MODEL).load()
    docs = [parse(text) for text in texts]
    bare = milliseconds(lambda: [model(text) for text in texts], len(texts))
    ours = milliseconds(lambda: [parse(text) for text in texts], len(texts))
    with tempfile.TemporaryDirectory() as folder:
        table = "".join(rows(docs, bare, Path(folder)))
    head = f"| layers | window, pieces | file, MB | pieces a document | ms a document | ratio to the packaged parse |\n{'|---' * 6}|\n"
    note = f"Documents of {WORDS} words: the packaged parse takes {bare:.0f} ms, ours {ours:.0f} ms.\n"
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{head}{table}\n{note}\n{END}{rest.split(END)[1]}", encoding="utf-8")
    sys.stdout.write(head + table + note)


if __name__ == "__main__":
    main()
