"""Constructions that tie somebody to an incident: who stands where, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from variorum.lexicon.blame import Blame, Footing, blame_verbs, perpetration_verbs, perpetrator_nouns
from variorum.lexicon.triggers import Role, event_triggers
from variorum.read.parsed import Parsed

_OF_STATES = frozenset(
    {
        "strike",
        "airstrike",
        "offensive",
        "invasion",
        "raid",
        "operation",
        "shelling",
        "bombardment",
        "campaign",
        "incursion",
        "crackdown",
        "assault",
    }
)
_TWO_SIDED = frozenset({"clash", "encounter", "gunfight", "shootout", "gunbattle", "firefight", "fighting"})
_COMES_FROM = frozenset({"bombardment", "fire", "shelling", "attack", "shellfire"})
_OWN_VICTIMS = frozenset({"murder", "killing", "assassination", "kidnapping", "execution", "shooting"})  # "X's murder": X is the victim
_WEAPONS = frozenset(
    [
        "bomb",
        "grenade",
        "rocket",
        "missile",
        "mortar",
        "shell",
        "fire",
        "explosive",
        "device",
        "mine",
        "ied",
        "shot",
        "casualty",
        "cocktail",
        "bullet",
        "stone",
        "round",
        "gas",
        "loss",
        "charge",
        "dynamite",
    ]
)
_ON_OTHERS = frozenset({"kill", "wound", "injure"})  # never told without whom
_OF_LAW = frozenset({"arrest", "detain", "charge", "indict", "convict", "sentence", "capture", "apprehend"})
_NAMING = frozenset({"identify", "name", "arrest", "detain", "charge"})
_LOSSES = frozenset({"casualty", "death", "toll", "victim", "fatality", "life", "injury"})
_TRACKS = frozenset({"track", "trail", "theory", "hypothesis", "lead", "suspicion", "angle"})  # of an inquiry
_TRACES = frozenset({"evidence", "suspicion", "clue", "sign", "finger", "trace", "trail", "everything", "investigation"})
_CHAIN = 6  # verbs that may share a subject
_NEAR = 40  # tokens: sentences of news are seldom longer, broken texts may be endless
_VIOLENT = frozenset({"act", "harm", "generic", "war"})
_BESIDE_NOUNS = frozenset(
    [
        "attack",
        "assault",
        "offensive",
        "raid",
        "strike",
        "bombing",
        "shelling",
        "bombardment",
        "crackdown",
        "massacre",
        "ambush",
        "killing",
        "shooting",
        "airstrike",
        "invasion",
        "siege",
        "violence",
        "fire",
        "shellfire",
        "operation",
        "campaign",
        "kidnapping",
        "assassination",
        "murder",
        "execution",
        "atrocity",
        "brutality",
        "incursion",
        "bomb",
        "firing",
    ]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token in the place of an actor, the predicate's head, the footing (None: only told), and the token of who accuses, if named."""

    actor: Token
    predicate: Token
    footing: Footing | None
    by: Token | None = None
    targets: tuple[Token, ...] = ()


def constructions_of(parsed: Parsed, roles: Mapping[int, Role]) -> list[Candidate]:
    """All constructions of a text; `roles` gives the event words by token index."""
    return parsed.once(("constructions", tuple(roles.items())), lambda: list(candidates_of(list(parsed.doc), dict(roles))))


def candidates_of(tokens: Sequence[Token], roles: dict[int, Role]) -> Iterator[Candidate]:
    """All constructions of some tokens; `roles` gives the event words by token index."""
    verbs = blame_verbs()
    for token in tokens:
        role = roles.get(token.i)
        if token.pos_ in {"VERB", "AUX"}:
            lemma = token.lemma_.lower()
            if lemma in verbs:
                for blame in verbs[lemma]:
                    yield from _blamed(token, blame, roles)
                if lemma == "claim":
                    yield from _claimed_deed(token, roles)
            if role in _VIOLENT or (lemma in perpetration_verbs() and _does_violence(token, roles)):
                yield from _doers(token)
            elif lemma == "be":
                yield from _equated(token)
        elif token.pos_ in {"NOUN", "PROPN"} and role in _VIOLENT:
            yield from _of_noun(token)
        elif token.lower_ in {"responsible", "accountable"}:
            yield from _responsible(token)
        elif token.lower_ == "guilty":
            yield from _found_guilty(token)
        if token.pos_ == "NOUN" and token.lemma_.lower() in _TRACKS:
            yield from _on_the_track(token)
        elif token.lower_ == "involved":
            yield from _involved(token)


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb with which it shares it."""
    for _ in range(_CHAIN):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "csubj"}:
                return child if child.dep_ == "nsubj" else None
        if verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and verb.tag_ == "VBG"):
            verb = verb.head
            continue
        return verb.head if verb.dep_ == "acl" and verb.tag_ == "VBG" else None
    return None


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
    return [noun for link in links for noun in link.children if noun.dep_ == "pobj"]


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or as a participle after its noun; coordinated participles share it."""
    for _ in range(_CHAIN):
        if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
            return True
        if verb.tag_ != "VBN":
            return False
        if verb.dep_ in {"acl", "advcl", "relcl"}:
            return not _has_have(verb)
        if verb.dep_ != "conj":
            return False
        verb = verb.head
    return False


