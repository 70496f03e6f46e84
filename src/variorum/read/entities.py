"""Names in a parsed text, as spaCy's recogniser finds them, in a third of its time.

The recogniser walks a text word by word and scores 74 moves at each, one state at a time, and asks of each move whether it is allowed.
Outside a name its state depends on nothing but the word, so all words are scored at once; only within names is there a walk. The net, its
weights and the rules for moves are spaCy's own (Honnibal and Montani 2017; moves as in Lample et al. 2016), for a text without any names
given beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

Floats = NDArray[np.float32]
FEATURES = 3  # the word; within a name also its first word and the word before
NEVER = np.float32(-np.inf)


class FastEntities:
    """A recogniser whose net is asked once for all words outside names."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model: Any = recogniser.model
        self.words: Any = model.get_ref("tok2vec")
        self.lower: Any = model.get_ref("lower")
        self.upper: Any = model.get_ref("upper")
        names = [recogniser.moves.get_class_name(index) for index in range(recogniser.moves.n_moves)]
        self.moves = [(name[0], name[2:]) for name in names]
        self.at = {move: index for index, move in enumerate(self.moves)}
        self.opens, self.alone, self.out = (
            np.array([move == one and (bool(label) or one == "O") for move, label in self.moves]) for one in ("B", "U", "O")
        )

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of a text that has none so far, and say of all other words that they are none."""
        doc.set_ents(list(self._names(doc)) if len(doc) else [], default="outside")
        return doc

    def _names(self, doc: Doc) -> Iterator[Tokens]:
        seen: Floats = self.lower.predict(self.words.predict([doc]))  # (words + 1, features, hidden, pieces), first what stands for none
        ends = np.append(doc.to_array("SENT_START")[1:] == 1, True)
        outside = self._outside(seen, ends, doc.to_array("IS_SPACE") == 1)
        at = 0
        while at < len(doc):
            move, label = self.moves[outside[at]]
            end = at + 1 if move != "B" else self._end(seen, ends, at, label)
            if move != "O":
                yield Tokens(doc, at, end, label=label)
            at = end

    def _outside(self, seen: Floats, ends: NDArray[np.bool_], blank: NDArray[np.bool_]) -> list[int]:
        """For each word the best move, by its number, where no name is open: no name begins at a blank, none of two words at an end."""
        scores = self._scores(seen[1:, 0] + seen[0, 1] + seen[0, 2])
        allowed = self.out | (self.alone & ~blank[:, None]) | (self.opens & ~(blank | ends)[:, None])
        return cast(list[int], np.where(allowed, scores, NEVER).argmax(axis=1).tolist())

    def _end(self, seen: Floats, ends: NDArray[np.bool_], start: int, label: str) -> int:
        """Where a name of several words ends, half open; with its sentence at the latest."""
        inside, last = self.at["I", label], self.at["L", label]
        at = start + 1
        while not ends[at]:
            scores = self._scores((seen[at + 1, 0] + seen[start + 1, 1] + seen[at, 2])[None])[0]
            if scores[last] > scores[inside] or (scores[last] == scores[inside] and last < inside):
                break
            at += 1
        return at + 1

    def _scores(self, summed: Floats) -> Floats:
        """(words, moves) from the sums of their features."""
        hidden = (summed + self.lower.get_param("b")).max(axis=-1)
        return cast(Floats, hidden @ self.upper.get_param("W").T + self.upper.get_param("b"))


def walks_alike(recogniser: EntityRecognizer) -> bool:
    """Whether a recogniser is of the kind that is followed here: greedy, with three features, an upper layer and no move left out."""
    model: Any = recogniser.model
    return bool(
        recogniser.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and model.get_ref("lower").get_dim("nF") == FEATURES
        and model.get_ref("lower").get_dim("nP") > 1
    )


@Language.factory("variorum_entities")
def _of(nlp: Language, name: str) -> FastEntities:  # noqa: ARG001  spaCy gives a name
    recogniser = nlp.get_pipe("ner")
    if not isinstance(recogniser, EntityRecognizer) or not walks_alike(recogniser):
        raise ValueError("the recogniser of names of this model does not walk as ours")
    return FastEntities(recogniser)
