"""The predicate in the words around a phrase: "12 people were killed", "killing at least 12", "the death of four", "12 dead"."""

from __future__ import annotations

from variorum.lexicon.en.harm import HarmVerb
from variorum.lexicon.en.tables import closed_class
from variorum.model.words import Certainty
from variorum.read.figures.predicates import Reading, by_verb, hedge_of
from variorum.read.figures.quantities import BEFORE_NUMBER, Candidate
from variorum.read.figures.words import Words

BE = closed_class("be")
_HAVE = closed_class("have")
_REPORTING = closed_class("reporting")
_CLAUSE_END = closed_class("clause_end")
_LIST_JOINT = closed_class("list_joint")
_LOSE = closed_class("lose")
_COLLECTIVE = closed_class("several_in_one")
_DEMANDED = closed_class("demanded")
_TAKEN = closed_class("taken_alive")
_FOUND = closed_class("found")
_NEGATIONS = closed_class("negation")
_EXPECTED = closed_class("expected")
_INSERTS = closed_class("inserts")
_INSERTED = frozenset(("including", "mostly"))
_RETURNED = frozenset(("back", "home", "safe", "free"))
_DASHES = ("--", "—", "–", "-")
_REACH = 24  # tokens between people and predicate: names, ages and places of the victims stand there
_REACH_LEFT = 4


class _Scan:
    """What has been passed on the way from a phrase to its predicate."""

    __slots__ = ("being", "having", "hedge", "joined", "reporting", "skipped")

    def __init__(self) -> None:
        self.being = self.having = self.reporting = self.skipped = self.joined = False
        self.hedge: Certainty | None = None

    @property
    def told(self) -> bool:
        """Whether a word has been passed after which something is said of the people."""
        return self.being or self.reporting or self.having


def after(words: Words, candidate: Candidate, starts: dict[int, int]) -> Reading | None:
    """The predicate that follows the phrase: "(were) killed", "have died", "are missing", "shot dead"."""
    at = candidate.end
    if _belongs_to_somebody(words, candidate):
        return None
    stop = min(words.sent_end[candidate.number], at + _REACH)
    scan = _Scan()
    i = at
    while i < stop:
        beyond = _over_insert(words, i, stop)
        if beyond is not None:
            i = beyond
            continue
        if words.lower[i] == "in" and i in words.states and not scan.told and _goes_on_to_predicate(words, words.states[i].end, stop):
            i = words.states[i].end  # "12 doctors in the hospital were killed"
            scan.skipped = True
            continue
        if i in starts and words.lower[i + 1 : i + 3] == ["of", "whom"]:
            return None  # "32 attackers, one of whom was caught"
        if i in words.states or i in words.verbs:
            if i in words.nouns and words.tags[i] in ("NN", "NNS") and i not in words.states:
                i += 1
                continue
            return _at_harm(words, i, scan, adjacent=i == at)
        if i in starts and starts[i] > candidate.end:
            if not _in_list(words, at, i):
                return None
            scan.joined = True
            i = at = starts[i]
            continue
        if not _passes(words, i, scan) or _is_said_of_one(words, i, candidate, scan):
            return None
        i += 1
    return None


def _is_said_of_one(words: Words, i: int, candidate: Candidate, scan: _Scan) -> bool:
    """Whether a verb in the singular comes after other nouns than the people counted ("three boys, among them the one who was killed")."""
    several = candidate.quantity.low > 1 and words.lower[candidate.left - 1] != "of"
    several = several and _INSERTED.isdisjoint(words.lower[candidate.end : i])  # "nine guards, including a sergeant, was" is a slip
    return several and scan.skipped and words.lower[i] in ("was", "is", "has")


def _belongs_to_somebody(words: Words, candidate: Candidate) -> bool:
    """ "the aunt of the three girls died": what follows is said of another."""
    i = candidate.left - 1
    if i <= words.sent_start[candidate.number] or words.lower[i] != "of":
        return False
    owner = words.heads[i]
    return (
        owner < i
        and words.is_person_noun(owner)
        and words.tags[owner] == "NN"
        and owner not in words.nouns
        and words.lower[owner] not in _COLLECTIVE
    )


def _over_insert(words: Words, i: int, stop: int) -> int | None:
    """The token after an insertion that begins here: "-- including a sergeant --", "(35)", ", including two boys,"."""
    word = words.lower[i]
    if word == "(":
        return next((k + 1 for k in range(i + 1, stop) if words.lower[k] == ")"), None)
    if i + 1 >= stop:
        return None
    if words.lower[i + 1] not in _INSERTS:
        return _over_apposition(words, i, stop) if word == "," else None
    if word in _DASHES:
        return next((k + 1 for k in range(i + 2, stop) if words.lower[k] == word), None)
    if word == ",":
        return next((k + 1 for k in range(i + 2, stop - 1) if words.lower[k] == "," and _is_predicate(words, k + 1)), None)
    return None


