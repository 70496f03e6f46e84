"""The noun phrases of a text, each with what stands round it: who may have done it, whom it may have befallen.

The trained head sees two vectors of a phrase, of its head and of the word that governs it, and the features named in `FEATURES`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import blame_verbs, perpetration_verbs, perpetrator_nouns
from variorum.lexicon.roles import kind_of
from variorum.lexicon.speech import reporting_lemmas
from variorum.lexicon.triggers import Role
from variorum.model import FigureValue, ResponsibilityValue
from variorum.model.words import Category, ResponsibilityStatus
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.frames import constructions_of, is_passive

_NO_PEOPLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
_BODIES = frozenset("police army rebel militant gang guerrilla government terrorist insurgent troop soldier cartel militia".split())
_NAMES = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_NUMBERS = frozenset({"CARDINAL", ""})
_CLIMB = 5

_DEPS = ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "compound", "amod", "appos", "conj", "attr", "agent")
_PREPOSITIONS = ("by", "from", "with", "of", "to", "against", "for", "in", "on", "between")
_ROLES: tuple[Role, ...] = ("act", "harm", "generic", "war", "arrest")
_KINDS = ("armed_group", "group", "military", "person", "police", "state")
_ROLE_KINDS = ("official", "military", "police", "medical", "agency", "ngo", "witness", "armed_group", "politician", "expert")
_ENTITIES = ("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC")
_FOOTINGS = ("accused", "authorities", "claimed", "denied", "acquitted", "possible", "told")
_SOURCES = ("official", "military", "police", "armed_group", "agency", "other")
_FLAGS = (
    "passive", "verb", "blames", "perpetrates", "reports", "named group", "pronoun", "relative", "plural", "proper", "definite",
    "indefinite", "numbered", "number", "negated", "before verb", "first of sentence", "in quotation", "is source", "alleged",
    "event in clause", "harm in sentence", "event in sentence", "title", "governor doubted", "counted",
)  # fmt: skip
FEATURES = (
    *(f"dep {name}" for name in _DEPS),
    *(f"prep {name}" for name in _PREPOSITIONS),
    *(f"governor {name}" for name in _ROLES),
    *(f"kind {name}" for name in _KINDS),
    *(f"role {name}" for name in _ROLE_KINDS),
    *(f"entity {name}" for name in _ENTITIES),
    *(f"footing {name}" for name in _FOOTINGS),
    *(f"source {name}" for name in _SOURCES),
    *(f"counts {name}" for name in get_args(Category)),
    *(f"does {name}" for name in get_args(ResponsibilityStatus)),
    *_FLAGS,
    "sentence",
)
OPEN_FOOTING = [FEATURES.index(f"footing {name}") for name in _FOOTINGS if name != "told"]
DEED = [
    FEATURES.index(name) for name in ("governor act", "governor harm", "governor generic", "governor war", "perpetrates", "event in clause")
]
_AT = {name: index for index, name in enumerate(FEATURES)}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "some"})
_NEGATIVE = frozenset({"no", "neither"})
_DOUBTS = frozenset({"allegedly", "reportedly", "suspected", "alleged", "apparently", "may", "might", "accused"})


Mark = tuple[int, str]  # a token, and the feature that a finding of the rules gives it


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun phrase: its head, first token and end, the word that governs it and the preposition that leads there, if any."""

    head: Token
    start: int
    end: int
    governor: Token
    preposition: str


def nouns_of(parsed: Parsed, roles: Mapping[int, Role]) -> list[Noun]:
    """The phrases of a text that may name people or bodies, by their heads in the order of the text.

    Names before a noun ("the X raid") and bare numbers ("12 were killed") are among them.
    """
    found: dict[int, tuple[int, int]] = {}
    for chunk in parsed.doc.noun_chunks:
        if chunk.root.ent_type_ not in _NO_PEOPLE:
            found[chunk.root.i] = (chunk.start, chunk.end)
    for token in parsed.doc:
        named = token.dep_ in _BEFORE_NOUN and (token.ent_type_ in _NAMES or token.lemma_.lower() in _BODIES)
        if token.i not in found and (named or (token.like_num and token.ent_type_ in _NUMBERS)):
            found[token.i] = (token.i, token.i + 1)
    return [_noun(parsed.doc[at], start, end, roles) for at, (start, end) in sorted(found.items())]


def _noun(head: Token, start: int, end: int, roles: Mapping[int, Role]) -> Noun:
    governor, preposition = _governor(head, roles)
    return Noun(head=head, start=start, end=end, governor=governor, preposition=preposition)


def _governor(token: Token, roles: Mapping[int, Role]) -> tuple[Token, str]:
    """The verb or event noun above a phrase, and the preposition that leads to it."""
    preposition = ""
    for _ in range(_CLIMB):
        above = token.head
        if above.i == token.i:
            break
        if token.pos_ == "ADP":
            preposition = preposition or token.lower_
        if above.pos_ in {"VERB", "AUX"} or above.i in roles:
            return above, preposition
        token = above
    if token.pos_ == "ADP":
        preposition = preposition or token.lower_
    return token, preposition


def noun_features(parsed: Parsed, nouns: Sequence[Noun], roles: Mapping[int, Role], marks: Iterable[Mark]) -> NDArray[np.float32]:
    """(phrases, `FEATURES`), fp32, each 0 or 1 but for the sentence's number, which is a logarithm. `marks` are of what rules found."""
    table = np.zeros((len(nouns), len(FEATURES)), dtype=np.float32)
    context = _Context.of(parsed, roles)
    governed: dict[int, list[int]] = {}
    for row, noun in zip(table, nouns, strict=True):
        of_governor = governed.get(noun.governor.i)
        if of_governor is None:
            of_governor = governed[noun.governor.i] = [*_of_governor(noun.governor, roles)]
        row[[*of_governor, *_of_values(noun, context), *_of_flags(noun, context)]] = 1
        row[_AT["sentence"]] = math.log1p(context.sentence[noun.head.i]) / 3
    at = {noun.head.i: index for index, noun in enumerate(nouns)}
    for token, name in marks:
        if token in at:
            table[at[token], _AT[name]] = 1
    return table


