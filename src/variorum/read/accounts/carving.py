"""Noun phrases that tell of an incident of their own, cut out of the clauses in which they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from variorum.read.accounts.clauses import Clause
from variorum.read.events import role_of
from variorum.read.finding import Event
from variorum.read.parsed import Parsed

_BACK_PREPOSITIONS = frozenset({"after", "since", "following", "before", "like", "unlike", "than"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAMED_DAY = re.compile(r"\d{1,2}/\d{1,2}")
_NOUNS = frozenset({"NOUN", "PROPN"})
_AT = frozenset({"in", "at", "near", "outside", "inside", "on"})
_AGAINST = frozenset({"on", "at", "against", "in", "outside"})
_NAMING = frozenset({"PROPN", "NOUN", "DET", "ADJ", "NUM"})
_LONGEST = 7  # words of a target's name
_PEOPLE_AND_TIMES = frozenset({"PERSON", "DATE", "TIME", "NORP"})

Placed = tuple[Event, Token]


def carve(parsed: Parsed, placed: Sequence[Placed], clauses: list[Clause], clause_of: list[int]) -> tuple[list[Placed], dict[int, int]]:
    """Make clauses of "after the siege of Q.", "and the bomb outside the R. station", "including nine in Q.".

    Gives the events, with one more for each further target ("the attacks on the R. hall in Q. and the S. hall in T." are two) and for each
    such part of a total, and for each clause that stands beside another incident that one's index.
    """
    nouns = {token.i for _, token in placed}
    acts = {token.i for event, token in placed if role_of(token, event) == "act"}
    for _, token in placed:
        _carve_back(token, clauses, clause_of)
    events, beside = list(placed), dict[int, int]()
    for event, token in placed:
        for number in _parts(token, acts):
            home = clause_of[token.i]
            if clause_of[number.i] == home and _cut(number, _own(number, home, clause_of), clauses, clause_of):
                beside[len(clauses) - 1] = home
                events.append((replace(event, span=parsed.span(number.idx, number.idx + len(number))), number))
    for event, token in placed:
        if token.dep_ == "conj" and token.pos_ in _NOUNS and token.head.i in nouns and _has_spot(token) and _stands_apart(token):
            home = clause_of[token.i]
            if clauses[home].root != token and _cut(token, _own(token, home, clause_of), clauses, clause_of):
                beside[len(clauses) - 1] = clause_of[token.head.i]
        for words in _further_targets(token, nouns):
            home = clause_of[token.i]
            if all(clause_of[word.i] == home for word in words) and _cut(words[0], words, clauses, clause_of):
                beside[len(clauses) - 1] = home
                events.append((replace(event, span=parsed.span(words[0].idx, words[-1].idx + len(words[-1]))), words[0]))
    return events, beside


def _carve_back(token: Token, clauses: list[Clause], clause_of: list[int]) -> None:
    """Make "after the siege of Q.", "since the 1998 bombing that killed 29" a clause of its own."""
    if NAMED_DAY.fullmatch(token.text) and token != clauses[clause_of[token.i]].root:
        _cut(token, _own(token, clause_of[token.i], clause_of), clauses, clause_of)
        return
    follows = token.dep_ == "dobj" and token.head.lemma_ == "follow"
    if token.pos_ not in _NOUNS or not (token.dep_ == "pobj" or follows):
        return
    home = clause_of[token.i]
    looks_back = (
        follows
        or token.head.lower_ in _BACK_PREPOSITIONS
        or any(child.ent_type_ == "DATE" and _YEAR.search(child.text) for child in token.lefts)
    )
    if not looks_back or (token.head == clauses[home].root and not follows):
        return
    _cut(token, _own(token, home, clause_of), clauses, clause_of)


def _own(token: Token, home: int, clause_of: list[int]) -> list[Token]:
    return [word for word in token.subtree if clause_of[word.i] == home]


def _cut(token: Token, own: list[Token], clauses: list[Clause], clause_of: list[int]) -> bool:
    """Make some words of a clause, with this one at their head, a clause of their own, if any others are left."""
    home = clause_of[token.i]
    if len(own) == len(clauses[home].tokens):
        return False
    index = len(clauses)
    clauses.append(Clause(index, clauses[home].sentence, token, home, own))
    for word in own:
        clause_of[word.i] = index
    kept = {word.i for word in own}
    clauses[home].tokens = [word for word in clauses[home].tokens if word.i not in kept]
    for clause in clauses[:-1]:
        if clause.parent == home and clause.root.head.i in kept:
            clause.parent = index
    return True


def _has_spot(token: Token) -> bool:
    """Whether a noun has a place of its own: "the bomb outside the R. station"."""
    return any(
        word.pos_ == "PROPN" and word.ent_type_ not in _PEOPLE_AND_TIMES
        for prep in token.rights
        if prep.dep_ == "prep" and prep.lower_ in _AT
        for word in prep.subtree
    )


def _stands_apart(token: Token) -> bool:
    """Whether a joined noun has its place for itself: "and the bomb outside the R. station"; "bombs and shootings in Q." share one."""
    return _has_spot(token.head) or any(child.dep_ in {"det", "nummod", "poss"} for child in token.lefts)


def _parts(token: Token, acts: set[int]) -> list[Token]:
    """The numbers of "… died, including nine in Q.", "…, including eight who were hit by a shell": where only harm is told of the whole."""
    if token.pos_ != "VERB" or token.i in acts or any(word.i in acts for word in token.children):
        return []
    links = [word for word in token.subtree if word.lower_ == "including" and word.i > token.i and token in {word.head, word.head.head}]
    numbers = [word for link in links for word in link.children if word.dep_ == "pobj"]
    counted = [word for word in numbers if word.like_num or any(child.dep_ == "nummod" for child in word.lefts)]
    return [number for number in counted if _has_spot(number) or _is_told_of(number, acts)]


def _is_told_of(number: Token, acts: set[int]) -> bool:
    """Whether a clause that hangs on a number tells of an act: "eight who were hit by a shell"."""
    clauses = [child for child in number.rights if child.dep_ in {"relcl", "acl"}]
    return any(word.i in acts for clause in clauses for word in clause.subtree)


def _further_targets(token: Token, nouns: set[int]) -> list[list[Token]]:
    """The words of the second and later targets of "attacks on … in Q. and … in T.", where each is named with its place.

    Word by word: small parsers seldom see which of the names belong together.
    """
    doc, at = token.doc, token.i + 1
    if token.tag_ not in {"NNS", "NNPS"} or at >= len(doc) or doc[at].lower_ not in _AGAINST:
        return []
    found = [target] if (target := _target(token, at + 1, nouns)) else []
    while found and (at := found[-1][-1].i + 1) < token.sent.end - 1 and doc[at].lower_ in {"and", ","}:
        at += 2 if doc[at].text == "," and doc[at + 1].lower_ == "and" else 1
        target = _target(token, at, nouns)
        if target is None:
            break
        found.append(target)
    return found[1:]


def _target(token: Token, start: int, nouns: set[int]) -> list[Token] | None:
    """The words from a place on that name a target and its place: "the R. hall in Q."."""
    doc, end = token.doc, token.sent.end
    prep = start
    while prep < end and prep - start < _LONGEST and doc[prep].pos_ in _NAMING and prep not in nouns:
        prep += 1
    last = prep + 1
    while last < end and doc[last].pos_ == "PROPN":
        last += 1
    named = any(word.pos_ == "PROPN" for word in doc[start:prep])
    if not named or prep >= end or doc[prep].lower_ not in _AT or last == prep + 1:
        return None
    return list(doc[start:last])
