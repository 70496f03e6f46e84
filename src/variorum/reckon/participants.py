"""Who and what an incident struck, and what with: the tellings of its reports put together.

Two tellings are of one target where they have one name, or one head noun ("policemen", "two police officers", "83 policemen in Peshawar").
Where reports tell of several of one noun that names or nouns before it keep apart ("the metro station", "the police station"), a plain
"the station" may be any of them and stays by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.numbers import find_quantities
from variorum.lexicon.headwords import Headed, bare, folded, headed, singular
from variorum.lexicon.properties import physical_targets, target_roles, weapons
from variorum.model import Claim, Figure, Outcome, Target, TargetValue, Told, Weapon, WeaponValue
from variorum.model.words import Category, Stage
from variorum.reckon.counting import NOT_COUNTED, origin_of

DENIED = frozenset({"denied"})
VAGUE = frozenset({"CIVILIAN", "OTHER"})  # what a reader gives where nothing tells more
SPECIFIC = 3  # times a telling type counts against a vague one: "a police mosque" against "a mosque"
CATEGORY_OF: Mapping[str, Category] = {"DEATH": "killed", "INJURY": "injured"}  # of an effect on people
_LONGEST_ENTRY = 3  # words of a listed weapon


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """One claim of a target or weapon; `words` are the name or description, `name` its folded words where it is a name."""

    key: str
    document: str
    score: float
    value: TargetValue | WeaponValue
    words: str
    headed: Headed
    name: frozenset[str] = frozenset()


def reckon_targets(
    told: Sequence[Told], *, stage: Stage = "ACCOMPLISHED", family_of: Mapping[str, str] | None = None
) -> tuple[Target, ...]:
    """The targets of an incident, told by most reports first. Denials do not count, forecasts only of what did not come to pass."""
    tellings = [telling for claim in _claims(told, TargetValue, stage) for telling in _target_telling(claim)]
    origins = origin_of({each.document.key: each.document for each in told}.values(), family_of) if tellings else {}
    by_noun: dict[tuple[str, str], list[_Telling]] = defaultdict(list)
    for telling in tellings:
        assert isinstance(telling.value, TargetValue)
        person = telling.value.kind == "human" and telling.name
        by_noun[(telling.value.kind, "" if person else telling.headed.noun)].append(telling)
    found = [_target(group, origins) for held in by_noun.values() for group in _apart(held)]
    return tuple(sorted(found, key=lambda one: (-one.reports, -one.score, one.kind, one.name or "", one.description or "", one.claims)))


def within_figures(targets: Iterable[Target], figures: Iterable[Figure]) -> tuple[Target, ...]:
    """The targets without outcomes that cannot be: of more people than all rules let the incident have ("587 students injured", of 79).

    The claims stay with their target.
    """
    most = {figure.category: _most(figure) for figure in figures}

    def may_be(outcome: Outcome) -> bool:
        category = CATEGORY_OF.get(outcome.effect or "")
        limit = most.get(category) if category else None
        amount = _amount(outcome.number) if outcome.number else None
        return limit is None or not isinstance(amount, tuple) or amount[0] <= limit

    return tuple(
        replace(target, outcomes=tuple(filter(may_be, target.outcomes))) if target.kind == "human" else target for target in targets
    )


def _most(figure: Figure) -> int | None:
    """The highest number that any rule leaves open; None where one sets no upper end."""
    highs = [ruling.high for ruling in figure.rulings] + [figure.high]
    return None if None in highs else max(high for high in highs if high is not None)


def reckon_weapons(
    told: Sequence[Told], *, stage: Stage = "ACCOMPLISHED", family_of: Mapping[str, str] | None = None
) -> tuple[Weapon, ...]:
    """The weapons of an incident, told by most reports first; what counts is as of targets."""
    groups: dict[tuple[str, str], list[_Telling]] = defaultdict(list)
    for claim in _claims(told, WeaponValue, stage):
        value = claim.value
        assert isinstance(value, WeaponValue)
        words = bare(value.name)
        *before, last = folded(words).split() or [""]
        name = " ".join([*before, singular(last)])
        kind = value.kind or weapon_kind(name) or ""
        telling = _Telling(key=claim.key, document=claim.document, score=claim.score, value=value, words=words, headed=headed(words))
        groups[(kind, name)].append(telling)
    origins = origin_of({each.document.key: each.document for each in told}.values(), family_of) if groups else {}
    found = [
        Weapon(
            name=_commonest(telling.words for telling in group),
            kind=kind or None,
            reports=_reports(group, origins),
            score=_score(group),
            claims=tuple(sorted(telling.key for telling in group)),
        )
        for (kind, _), group in groups.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.reports, -one.score, one.kind or "~", one.name, one.claims)))


def weapon_kind(name: str) -> str | None:
    """The kind of a weapon whose name, folded, ends with an entry of the list."""
    words = name.split()
    lengths = range(min(_LONGEST_ENTRY, len(words)), 0, -1)
    return next((kind for length in lengths if (kind := weapons().get(tuple(words[-length:])))), None)


def _claims(told: Iterable[Told], kind: type, stage: Stage) -> Iterator[Claim]:
    """What somebody says was so, or, of an incident that did not come to pass, was to be so."""
    aside = NOT_COUNTED if stage == "ACCOMPLISHED" else DENIED
    for each in told:
        if each.account.status != "cumulative":
            yield from (claim for claim in each.claims if isinstance(claim.value, kind) and claim.certainty not in aside)


def _target_telling(claim: Claim) -> Iterator[_Telling]:
    """The claim as it is compared; nothing where its words name nobody ("no child"), or a thing as a person."""
    value = claim.value
    assert isinstance(value, TargetValue)
    words = value.name or value.description or ""
    head = headed(words)
    name = frozenset(folded(words).split()) if value.name else head.name if value.kind == "physical" else frozenset[str]()
    thing = value.kind == "human" and not value.name and head.noun in physical_targets() and head.noun not in group_nouns()
    if head.noun and not thing and words[:3].casefold() != "no ":
        yield _Telling(key=claim.key, document=claim.document, score=claim.score, value=value, words=words, headed=head, name=name)


# ---------------------------------------------------------------- putting together


def _apart(tellings: Sequence[_Telling]) -> list[list[_Telling]]:
    """The tellings of one noun, or of people by name, by what they tell of."""
    fuller = _fullest({telling.name for telling in tellings if telling.name})
    befores = {telling.headed.before for telling in tellings if telling.headed.before and not telling.name}
    named = set(fuller.values())
    if len(named) == 1:
        befores -= next(iter(named))  # "Lines Police Station" is the police station
    several = len(named) + len(befores) > 1
    groups: dict[Hashable, list[_Telling]] = defaultdict(list)
    for telling in tellings:
        key = fuller[telling.name] if telling.name else telling.headed.before
        groups[key if several and (telling.name or key in befores) else ""].append(telling)
    return list(groups.values())


def _fullest(names: set[frozenset[str]]) -> Mapping[frozenset[str], frozenset[str]]:
    """Each name → the one fuller name that holds all its words; itself where there is none, or several that do not hold each other."""
    having: dict[str, list[frozenset[str]]] = defaultdict(list)
    for name in names:
        for word in name:
            having[word].append(name)
    found = {}
    for name in names:
        rarest = min((having[word] for word in name), key=len)
        over = [other for other in rarest if name < other]
        longest = max(over, key=lambda other: (len(other), sorted(other)), default=name)
        found[name] = longest if all(other <= longest for other in over) else name
    return found


# ---------------------------------------------------------------- what a group says


def _target(group: Sequence[_Telling], origins: Mapping[str, tuple[str, ...]]) -> Target:
    values = [telling.value for telling in group if isinstance(telling.value, TargetValue)]
    names = [telling.words for telling in group if telling.name]
    descriptions = [bare(value.description) for value in values if value.description]
    kind = values[0].kind
    return Target(
        kind=kind,
        name=_fullest_words(names) if names else None,
        description=_commonest(descriptions) if descriptions else None,
        type=_type(values),
        outcomes=_outcomes(group),
        reports=_reports(group, origins),
        score=_score(group),
        claims=tuple(sorted(telling.key for telling in group)),
        told_as=_by_number(bare(telling.words).casefold() for telling in group),
    )


def _type(values: Iterable[TargetValue]) -> str | None:
    """The type that most tell; a person's role tells it where the reader did not."""
    weights: Counter[str] = Counter()
    for value in values:
        told = value.type
        if value.kind == "human" and told in (None, "CIVILIAN") and value.description:
            told = target_roles().get(headed(value.description).noun, told)
        if told:
            weights[told] += 1 if told in VAGUE else SPECIFIC
    return min(weights, key=lambda each: (-weights[each], each), default=None)


