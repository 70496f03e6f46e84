"""People who came to harm, by name: told of by several reports of one incident, they are counted once; who may be one person beyond that is
listed for a person to decide, by the weights of `duplicates.tsv`. A name alone never makes two people one. What a person decided stands
before all names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from types import MappingProxyType
from typing import cast, get_args

from variorum.lexicon.person_names import name_words, skeleton, spelled_alike
from variorum.lexicon.tables import rows_of
from variorum.model import Claim, Duplicate, Incident, Victim, VictimValue
from variorum.model.words import Category
from variorum.reckon.homes import Homes
from variorum.reckon.namesakes import Namesakes

LEAST, MOST = 0.35, 0.9  # scores: from the same full name on, and never certain
CLOSE = 1  # years that two reports may differ in an age: birthdays, and counting to the next one
NEIGHBOURS = 5  # of very many who bear one name, those that are held against each: the next in time
WEEK = timedelta(days=7)
_WORST_FIRST = get_args(Category)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """One claim that names somebody."""

    claim: str
    document: str
    name: str
    age: int | None = None
    sex: str | None = None
    role: str | None = None
    nationality: str | None = None
    fate: Category | None = None


def victims_of(incidents: Iterable[Incident], claims: Iterable[Claim], said: Sequence[Namesakes] = ()) -> tuple[Victim, ...]:
    """The people by name whom claims tell of as come to harm, each once an incident, those told of by most reports first.

    They are one where their names hold the same words, or one of them all of the other's with the same surname, and neither age (give or
    take a year) nor sex speaks against it. Before that, `said` is what people say of pairs of claims.
    """
    home = {account: incident.id for incident in incidents for account in incident.accounts}
    told: dict[str, list[_Telling]] = defaultdict(list)
    for claim in claims:
        telling = _telling(claim)
        if telling is not None and claim.account in home and name_words(telling.name):
            told[home[claim.account]].append(telling)
    found = [_victim(incident, group) for incident, tellings in told.items() for group in _decided(_persons(tellings), said)]
    return tuple(sorted(found, key=lambda each: (each.incident, -each.reports, each.name, each.claims)))


def _telling(claim: Claim) -> _Telling | None:
    value = claim.value
    if not isinstance(value, VictimValue) or claim.certainty == "denied":
        return None
    return _Telling(
        claim=claim.key,
        document=claim.document,
        name=value.name,
        age=value.age,
        sex=value.sex,
        role=value.role,
        nationality=value.nationality,
        fate=value.fate,
    )


# ---------------------------------------------------------------- one incident


def _persons(tellings: Sequence[_Telling]) -> list[list[_Telling]]:
    """The tellings of one incident, by person."""
    groups: list[list[_Telling]] = []
    for telling in sorted(tellings, key=lambda each: (-len(name_words(each.name)), each.age is None, each.age or 0, each.claim)):
        fitting = [group for group in groups if _is_named(telling, group) and not _differ(telling, group)]
        exact = [group for group in fitting if any(sorted(name_words(each.name)) == sorted(name_words(telling.name)) for each in group)]
        if exact or len(fitting) == 1:  # of two who bear the name, whoever is told of without an age is no third
            (exact or fitting)[0].append(telling)
        else:
            groups.append([telling])
    return groups


def _decided(groups: Sequence[list[_Telling]], said: Sequence[Namesakes]) -> list[list[_Telling]]:
    """The groups as people part and join them; who is kept apart stays so, also where names and other people say that they are one."""
    tellings = {telling.claim: telling for group in groups for telling in group}
    mine = [pair for pair in said if pair.one in tellings and pair.other in tellings]
    if not mine:
        return list(groups)
    homes = Homes.apart(pair.pair for pair in mine if not pair.same)
    for pair in mine:
        if pair.same:
            homes.join(*pair.pair)
    for group in groups:
        for at, telling in enumerate(group):
            for other in group[:at]:
                if homes.join(telling.claim, other.claim):
                    break  # with one of them it is with all whom nobody keeps apart from it
    held: dict[str, list[_Telling]] = defaultdict(list)
    for claim, telling in tellings.items():
        held[min(homes.members.get(claim, {claim}))].append(telling)
    return list(held.values())


def _is_named(telling: _Telling, group: Sequence[_Telling]) -> bool:
    """Whether the fullest name of a group holds the words of a name, and ends as it does."""
    words, fullest = name_words(telling.name), name_words(group[0].name)
    if sorted(words) == sorted(fullest):
        return True
    return words[-1] == fullest[-1] and not Counter(words) - Counter(fullest)


def _differ(telling: _Telling, group: Iterable[_Telling]) -> bool:
    """Whether age or sex tells them apart."""
    return any(not _age_fits(telling.age, other.age) or _contradict(telling.sex, other.sex) for other in group)


def _age_fits(one: int | None, other: int | None, years: int = 0) -> bool:
    return one is None or other is None or abs(abs(one - other) - years) <= CLOSE or abs(one - other) <= CLOSE


def _contradict(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _victim(incident: str, group: Sequence[_Telling]) -> Victim:
    names = Counter(each.name for each in group)
    fates = {each.fate for each in group if each.fate}
    return Victim(
        incident=incident,
        name=min(names, key=lambda name: (-len(name_words(name)), -names[name], name)),
        claims=tuple(sorted(each.claim for each in group)),
        documents=tuple(sorted({each.document for each in group})),
        told_as=tuple(sorted(names, key=lambda name: (-names[name], name))),
        ages=tuple(sorted({each.age for each in group if each.age is not None})),
        sex=_commonest(each.sex for each in group),
        role=_commonest(each.role for each in group),
        nationality=_commonest(each.nationality for each in group),
        fates=tuple(cast(Category, fate) for fate in _WORST_FIRST if fate in fates),
    )


def _commonest(told: Iterable[str | None]) -> str | None:
    counts = Counter(each for each in told if each)
    return min(counts, key=lambda each: (-counts[each], each), default=None)


# ---------------------------------------------------------------- who may be one person


def possible_duplicates(victims: Sequence[Victim], incidents: Iterable[Incident], said: Sequence[Namesakes] = ()) -> tuple[Duplicate, ...]:
    """Pairs of victims, of one incident or of two, who may be one person, likeliest first, with the reasons. A suggestion, never more.

    `said` is what people say: a pair of two is none, and of who is told of in two incidents and is one it is said by whom.
    """
    known = {incident.id: incident for incident in incidents}
    pairs: dict[tuple[str, str], Duplicate] = {}
    for left, right in _candidates(victims, known):
        one, other = sorted((left, right), key=lambda each: each.claims[0])
        duplicate = _weighed(one, other, known)
        if duplicate is not None:
            pairs[one.claims[0], other.claims[0]] = duplicate
    _settle(pairs, victims, said)
    return tuple(sorted(pairs.values(), key=lambda each: (-each.score, each.left, each.right)))


def _settle(pairs: dict[tuple[str, str], Duplicate], victims: Sequence[Victim], said: Sequence[Namesakes]) -> None:
    """Put in what people decided on pairs of victims."""
    victim_of = {claim: victim for victim in victims for claim in victim.claims}
    for each in said:
        if each.one not in victim_of or each.other not in victim_of:
            continue
        one, other = sorted((victim_of[each.one], victim_of[each.other]), key=lambda victim: victim.claims[0])
        pairs.pop((one.claims[0], other.claims[0]), None)
        if each.same and one != other:
            pairs[one.claims[0], other.claims[0]] = Duplicate(
                left=one.claims[0],
                right=other.claims[0],
                incidents=(one.incident, other.incident),
                score=1.0,
                reasons=(f"{each.by} says that they are one person",),
            )


def _candidates(victims: Sequence[Victim], known: Mapping[str, Incident]) -> Iterator[tuple[Victim, Victim]]:
    """Those of one skeleton, each with the next few in time; in one incident also those of one surname."""
    groups: dict[tuple[str, ...], list[Victim]] = defaultdict(list)
    for victim in victims:
        groups[("", *skeleton(victim.name))].append(victim)
        groups[(victim.incident, name_words(victim.name)[-1])].append(victim)
    for key in sorted(groups):
        held = sorted(groups[key], key=lambda each: (_day(each, known), each.claims))
        for at, left in enumerate(held):
            yield from ((left, right) for right in held[at + 1 : at + 1 + NEIGHBOURS])


def _day(victim: Victim, known: Mapping[str, Incident]) -> str:
    when = known[victim.incident].when
    return str(when.earliest or when.latest) if when else "~"


def _weighed(left: Victim, right: Victim, known: Mapping[str, Incident]) -> Duplicate | None:
    """The pair with its reasons; None where sex or age speaks against it, or too little for it."""
    within = left.incident == right.incident
    name = _name_feature(left, right, within=within)
    years = _years_apart(known[left.incident], known[right.incident])
    ages = [(one, other) for one in left.ages for other in right.ages]
    ages_fit = any(_age_fits(one, other, years) for one, other in ages)
    if name is None or _contradict(left.sex, right.sex) or (ages and not ages_fit and not within):
        return None
    features = [(name, "")]
    if ages:
        told = f"{left.ages[0]} and {right.ages[0]}" if left.ages[0] != right.ages[0] else f"both {left.ages[0]}"
        features.append(("one_age" if ages_fit else "other_age", told))
    if left.role and right.role and left.role.casefold() == right.role.casefold():
        features.append(("one_role", left.role))
    if left.nationality and left.nationality == right.nationality:
        features.append(("one_nation", left.nationality))
    if not within and _near(known[left.incident], known[right.incident]):
        features.append(("one_week", ""))
    score = sum(_weights()[feature][0] for feature, _ in features)
    if score < LEAST:
        return None
    return Duplicate(
        left=left.claims[0],
        right=right.claims[0],
        incidents=(left.incident, right.incident),
        score=round(min(MOST, score), 2),
        reasons=tuple(_weights()[feature][1].format(told) for feature, told in features),
    )


def _name_feature(left: Victim, right: Victim, *, within: bool) -> str | None:
    """What the names say: the same full name, one name spelled in two ways, in one incident also a surname that several bear."""
    one, other = name_words(left.name), name_words(right.name)
    if sorted(one) == sorted(other):
        return "same_name" if len(one) > 1 or within else None
    if len(one) > 1 and spelled_alike(left.name, right.name):
        return "alike_within" if within else "alike"
    shorter, longer = sorted((one, other), key=len)
    if within and len(shorter) < len(longer) and shorter[-1] == longer[-1] and not Counter(shorter) - Counter(longer):
        return "one_in_other"
    return None


@cache
def _weights() -> Mapping[str, tuple[float, str]]:
    return MappingProxyType({feature: (float(weight), words) for feature, weight, words in rows_of("variorum.reckon", "duplicates.tsv")})


def _years_apart(one: Incident, other: Incident) -> int:
    days = [each.when.earliest for each in (one, other) if each.when and each.when.earliest]
    return abs(days[0].year - days[1].year) if len(days) > 1 else 0


def _near(one: Incident, other: Incident) -> bool:
    if not (one.where and other.where and one.where.country and one.where.country == other.where.country):
        return False
    days = [each.when.earliest for each in (one, other) if each.when and each.when.earliest]
    return len(days) > 1 and abs(days[0] - days[1]) <= WEEK