def _over_apposition(words: Words, i: int, stop: int) -> int | None:
    """The token after ", a clerk and a cook, were": names or trades of those counted, without a verb, a number or harm of their own."""
    for k in range(i + 1, min(stop - 1, i + _APPOSITION)):
        word = words.lower[k]
        if word == ",":
            following = words.lower[k + 1]
            if following in BE or following in _HAVE or k + 1 in words.states or words.verbs_form(k + 1) is not None:
                return k + 1 if k > i + 1 else None
        elif k in words.states or k in words.verbs or words.pos[k] in ("VERB", "AUX", "NUM", "SCONJ") or word in _CLAUSE_END:
            return None
    return None


_APPOSITION = 14  # tokens between the commas


def _goes_on_to_predicate(words: Words, start: int, stop: int) -> bool:
    """Whether a predicate follows soon ("12 doctors in the hospital were killed", and not "12 dead, three in hospital")."""
    for k in range(start, min(stop, start + 4)):
        if words.pos[k] == "PUNCT":
            return False
        if _is_predicate(words, k) or words.pos[k] == "VERB":
            return True
    return False


def _is_predicate(words: Words, i: int) -> bool:
    return words.lower[i] in BE or words.lower[i] in _HAVE or i in words.verbs or i in words.states


def _passes(words: Words, i: int, scan: _Scan) -> bool:
    """Take note of a token that may stand between people and predicate; False where the clause ends."""
    word, pos = words.lower[i], words.pos[i]
    if word in BE:
        scan.being = True
    elif word in _HAVE:
        scan.having = True
        scan.hedge = scan.hedge or hedge_of(word)
    elif word in _REPORTING:
        scan.reporting = True
        scan.hedge = scan.hedge or hedge_of(word)
    elif word in _EXPECTED or word in _NEGATIONS:
        return False
    elif word in _CLAUSE_END:
        return word == "as" and i + 1 in words.states
    elif pos == "VERB":
        # "sitting in the front row were injured" and "identified as … were killed" go on; "have claimed" and "jumped" do not
        return words.tags[i] == "VBG" or (words.tags[i] == "VBN" and not scan.having and not scan.being)
    elif pos not in ("ADV", "AUX", "PART"):
        scan.skipped = scan.skipped or word not in ("who", "which", "that")
        scan.hedge = scan.hedge or hedge_of(word)
        if (scan.being and pos in ("NOUN", "PROPN", "NUM")) or (pos == "PRON" and word not in ("who", "which", "that", "whom", "them")):
            return False
    return True


def _in_list(words: Words, start: int, end: int) -> bool:
    """Whether only joints and bare words stand between two candidates ("nine guards, six raiders and four clerks")."""
    between = words.lower[start:end]
    if not _RETURNED.isdisjoint(between):
        return False  # "104 girls back, one still held": of the former all is said
    return (bool(between) and len(between) <= 6 and between[-1] in _LIST_JOINT) or (len(between) > 1 and between[-2] in _LIST_JOINT)


def _at_harm(words: Words, i: int, scan: _Scan, *, adjacent: bool) -> Reading | None:
    """The reading of the harm word at which a scan has come."""
    told = scan.told
    verb = words.verbs.get(i)
    if scan.joined and not told and (verb is None or verb.role == "object"):
        return None
    if i in words.states and (verb is None or told or adjacent):
        return _by_state(words, i, scan, adjacent=adjacent)
    return _by_following_verb(words, i, verb, scan, adjacent=adjacent) if verb else None


def _by_state(words: Words, i: int, scan: _Scan, *, adjacent: bool) -> Reading | None:
    state = words.states[i]
    if words.lower[i] == "alive" and not _TAKEN.isdisjoint(words.lower[max(0, i - 4) : i]):
        return Reading("arrested", i, 0.8, scan.hedge)
    if words.lower[i + 1 : i + 2] == ["-"]:
        return None  # "50 hostage-takers"
    told = scan.told
    unsaid = (
        (words.lower[i] == "alive" and _FOUND.isdisjoint(words.lower[max(0, i - 5) : i]))
        or (state.category == "rescued" and not (scan.being or scan.reporting))
        or (words.lower[i] in ("critical", "safe", "stable", "free") and not scan.being)
        or (scan.skipped and not (told or adjacent))
    )
    return None if unsaid else Reading(state.category, i, 0.9 if told or adjacent else 0.7, scan.hedge)


def _by_following_verb(words: Words, i: int, verb: HarmVerb, scan: _Scan, *, adjacent: bool) -> Reading | None:
    """A harm verb after the phrase: passive counts its objects, active its subjects."""
    if verb.role == "subject" or (verb.role == "both" and (scan.being or not has_object(words, i))):
        return by_verb(words, i, verb, 0.9, scan.hedge)
    if verb.form == "participle" and (scan.being or (not scan.having and not has_object(words, i))):
        return by_verb(words, i, verb, 0.95 if scan.being or adjacent else 0.65, scan.hedge)
    if verb.form == "ing" and scan.being and words.lower[i - 1] == "being":
        return by_verb(words, i, verb, 0.8, scan.hedge)
    return None


