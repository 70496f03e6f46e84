"""The phrase that names an incident best: one with its place, its day or its name."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from variorum.lexicon.triggers import Role
from variorum.model import Span
from variorum.model.words import IncidentType
from variorum.read.accounts.scene import Scene
from variorum.read.finding import Event
from variorum.read.parsed import Parsed

_LONGEST = 18  # tokens of an anchor: it names, it does not tell
_BREAKS = frozenset({"--", "—", "–"})
_PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
_POOR = frozenset(  # they name who came to harm, who did it or with what, not what happened
    (
        "attacker bomber victim toll casualty fatality injury death dead crisis disaster violence tragedy horror terror crime bomb mine "
        "grenade unrest incident fire hostage wounded injured catastrophe outrage bloodshed"
    ).split()
)
_WORTH: dict[Role, float] = {"act": 2.0, "generic": 1.5, "war": 0.5, "harm": 0.0, "arrest": -1.0}
_LEFT_OUT = frozenset({"relcl", "acl", "advcl", "punct", "cc", "conj", "appos", "ccomp", "parataxis", "mark", "dep"})


def anchor_of(parsed: Parsed, scenes: Sequence[Scene], kind: IncidentType) -> Span:
    """The best naming phrase of a thread's events for an incident of a kind; the earlier of two as good. Some scene must have an event."""
    best: tuple[float, int] | None = None
    chosen: Span | None = None
    for scene in scenes:
        for event, token, role in scene.events:
            span, names = _kept_phrase(parsed, event, token, scene)
            worth = names + _WORTH[role]
            worth += 1.0 if token.pos_ in {"NOUN", "PROPN"} else 0.0
            worth += 0.5 * (event.type == kind) - 2.0 * (token.lemma_.lower() in _POOR)
            rank = (worth, -span.start)
            if best is None or rank > best:
                best, chosen = rank, span
    if chosen is None:
        raise ValueError("no event to name")
    return chosen


def _kept_phrase(parsed: Parsed, event: Event, token: Token, scene: Scene) -> tuple[Span, float]:
    """Kept: the threads that the heads regroup are of the same clauses."""
    name = ("anchor", token.i, event.span.start, event.span.end, scene.clause.index)
    return parsed.once(name, lambda: _phrase(parsed, event, token, {word.i for word in scene.clause.tokens}))


def _phrase(parsed: Parsed, event: Event, token: Token, own: set[int]) -> tuple[Span, float]:
    """The noun phrase or short clause round an event word, of its clause's `own` tokens, and how much it names."""
    first = last = token.i
    named = 0.0
    for word in _kept(token):
        if word.i not in own:
            continue
        first, last = min(first, word.i), max(last, word.i)
    last = min(last, first + _LONGEST - 1) if token.i < first + _LONGEST else token.i
    first = _after_break(parsed, first, token.i)
    kinds = {word.ent_type_ for word in parsed.doc[first : last + 1]}
    proper = any(word.pos_ == "PROPN" and word.ent_type_ not in {"PERSON", "DATE", "TIME"} for word in parsed.doc[first : last + 1])
    named += 2.0 * bool(kinds & _PLACES) + 0.5 * ("DATE" in kinds) + 1.0 * proper
    start = min(parsed.doc[first].idx, event.span.start)
    end = max(parsed.doc[last].idx + len(parsed.doc[last]), event.span.end)
    return parsed.span(start, end), named


def _after_break(parsed: Parsed, first: int, at: int) -> int:
    """The first token of a phrase that a dash or a line break before the event word does not part from it."""
    for place in range(at - 1, first - 1, -1):
        if parsed.doc[place].text in _BREAKS or "\n" in parsed.doc[place].text_with_ws:
            return place + 1
    return first


def _kept(token: Token) -> list[Token]:
    """The words that hang on an event word, without clauses, appositions and coordinated phrases."""
    kept, waiting = [token], [token]
    while waiting:
        word = waiting.pop()
        for child in word.children:
            if child.dep_ in _LEFT_OUT or abs(child.i - token.i) > _LONGEST:
                continue
            kept.append(child)
            waiting.append(child)
    return kept
