"""The governing predicate of a phrase → what became of the people in it."""

from __future__ import annotations

from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.around import BE, after, before
from variorum.read.figures.captives import by_captor
from variorum.read.figures.grids import by_grid
from variorum.read.figures.groups import groups_of
from variorum.read.figures.predicates import Reading, by_verb
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.tolls import by_roll, by_toll
from variorum.read.figures.tree import above, below
from variorum.read.figures.words import Words

_THERE = frozenset(("there", "were", "was", "with"))
_BUILDINGS = closed_class("building")
_NEGATIONS = closed_class("negation")
_INTENDED = closed_class("intended")
_UNDONE = closed_class("undone")
_BROUGHT = closed_class("found") | closed_class("bring_out")
_COST = closed_class("cost_of_life")
_NO_HARM_ALONE = ("prisoner", "detainee", "missing", "survivor", "refugee")


def read_category(words: Words, candidate: Candidate, starts: dict[int, int]) -> Reading | None:
    """The category of a candidate by its own predicate; None where it has none. `starts`: left edge → end of every candidate.

    The surest comes first: what the noun itself says, then the words around, the parse, and last a state that only describes
    ("two missing girls were found dead" is two killed).
    """
    found = _find(words, candidate, starts)
    if found and (_is_intended(words, found.at) or _only_lives(words, found)):
        return None
    if found and found.category in ("released", "rescued") and not _UNDONE.isdisjoint(words.lower[max(0, found.at - 6) : found.at]):
        return None  # "will not be released until …"
    if (
        found
        and not _NEGATIONS.isdisjoint(words.lower[candidate.end : found.at])
        and words.lower[candidate.end : candidate.end + 1] != [","]
    ):
        return None  # "two men were not hurt"
    return found


def _is_intended(words: Words, at: int) -> bool:
    """ "threatened to kill 50 hostages", "could die": what is only wanted or expected counts nobody."""
    verb = words.verbs.get(at)
    return verb is not None and verb.form == "base" and not _INTENDED.isdisjoint(words.lower[max(words.sent_start[at], at - 4) : at])


def _only_lives(words: Words, found: Reading) -> bool:
    """ "All nine are alive": nobody has brought them out."""
    return (
        found.category == "rescued"
        and words.lower[found.at] == "alive"
        and _BROUGHT.isdisjoint(words.lower[max(words.sent_start[found.at], found.at - 5) : found.at])
    )


def _find(words: Words, candidate: Candidate, starts: dict[int, int]) -> Reading | None:
    return (
        _own_noun(words, candidate)
        or by_grid(words, candidate)
        or by_captor(words, candidate)
        or before(words, candidate, starts, active=True)
        or _toll_rises_to(words, candidate)
        or (before(words, candidate, starts) if _counts_bodies(words, candidate) else None)
        or _main_clause(words, candidate, after(words, candidate, starts))
        or before(words, candidate, starts)
        or by_toll(words, candidate)
        or above(words, candidate)
        or below(words, candidate)
        or by_roll(words, candidate)
        or _labelled(words, candidate)
        or _described(words, candidate)
        or _held(words, candidate)
        or _inside(words, candidate)
    )


def _counts_bodies(words: Words, candidate: Candidate) -> bool:
    """ "the bodies of 29 children and 48 wounded", "cost the lives of 22 and left 200 injured"."""
    i = candidate.left - 2
    return i >= 0 and words.lower[i + 1] == "of" and i in words.nouns and words.nouns[i].singular in ("body", "corpse", "death", "life")


def _toll_rises_to(words: Words, candidate: Candidate) -> Reading | None:
    """ "toll rises to 21, dozens untraced": what stands behind the comma is said of others."""
    if not candidate.bare or words.lower[candidate.left - 1] != "to" or words.lower[candidate.end : candidate.end + 1] != [","]:
        return None
    return by_toll(words, candidate)


def _main_clause(words: Words, candidate: Candidate, found: Reading | None) -> Reading | None:
    """What is said of the people goes before what a relative clause says ("two men, who were abducted on Sunday, were killed")."""
    if found is None or words.deps[found.at] != "relcl" or words.heads[found.at] != candidate.head:
        return found
    return above(words, candidate) or found


def _own_noun(words: Words, candidate: Candidate) -> Reading | None:
    """ "12 deaths", "40 fatalities", "22 lives": the counted noun is itself the harm."""
    noun = candidate.noun
    if noun is None or noun not in words.nouns:
        return None
    entry = words.nouns[noun]
    if entry.kind == "life":
        return Reading(entry.category, noun, 0.9) if not _COST.isdisjoint(words.lower[max(0, noun - 8) : noun + 6]) else None
    if entry.kind == "deed" and not (candidate.quantity.vague and candidate.quantity.bound == "plural"):
        return Reading(entry.category, noun, 0.9)
    if entry.kind == "person" and entry.category != "hostage" and entry.singular not in _NO_HARM_ALONE and not candidate.of_whole:
        return Reading(entry.category, noun, 0.85)
    return None


def _described(words: Words, candidate: Candidate) -> Reading | None:
    """ "two wounded soldiers", "12 dead civilians": the state stands before the noun."""
    if candidate.noun is None and not candidate.of_whole:
        return None
    for i in range(candidate.number + 1, candidate.end):
        state = words.states.get(i)
        if state and state.category not in ("rescued", "released"):
            return Reading(state.category, i, 0.8)
        verb = words.verbs.get(i)
        if verb and verb.form == "participle" and verb.role != "subject":
            return by_verb(words, i, verb, 0.75)
    return None


def _labelled(words: Words, candidate: Candidate) -> Reading | None:
    """ "Killed: 5. Wounded: 17": a table in words."""
    i = candidate.left - 1
    if not candidate.bare or i - 1 < 0 or words.lower[i] not in (":", "-", "–", "—"):
        return None
    if i - 1 in words.states:
        return Reading(words.states[i - 1].category, i - 1, 0.7)
    verb = words.verbs.get(i - 1)
    return by_verb(words, i - 1, verb, 0.7) if verb and verb.form == "participle" else None


def _held(words: Words, candidate: Candidate) -> Reading | None:
    """ "the 20 hostages": hostages as long as nothing else is said of them."""
    noun = candidate.noun
    if noun is not None and noun in words.nouns and words.nouns[noun].category == "hostage":
        return Reading("hostage", noun, 0.7)
    return None


def _inside(words: Words, candidate: Candidate) -> Reading | None:
    """ "354 people were inside": in a text that speaks of hostages, those in the building are among them."""
    if not (words.speaks_of_hostages and candidate.people) or candidate.quantity.high == 0 or "perpetrators" in groups_of(words, candidate):
        return None
    there = words.lower[max(words.sent_start[candidate.number], candidate.left - 4) : candidate.left]
    told = not _THERE.isdisjoint(there)
    for i in range(candidate.end, min(words.sent_end[candidate.number], candidate.end + 9)):
        word = words.lower[i]
        if word in ("inside", "present", "trapped", "aboard") or words.lower[i : i + 2] == ["on", "board"]:
            return Reading("hostage", i, 0.5)
        if word in ("in", "at") and (told or any(one in BE for one in words.lower[candidate.end : i])):
            held = words.lower[i + 1 : min(i + 5, words.sent_end[i])]
            return Reading("hostage", i, 0.5) if not _BUILDINGS.isdisjoint(held) else None
        if word not in BE and words.pos[i] not in ("ADV", "AUX", "PART", "CCONJ", "NOUN"):
            return None
    return None
