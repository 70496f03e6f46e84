"""What a single word of harm says where it stands: shot or shot dead, freed or released from hospital."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.lexicon.en.harm import HarmVerb, group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.model.words import Category, Certainty
from variorum.read.figures.words import Words

_FATAL = closed_class("fatal")
_MORTALLY = ("fatally", "mortally")
_HEDGES: dict[str, Certainty] = {
    "feared": "possible", "believed": "possible", "thought": "possible", "presumed": "possible", "may": "possible", "might": "possible",
    "could": "possible", "reported": "alleged", "reportedly": "alleged", "alleged": "alleged", "allegedly": "alleged",
    "confirmed": "confirmed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the people of a phrase; `at` is the predicate, `sure` in [0, 1], `hedge` what it says itself of its truth."""

    category: Category
    at: int
    sure: float
    hedge: Certainty | None = None


def hedge_of(word: str) -> Certainty | None:
    """What a word between people and predicate says of its truth ("feared", "confirmed")."""
    return _HEDGES.get(word)


def by_verb(words: Words, i: int, verb: HarmVerb, sure: float, hedge: Certainty | None = None) -> Reading | None:
    """The category of the harm verb at a token; None where it does not tell of harm ("cut", "released a video")."""
    if _tells_no_harm(words, i, verb):
        return None
    category: Category = verb.category
    fatal = _is_fatal(words, i) if verb.kind == "attack" else words.lower[i - 1] in _MORTALLY and verb.category == "injured"
    if fatal or (verb.category in ("abducted", "injured", "arrested") and _and_killed(words, i)):
        category = "killed"
    elif verb.kind == "hold" and not _is_captivity(words, i):
        category = "arrested"
    elif verb.base == "capture" and _by_captors(words, i):
        category = "abducted"
    elif _is_rescue(words, i, verb):
        category = "rescued"
    elif verb.base == "flee" and _NOWHERE.isdisjoint(words.lower[i + 1 : i + 9] + words.lower[max(0, i - 3) : i]):
        category = "escaped"
    return Reading(category, i, sure, hedge)


def _tells_no_harm(words: Words, i: int, verb: HarmVerb) -> bool:
    """Whether a verb means something else here: "cut" without "down", released from hospital, a meeting that was held."""
    if verb.kind == "down":
        return "down" not in words.lower[i + 1 : i + 8]
    if verb.kind == "free":
        return not _OTHER_RELEASE.isdisjoint(words.lower[max(0, i - 3) : i] + words.lower[i + 1 : i + 8])
    if verb.kind == "hold" and _has_room(words, i):
        return True
    if verb.base == "fall":
        return words.lower[i] not in ("fell", "fallen") or _FALLS.isdisjoint(words.lower[i + 1 : i + 2])
    if verb.base == "catch":
        return words.lower[i + 1 : i + 2] in (["in"], ["up"], ["by"], ["on"], ["between"])
    return False


_OTHER_RELEASE = closed_class("other_release")
_FALLS = closed_class("falls_dead")
_BUILDINGS = closed_class("building")
_CUSTODY = closed_class("custody")
_NOWHERE = closed_class("flee_from")


def _is_captivity(words: Words, i: int) -> bool:
    """Whether those held are hostages: the text speaks of some, and no police or court holds them."""
    start = max(words.sent_start[i], i - 8)
    around = words.lower[start : min(words.sent_end[i], i + 8)]
    armed = any("perpetrators" in group_nouns().get(word, ()) for word in words.lower[start:i])  # "gunmen held five clerks"
    kept = words.speaks_of_abduction and "still" in around and _HELD_OVER.isdisjoint(words.lower[i + 1 : i + 4])
    return (words.speaks_of_hostages or kept or (armed and words.verbs[i].form != "ing")) and _CUSTODY.isdisjoint(around)


def _has_room(words: Words, i: int) -> bool:
    """ "The prison, built for 160, held 340"."""
    return any(words.deps[child] == "nsubj" and words.lower[child] in _ROOMS for child in words.children(i))


