"""Heads of roles with weights of no sense at all, and reports laid out for them."""

from __future__ import annotations

import numpy as np

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.claims import understand
from variorum.read.encoder.weights import Head
from variorum.read.heads.view import View, view_of
from variorum.read.parsed import Parsed
from variorum.read.roles import choosing
from variorum.read.roles.deeds import Limits
from variorum.read.roles.estimate import GAZES
from variorum.read.roles.features import PAIR_FEATURES, PHRASE_FEATURES
from variorum.read.roles.find import notes_of
from variorum.read.roles.labels import HEADS
from variorum.read.roles.tagging import TAGS, TOKEN_FEATURES
from variorum.read.roles.worth import TRAITS

HIDDEN, WIDTH = 8, 16


def heads(seed: int, *, lenience: float = 1.0) -> Head:
    """Arrays of the shapes that the program asks for."""
    draw = np.random.default_rng(seed)
    shapes = {
        "tagger.tok": (WIDTH, HIDDEN + len(TOKEN_FEATURES)), "tagger.sent": (WIDTH, HIDDEN), "tagger.text": (WIDTH, HIDDEN),
        "tagger.tag": (len(TAGS), 3 * WIDTH), "worth": (1, len(TRAITS)),
        **{name: (choosing.CLASSES[name], len(traits)) for name, traits in choosing.TRAITS.items()},
    }  # fmt: skip
    for net in ("net0", "net1"):
        shapes |= {
            f"{net}.trunk": (WIDTH, 5 * HIDDEN + len(PHRASE_FEATURES)), f"{net}.ask": (3 * GAZES * 2, WIDTH),
            f"{net}.bias": (2 * GAZES, len(PAIR_FEATURES)), f"{net}.mix": (WIDTH, WIDTH + 2 * GAZES), f"{net}.matter": (WIDTH, WIDTH),
            f"{net}.pair": (WIDTH, 2 * WIDTH + len(PAIR_FEATURES)), f"{net}.same": (2, WIDTH),
            **{f"{net}.heads.{name}": (len(classes), WIDTH) for name, classes in HEADS.items()},
        }  # fmt: skip
    arrays = {f"{name}.weight": draw.normal(size=shape).astype(np.float32) / 4 for name, shape in shapes.items()}
    arrays |= {f"{name}.bias": draw.normal(size=shape[0]).astype(np.float32) / 4 for name, shape in shapes.items()}
    every = "name description object instrument individual organisation place time deed worth part site"
    low = Limits(**dict.fromkeys(every.split(), 0.1))
    return Head(arrays=arrays, notes=notes_of(low, lenience))


def laid_out(text: str) -> tuple[Parsed, View]:
    """A report as the heads get it."""
    parsed = understand(document_of(text), Hints())
    return parsed, view_of(parsed)


def vectors(parsed: Parsed, seed: int = 0) -> np.ndarray:
    """Some vector for each token."""
    return np.random.default_rng(seed).normal(size=(len(parsed.doc), HIDDEN)).astype(np.float32)
