"""Words that tell of violence and disaster: the verb or noun at the heart of each telling, its type, stage and hedge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.triggers import Role, Trigger, event_exceptions, event_modifiers, event_stages, event_triggers
from variorum.model.words import Certainty, IncidentType, Stage
from variorum.read.finding import Event
from variorum.read.parsed import Parsed

# Days that have become the name of what happened on them: "9/11", "the 7 October attack" is found by its noun.
_NAMED_DAY = re.compile(r"(?<![\d/.-])\d{1,2}/\d{1,2}(?![\d/.-])")
_NOT_DAYS = frozenset({"24/7"})
_NOUN, _VERB = frozenset({"NOUN", "PROPN"}), frozenset({"VERB", "AUX"})
_MODALS: dict[str, Certainty] = {
    "may": "possible", "might": "possible", "could": "possible", "can": "possible",
    "would": "conditional", "should": "conditional", "will": "predicted", "shall": "predicted", "'ll": "predicted",
}  # fmt: skip
_DOUBTS: dict[str, Certainty] = {
    "alleged": "alleged", "allegedly": "alleged", "reportedly": "alleged", "reported": "alleged", "apparent": "possible",
    "apparently": "possible", "possible": "possible", "possibly": "possible", "suspected": "possible", "perhaps": "possible",
    "presumably": "possible", "potential": "possible", "likely": "possible", "planned": "predicted", "imminent": "predicted",
    "hypothetical": "conditional", "supposed": "alleged", "probably": "possible",
}  # fmt: skip
_NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
_ATTEMPTS = frozenset({"attempted", "foiled", "failed", "thwarted", "abortive", "botched", "would-be", "planned", "attempt", "plot"})
_GAP, _LONG_GAP = 3, 9  # "opened heavy fire"; "took some three hundred children and parents hostage"
_GAP_ENDS = frozenset({"hostage", "captive", "life"})
_HARMED = frozenset({"dead", "wounded", "injured", "killed", "hurt"})
_DRIVEN_TO = frozenset("town city village capital country camp compound area district street territory region".split())
_PLANS = frozenset({"plan", "plans", "intention", "intentions", "threat", "threats"})
_AIRCRAFT = frozenset({"jet", "warplane", "plane", "aircraft", "airplane", "helicopter", "drone"})
# No accident: "a bus attack", where "a bus tragedy" may be one.
_DELIBERATE = frozenset("attack attacker atrocity crime homicide killing murder plot pogrom slaying terror terrorism violence".split())
_KNOWN = frozenset({"the", "this", "these", "those"})
_WAS = frozenset({"was", "were", "been"})
_FIGHTERS = frozenset({"perpetrators", "military", "police", "security_forces"})
_PREVENTS = frozenset({"prevent", "stop", "avert", "foil", "thwart", "intercept", "disrupt"})
_NOT, _COULD = frozenset({"not", "n't", "never"}), frozenset({"could", "might", "should"})
_VAIN = frozenset("fail failure unable inability chance opportunity miss powerless late neglect nothing enough".split())
_GOVERNORS = 3  # governors up the tree that are asked for stage and hedge: farther ones speak of other things


def find_events(parsed: Parsed) -> tuple[Event, ...]:
    """The event words of a text, in their order; one for each word or phrase."""
    found: dict[int, Event] = {}
    doc = parsed.doc
    no_events = [match.span() for match in event_exceptions().finditer(parsed.text)]
    for first, last, trigger in triggers_in(doc):
        head = _head_of(doc, first, last)
        if any(start <= doc[first].idx < end for start, end in no_events) or _is_no_ramming(head, trigger) or _only_vanishes(head):
            continue
        found[first] = Event(
            span=parsed.span(doc[first].idx, doc[last].idx + len(doc[last])),
            type=_type_of(head, trigger),
            stage=_stage_of(head),
            hedge=_hedge_of(head),
        )
    for match in _NAMED_DAY.finditer(parsed.text):
        if match[0] in _NOT_DAYS or not _names_a_day(parsed.text, match):
            continue
        token = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if token is not None and token[0].i not in found:
            found[token[0].i] = Event(span=parsed.span(match.start(), match.end()), type="other")
    return tuple(event for _, event in sorted(found.items()))


def triggers_in(doc: Doc) -> list[tuple[int, int, Trigger]]:
    """First token, last token and trigger of every event word or phrase; phrases win over their words."""
    lists = event_triggers()
    found: list[tuple[int, int, Trigger]] = []
    at, length = 0, len(doc)
    lemmas = [token.lemma_.lower() for token in doc]
    lowers = [token.lower_ for token in doc]
    while at < length:
        step = 1
        for phrase, part, trigger in lists.phrases.get(lemmas[at], ()):
            last = _phrase_end(lemmas, lowers, at, phrase)
            if last and _part_of(doc[at]) in {part, "", "n" if part == "n" else "v", "a" if phrase[-1] == "fire" else ""}:
                found.append((at, last, trigger))
                step = last - at + 1
                break
        else:
            single = _word_trigger(doc[at], lemmas[at])
            if single is not None:
                found.append((at, at, single))
        at += step
    return found


def role_of(token: Token, event: Event) -> Role:
    """What an event word tells: an act, only harm, any incident, a war or an arrest."""
    words = event_triggers().words
    part = "n" if token.pos_ in {"NOUN", "PROPN"} else "v"
    trigger = words.get((token.lemma_.lower(), part)) or words.get((token.lower_, part))
    if trigger is not None:
        return "act" if trigger.role == "arrest" and event.type == "kidnapping" else trigger.role
    if token.lower_ in _HARMED or token.lemma_.lower() in {"take", "claim", "lose"}:
        return "harm"
    return "generic" if event.type == "other" else "act"


def _phrase_end(lemmas: list[str], lowers: list[str], at: int, phrase: tuple[str, ...]) -> int:
    """The last token of a phrase that starts at a token, 0 where it does not; verbs may take up to two words before their last one."""
    end = at + 1
    for word in phrase[1:]:
        limit = min(end + (_LONG_GAP if word in _GAP_ENDS else _GAP), len(lemmas))
        while end < limit and lemmas[end] != word and lowers[end] != word:
            end += 1
        if end >= limit:
            return 0
        end += 1
    return end - 1


def _word_trigger(token: Token, lemma: str) -> Trigger | None:
    words = event_triggers().words
    part = _part_of(token)
    if part == "v":
        return words.get((lemma, "v")) or (words.get((token.lower_, "n")) if token.tag_ == "VBG" else None)
    if part == "n":
        trigger = words.get((lemma, "n")) or words.get((token.lower_, "n"))
        if trigger is None and token.lower_.endswith("s"):
            trigger = words.get((token.lower_[:-1], "n"))
        done = words.get((lemma, "v")) if trigger is not None and _is_done_by_fighters(token) else None
        return done or trigger
    if part == "a" and token.dep_ in {"acomp", "conj", "oprd", "ccomp", "ROOT"} and token.lower_ in _HARMED:
        return words["kill" if token.lower_ in {"dead", "killed"} else "wound", "v"]
    return None


def _is_done_by_fighters(token: Token) -> bool:
    """Whether what is taken for a noun is a verb of a headline: "Gunmen storm hotel"."""
    before = token.nbor(-1) if token.i else token
    return (before.tag_ == "NNS" or before.lower_ == "police") and not _FIGHTERS.isdisjoint(group_nouns().get(before.lower_, ()))


def _part_of(token: Token) -> str:
    if token.pos_ in _NOUN:
        return "n"
    if token.pos_ in _VERB:
        return "v"
    return "a" if token.pos_ == "ADJ" else ""


def _head_of(doc: Doc, first: int, last: int) -> Token:
    """The token of a phrase on which the others hang."""
    for token in doc[first : last + 1]:
        if not first <= token.head.i <= last or token.head.i == token.i:
            return token
    return doc[first]


def _is_no_ramming(head: Token, trigger: Trigger) -> bool:
    """Whether somebody only drove somewhere: "fighters drove into the town in lorries"."""
    if trigger.type != "vehicle_ramming" or head.lemma_ != "drive":
        return False
    goals = [word for prep in head.children if prep.lower_ == "into" for word in prep.children if word.dep_ == "pobj"]
    return any(goal.ent_type_ in {"GPE", "LOC"} or goal.lemma_.lower() in _DRIVEN_TO or _is_bare_name(goal) for goal in goals)


def _is_bare_name(noun: Token) -> bool:
    """Whether it is a name in the singular without an article: a town that the model does not know; "the Odeon" may be rammed."""
    return noun.tag_ == "NNP" and noun.ent_type_ != "FAC" and not any(child.dep_ in {"det", "compound", "poss"} for child in noun.children)


def _only_vanishes(head: Token) -> bool:
    """Whether what disappears is no person: "the war has disappeared from the news"."""
    subjects = [child for child in head.lefts if child.dep_ == "nsubj"] if head.lemma_ == "disappear" else []
    return any(subject.pos_ == "NOUN" and subject.ent_type_ != "PERSON" and subject.lower_ not in group_nouns() for subject in subjects)


def _type_of(head: Token, trigger: Trigger) -> IncidentType:
    """The type of the trigger; for general words that of a modifier ("knife attack", "killed by a car bomb")."""
    if head.pos_ == "VERB" and head.lemma_ == "bomb":
        flown = any(child.dep_ == "nsubj" and child.lemma_.lower() in _AIRCRAFT and child.i < head.i for child in head.children)
        return "air_strike" if flown else trigger.type
    if head.lemma_ == "capture" and _by_captors(head):
        return "kidnapping"
    if trigger.type not in {"other", "armed_assault"}:
        return trigger.type
    modifiers = event_modifiers()
    for child in head.lefts:
        told = modifiers.get(child.lower_)
        if told and not (told == "disaster" and (trigger.type == "armed_assault" or head.lemma_.lower() in _DELIBERATE)):
            return told
    return trigger.type


def _by_captors(verb: Token) -> bool:
    """ "Pirates captured 17 sailors": gunmen and their like take people who are no fighters."""
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    doers += [word for child in verb.children if child.dep_ == "agent" for word in child.children]
    taken = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}]
    armed = any("perpetrators" in group_nouns().get(doer.lower_, ()) for doer in doers)
    return armed and any((groups := group_nouns().get(one.lower_, ())) and not _FIGHTERS & set(groups) for one in taken)


def _stage_of(head: Token) -> Stage:
    """ACCOMPLISHED, or what the words around or above the event say."""
    if head.lemma_ in {"die", "victim"}:
        return "ACCOMPLISHED"  # "tried to stop him and died", "the state failed its victims"
    stages = event_stages()
    for child in head.lefts:
        if child.lower_ in _ATTEMPTS:
            return "THREATENED" if child.lower_ == "planned" else "ATTEMPTED"
    token = head
    for _ in range(_GOVERNORS):
        above = token.head
        if above == token:
            break
        if above.lower_ in {"plot", "attempt", "bid"} and token.dep_ in {"acl", "pobj", "compound", "prep", "relcl"}:
            return "ATTEMPTED"
        if above.lower_ in _PLANS and above.pos_ == "NOUN" and token.dep_ == "acl" and token.tag_ == "VB":
            return "THREATENED"
        stage = stages.get(above.lemma_.lower())
        if stage == "ATTEMPTED" and _is_in_vain(above):
            break
        if stage == "THREATENED" and _is_told_of_its_maker(token, above):
            stage = None
        if stage and token.dep_ in {"dobj", "xcomp", "nsubjpass", "ccomp", "pobj", "prep", "pcomp"}:
            passes = token.dep_ not in {"ccomp", "prep"} or stage == "THREATENED"
            if passes and not (token.dep_ == "ccomp" and above.lemma_ in {"fear", "prevent", "stop"}):
                return stage
        if above.pos_ in _VERB and token.dep_ not in {"xcomp", "ccomp", "conj", "pcomp"}:
            break
        token = above
    return "ACCOMPLISHED"


def _is_in_vain(verb: Token) -> bool:
    """ "Had not prevented the attack", "failed to stop it", "a missed chance to prevent it", "could have been averted": it came about."""
    if verb.lemma_.lower() not in _PREVENTS:
        return False
    words = {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg", "preconj"} or child.lower_ == "not"}
    if words & _NOT or (words & _COULD and words & {"have", "'ve"}):
        return True
    above = verb.head
    return verb.dep_ in {"xcomp", "acl", "advcl", "ccomp", "relcl"} and (
        above.lemma_.lower() in _VAIN or any(child.lower_ in _VAIN for child in above.children if child.i < verb.i)
    )


def _is_told_of_its_maker(event: Token, verb: Token) -> bool:
    """ "The attack was planned by X": it came about, and this is said of who is behind it; "an attack was planned" is none."""
    if event.dep_ != "nsubjpass" or not any(child.dep_ == "agent" for child in verb.children):
        return False
    return any(child.lower_ in _KNOWN for child in event.lefts) and any(
        child.dep_ == "auxpass" and child.lower_ in _WAS for child in verb.children
    )


def _hedge_of(head: Token) -> Certainty | None:
    """What the clause of the event, or the verb that it shares it with, says of its reality; None where it is told as having happened."""
    for _ in range(_GOVERNORS):
        hedge = _own_hedge(head)
        if hedge is not None or head.dep_ not in {"xcomp", "conj"} or head.head == head or head.head.pos_ not in _VERB:
            return hedge
        head = head.head
    return None


def _own_hedge(head: Token) -> Certainty | None:
    if head.dep_ == "nsubj" and any(child.lower_ == "should" and child.i < head.i for child in head.head.lefts if child.dep_ == "aux"):
        return "conditional"  # "Should a bomb go off"
    for child in head.lefts:
        word = child.lower_
        if word in _DOUBTS and child.dep_ in {"amod", "advmod", "compound"}:
            return _DOUBTS[word]
        if child.dep_ == "neg" or (child.dep_ == "det" and word in _NEGATIVE_DETERMINERS):
            return "denied"
        if child.dep_ == "aux" and word in _MODALS:
            return _MODALS[word]
        if child.dep_ == "mark" and word in {"if", "unless", "whether"}:
            return "conditional"
    return None


def _names_a_day(text: str, match: re.Match[str]) -> bool:
    """Whether "9/11" names an incident: it follows "the", "of" or a possessive, or an event noun follows it."""
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    return bool(
        re.search(
            r"(?:\b(?:the|of|since|after|before|post|own|like|a|our|my|their|its|your|another)|['’]s|s['’])[\s-]+$", before, re.IGNORECASE
        )
        or re.match(r"\s+(?:attack|bomb|terror|massacre|siege|assault|hijack)", after, re.IGNORECASE)
    )


def roles_by_token(parsed: Parsed, events: Sequence[Event]) -> dict[int, Role]:
    """The role of each event word by its token, less what is only threatened or foretold."""
    starts = parsed.starts
    roles: dict[int, Role] = {}
    for event in events:
        if event.stage != "THREATENED" and event.hedge != "predicted":
            token = parsed.doc[bisect_right(starts, event.span.start) - 1]
            roles[token.i] = role_of(token, event)
    return roles
