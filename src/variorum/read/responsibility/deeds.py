"""Who does a deed: subjects and agents of verbs of violence, and those named beside its nouns."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.triggers import Role
from variorum.read.responsibility.clauses import Candidate, agents_of, is_passive, subject_of

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
_CONDUCT = frozenset({"brutality", "repression", "cruelty", "savagery", "barbarism"})  # "the brutality of X"
_FORCES = frozenset({"commando", "sniper", "marksman"})
_CULPRITS = frozenset(
    ["gunman", "attacker", "assailant", "bomber", "shooter", "hijacker", "kidnapper", "captor", "hostage-taker", "knifeman"]
)
_WRONGS = _CONDUCT | {"abuse", "atrocity", "crackdown", "bloodshed", "oppression"}
OWN_VICTIMS = frozenset({"murder", "killing", "assassination", "kidnapping", "execution", "shooting"})  # "X's murder": X is the victim
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
_DEVICES = frozenset({"bomb", "explosive", "device", "mine", "ied", "dynamite"})
_PUTTING = frozenset({"put", "hide", "leave", "smuggle"})
_IT = frozenset({"it", "this", "that"})
_OF_EXPLOSIVES = frozenset({"explosive", "demolition", "dynamite", "depth", "powder", "bomb"})
_ON_OTHERS = frozenset({"kill", "wound", "injure"})  # never told without whom
LOSSES = frozenset({"casualty", "death", "toll", "victim", "fatality", "life", "injury"})
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
VIOLENT = frozenset({"act", "harm", "generic", "war"})


def _is_headline_passive(verb: Token) -> bool:
    """ "Two police shot dead in a raid", "Q. man killed in the market": a participle that headlines leave without its "were", and nobody
    after it whom it befell."""
    after = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if any(child.dep_ == "dobj" and child.i > verb.i for word in (verb, after) for child in word.children):
        return False
    ends = after.i == verb.i or after.is_punct or after.is_space
    if ends and verb.lemma_.lower() in _ON_OTHERS | {"shoot"} and verb.tag_ in {"VBD", "VBN"} and verb.dep_ != "relcl":
        return True  # "Q. officer shot"
    return after.lower_ == "dead" or (verb.lemma_.lower() in _ON_OTHERS and verb.tag_ in {"VBD", "VBN"} and after.pos_ == "ADP")


def doers_of(verb: Token) -> Iterator[Candidate]:
    """Subjects of active verbs and agents of passive ones."""
    agents = agents_of(verb)
    for agent in agents:
        yield Candidate(agent, verb, None)
    if agents or is_passive(verb) or _is_headline_passive(verb) or _befalls(verb):
        return
    subject = subject_of(verb)
    if subject is None or (verb.lemma_ == "seize" and _kind_of_force(subject)) or ends_a_deed(subject, verb):
        return
    yield Candidate(subject, verb, None)


def ends_a_deed(subject: Token, verb: Token) -> bool:
    """Whether a force of the state ends what others did: "commandos killed the last three gunmen". Militants may be one side of a war."""
    befell = [child for child in verb.children if child.dep_ == "dobj"]
    culprits = all(noun.lemma_.lower() in _CULPRITS for child in befell for noun in (child, *child.conjuncts))
    return bool(befell) and culprits and subject.dep_ == "nsubj" and subject.i < verb.i and _kind_of_force(subject)


def _befalls(verb: Token) -> bool:
    """Whether a verb tells what happens to its subject: "died"; "exploded", but not "exploded two bombs"."""
    lemma = verb.lemma_.lower()
    if lemma in {"explode", "detonate"}:
        return not any(child.dep_ == "dobj" for child in verb.children)
    return lemma in {"die", "perish", "drown"}


def _kind_of_force(subject: Token) -> bool:
    """Whether it is a force of the state, which seizes goods and weapons every day."""
    lemma = subject.lemma_.lower()
    return perpetrator_nouns().get(lemma) in {"police", "military", "state"} or lemma.removesuffix("s") in _FORCES


def does_violence(verb: Token, roles: dict[int, Role]) -> bool:
    """Whether a verb of doing has a deed or a weapon for its object: "carried out a series of attacks", "the bomb was planted by"."""
    things = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "pobj"}]
    things = [thing for thing in things if not _is_of_law(thing, verb)]
    things += [inner for child in things for link in child.children if link.lower_ == "of" for inner in link.children]
    if any(roles.get(thing.i) in VIOLENT or thing.lemma_.lower() in _WEAPONS for thing in things):
        return True
    return verb.dep_ in {"acl", "relcl"} and roles.get(verb.head.i) in VIOLENT


def plants(verb: Token) -> bool:
    """ "Put the bomb on board", "hid the device in a bag"."""
    if verb.lemma_.lower() not in _PUTTING:
        return False
    return any(child.dep_ in {"dobj", "nsubjpass"} and child.lemma_.lower() in _DEVICES for child in verb.children)


def does_it(verb: Token) -> bool:
    """ "Said that it had done it": what "it" is, is told before."""
    if verb.lemma_.lower() != "do" or verb.dep_ != "ccomp":
        return False
    subject = {child.lower_ for child in verb.lefts if child.dep_ == "nsubj"}
    perfect = any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.lefts)
    return perfect and bool(subject & {"it", "they", "we"}) and any(child.dep_ == "dobj" and child.lower_ in _IT for child in verb.rights)


def _is_of_law(thing: Token, verb: Token) -> bool:
    """Whether a charge is laid before a court: "police would lay a further charge"; explosive ones are planted, or called so."""
    if thing.lemma_.lower() != "charge" or verb.lemma_.lower() in {"plant", "detonate", "set", "explode", "place"}:
        return False
    return not any(child.lemma_.lower() in _OF_EXPLOSIVES for child in thing.children)


def takes_part(verb: Token, roles: dict[int, Role]) -> bool:
    """ "Took part in the siege", "participated in the raid"."""
    lemma = verb.lemma_.lower()
    part = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "part"] if lemma == "take" else []
    if not part and lemma != "participate":
        return False
    links = [child for word in (verb, *part) for child in word.children if child.lower_ == "in"]
    return any(roles.get(noun.i) == "act" for link in links for noun in link.children if noun.dep_ == "pobj")


def doers_by_noun(noun: Token) -> Iterator[Candidate]:
    """ "An attack by X", "X's attack", "the X offensive"."""
    lemma = noun.lemma_.lower()
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and _leads_to_doer(child.lower_, lemma):
            yield from (Candidate(actor, noun, None) for actor in child.children if actor.dep_ == "pobj")
        elif child.ent_type_ == "GPE" and lemma not in _OF_STATES:
            continue  # "the Q. bombing" names the place
        elif (child.dep_ == "poss" and lemma in _BESIDE_NOUNS - OWN_VICTIMS) or (
            child.dep_ in {"compound", "amod", "nmod"} and child.i < noun.i and lemma in _BESIDE_NOUNS and not _says_what_kind(child)
        ):
            yield Candidate(child, noun, None)

    yield from _beside(noun)


def _beside(noun: Token) -> Iterator[Candidate]:
    """Who follows a deed but is tied elsewhere: "came under fire from X", "reports of killings of villagers by X"."""
    doc = noun.doc
    if noun.dep_ == "pobj" and noun.head.lower_ == "under":
        for link in noun.head.head.children:
            if link.lower_ == "from" and link.i > noun.i:
                yield from (Candidate(actor, noun, None) for actor in link.children if actor.dep_ == "pobj")
    at = noun.right_edge.i + 1
    while at < len(doc) and doc[at].is_quote:
        at += 1
    if at < len(doc) and doc[at].lower_ == "by" and doc[at].dep_ == "prep" and not is_passive(doc[at].head):
        yield from (Candidate(actor, noun, None) for actor in doc[at].children if actor.dep_ == "pobj")


def is_deed_noun(noun: Token, roles: dict[int, Role]) -> bool:
    """Whether a noun that is no event word by itself tells a deed: a wrong, "mortar attacks" where the mortar is the event word."""
    lemma = noun.lemma_.lower()
    if lemma in _BESIDE_NOUNS and noun.i not in roles:
        return any(child.dep_ in {"nmod", "compound"} and roles.get(child.i) in VIOLENT for child in noun.children)
    return lemma in _WRONGS


def _says_what_kind(word: Token) -> bool:
    """ "The largest military offensive": what kind of deed it is, and not whose, as "the Q. military offensive" says."""
    return word.lower_ == "military" and not any(before.ent_type_ in {"NORP", "GPE"} or before.dep_ == "poss" for before in word.head.lefts)


def _leads_to_doer(preposition: str, lemma: str) -> bool:
    """Whether a preposition after an event noun leads to who did it: "by", "fire from", "clashes with"."""
    if preposition == "of" and lemma in _CONDUCT:
        return True
    return preposition == "by" or (preposition == "from" and lemma in _COMES_FROM) or (preposition == "with" and lemma in _TWO_SIDED)


def claimed_deed(verb: Token, roles: dict[int, Role]) -> Iterator[Candidate]:
    """ "X claimed the attack", "the attack was claimed by X": the deed itself, not lives or a number."""
    if is_passive(verb):
        if any(child.dep_ == "nsubjpass" and _is_deed(child, roles) for child in verb.children):
            yield from (Candidate(agent, verb, "claimed", agent) for agent in agents_of(verb))
        return
    deeds = [child for child in verb.children if child.dep_ == "dobj" and _is_deed(child, roles)]
    subject = subject_of(verb)
    if deeds and subject is not None:
        yield Candidate(subject, verb, "claimed", subject)


def _is_deed(noun: Token, roles: dict[int, Role]) -> bool:
    return noun.pos_ == "NOUN" and roles.get(noun.i) in {"act", "generic", "harm"} and noun.lemma_.lower() not in LOSSES
