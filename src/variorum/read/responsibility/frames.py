"""Constructions that tie somebody to an incident: who stands where, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from variorum.lexicon.blame import Blame, Footing, blame_verbs, crime_words, perpetration_verbs, perpetrator_nouns
from variorum.lexicon.roles import kind_of
from variorum.lexicon.triggers import Role, event_triggers
from variorum.read.parsed import Parsed
from variorum.read.responsibility.clauses import Candidate, agents_of, is_passive, modified_by, nearby, passive_subject_of, subject_of
from variorum.read.responsibility.deeds import (
    LOSSES,
    OWN_VICTIMS,
    VIOLENT,
    claimed_deed,
    doers_by_noun,
    doers_of,
    does_it,
    does_violence,
    is_deed_noun,
    plants,
    takes_part,
)

__all__ = ["Candidate", "candidates_of", "constructions_of", "is_passive"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAID_BEFORE = frozenset({"point", "fall", "identify", "name"})  # "evidence points to", "the gunman was identified as"
_LINKING = frozenset({"be", "remain", "become"})
_CULPRITS = frozenset(
    ["suspect", "culprit", "shooter", "gunman", "killer", "perpetrator", "attacker", "bomber", "assailant", "murderer", "kidnapper"]
)
_AS_CULPRIT: dict[str, Footing] = {"suspect": "authorities", "culprit": "accused", "perpetrator": "accused"}  # others are facts
_OF_LAW = frozenset({"arrest", "detain", "charge", "indict", "convict", "sentence", "capture", "apprehend"})
_NAMING = frozenset({"identify", "name", "arrest", "detain", "charge"})
_IT = frozenset({"it", "this", "that", "them", "those"})
_AGAINST = frozenset({"against"})
_OF_COURTS = frozenset({"charge", "indictment", "warrant"})
_CHARGES = _OF_COURTS | {"allegation", "accusation"}
_DROPPING = frozenset({"drop", "dismiss", "withdraw", "reject", "deny", "quash"})
_OF_PURSUIT = frozenset({"arrest", "arresting", "search", "investigation", "inquiry", "rescue", "response", "talk", "negotiation", "hunt"})
_CLEARING = frozenset({"acquit", "exonerate"})
_PARTS = frozenset({"involvement", "participation", "complicity"})
_SOME = frozenset({"most", "many", "some", "several", "none", "few", "more"})
_DUTIES = frozenset({"district", "area", "province", "sector", "security", "region", "zone", "town", "border", "protection"})
_TRACKS = frozenset({"track", "trail", "theory", "hypothesis", "lead", "suspicion", "angle", "hallmark"})  # of an inquiry
_STATE = frozenset({"government", "state", "police", "army", "official", "judicial", "military"})  # whose inquiry it is
_TRACES = frozenset({"evidence", "suspicion", "clue", "sign", "finger", "trace", "trail", "everything", "investigation"})


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
                    yield from claimed_deed(token, roles)
            if role in VIOLENT or _does(token, lemma, roles):
                yield from doers_of(token)
            elif lemma in _LINKING:
                yield from _equated(token)
        elif token.pos_ in {"NOUN", "PROPN"} and (role in VIOLENT or is_deed_noun(token, roles)):
            yield from doers_by_noun(token)
        elif token.lower_ in {"responsible", "accountable"}:
            yield from _responsible(token)
        elif token.lower_ == "guilty":
            yield from _found_guilty(token)
        if token.pos_ == "NOUN":
            yield from _of_guilt(token, roles)
        elif token.lower_ == "involved":
            yield from _involved(token, roles)


def _does(verb: Token, lemma: str, roles: dict[int, Role]) -> bool:
    """Whether a verb that is no event word tells a deed by what stands with it."""
    if lemma in perpetration_verbs() and does_violence(verb, roles):
        return True
    return takes_part(verb, roles) or plants(verb) or does_it(verb)


def _meets(verb: Token, blame: Blame, roles: dict[int, Role]) -> bool:
    # "responsibility was claimed by", "evidence points to"
    before = (is_passive(verb) and blame.frame == "subject") or verb.lemma_.lower() in _SAID_BEFORE
    if blame.footing == "claimed" and any(child.dep_ == "dobj" and child.lemma_.lower() in LOSSES for child in verb.children):
        return False  # "acknowledged the deaths" owns up to nothing
    if blame.footing == "claimed" and any(child.dep_ == "ccomp" and _is_of_others(child) for child in verb.children):
        return False
    if blame.footing == "denied" and any(child.dep_ == "dobj" and child.lower_ in _IT for child in verb.children):
        denier = subject_of(verb)
        return denier is not None and _is_force(denier)  # "the rebels denied it"
    if blame.footing == "denied" and any(child.dep_ == "ccomp" and _is_of_others(child, actors=True) for child in verb.children):
        return False
    return not blame.condition or any(
        (before or word.i > verb.i) and (word.lower_ in blame.condition or ("VIOLENCE" in blame.condition and roles.get(word.i) in VIOLENT))
        for word in nearby(verb)
    )


def _is_force(noun: Token) -> bool:
    """Whether a noun is of those who deny what they are accused of; a ministry and a minister may deny anything."""
    kind = perpetrator_nouns().get(noun.lemma_.lower())
    return (
        kind in {"armed_group", "military", "police"}
        or noun.lemma_.lower() in {"leader", "spokesman"}
        or (kind is None and noun.ent_type_ in {"ORG", "NORP"})
    )


def _is_of_others(clause: Token, *, actors: bool = False) -> bool:
    """Whether a clause has somebody else for its subject: "admitted that violence was rising", not "that he", "that its men had killed".

    `actors`: somebody who may have done it, and no weapon: "the army denied that shells had hit the school" speaks of the army.
    """
    subjects = [child for child in clause.children if child.dep_ in _SUBJECTS]
    subjects = [each for each in subjects if each.pos_ in {"NOUN", "PROPN"} or each.lower_ in _SOME]
    if actors:
        nouns = perpetrator_nouns()
        subjects = [each for each in subjects if each.ent_type_ in {"GPE", "ORG", "NORP"} or each.lemma_.lower() in nouns]
    return any(not any(owner.dep_ == "poss" and owner.pos_ == "PRON" for owner in subject.children) for subject in subjects)


def _blamed(verb: Token, blame: Blame, roles: dict[int, Role]) -> Iterator[Candidate]:
    if not _meets(verb, blame, roles):
        return
    if (blame.footing == "accused" or verb.lemma_.lower() in _NAMING) and any(child.dep_ == "neg" for child in verb.children):
        return
    passive = is_passive(verb)
    subject = passive_subject_of(verb) if passive else next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
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
        over = [verb, *(child for child in verb.children if child.dep_ == "dobj")]  # "blame the violence on X": parsers see either
        links = [child for word in over for child in word.children if child.dep_ in {"prep", "dative"} and child.lower_ in wanted]
        actors = [actor for link in links for actor in link.children if actor.dep_ == "pobj"]
    if by is not None and by.lemma_.lower() in _TRACES and not any(child.lower_ in _STATE for child in by.children):
        by = None
    actors = [inner for actor in actors for inner in _at_fault(actor, roles)]
    if verb.lemma_.lower() in {"identify", "name"}:
        actors = [named for actor in actors for named in _identified(verb, actor)]
    if blame.footing == "accused" and verb.dep_ == "acl" and verb.head.head.lemma_.lower() in _CLEARING and verb.head.dep_ in _SUBJECTS:
        return  # "two men accused of it were acquitted"
    if blame.footing == "acquitted":
        actors = [named for actor in actors for named in _by_name(actor)]
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
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in perpetrator_nouns() or kind_of(noun.lower_) is not None:
        return [noun]
    befell = roles.get(noun.i) in {"act", "harm"}
    owners = [child for child in noun.children if child.dep_ == "poss" and not (befell and noun.lemma_.lower() in OWN_VICTIMS | LOSSES)]
    wanted = {"by", "between"} if befell else {"by", "between", "of"}
    links = [child for child in noun.children if child.dep_ in {"prep", "agent"} and child.lower_ in wanted]
    owners += [owner for link in links for owner in link.children if owner.dep_ == "pobj"]
    return owners or [noun]


def _by_name(actor: Token) -> list[Token]:
    """Those whom "two men, Ada Low and Ben Roe" names; the noun itself where it names nobody."""
    named = [child for child in actor.children if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > actor.i]
    return [each for child in named for each in (child, *child.conjuncts) if each.pos_ == "PROPN"] or [actor]


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
        if child.dep_ == "attr" and subject is not None and child.lemma_.lower() in _CULPRITS:
            yield Candidate(subject, verb, _AS_CULPRIT.get(child.lemma_.lower()))
        elif child.dep_ == "attr" and subject is not None and subject.lemma_.lower() in _CULPRITS and _can_be_known(child):
            yield Candidate(child, verb, None)
        elif child.dep_ == "attr" and child.lower_ in {"work", "hand", "doing", "act"}:
            for link in child.children:
                if link.lower_ == "of":
                    yield from (Candidate(actor, verb, None) for actor in link.children if actor.dep_ == "pobj")
        elif child.dep_ == "prep" and child.lower_ == "behind" and subject is not None and _of_it(child):
            yield Candidate(subject, verb, None)
        elif child.dep_ == "xcomp" and child.lemma_ == "blame" and child.tag_ == "VB" and subject is not None:
            yield Candidate(subject, verb, None)  # "is to blame for"


def _can_be_known(noun: Token) -> bool:
    """Whether a noun tells of whom somebody is, "the killers were soldiers", not what he is besides, "the gunman is a student"."""
    kind = perpetrator_nouns().get(noun.lemma_.lower())
    return noun.pos_ == "PROPN" or (kind is not None and kind not in {"person", "group"})


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


def _is_of_violence(word: Token, roles: dict[int, Role]) -> bool:
    """Whether something violent is told round a word, or "it" stands for it; many are responsible for a district or involved in trade."""
    return any(
        roles.get(each.i) in VIOLENT or each.lemma_.lower() in crime_words() or (each.i > word.i and each.lower_ in _IT)
        for each in nearby(word)
    )


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
    if word.lower_ in {"responsible", "guilty"} and head.lemma_ == "be" and head.pos_ in {"AUX", "VERB"}:
        subject = next((child for child in head.children if child.dep_ == "nsubj"), None)
        if subject is not None and not any(_is_duty(noun) for noun in modified_by(word, frozenset({"for"}))):
            yield Candidate(subject, head, None)


def _is_duty(noun: Token) -> bool:
    """Whether somebody is responsible for it as his charge: "for the Q. district", "for security"."""
    return noun.ent_type_ in {"GPE", "LOC", "FAC"} or noun.lemma_.lower() in _DUTIES


def _of_guilt(noun: Token, roles: dict[int, Role]) -> Iterator[Candidate]:
    """Nouns that tie somebody to a deed: "the X track", "charges against X", "X's involvement in the killing"."""
    lemma = noun.lemma_.lower()
    if lemma in _TRACKS:
        yield from _on_the_track(noun)
    elif lemma in _CHARGES and noun.head.lemma_.lower() not in _DROPPING:
        footing: Footing = "authorities" if lemma in _OF_COURTS else "accused"
        over = (noun, noun.head) if noun.dep_ == "dobj" else (noun,)  # "filed charges against X": parsers see either
        if _is_of_violence(noun, roles):
            yield from (Candidate(actor, noun, footing) for word in over for actor in modified_by(word, _AGAINST))
    elif lemma in _PARTS and any(child.lower_ == "in" for child in noun.children) and _is_of_violence(noun, roles):
        yield from (Candidate(child, noun, None) for child in noun.children if child.dep_ == "poss")


def _on_the_track(noun: Token) -> Iterator[Candidate]:
    """ "The X track", "suspicions of an X attack": a line of inquiry, of which the outlet says no more than that it is one."""
    if noun.lemma_.lower() == "hallmark":
        yield from (Candidate(actor, noun, "possible") for actor in modified_by(noun, frozenset({"of"})))
        return
    for child in noun.children:
        if child.dep_ in {"compound", "amod", "nmod", "poss"} and child.i < noun.i:
            yield Candidate(child, noun, "possible")
        elif child.lower_ == "of" and child.dep_ == "prep":
            deeds = [deed for deed in child.children if deed.dep_ == "pobj" and (deed.lemma_.lower(), "n") in event_triggers().words]
            deeds = [deed for deed in deeds if deed.lemma_.lower() not in LOSSES]
            for deed in deeds:
                yield from (
                    Candidate(actor, deed, "possible")
                    for actor in deed.children
                    if actor.dep_ in {"compound", "amod", "nmod", "poss"} and actor.i < deed.i
                )


def _involved(word: Token, roles: dict[int, Role]) -> Iterator[Candidate]:
    """ "X, involved in the attack"."""
    own = next((child for child in word.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    if (own is None and not any(child.lower_ == "in" for child in word.children)) or not _is_of_violence(word, roles):
        return
    if any(deed.lemma_.lower() in _OF_PURSUIT for link in word.children if link.lower_ == "in" for deed in link.subtree):
        return
    if own is not None:
        yield Candidate(own, word, None)
    elif word.dep_ == "acl":
        yield Candidate(word.head, word, None)
    elif word.head.lemma_ == "be" or word.pos_ == "ADJ":
        subject = next((child for child in word.head.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None:
            yield Candidate(subject, word, None)