_ROOMS = closed_class("holds_room")


def _by_captors(words: Words, i: int) -> bool:
    """ "Pirates captured 17 sailors": who are no soldiers' or policemen's prisoners, and no fighters themselves."""
    children = words.children(i)
    doers = [child for child in children if words.deps[child] == "nsubj"]
    doers += [word for child in children if words.deps[child] == "agent" for word in words.children(child)]
    armed = any("perpetrators" in group_nouns().get(words.lower[doer], ()) for doer in doers)
    taken = [one for one in children if words.deps[one] in ("dobj", "nsubjpass")] if armed else []
    groups = [group_nouns().get(words.lower[one], ()) for one in taken]
    return any(its and _FIGHTING.isdisjoint(its) for its in groups)


_FIGHTING = frozenset(("perpetrators", "military", "police", "security_forces"))
_HELD_OVER = frozenset(("over", "on", "for", "in"))  # "are still held over it", "on suspicion of", "in connection with"


def _is_fatal(words: Words, i: int) -> bool:
    """ "fatally shot", "shot four people dead", "stabbed two men to death", "shot and killed"."""
    near = words.lower[max(0, i - 2) : i] + words.lower[i + 1 : i + 3]
    if not _FATAL.isdisjoint(near) or words.lower[i + 1 : i + 2] == ["alive"] or _is_shot_in_war(words, i):
        return True
    for k in range(i + 1, min(words.sent_end[i], i + 9)):
        word = words.lower[k]
        if word == "dead" or (word == "death" and words.lower[k - 1] == "to"):
            return True
        if word in (",", ";", ".", "and", "in", "at", "by", "on", "when", "after", "while"):
            return False
    return False


def _is_rescue(words: Words, i: int, verb: HarmVerb) -> bool:
    """Whether people are brought out of a building or freed by force."""
    if verb.base == "evacuate":
        return not _BUILDINGS.isdisjoint(words.lower[i + 1 : min(words.sent_end[i], i + 12)])
    return verb.base == "free" and _are_forced(words, i)


def _are_forced(words: Words, i: int) -> bool:
    """ "Commandos freed 71 hostages": captives whom forces free are rescued."""
    before = words.lower[max(words.sent_start[i], i - 15) : i]
    captives = words.lower[i + 1 : min(words.sent_end[i], i + 7)]
    return not _FORCES.isdisjoint(before) and any(word in ("hostages", "captives", "hostage", "captive") for word in captives)


_FORCES = closed_class("forces")


def _is_shot_in_war(words: Words, i: int) -> bool:
    """ "The soldiers shot nine villagers", where nothing near speaks of wounds: reports of war and uprisings say it of the dead."""
    if not words.speaks_of_war or words.verbs[i].base != "shoot" or words.lower[i + 1 : i + 2] == ["down"]:
        return False
    if words.lower[i + 1 : i + 2] == ["at"] and (words.tags[i] != "VBN" or words.lower[i + 2 : i + 3] == ["by"]):
        return False  # "shot at the crowd"; "had been shot at the gate" goes on
    around = words.lower[max(words.sent_start[i], i - 15) : i] + words.lower[i + 1 : min(words.sent_end[i] + _NEXT, i + _NEAR)]
    return _WOUNDED.isdisjoint(around)


_WOUNDED = closed_class("wounded")
_NEAR = 35  # tokens after "shot" in which wounds are told of
_NEXT = 12  # … of them in the sentence after it


def _and_killed(words: Words, i: int) -> bool:
    """ "abducted and subsequently killed", "kidnapped and later murdered": the worse of two coordinated verbs is what counts."""
    if i + 1 >= words.sent_end[i] or words.lower[i + 1] != "and":
        return False
    for k in range(i + 2, min(words.sent_end[i], i + 5)):
        verb = words.verbs.get(k)
        if verb:
            return verb.category == "killed" and verb.form == "participle"
        if words.pos[k] not in ("ADV", "AUX"):
            return False
    return False
