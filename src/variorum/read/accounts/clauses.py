"""Sentences cut into clauses: the smallest stretches that may tell of different incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.tokens import Doc, Token

_CLAUSAL = frozenset({"ROOT", "advcl", "relcl", "ccomp", "parataxis", "acl", "pcomp", "csubj", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
TIME_MARKS = frozenset({"after", "since", "before", "following", "when", "until", "while"})


@dataclass(slots=True)
class Clause:
    """`root` governs `tokens` (in text order, not always in one piece).

    `parent` is the index of the clause above, None for a sentence's own.
    """

    index: int
    sentence: int
    root: Token
    parent: int | None
    tokens: list[Token] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the clause, with the gaps closed."""
        return "".join(token.text_with_ws for token in self.tokens)

    @property
    def participial(self) -> bool:
        """Whether it only carries on its parent: "…, killing 12", "leaving many dead", "in which 12 died", "said that …"."""
        root = self.root
        if root.dep_ in {"ccomp", "csubj", "csubjpass"}:
            return True
        return root.tag_ in {"VBG", "VBN"} and not self.mark and not any(child.dep_ in _SUBJECTS for child in root.lefts)

    @property
    def mark(self) -> str:
        """The conjunction that ties it to its parent, if it has one."""
        root = self.root
        for child in root.lefts:
            if child.lower_ in TIME_MARKS and (child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ == "when")):
                return child.lower_
        return root.head.lower_ if root.dep_ == "pcomp" and root.head.lower_ in TIME_MARKS else ""


def clauses_of(doc: Doc) -> tuple[list[Clause], list[int]]:
    """The clauses of a text, and for each token the index of its clause."""
    clauses: list[Clause] = []
    clause_of = [-1] * len(doc)
    heads = (np.arange(len(doc)) + doc.to_array("HEAD").astype(np.int64)).tolist()
    for number, sentence in enumerate(doc.sents):
        roots: dict[int, int] = {}
        above: dict[int, int] = {}
        for token in sentence:
            if _is_root(token, heads):
                roots[token.i] = len(clauses)
                clauses.append(Clause(len(clauses), number, token, None))
        if not roots:  # every head lies in another sentence: the parser's arcs may cross the paragraphs that we set
            roots[sentence.start] = len(clauses)
            clauses.append(Clause(len(clauses), number, sentence[0], None))
        first = next(iter(roots.values()))
        for token in sentence:
            index = roots.get(_clause_root(token.i, heads, roots, above), first)
            clause_of[token.i] = index
            clauses[index].tokens.append(token)
        for at, index in roots.items():
            if heads[at] != at:
                over = roots.get(_clause_root(heads[at], heads, roots, above), first)
                clauses[index].parent = over if over != index else None
    return clauses, clause_of


def _is_root(token: Token, heads: Sequence[int]) -> bool:
    if token.dep_ == "ROOT" or heads[token.i] == token.i:
        return True
    if token.pos_ not in _VERBAL:
        return False
    if token.dep_ in _CLAUSAL:
        return True
    return token.dep_ == "conj" and any(child.dep_ in _SUBJECTS for child in token.lefts)


def _clause_root(at: int, heads: Sequence[int], roots: dict[int, int], above: dict[int, int]) -> int:
    """The index of the clause root over a token; `above` keeps what was found, so that long chains are climbed once."""
    climbed: list[int] = []
    while at not in roots and at not in above:
        if heads[at] == at:
            break
        climbed.append(at)
        at = heads[at]
    found = above.get(at, at)
    for at in climbed:
        above[at] = found
    return found
