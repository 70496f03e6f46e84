"""What people say of actors' names: verdicts `alias`, for the whole ledger. The last word on a pair holds.

A person beats our tables: "one actor" joins names that we file apart, "two actors" parts names that we file under one group, also through
third names. A contradiction between people leaves the names apart and is a problem that shows both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from variorum.model import Claim, Incident, Judgement, Problem, ResponsibilityValue
from variorum.model.judgement import standing_judgements
from variorum.reckon.actors import fold, key_of_actor, untitled
from variorum.reckon.contradicting import contradicting
from variorum.reckon.homes import Homes
from variorum.reckon.naming import Naming

GROUP = "group "  # begins the key of a group of our tables


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasPair:
    """Two names that a person said are one actor's (`same`) or two actors'."""

    one: str
    other: str
    same: bool
    by: str
    reason: str | None
    judgement: str

    @property
    def folded(self) -> tuple[str, str]:
        """The two as they are compared."""
        return folded(self.one), folded(self.other)


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return fold(untitled(name))


def alias_pairs(judgements: Iterable[Judgement]) -> tuple[tuple[AliasPair, ...], tuple[Problem, ...]]:
    """The standing pairs, the earliest first, with a problem where people differ."""
    held: dict[tuple[str, ...], list[AliasPair]] = defaultdict(list)
    for judgement in standing_judgements(judgements):
        pair = _pair(judgement)
        if pair is not None:
            held[tuple(sorted(pair.folded))].append(pair)
    problems = []
    for _, on in sorted(held.items()):
        last = on[-1]
        for each in contradicting(on, attrgetter("same")):
            message = f"{each.by} said that {_words(each)}, {last.by} later that {_words(last)}; the later holds."
            problems.append(_problem(each, message))
    return tuple(on[-1] for on in held.values()), tuple(problems)


def _pair(judgement: Judgement) -> AliasPair | None:
    same = judgement.value.get("same") if isinstance(judgement.value, dict) else None
    if judgement.verdict != "alias" or not judgement.other or not isinstance(same, bool):
        return None
    pair = AliasPair(
        one=judgement.subject, other=judgement.other, same=same, by=judgement.by, reason=judgement.reason, judgement=judgement.key
    )
    return pair if pair.folded[0] != pair.folded[1] else None


def decided_names(judgements: Iterable[Judgement]) -> tuple[Naming, tuple[Problem, ...]]:
    """What the standing judgements make of names, with a problem for each that cannot hold beside another."""
    pairs, problems = alias_pairs(judgements)
    homes = Homes.apart(pair.folded for pair in pairs if not pair.same)
    refused = [pair for pair in pairs if pair.same and not homes.join(*pair.folded)]
    for name in sorted({name for pair in pairs for name in (pair.one, pair.other)}, key=_filed_first):
        homes.join(folded(name), key_of_actor(name))  # as our tables have it, unless a person parts them
    messages = [_problem(pair, f"{pair.by} said that {_words(pair)}; others part them, and they stay apart.") for pair in refused]
    return _naming(homes, pairs), (*problems, *messages)


def _filed_first(name: str) -> tuple[bool, str]:
    """The name under which a group is filed keeps the group, whoever is parted from it."""
    return key_of_actor(name) != GROUP + name, folded(name)


def _naming(homes: Homes, pairs: Sequence[AliasPair]) -> Naming:
    keys = {}
    for name, together in homes.members.items():
        groups = sorted(each for each in together if each.startswith(GROUP))
        keys[name] = (groups or sorted(together))[0]
    names = {keys[pair.folded[0]]: pair.one for pair in pairs if pair.same and keys[pair.folded[0]] == keys[pair.folded[1]]}
    return Naming(of=keys, names={key: name for key, name in names.items() if not key.startswith(GROUP)})


def _words(pair: AliasPair) -> str:
    return f"{pair.one} and {pair.other} are {'one actor' if pair.same else 'two actors'}"


def _problem(pair: AliasPair, message: str) -> Problem:
    return Problem(stage="reckon", code="contradictory_judgements", subject=pair.judgement, message=message)


# ---------------------------------------------------------------- who is named in a ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor of a ledger: the name it goes by, the names in the texts (the commonest first), and the ids of the incidents for which it is
    named. `said` is what people said of its names.
    """

    key: str
    name: str
    kind: str | None
    told_as: tuple[str, ...]
    incidents: tuple[str, ...]
    said: tuple[AliasPair, ...] = ()


def actors_among(
    incidents: Iterable[Incident], claims: Mapping[str, Claim], naming: Naming, pairs: Sequence[AliasPair] = ()
) -> tuple[Named, ...]:
    """Who is named as responsible in some incidents, the one named in most first; `claims` by key."""
    told: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    names: dict[str, tuple[str, str | None]] = {}
    for incident in incidents:
        for line in incident.responsibility:
            if line.actor.kind == "unnamed":
                continue
            key = key_of_actor(line.actor.name, naming, incident.where.country if incident.where else None)
            names.setdefault(key, (naming.names.get(key, line.actor.name), line.actor.kind))
            found[key][incident.id] = None
            for claim in line.claims:
                value = claims[claim].value if claim in claims else None
                if isinstance(value, ResponsibilityValue):
                    told[key][value.actor.name] += 1
    named = [
        Named(
            key=key,
            name=name,
            kind=kind,
            told_as=tuple(sorted(told[key], key=lambda each: (-told[key][each], each))),
            incidents=tuple(found[key]),
            said=tuple(pair for pair in pairs if key in {naming.of.get(each) for each in pair.folded}),
        )
        for key, (name, kind) in names.items()
    ]
    return tuple(sorted(named, key=lambda each: (-len(each.incidents), each.name.casefold(), each.key)))
