"""The places at which a clause tells of something, by the gazetteer or by their capitals alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from variorum.lexicon.triggers import aftermath_verbs
from variorum.model import Mention, Span
from variorum.read.accounts.scene import Scene, where
from variorum.read.accounts.speaking import is_spoken_at
from variorum.read.parsed import Parsed

_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "around", "across", "throughout", "of", "from", "into", "towards", "to"}
)
_INNER = frozenset({"compound", "nmod", "appos", "conj", "amod", "poss"})
_AT = frozenset({"in", "at", "near", "outside", "inside", "on"})
_DIRECTIONS = frozenset("north south east west northeast northwest southeast southwest miles kilometres kilometers km far".split())
_NEAR_WORDS = 9  # words after the preposition
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_THROUGHOUT = frozenset({"across", "throughout", "around"})


def place_in_space(parsed: Parsed, scenes: Sequence[Scene], clause_of: Sequence[int], starts: Sequence[int]) -> None:
    """Give each clause the places that it names after "in", "at", "near" and their like."""
    for name, mention, token in _places(parsed, starts):
        place = token
        while place.dep_ in _INNER and place.head != place:
            place = place.head
        if place.dep_ == "pobj" and place.head.lower_ in _PLACE_PREPOSITIONS and place.head.head.lower_ not in _DIRECTIONS:
            scene = scenes[clause_of[token.i]]
            if place.head.head == scene.clause.root and _only_speaks(scene):
                continue  # "In Q. the president condemned the bombing"
            if _is_of_home(place):
                continue
            if is_spoken_at(place):
                continue
            if place.head.head.lower_ == "according":
                continue  # "according to the Q. Red Cross"
            scene.places[name] = mention
            one = where(mention)
            scene.wide = scene.wide or (place.head.lower_ in _THROUGHOUT and one is not None and one.kind == "country")
            scene.fronted = scene.fronted or (place.head.i < scene.clause.root.i and place.head.head == scene.clause.root)
    for scene in scenes:
        if scene.events and not scene.places:
            _spot(scene)


def _is_native(word: Token) -> bool:
    """Whether a verb tells where somebody is from: "Ali, who hailed from Q. and tried to stop him", "a student who came from Q."."""
    return word.lemma_.lower() in {"hail", "originate"} or (word.lemma_.lower() == "come" and word.dep_ == "relcl")


def is_home(parsed: Parsed, words: Span) -> bool:
    """Whether some words name the place where somebody is from, or the land that it is in."""
    return _is_of_home(parsed.doc[parsed.tokens_of(words).start])


def _is_of_home(token: Token) -> bool:
    for _ in range(_NEAR_WORDS):
        if token.dep_ == "pobj" and token.head.lower_ == "from" and _is_native(token.head.head):
            return True
        if token.head == token or token.dep_ not in _INNER | {"pobj", "prep"}:
            return False
        token = token.head
    return False


def _only_speaks(scene: Scene) -> bool:
    """Whether the verb of a clause is one of what is said and done afterwards, and no event itself."""
    root = scene.clause.root
    return root.lemma_.lower() in aftermath_verbs() and all(token != root for _, token, _ in scene.events)


def _spot(scene: Scene) -> None:
    """A spot that no gazetteer holds, by its capitals or its numbers: "in the 1200 block of …", "outside the … Market"."""
    for token in scene.clause.tokens:
        if token.dep_ != "pobj" or token.head.lower_ not in _AT or token.ent_type_ in {"DATE", "TIME", "PERSON"}:
            continue
        inner = [word for word in token.subtree if word.i - token.head.i < _NEAR_WORDS]
        if any(word.pos_ == "PROPN" or word.like_num for word in inner):
            scene.places[" ".join(word.lower_ for word in inner if word.pos_ in {"PROPN", "NOUN", "NUM"})] = None
            return


def _places(parsed: Parsed, starts: Sequence[int]) -> list[tuple[str, Mention | None, Token]]:
    """Folded name, mention (None where only the parse knows the place) and head token of every place."""
    found: list[tuple[str, Mention | None, Token]] = []
    for mention in parsed.places:
        first = bisect_right(starts, mention.span.start) - 1
        last = max(first, bisect_right(starts, mention.span.end - 1) - 1)
        found.append((mention.span.exact.casefold(), mention, parsed.doc[first : last + 1].root))
    if not parsed.places:
        found = [(entity.text.casefold(), None, entity.root) for entity in parsed.doc.ents if entity.label_ in _PLACE_LABELS]
    return found
