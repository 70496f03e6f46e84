"""Which words carry a claim of responsibility."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.model import Span
from variorum.read.parsed import Parsed
from variorum.read.responsibility.actors import Phrase
from variorum.read.responsibility.clauses import Candidate

_LONGEST = 32  # tokens of the evidence: a clause, not a paragraph
_OBJECTS = frozenset({"dobj", "pobj", "prep", "agent", "prt", "attr", "acomp", "dative", "nsubjpass", "oprd", "aux", "auxpass", "neg"})


def evidence_of(parsed: Parsed, candidate: Candidate, phrase: Phrase) -> Span:
    """From the first to the last word of actor, predicate and what it is done to."""
    predicate = candidate.predicate
    first, last = min(phrase.first, predicate.i), max(phrase.last, predicate.i)
    for child in predicate.children:
        if child.dep_ in _OBJECTS:
            first, last = min(first, _edge(child, -1)), max(last, _edge(child, 1))
    if last - first > _LONGEST:
        first, last = min(phrase.first, predicate.i), max(phrase.last, predicate.i)
    if last - first > 2 * _LONGEST:
        first = last = predicate.i
    end = parsed.doc[last]
    return parsed.span(parsed.doc[first].idx, end.idx + len(end))


def _edge(token: Token, way: int) -> int:
    edge = token.left_edge.i if way < 0 else token.right_edge.i
    return edge if abs(edge - token.i) < _LONGEST // 2 else token.i