def has_object(words: Words, i: int) -> bool:
    """Whether something follows a verb that looks like its object."""
    joined = i + 2 if words.lower[i + 1 : i + 2] == ["and"] and i + 2 in words.verbs else i  # "who shot and killed a guard"
    if any(words.deps[child] in ("dobj", "obj") and child > at for at in {i, joined} for child in words.children(at)):
        return True
    if i + 1 >= words.count or "\n" in words.text[words.ends[i] : words.starts[i + 1]]:
        return False
    following, word = words.pos[i + 1], words.lower[i + 1]
    if following in ("DET", "PRON"):
        return word not in ("that", "this", "these", "each", "all", "there")
    return following in ("NUM", "PROPN") and words.tags[i] != "VBN"


def before(words: Words, candidate: Candidate, starts: dict[int, int], *, active: bool = False) -> Reading | None:
    """The predicate right before the phrase: "killing 12", "Kills 5", "the death of four", "bodies of 17", "lost 14 men".

    `active` asks for a verb that must have the phrase as its object, whatever stands behind it.
    """
    i = candidate.left - 1
    floor = max(words.sent_start[candidate.number], candidate.left - _REACH_LEFT)
    while i >= floor and (words.pos[i] == "ADV" or words.lower[i] in BEFORE_NUMBER) and i not in words.verbs and words.lower[i] != "of":
        i -= 1
    if i > floor and words.lower[i] == "dead" and i - 1 in words.verbs and candidate.people is not False:
        i -= 1  # "shot dead 13 marchers"
    if i < floor or (active and i not in words.verbs):
        return None
    if i in words.verbs:
        tight = (
            words.lower[i + 1 : candidate.left] in ([], ["dead"]) and i not in starts.values() and words.tags[i] not in ("NN", "NNS", "JJ")
        )
        return _by_verb_before(words, i) if tight or not active else None
    if words.lower[i] in ("let", "lets") and not {"go", "leave"}.isdisjoint(words.lower[candidate.end : candidate.end + 2]):
        return Reading("released", i, 0.8)
    if words.lower[i] == "with" and words.lower[i - 1] in ("along", "together") and candidate.people:
        return _along_with(words, i - 1)
    if words.lower[i] == "of":
        return _before_of(words, i)
    return Reading("killed", i, 0.6) if words.lower[i] in _LOSE and candidate.people else None


def _by_verb_before(words: Words, i: int) -> Reading | None:
    verb = words.verbs[i]
    if verb.role == "subject" or (verb.form == "participle" and i > 0 and words.lower[i - 1] in BE):
        return None
    return by_verb(words, i, verb, 0.95)


def _along_with(words: Words, i: int) -> Reading | None:
    """ "was detained together with three of her helpers"."""
    for k in range(i - 1, max(words.sent_start[i], i - 12) - 1, -1):
        if k in words.verbs:
            return by_verb(words, k, words.verbs[k], 0.7)
    return None


def is_demanded(words: Words, k: int) -> bool:
    """Whether a release is only asked for ("demanded the release of 14 children")."""
    release = k in words.nouns and words.nouns[k].category in ("released", "rescued")
    return release and not _DEMANDED.isdisjoint(words.lower[max(0, k - 6) : k])


def _before_of(words: Words, i: int) -> Reading | None:
    """ "deaths of three", "the killing of two", "the bodies of 17", "the shooting dead at a well of two"."""
    for k in range(i - 1, max(words.sent_start[i], i - 5) - 1, -1):
        noun, verb = words.nouns.get(k), words.verbs.get(k)
        if (noun and noun.kind in ("deed", "of", "life")) or (noun and noun.singular in ("body", "corpse", "fatality", "casualty")):
            return _by_deed(words, k, i)
        if verb and verb.form == "ing" and verb.role != "subject":
            return by_verb(words, k, verb, 0.9)
        if words.pos[k] in ("VERB", "AUX", "PUNCT") if k < i - 1 else _shuts_off(words, k):
            return None
    return None


def _shuts_off(words: Words, k: int) -> bool:
    """Whether the word before "of" has nothing to do with a noun of harm before it."""
    return words.pos[k] in ("NOUN", "VERB") and words.lower[k] != "dead" and words.pos[k - 1] != "ADP"


def _by_deed(words: Words, k: int, of: int) -> Reading | None:
    noun = words.nouns[k]
    if is_demanded(words, k) or noun.singular == "injury":
        return None
    fatal = "fatal" in words.lower[max(0, k - 2) : k] or "dead" in words.lower[k:of]
    if noun.kind == "of" and noun.category == "injured" and fatal:
        return Reading("killed", k, 0.85)
    return Reading(noun.category, k, 0.9)