def stands_on(parsed: Parsed, finding: Finding) -> Iterator[Mark]:
    """The tokens on which a finding of the rules stands, each with its feature."""
    words = parsed.tokens_of(finding.evidence[0])
    value = finding.value
    if isinstance(value, FigureValue):
        for token in words:
            yield token, f"counts {value.category}"
            if value.counted:
                yield token, "counted"
    elif isinstance(value, ResponsibilityValue):
        name = {word.casefold() for word in value.actor.name.split()}
        heads = [token for token in words if parsed.doc[token].lower_ in name and parsed.doc[token].pos_ in {"NOUN", "PROPN", "ADJ"}]
        heads = heads or [token for token in words if parsed.doc[token].pos_ == "PRON" and parsed.doc[token].dep_ == "nsubj"][:1]
        yield from ((token, f"does {value.status}") for token in heads)


@dataclass(frozen=True, slots=True)
class _Context:
    """What is looked up by token: sentence, footing of a construction, kind of source that covers it."""

    sentence: Sequence[int]
    told: frozenset[int]
    harmed: frozenset[int]
    footing: Mapping[int, str]
    source: Mapping[int, str]
    speaks: frozenset[int]
    body: int

    @classmethod
    def of(cls, parsed: Parsed, roles: Mapping[int, Role]) -> _Context:
        sentence, number = [], -1
        for token in parsed.doc:
            number += bool(token.is_sent_start) or number < 0
            sentence.append(number)
        footing = {made.actor.i: made.footing or "told" for made in reversed(constructions_of(parsed, roles))}
        source: dict[int, str] = {}
        speaks: set[int] = set()
        for attribution in parsed.attributions:
            kind = (attribution.speaker.kind if attribution.speaker else None) or "other"
            kind = kind if kind in _SOURCES else "official" if kind == "politician" else "other"
            for piece in attribution.content:
                source.update(dict.fromkeys(parsed.tokens_of(piece), kind))
            for piece in attribution.source:
                speaks.update(parsed.tokens_of(piece))
        return cls(
            sentence=sentence,
            told=frozenset(sentence[at] for at in roles),
            harmed=frozenset(sentence[at] for at, role in roles.items() if role == "harm"),
            footing=footing,
            source=source,
            speaks=frozenset(speaks),
            body=parsed.document.body_start,
        )


def _of_values(noun: Noun, context: _Context) -> Iterator[int]:
    """The columns of what a phrase is: of features with many values, that which holds."""
    head = noun.head
    word = head.lower_
    kind = perpetrator_nouns().get(head.lemma_.lower()) or perpetrator_nouns().get(word.removesuffix("s"))
    for name in (
        f"dep {head.dep_}",
        f"prep {noun.preposition}",
        f"kind {kind}",
        f"role {kind_of(word)}" if head.pos_ in {"NOUN", "PROPN"} else "",
        f"entity {head.ent_type_}",
        f"footing {context.footing.get(head.i)}",
        f"source {context.source.get(head.i)}",
    ):
        index = _AT.get(name)
        if index is not None:
            yield index


def _of_governor(governor: Token, roles: Mapping[int, Role]) -> Iterator[int]:
    """The columns of what the word above a phrase is, the same for all phrases under it."""
    lemma, verb = governor.lemma_.lower(), governor.pos_ in {"VERB", "AUX"}
    children = list(governor.children)
    role = roles.get(governor.i)
    if role is not None:
        yield _AT[f"governor {role}"]
    for name, holds in (
        ("passive", verb and is_passive(governor)),
        ("verb", verb),
        ("blames", lemma in blame_verbs()),
        ("perpetrates", lemma in perpetration_verbs()),
        ("reports", lemma in reporting_lemmas()),
        ("event in clause", any(child.i in roles for child in children)),
        ("governor doubted", any(child.lower_ in _DOUBTS for child in children)),
    ):
        if holds:
            yield _AT[name]


def _of_flags(noun: Noun, context: _Context) -> Iterator[int]:
    """The columns of what holds of a phrase itself."""
    head, doc = noun.head, noun.head.doc
    at = head.i
    before = [doc[index] for index in range(noun.start, at)]
    left = {token.lower_ for token in before}
    sentence, tag = context.sentence[at], head.tag_
    for name, holds in (
        ("named group", group_named(doc[noun.start : noun.end].text) is not None or group_named(head.text) is not None),
        ("pronoun", head.pos_ == "PRON"),
        ("relative", tag in {"WDT", "WP"}),
        ("plural", tag in {"NNS", "NNPS"}),
        ("proper", head.pos_ == "PROPN"),
        ("definite", not left.isdisjoint(_DEFINITE)),
        ("indefinite", not left.isdisjoint(_INDEFINITE)),
        ("numbered", any(token.like_num for token in before)),
        ("number", head.like_num),
        ("negated", not left.isdisjoint(_NEGATIVE)),
        ("before verb", at < noun.governor.i),
        ("first of sentence", noun.start == 0 or context.sentence[noun.start - 1] != sentence),
        ("in quotation", at in context.source),
        ("is source", at in context.speaks),
        ("alleged", not left.isdisjoint(_DOUBTS)),
        ("harm in sentence", sentence in context.harmed),
        ("event in sentence", sentence in context.told),
        ("title", head.idx < context.body),
    ):
        if holds:
            yield _AT[name]