def _outcomes(group: Iterable[_Telling]) -> tuple[Outcome, ...]:
    """Numbers with what became of them, the commonest first: of "two" and "2" the shorter. That there were several is no number."""
    told: dict[tuple[Hashable, str | None], list[tuple[str | None, str]]] = defaultdict(list)
    for telling in group:
        value = telling.value
        assert isinstance(value, TargetValue)
        words = " ".join((value.number or "").split()).strip("-–— ")
        words = "" if words == "PLURAL" else words
        if words or value.effect:
            told[(_amount(words), value.effect)].append((words or None, telling.key))
    found = [
        Outcome(
            number=min((words for words, _ in held if words), key=lambda words: (len(words), words), default=None),
            effect=effect,
            claims=tuple(sorted(key for _, key in held)),
        )
        for (_, effect), held in told.items()
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.claims), one.number is None, one.number or "", one.effect or "~")))


@lru_cache(maxsize=10_000)
def _amount(words: str) -> Hashable:
    """What a number comes to, so that "two" is 2; the words themselves where that cannot be told."""
    quantity = next(iter(find_quantities(f"{words} people")), None) if words else None
    return (quantity.low, quantity.high, quantity.bound) if quantity else words.casefold()


def _reports(group: Iterable[_Telling], origins: Mapping[str, tuple[str, ...]]) -> int:
    return len({origins[telling.document] for telling in group})


def _score(group: Iterable[_Telling]) -> float:
    return round(max(telling.score for telling in group), 3)


def _by_number(words: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(words)
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))


def _commonest(words: Iterable[str]) -> str:
    """The words told most often; of equals the shortest. Capitals at the beginning of a sentence tell nothing apart."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in words:
        counts[each.casefold()][each] += 1
    best = min(counts, key=lambda each: (-sum(counts[each].values()), len(each), each))
    return min(counts[best], key=lambda each: (-counts[best][each], sum(letter.isupper() for letter in each), each))


def _fullest_words(names: Sequence[str]) -> str:
    """The name of most words, of these the commonest; without its article."""
    longest = max(len(folded(name).split()) for name in names)
    return _commonest(bare(name) for name in names if len(folded(name).split()) == longest)


__all__ = ["reckon_targets", "reckon_weapons", "weapon_kind", "within_figures"]
