"""Who the actors of one incident are, whatever each report calls them, and which of them can be told from which."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from variorum.lexicon.actors import ArmedGroup, akin, group_filed, group_meant
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.gazetteer import demonym, lookup
from variorum.lexicon.headwords import singular
from variorum.model import Actor
from variorum.reckon.naming import AS_TABLES_SAY, Naming

_ARTICLES = frozenset({"the", "a", "an"})
_LINKS = frozenset({"of", "from", "in", "for", "to", "at", "with", "by"})  # "a leader of the Red Front" is not the Red Front
_STATES = frozenset({"state", "military", "police", "official"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor under one name. `group` is the known group that is meant, `land` the country whose state or forces are meant (alpha-2).

    `named`: the words tell who it is ("gunmen" do not); `lasting`: a body that can do several attacks, so that to name another one is to
    speak against this one. A person may belong to any of them.
    """

    key: str
    actor: Actor
    group: ArmedGroup | None = None
    land: str | None = None
    named: bool = False
    lasting: bool = False

    @property
    def nobody(self) -> bool:
        """Whether the words name nobody that could be told from others: "gunmen", "men", "the attackers". An army or a government could."""
        return not self.named and self.actor.kind not in _STATES

    def rules_out(self, other: Party) -> bool:
        """Whether to name the one is to name somebody else than the other."""
        if not (self.lasting and other.lasting) or self.key == other.key:
            return False
        if self.group and other.group:
            return not akin(self.group, other.group)
        if self.land and other.land:
            return self.land != other.land
        return not set(fold(self.actor.name).split()) & set(fold(other.actor.name).split())


UNNAMED = Party(key="unnamed", actor=Actor(name="unnamed attackers", kind="unnamed"))


@dataclass(slots=True, kw_only=True)
class Parties:
    """The actors of one incident: name as told → party."""

    of: Mapping[str, Party] = field(default_factory=dict)

    @classmethod
    def among(cls, actors: Iterable[Actor], naming: Naming = AS_TABLES_SAY, land: str | None = None) -> Parties:
        """Several names of one group are one, and so are a surname, the one full name that ends with it, and that name behind a title.
        Whoever is told of in words that name nobody is UNNAMED.

        Before that, `naming` says what people say of names; `land` is the country of the incident.
        """
        told = Counter(actors)
        names = sorted({actor.name for actor in told})
        keys = {name: key_of_actor(untitled(name), naming, land) for name in names}
        whole_of = _surnames(keys.values())
        keys = {name: key if fold(untitled(name)) in naming.of else whole_of.get(key, key) for name, key in keys.items()}
        held: dict[str, list[Actor]] = defaultdict(list)
        for actor in told:
            held[keys[actor.name]].append(actor)
        made = {key: _party(key, same, told, naming) for key, same in held.items()}
        return cls(of={name: UNNAMED if made[key].nobody else made[key] for name, key in keys.items()})


def fold(name: str) -> str:
    """A name without its article, case and possessive: "the Islamic State" and "Islamic State" are one actor."""
    words = name.casefold().replace("’", "'").split()
    return " ".join(word for word in words if word not in _ARTICLES) or name.casefold()


def untitled(name: str) -> str:
    """Without titles, and the words in small letters before a name of several words: "Bellport rebel leader Osk Brandel" is Osk Brandel."""
    words = name.split()
    while len(words) > 1 and words[0].casefold().rstrip(".") in read_lines("titles.txt"):
        words = words[1:]
    start = len(words)
    while start and words[start - 1][:1].isupper():
        start -= 1
    before = words[:start]
    if len(words) - start > 1 and before and not _LINKS.intersection(before):
        return " ".join(words[start:])
    return " ".join(words)


def key_of_actor(name: str, naming: Naming = AS_TABLES_SAY, land: str | None = None) -> str:
    """What all names of one actor share: by people's word, else by the known group that is meant in the land; of others the folded name."""
    folded = fold(name)
    if folded in naming.of:
        return naming.of[folded]
    group = group_meant(name, land)
    key = f"group {group.name}" if group else folded
    return naming.of.get(key, key)


def _surnames(keys: Iterable[str]) -> dict[str, str]:
    """One word → the only longer name that ends with it."""
    known = set(keys)
    longer: dict[str, set[str]] = defaultdict(set)
    for key in known:
        if " " in key and not key.startswith("group "):
            longer[key.rpartition(" ")[2]].add(key)
    return {key: next(iter(longer[key])) for key in known if " " not in key and len(longer[key]) == 1 and not _is_noun(key)}


def _is_noun(word: str) -> bool:
    return singular(word) in perpetrator_nouns()


def _party(key: str, same: list[Actor], told: Mapping[Actor, int], naming: Naming) -> Party:
    """The party of some actors; it goes by the name of its group, else by that which a person gave it, else by the fullest of the names
    that are told most.
    """
    first = min(same, key=lambda actor: _plainest(actor, told[actor]))
    first = replace(first, name=naming.names.get(key) or untitled(first.name))
    group = group_filed(key.removeprefix("group ")) if key.startswith("group ") else None
    if group:
        actor = Actor(name=group.name, kind="armed_group")
        return Party(key=key, actor=actor, group=group, named=True, lasting=True)
    land = _land(first) if first.kind in _STATES else None
    proper = [word for word in first.name.split() if word[:1].isupper()]
    return Party(
        key=key,
        actor=first,
        land=land,
        named=land is not None or _is_named(first.name.split()),
        lasting=land is not None or (first.kind in ("armed_group", "group") and _is_body(proper)),
    )


def _plainest(actor: Actor, times: int) -> tuple[object, ...]:
    """The fullest name first, then the one with the fewest words of title, the commonest."""
    words = actor.name.split()
    proper = sum(word[:1].isupper() for word in words)
    return (-proper, len(words), -times, actor.name, str(actor.kind), str(actor.nationality))


def _land(actor: Actor) -> str | None:
    """The country that a name is, or that it begins with as an adjective: "Russia", "Russian forces"."""
    name = fold(actor.name).removesuffix("'s")
    whole = next((place.country for place in lookup(name)[:1] if place.kind == "country"), None)
    return whole or next((place.country for place in demonym(name.partition(" ")[0])[:1]), None)


def _is_named(words: list[str]) -> bool:
    """Whether the words tell who it is: a name or a people among them. "Masked gunmen" has a capital because it begins a sentence."""
    if len(words) == 1:
        return words[0][:1].isupper() and not demonym(words[0].casefold()) and not _is_plain(words[0])
    behind = any(word[:1].isupper() and not _is_noun(word.casefold()) for word in words[1:])
    return behind or bool(words and words[0][:1].isupper() and demonym(words[0].casefold()))


def _is_plain(word: str) -> bool:
    """Whether a word by itself names nobody, with a capital or not: a noun for those who do violence, "Islamic"."""
    return _is_noun(word.casefold()) or word.casefold() in read_lines("creeds.txt")


def _is_body(proper: list[str]) -> bool:
    """Whether capitalised words name a body: two or more, one of them a noun for those who fight ("Front", "Brigade")."""
    return len(proper) > 1 and any(perpetrator_nouns().get(singular(word.casefold()), "person") != "person" for word in proper)
