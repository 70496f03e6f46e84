"""Read the deeds of a report with the trained heads, and say them as findings beside those of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from variorum.read.encoder.encode import encode_once
from variorum.read.encoder.weights import Head, head
from variorum.read.heads.layers import Floats
from variorum.read.heads.view import View
from variorum.read.parsed import Parsed
from variorum.read.roles.deeds import Deed, Draft, Limits, worthy
from variorum.read.roles.estimate import estimate, fits, means_of, tag_scores
from variorum.read.roles.features import phrase_features
from variorum.read.roles.phrases import Ground, phrases_of
from variorum.read.roles.tagging import read_tags, token_features
from variorum.read.roles.weaving import drafts_of

NAME = "roles"  # of the file of heads


def find_deeds(parsed: Parsed, view: View) -> list[Deed] | None:
    """The deeds that a report tells of; None where there are no weights, or none for this version's features."""
    heads = head(parsed.choice, NAME)
    if heads is None or not fits(heads.arrays):
        return None
    if not view.roles or not len(parsed.doc):
        return []
    encoded = encode_once(parsed)
    return [] if encoded is None else read_deeds(heads, parsed, view, encoded.vectors)


def read_deeds(heads: Head, parsed: Parsed, view: View, vectors: Floats) -> list[Deed]:
    """The same, by given heads and vectors (tokens, hidden)."""
    return worthy(read_drafts(heads, parsed, view, vectors), heads.arrays, limits_of(heads.notes))


def read_drafts(heads: Head, parsed: Parsed, view: View, vectors: Floats) -> list[Draft]:
    """All that may be deeds, with what speaks for each."""
    means = means_of(vectors, view.sentences)
    features = token_features(parsed, view.roles, view.sentences)
    scores = tag_scores(heads.arrays, vectors, features, means, view.sentences)
    ground = Ground(parsed=parsed, view=view, shares=np.exp(scores))
    scores[:, 0] -= float(heads.notes["lenience"])
    phrases = phrases_of(ground, read_tags(scores, view.sentences))
    if not phrases:
        return []
    seen = phrase_features(ground, phrases)
    estimates = estimate(heads.arrays, vectors, means, ground, phrases, seen)
    return drafts_of(ground, phrases, estimates, seen, limits_of(heads.notes))


def limits_of(notes: Mapping[str, str]) -> Limits:
    """The limits that are kept beside the arrays."""
    return Limits(**{one.name: float(notes[one.name]) for one in fields(Limits) if one.name in notes})


def notes_of(limits: Limits, lenience: float) -> dict[str, str]:
    """Limits as they are kept. `lenience` is what the tagger's "out" is made less likely by, in logs."""
    return {one.name: str(getattr(limits, one.name)) for one in fields(Limits)} | {"lenience": str(lenience)}


__all__ = ["NAME", "find_deeds", "limits_of", "notes_of", "read_deeds", "read_drafts"]