def _is_headline_passive(verb: Token) -> bool:
    """ "Two police shot dead in a raid", "Q. man killed in the market": a participle that headlines leave without its "were", and nobody
    after it whom it befell."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if any(child.dep_ == "dobj" and child.i > verb.i for word in (verb, after) for child in word.children):
        return False
    return after.lower_ == "dead" or (verb.lemma_.lower() in _ON_OTHERS and verb.tag_ in {"VBD", "VBN"} and after.pos_ == "ADP")


def _has_have(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ in {"have", "'ve"} for child in verb.children)


def _doers(verb: Token) -> Iterator[Candidate]:
    """Subjects of active verbs and agents of passive ones."""
    agents = agents_of(verb)
    for agent in agents:
        yield Candidate(agent, verb, None)
    if agents or is_passive(verb) or _is_headline_passive(verb) or verb.lemma_.lower() in {"die", "perish", "explode", "detonate", "drown"}:
        return
    subject = subject_of(verb)
    if subject is not None and not (verb.lemma_ == "seize" and _kind_of_force(subject)):
        yield Candidate(subject, verb, None)


def _kind_of_force(subject: Token) -> bool:
    """Whether it is a force of the state, which seizes goods and weapons every day."""
    return perpetrator_nouns().get(subject.lemma_.lower()) in {"police", "military", "state"}


def _does_violence(verb: Token, roles: dict[int, Role]) -> bool:
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "pobj"} and (roles.get(child.i) in _VIOLENT or child.lemma_.lower() in _WEAPONS):
            return True
    return verb.dep_ in {"acl", "relcl"} and roles.get(verb.head.i) in _VIOLENT


def _of_noun(noun: Token) -> Iterator[Candidate]:
    """ "An attack by X", "X's attack", "the X offensive"."""
    lemma = noun.lemma_.lower()
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and _leads_to_doer(child.lower_, lemma):
            yield from (Candidate(actor, noun, None) for actor in child.children if actor.dep_ == "pobj")
        elif child.ent_type_ == "GPE" and lemma not in _OF_STATES:
            continue  # "the Q. bombing" names the place
        elif (child.dep_ == "poss" and lemma in _BESIDE_NOUNS - _OWN_VICTIMS) or (
            child.dep_ in {"compound", "amod", "nmod"} and child.i < noun.i and lemma in _BESIDE_NOUNS and not _says_what_kind(child)
        ):
            yield Candidate(child, noun, None)


def _says_what_kind(word: Token) -> bool:
    """ "The largest military offensive": what kind of deed it is, and not whose, as "the Q. military offensive" says."""
    return word.lower_ == "military" and not any(before.ent_type_ in {"NORP", "GPE"} or before.dep_ == "poss" for before in word.head.lefts)


def _leads_to_doer(preposition: str, lemma: str) -> bool:
    """Whether a preposition after an event noun leads to who did it: "by", "fire from", "clashes with"."""
    return preposition == "by" or (preposition == "from" and lemma in _COMES_FROM) or (preposition == "with" and lemma in _TWO_SIDED)


def _claimed_deed(verb: Token, roles: dict[int, Role]) -> Iterator[Candidate]:
    """ "X claimed the attack": the deed itself is the object, not lives or a number."""
    deeds = [child for child in verb.children if child.dep_ == "dobj" and _is_deed(child, roles)]
    subject = subject_of(verb)
    if deeds and subject is not None and not is_passive(verb):
        yield Candidate(subject, verb, "claimed", subject)


def _is_deed(noun: Token, roles: dict[int, Role]) -> bool:
    return noun.pos_ == "NOUN" and roles.get(noun.i) in {"act", "generic", "harm"} and noun.lemma_.lower() not in _LOSSES


def _meets(verb: Token, blame: Blame, roles: dict[int, Role]) -> bool:
    # "responsibility was claimed by", "evidence points to"
    before = (is_passive(verb) and blame.frame == "subject") or verb.lemma_.lower() == "point"
    if blame.footing == "claimed" and any(child.dep_ == "dobj" and child.lemma_.lower() in _LOSSES for child in verb.children):
        return False  # "acknowledged the deaths" owns up to nothing
    return not blame.condition or any(
        (before or word.i > verb.i)
        and (word.lower_ in blame.condition or ("VIOLENCE" in blame.condition and roles.get(word.i) in _VIOLENT))
        for word in nearby(verb)
    )


def _blamed(verb: Token, blame: Blame, roles: dict[int, Role]) -> Iterator[Candidate]:
    if not _meets(verb, blame, roles):
        return
    if (blame.footing == "accused" or verb.lemma_.lower() in _NAMING) and any(child.dep_ == "neg" for child in verb.children):
        return
    passive = is_passive(verb)
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None and passive and verb.dep_ == "acl":
        subject = verb.head
    agents = agents_of(verb)
    if blame.frame == "subject":
        yield from _admitting(verb, blame, subject, agents, passive)
        return
    by = (agents[0] if agents else None) if passive else subject_of(verb)
    if blame.frame == "object" and passive:
        actors = [subject] if subject is not None else []
    elif blame.frame == "object":
        actors = [child for child in verb.children if child.dep_ in {"dobj", "dative"}]
    else:
        wanted = {"on"} if blame.frame == "on" else {"to", "with", "at"}
        links = [child for child in verb.children if child.dep_ in {"prep", "dative"} and child.lower_ in wanted]
        actors = [actor for link in links for actor in link.children if actor.dep_ == "pobj"]
    if by is not None and by.lemma_.lower() in _TRACES:
        by = None
    actors = [inner for actor in actors for inner in _at_fault(actor, roles)]
    if verb.lemma_.lower() in {"identify", "name"}:
        actors = [named for actor in actors for named in _identified(verb, actor)]
    footing: Footing = "authorities" if blame.footing == "accused" and by is None and _is_before_the_law(verb) else blame.footing
    for actor in actors:
        yield Candidate(actor, verb, footing, by)


def _is_before_the_law(verb: Token) -> bool:
    """Whether the accused was also arrested or charged: "police arrested two men suspected of it", "accused of it, he has been charged"."""
    if verb.dep_ in {"acl", "relcl"} and verb.head.dep_ in {"dobj", "nsubjpass"} and verb.head.head.lemma_.lower() in _OF_LAW:
        return True
    return any(child.dep_ == "conj" and child.lemma_.lower() in _OF_LAW for child in verb.children)


def _at_fault(noun: Token, roles: dict[int, Role]) -> list[Token]:
    """Who stands behind a fault or a deed that is blamed: "X's carelessness", "an error by X", "a feud between X and Y".

    Not whom a deed befell: "the kidnapping of X", "X's murder".
    """
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in perpetrator_nouns():
        return [noun]
    befell = roles.get(noun.i) in {"act", "harm"}
    owners = [child for child in noun.children if child.dep_ == "poss" and not (befell and noun.lemma_.lower() in _OWN_VICTIMS | _LOSSES)]
    wanted = {"by", "between"} if befell else {"by", "between", "of"}
    links = [child for child in noun.children if child.dep_ in {"prep", "agent"} and child.lower_ in wanted]
    owners += [owner for link in links for owner in link.children if owner.dep_ == "pobj"]
    return owners or [noun]


def _identified(verb: Token, actor: Token) -> list[Token]:
    """Of "identified the gunman as X" and "identified X as the gunman" the name."""
    links = [child for child in verb.children if child.lower_ == "as"]
    for word in (actor, *(noun for link in links for noun in link.children if noun.dep_ == "pobj")):
        if word.pos_ == "PROPN":
            return [word]
    return []


def _admitting(verb: Token, blame: Blame, subject: Token | None, agents: list[Token], passive: bool) -> Iterator[Candidate]:
    """ "X claimed responsibility", "responsibility was claimed by X", "X denied it", "X faces charges"."""
    footing: Footing = "denied" if verb.lemma_.lower() == "plead" and _pleads_not(verb) else blame.footing
    own = footing in {"claimed", "denied"}
    if own and passive:
        yield from (Candidate(agent, verb, footing, agent) for agent in agents)
        return
    doer = subject if subject is not None and not passive else subject_of(verb)
    if doer is not None:
        yield Candidate(doer, verb, footing, doer if own else None)


def _pleads_not(verb: Token) -> bool:
    """ "Pleaded not guilty"."""
    return any(child.dep_ == "neg" or child.lower_ == "not" for word in (verb, *verb.rights) for child in (word, *word.children))


def _equated(verb: Token) -> Iterator[Candidate]:
    """ "The attack was the work of X", "X was behind the attack"."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    for child in verb.children:
        if child.dep_ == "attr" and child.lower_ in {"work", "hand", "doing", "act"}:
            for link in child.children:
                if link.lower_ == "of":
                    yield from (Candidate(actor, verb, None) for actor in link.children if actor.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ == "behind" and subject is not None and _of_it(child):
            yield Candidate(subject, verb, None)
        elif child.dep_ == "xcomp" and child.lemma_ == "blame" and child.tag_ == "VB" and subject is not None:
            yield Candidate(subject, verb, None)  # "is to blame for"


def _of_it(link: Token) -> bool:
    """Whether what somebody is behind may be a deed: an event word or a pronoun, not bars, schedule or him."""
    nouns = event_triggers().words
    return any(child.lower_ in {"it", "this", "that", "them", "those"} or (child.lemma_.lower(), "n") in nouns for child in link.children)


def _found_guilty(word: Token) -> Iterator[Candidate]:
    """ "A court found X guilty", "X was found not guilty of it", "X is guilty of it"."""
    head = word.head
    if head.lemma_ != "find":
        yield from _responsible(word)
        return
    cleared = any(child.dep_ == "neg" for child in (*word.children, *head.children))
    for child in (*head.children, *word.children):
        after = child.dep_ in {"nsubj", "dobj"} and head.i < child.i < word.i
        if after or (child.dep_ == "nsubjpass" and child.i < head.i):
            yield Candidate(child, head, "acquitted" if cleared else "authorities")


def _responsible(word: Token) -> Iterator[Candidate]:
    """ "X is responsible for", "holds X responsible"."""
    head = word.head
    holds = head if head.lemma_ == "hold" else head.head
    if holds.lemma_ == "hold" and holds.i < word.i:
        noun = [head] if head != holds and head.dep_ == "dobj" else []
        for child in (*noun, *holds.children, *word.children):
            if child.dep_ in {"nsubj", "dobj"} and holds.i < child.i < word.i:
                yield Candidate(child, holds, "accused", subject_of(holds))
                return
        return
    linking = word.nbor() if word.i + 1 < len(word.doc) else word
    if linking.lemma_ == "be" and not any(child.dep_ == "nsubj" for child in linking.children):
        # the parse may have torn "the group responsible is X" apart
        yield from (Candidate(child, linking, "accused") for child in linking.children if child.dep_ == "attr")
        return
    if word.dep_ in {"amod", "acl", "relcl"} and head.head.lemma_ == "be" and head.dep_ == "nsubj":
        # "the group responsible is X"
        yield from (Candidate(child, head.head, "accused") for child in head.head.children if child.dep_ == "attr")
        return
    if word.lower_ == "responsible" and head.lemma_ == "be" and head.pos_ in {"AUX", "VERB"}:
        subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
        if subject is not None:
            yield Candidate(subject, head, None)


def _on_the_track(noun: Token) -> Iterator[Candidate]:
    """ "The X track", "suspicions of an X attack": a line of inquiry, of which the outlet says no more than that it is one."""
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.i < noun.i:
            yield Candidate(child, noun, "possible")
        elif child.lower_ == "of" and child.dep_ == "prep":
            deeds = [deed for deed in child.children if deed.dep_ == "pobj" and (deed.lemma_.lower(), "n") in event_triggers().words]
            for deed in deeds:
                yield from (
                    Candidate(actor, deed, "possible")
                    for actor in deed.children
                    if actor.dep_ in {"compound", "amod", "nmod", "poss"} and actor.i < deed.i
                )


def _involved(word: Token) -> Iterator[Candidate]:
    """ "X, involved in the attack"."""
    if not any(child.lower_ == "in" for child in word.children):
        return
    if word.dep_ == "acl":
        yield Candidate(word.head, word, None)
    elif word.head.lemma_ == "be" or word.pos_ == "ADJ":
        subject = next((child for child in word.head.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            yield Candidate(subject, word, None)
