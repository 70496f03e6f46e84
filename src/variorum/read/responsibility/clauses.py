"""What the constructions of blame and of deeds ask of a clause: its subject, its agents, its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from variorum.lexicon.blame import Footing

_CHAIN = 6  # verbs that may share a subject
_NEAR = 40  # tokens: sentences of news are seldom longer, broken texts may be endless


_TOLD_OF = frozenset({"say", "report", "believe", "think", "know", "allege", "suspect", "presume", "see", "hear", "film", "accuse"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token in the place of an actor, the predicate's head, the footing (None: only told), and the token of who accuses, if named."""

    actor: Token
    predicate: Token
    footing: Footing | None
    by: Token | None = None
    targets: tuple[Token, ...] = ()


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb with which it shares it."""
    told = False
    for _ in range(_CHAIN):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                return child if child.dep_ == "nsubj" or (told and verb.lemma_ in _TOLD_OF) else None
        told = verb.dep_ == "xcomp"
        if verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
            verb = verb.head
            continue
        return verb.head if is_finite(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBG") else None
    return None


def is_finite(verb: Token) -> bool:
    """Whether what the parse takes for a participle after a noun is the verb of the sentence: "The minister, X, accused the rebels of it".
    A participle has no object.
    """
    own = any(child.dep_ == "dobj" for child in verb.children)
    return own and verb.dep_ == "acl" and verb.tag_ == "VBD" and verb.head.dep_ == "ROOT"


def nearby(token: Token) -> Iterator[Token]:
    """The words of a token's sentence that are not far from it."""
    doc = token.doc
    first = last = token.i
    while first > 0 and token.i - first < _NEAR and not doc[first].is_sent_start:
        first -= 1
    while last + 1 < len(doc) and last - token.i < _NEAR and not doc[last + 1].is_sent_start:
        last += 1
    yield from doc[first : last + 1]


def agents_of(verb: Token) -> list[Token]:
    """The nouns after the "by" of a passive verb."""
    links = [child for child in verb.children if child.dep_ in {"agent", "prep"} and child.lower_ == "by"]
    links += [other for link in links for other in link.children if other.dep_ == "conj" and other.lower_ == "by"]
    return [noun for link in links for noun in link.children if noun.dep_ == "pobj"]


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or as a participle after its noun; coordinated participles share it."""
    for _ in range(_CHAIN):
        if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
            return True
        if (verb.tag_ != "VBN" and not (verb.dep_ == "acl" and verb.tag_ == "VBD")) or is_finite(verb):
            return False  # a clause within a noun phrase is never finite: "two men wanted in"
        if verb.dep_ in {"acl", "advcl", "relcl"}:
            return not _has_have(verb)
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _has_have(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ in {"have", "'ve"} for child in verb.children)


def passive_subject_of(verb: Token) -> Token | None:
    """Whom a passive verb befalls: its own subject, that of the verb beside which it stands, or the noun that it follows."""
    for _ in range(_CHAIN):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                return child
        if verb.dep_ == "advcl" and verb.tag_ == "VBN":
            return _beside(verb)
        if verb.dep_ != "conj":
            return verb.head if verb.dep_ == "acl" else None
        verb = verb.head
    return None


def _beside(participle: Token) -> Token | None:
    """Of whom a participle is said that the parse ties to the verb: "accused of it, X fled", "police held two men accused of it"."""
    objects = [child for child in participle.head.children if child.dep_ == "dobj" and child.i < participle.i]
    subjects = [child for child in participle.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return next(iter([*objects, *subjects]), None)


def modified_by(noun: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """The nouns after some prepositions that a noun has for its own."""
    for link in noun.children:
        if link.dep_ in {"prep", "agent"} and link.lower_ in prepositions:
            yield from (child for child in link.children if child.dep_ == "pobj")
