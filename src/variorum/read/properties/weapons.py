"""The things that were used, as printed."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.properties import weapons
from variorum.model import Span, WeaponValue
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, after, child_of, is_negated, plain, subject

_LONGEST = 3  # words of an entry
_WORDS_BEFORE = 6  # "home-made", "heavy calibre"
_NOT_USED = frozenset(
    {
        "threat",
        "scare",
        "hoax",
        "squad",
        "disposal",
        "shelter",
        "smuggling",
        "maker",
        "making",
        "law",
        "control",
        "licence",
        "license",
        "expert",
    }
)
_NOT_A_WEAPON = frozenset({"nuclear", "atomic"})
_VEHICLES = frozenset({"car", "truck", "lorry", "van", "bus", "tractor", "vehicle", "pickup", "minibus", "suv"})
_RAMMING = frozenset({"ram", "plough", "plow", "drive", "crash", "mow"})
_CROWDS = frozenset(
    {"crowd", "people", "person", "pedestrian", "shopper", "passer-by", "reveller", "soldier", "worshipper", "bystander", "marcher"}
)
_LETTING = frozenset({"pump", "use", "release", "spray", "inhale", "disperse"})
_DYING = frozenset({"kill", "die", "poison", "suffocate", "asphyxiate", "succumb", "overcome", "death", "effect"})
_EVERYDAY = frozenset({"stone", "hammer", "axe", "shell", "drone", "missile"})


def find_weapons(phrases: Phrases) -> tuple[Finding, ...]:
    """Weapons of the list where violence is told, gas that was let out, vehicles driven into people, fire that was set."""
    found: list[Finding] = []
    seen: set[int] = set()
    for words, kind in (*_listed(phrases), *_gas(phrases), *_vehicles(phrases), *_fire(phrases)):
        name = plain(words)
        if words is not None and name and words.start not in seen:
            seen.add(words.start)
            found.append(Finding(property="weapon", value=WeaponValue(name=name, kind=kind), evidence=(words,)))
    return tuple(sorted(found, key=lambda finding: finding.evidence[0].start))


def _listed(phrases: Phrases) -> list[tuple[Span | None, str]]:
    table = weapons()
    heads = {entry[-1] for entry in table}
    found: list[tuple[Span | None, str]] = []
    for token in phrases.doc:
        if token.lower_ not in heads or not _told_as_used(phrases, token):
            continue
        entry = next((entry for length in range(_LONGEST, 0, -1) if (entry := _words_to(token, length)) in table), None)
        if entry is not None and (token.pos_ in ("NOUN", "PROPN") or len(entry) > 1):
            found.append((_printed(phrases, token, len(entry)), table[entry]))
    return found


def _words_to(token: Token, length: int) -> tuple[str, ...]:
    start = max(token.sent.start, token.i - length + 1)
    return tuple(part.lower_ for part in token.doc[start : token.i + 1])


def _told_as_used(phrases: Phrases, token: Token) -> bool:
    """In a sentence that tells of violence, or armed people; not as part of another noun, denied, or of a kind that nobody held."""
    if token.dep_ == "compound" and token.head.lemma_.lower() in _NOT_USED:
        return False
    if token.i + 1 < token.sent.end and _words_to(token.nbor(), 2) in weapons():
        return False  # "grenade" of "grenade launcher"
    if is_negated(token) or any(child.lower_ in _NOT_A_WEAPON for child in token.children):
        return False
    if token.sent.start in phrases.event_sentences:
        return True
    return token.lemma_.lower() not in _EVERYDAY and phrases.tells_of_perpetrators(token)


def _printed(phrases: Phrases, head: Token, length: int = 1) -> Span | None:
    """The noun with the adjectives and nouns before it, without article and number; at least `length` words."""
    start = max(head.sent.start, head.i - length + 1)
    floor = max(head.sent.start, head.i - _WORDS_BEFORE)
    while start > floor:
        before = phrases.doc[start - 1]
        if start < head.i and phrases.doc[start].text == "-" and not before.whitespace_:
            start -= 1  # "home-made"
            continue
        if before.dep_ not in ("compound", "amod", "nmod") and not (before.text == "-" or before.tag_ == "HYPH"):
            break
        if before.head.i > head.i or before.pos_ == "NUM":
            break
        start -= 1
    return phrases.span(start, head.i + 1)


def _gas(phrases: Phrases) -> list[tuple[Span | None, str]]:
    """ "Pumped a gas into the hall", "died of the gas": plain "gas" may as well be fuel, so a verb of letting it out must stand by."""
    found: list[tuple[Span | None, str]] = []
    for token in phrases.of("gas", pos="NOUN"):
        if token.dep_ in ("compound", "nmod"):
            continue
        if _is_let_out(token) and not any(child.lower_ in ("natural", "cooking") for child in token.children):
            found.append((_printed(phrases, token), "gas"))
    return found


def _is_let_out(gas: Token) -> bool:
    """Pumped, used, inhaled; or what people died of."""
    above = [gas.head, gas.head.head] if gas.dep_ == "pobj" else [gas.head]
    if any(verb.lemma_.lower() in _LETTING for verb in (*above, *(child for child in gas.children if child.dep_ in ("relcl", "acl")))):
        return True
    return gas.dep_ == "pobj" and gas.head.lower_ in ("of", "by", "from", "to") and gas.head.head.lemma_.lower() in _DYING


def _vehicles(phrases: Phrases) -> list[tuple[Span | None, str]]:
    """ "Drove a van into the crowd", "the lorry ploughed into shoppers"."""
    found: list[tuple[Span | None, str]] = []
    for verb in phrases.of(*_RAMMING, pos="VERB"):
        crowd = after(verb, "into", "through", "at", "down") or child_of(verb, "dobj")
        vehicle = next(
            (part for part in (child_of(verb, "dobj"), subject(verb)) if part is not None and part.lemma_.lower() in _VEHICLES), None
        )
        if vehicle is not None and crowd is not None and any(part.lemma_.lower() in _CROWDS for part in crowd.subtree):
            found.append((_printed(phrases, vehicle), "vehicle"))
    return found


def _fire(phrases: Phrases) -> list[tuple[Span | None, str]]:
    """ "Set fire to the hall", "set the hall on fire", "set the bus ablaze"; not gunfire."""
    found: list[tuple[Span | None, str]] = []
    for token in phrases.of("fire", pos="NOUN"):
        verb = token.head if token.dep_ == "dobj" else token.head.head
        if verb.lemma_.lower() == "set" and (token.dep_ == "dobj" or token.head.lower_ == "on"):
            found.append((phrases.span(token.i, token.i + 1), "fire"))
    return found
