"""Rolls of the dead: "the dead include Ana Low, 34, and Ben Roe", "they are …", "five Ardanians were among the dead: …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from variorum.lexicon.roles import is_role, titles
from variorum.read.properties.phrases import Phrases, subject

DEAD = frozenset({"victim", "dead", "casualty", "fatality", "deceased"})
SLAIN = frozenset({"dead", "slain", "murdered", "deceased", "killed", "fallen"})
_DIED = frozenset({"dead", "died", "killed", "deaths", "victims", "deceased"})
_LISTING = frozenset({"include", "be"})
_BEFORE = frozenset({",", "and", ":", ";", "as", "were", "are", "was", "is", "include", "includes", "included", "including"})
_SHORT = 3  # letters of a rank in capitals
_FIRST = frozenset({"youngest", "oldest", "eldest"})


def on_rolls(phrases: Phrases) -> Iterator[Token]:
    """The tokens of the names that a sentence lists as those of the dead."""
    for verb in phrases.of(*_LISTING):
        who = subject(verb) if verb.pos_ in ("VERB", "AUX") else None
        if who is not None and (_are_dead(who) or _they_are_dead(phrases, verb, who)):
            yield from _listed(phrases, verb.i + 1, verb.sent.end)
    for word in phrases.of("among"):
        dead = any(child.lower_ in SLAIN or child.lemma_.lower() in DEAD for child in word.children)
        colon = next((token for token in word.sent if token.text == ":" and token.i > word.i), None)
        if dead and colon is not None:
            yield from _listed(phrases, colon.i + 1, word.sent.end)
    for word in phrases.of("victim", pos="NOUN"):
        if word.tag_ == "NN" and any(child.lower_ in _FIRST for child in word.children):
            yield from (child for child in word.children if child.dep_ == "appos" and child.i in phrases.named)


def name_behind(phrases: Phrases, noun: Token) -> Token | None:
    """The name of somebody whom a clause behind a noun names: "a man, later named as Leo Roth, has died"."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in ("name", "identify"):
            for link in child.children:
                if link.lower_ == "as":
                    return next((name for name in link.children if name.dep_ == "pobj" and name.i in phrases.named), None)
    return None


def _are_dead(noun: Token) -> bool:
    plain = noun.lower_ in SLAIN or noun.lemma_.lower() in DEAD
    return plain and noun.lemma_.lower() != "casualty" and any(child.lower_ in ("the", "these", "all") for child in noun.lefts)


def _they_are_dead(phrases: Phrases, verb: Token, who: Token) -> bool:
    """ "They are Ana Low, Ben Roe and Cy Dole", behind a sentence that tells of the dead."""
    start = verb.sent.start
    if who.lower_ != "they" or who.i != start or start == 0 or verb.i != who.i + 1:
        return False
    before = phrases.doc[start - 1].sent
    return any(token.lower_ in _DIED for token in before) and "\n\n" not in before.text.strip()


def _listed(phrases: Phrases, start: int, stop: int) -> Iterator[Token]:
    """The persons of a list: each behind a comma, an "and" or the word that opens it, titles aside."""
    at = start
    while at < stop:
        mention = phrases.named.get(at)
        if mention is None or mention.kind != "person":
            at += 1
            continue
        last = at
        while last + 1 < stop and phrases.named.get(last + 1) is mention:
            last += 1
        first = at - 1
        while first >= start and _is_title(phrases.doc[first]):
            first -= 1
        speaks = any(token.lemma_ in ("say", "add", "tell") for token in phrases.doc[last + 1 : last + 3])
        if phrases.doc[first].lower_ in _BEFORE and not speaks:
            yield phrases.doc[last]
        at = last + 1


def _is_title(word: Token) -> bool:
    """Whether a word may stand before a name: "Dr", "nurse", "PC"."""
    short = word.text.isupper() and word.text.isalpha() and len(word.text) <= _SHORT
    return short or word.lower_.rstrip(".") in titles() or is_role(word.text)
