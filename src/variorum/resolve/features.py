"""What two accounts have in common and what sets them apart: named features, their weights in `weights.tsv`, and their reasons in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from math import log1p, log10
from typing import TypeAlias

from variorum.lexicon.distance import kilometres
from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.en.wording import counted, with_a
from variorum.model import FigureValue, Where
from variorum.resolve.profile import Profile
from variorum.resolve.view import BIG, RARE_TYPES, View, view_of
from variorum.resolve.weighing import Weighed, weights_of
from variorum.resolve.wording import cosine

__all__ = ["RARE_TYPES", "Feature", "compare", "odds_of", "weights"]

# Types that reports use for one another: a siege is also told as an attack and a shooting, an air strike as a bombing.
KIN: tuple[frozenset[str], ...] = (
    frozenset({"hostage_taking", "armed_assault", "shooting", "kidnapping", "hijacking", "execution", "bombing", "armed_clash"}),
    frozenset({"bombing", "armed_assault", "arson", "air_strike", "shelling", "hijacking", "disaster"}),
    frozenset({"shooting", "armed_assault", "assassination", "armed_clash", "execution", "robbery", "protest_violence", "disaster"}),
    frozenset({"stabbing", "vehicle_ramming", "armed_assault"}),
)
NEWS = ((1, "news_same_day"), (3, "news_days"), (10, "news_week"), (60, "news_apart"), (365, "news_months_apart"))
OVERLAP = {1: ("same_day", "same day"), 2: ("same_days", "same days"), 3: ("same_week", "same week"), 4: ("same_month", "same month")}
NEAR_KM, FAR_KM = 30, 100  # a suburb is told as its town; beyond, reports speak of another town
WEEK, ANNIVERSARY, YEAR = 6, 4, 365  # days
LONG = 60  # terms of a text whose words can be compared with another's
LIKENESS = ((0.10, "text_10"), (0.18, "text_18"), (0.28, "text_28"), (0.40, "text_40"), (0.60, "text_60"), (2.0, "text_top"))

# Name of a feature, its degree, and its words, which are put together only for those who read them: a form, and what fills it.
Trait: TypeAlias = tuple[str, float, str | Callable[..., str], tuple[object, ...]]
Traits: TypeAlias = tuple[Trait, ...]
NONE: Traits = ()


class Feature(Weighed):
    """One thing that speaks for or against two accounts being one incident."""

    __slots__ = ()
    package = "variorum.resolve"


def weights() -> Mapping[str, float]:
    """Name of a feature → its weight, in log-odds."""
    return weights_of(Feature.package)


def compare(left: Profile, right: Profile) -> tuple[Feature, ...]:
    """All features of a pair; which of the two comes first does not matter."""
    return tuple(
        Feature(name=name, degree=degree, words=words.format(*given) if isinstance(words, str) else words(*given))
        for name, degree, words, given in _traits(left, right)
    )


def odds_of(left: Profile, right: Profile) -> float:
    """The log-odds of a pair: the sum of its features and of their prior, without their words."""
    worth = weights()
    return round(worth["prior"] + sum([worth[name] * degree for name, degree, _, _ in _traits(left, right)]), 6)


def _traits(left: Profile, right: Profile) -> Traits:
    one, other = (view_of(right), view_of(left)) if right.key < left.key else (view_of(left), view_of(right))
    return (
        *_time(one, other),
        *_years(one, other),
        *_anniversary(one, other),
        *_place(one, other),
        *_type(one, other),
        *_stage(one, other),
        *_sites(one, other),
        *_rare(one, other),
        *_names(one, other),
        *_text(one, other),
        *_tolls(one, other),
        *_named_days(one, other),
        *(_particulars(one, other) if one.small and other.small else NONE),
    )


def _trait(name: str, words: str | Callable[..., str] = "", *given: object, degree: float = 1.0) -> Traits:
    return ((name, degree, words, given),)


# ---------------------------------------------------------------- time


def _time(left: View, right: View) -> Traits:
    one, other = left.profile.when, right.profile.when
    if one is not None and other is not None:
        return _days(left, right, max(one.precision, other.precision), resolved="resolved" in (one.how, other.how))
    if one is not None or other is not None:
        dated, undated = (left, right) if one is not None else (right, left)
        return _told(dated, undated) if undated.published is not None else NONE
    if left.published is None or right.published is None:
        return _trait("undated")
    if not (left.is_fresh and right.is_fresh):
        return NONE
    gap = abs(left.published - right.published)
    name = next((name for days, name in NEWS if gap <= days), "")
    late = "" if name else "told_late" if _years(left, right) or _anniversary(left, right) else "news_years_apart"
    return _trait(name or late, _published, gap)


def _days(left: View, right: View, coarse: int, *, resolved: bool) -> Traits:
    gap = max(0, right.first - left.last, left.first - right.last)
    if gap == 0:
        return _trait(*OVERLAP.get(coarse, ("same_year", "same year")))
    if gap == 1:
        return _trait("day_apart", "one day apart")
    if gap <= 3:
        return _trait("few_days_apart", "{} days apart", gap)
    published = abs(left.published - right.published) if left.published is not None and right.published is not None else 99
    soft = gap <= 8 and published <= 7 and resolved
    doubtful = left.is_today or right.is_today
    return _trait("days_apart_soft" if soft else "days_apart_doubtful" if doubtful else "days_apart", "{} days apart", gap)


def _told(dated: View, other: View) -> Traits:
    """A dated account against the day on which the undated one was published."""
    assert other.published is not None
    assert dated.profile.when is not None
    if dated.first - other.published > 1:
        return _trait("told_before_doubtful" if dated.is_today else "told_before", "published before the other happened")
    if not other.is_fresh or dated.profile.when.precision > 2:
        return NONE
    gap = other.published - dated.last
    if gap <= 10:
        return _trait("told_at_once" if gap <= 3 else "told_soon", _published, max(0, gap))
    return _trait("looks_back" if _looks_back(other) else "told_late")


def _looks_back(each: View) -> bool:
    """Whether a report speaks of a trial, an inquiry, an anniversary: then it may be late and yet about nothing else."""
    terms = each.profile.terms
    return any(word in terms for word in read_lines("looking_back_words.txt"))


def _anniversary(left: View, right: View) -> Traits:
    """One report stands on the calendar day of the other, some years later, give or take some days."""
    for happened, published in ((left.happened_day, right.published_day), (right.happened_day, left.published_day)):
        if happened and published and (published[0] - happened[0]) * YEAR + published[1] - happened[1] >= YEAR - ANNIVERSARY:
            gap = abs(published[1] - happened[1])
            if min(gap, YEAR - gap) <= ANNIVERSARY:
                return _trait("anniversary", "published on a day on which it was {} years before", published[0] - happened[0])
    return NONE


def _years(left: View, right: View) -> Traits:
    """One account, told in a later year, names the year of the other."""
    for one, other in ((left, right), (right, left)):
        if other.year in one.named_years and one.published_day is not None and one.year in (None, one.published_day[0]):
            return _trait("names_year", "one names the year {}", other.year, degree=round(1 / len(one.named_years), 6))
    return NONE


def _published(gap: int) -> str:
    return "published on one day" if gap == 0 else f"published {counted(gap, 'day')} apart"


# ---------------------------------------------------------------- place and kind


def _place(left: View, right: View) -> Traits:
    a, b = left.profile.where, right.profile.where
    if a is not None and b is not None:
        return _places(left, right, a, b)
    named, other = (left, right) if a is not None else (right, left)
    where = named.profile.where
    return _trait("names_place", "both name {}", where.name) if where is not None and named.fine and _names_it(other, named) else NONE


def _places(left: View, right: View, a: Where, b: Where) -> Traits:
    fine = left.fine and right.fine
    if (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id) or a.name.casefold() == b.name.casefold():
        return _trait("same_place" if fine else "same_region", "both in {}", a.name)
    if not fine and _inside(a, b):
        return _trait("same_region", "both in {}", b.name if b.precision > a.precision else a.name)
    return _elsewhere(left, right, a, b, kilometres(a, b) if fine else None)


def _elsewhere(left: View, right: View, a: Where, b: Where, distance: float | None) -> Traits:
    if distance is not None and distance <= NEAR_KM:
        return _trait("near", "{} and {} lie {:.0f} km apart", a.name, b.name, distance)
    abroad = bool(a.country and b.country and a.country != b.country)
    if not abroad and (distance is None or distance <= FAR_KM):
        return _trait("same_region", degree=0.5)
    if _names_it(left, right) or _names_it(right, left):
        return _trait("place_unclear", "{} and {}, one of them named by both", a.name, b.name)
    if abroad:
        return _trait("other_country", "{} and {} lie in different countries", a.name, b.name)
    return _trait("far", "{} and {} lie {:.0f} km apart", a.name, b.name, distance)


def _inside(a: Where, b: Where) -> bool:
    """Whether one place may lie in the other, as far as their records say."""
    wide, fine = (a, b) if a.precision > b.precision else (b, a)
    if wide.country and fine.country and wide.country != fine.country:
        return False
    return wide.kind == "country" or wide.precision >= 6 or fine.admin1 is None or wide.name == fine.admin1


def _names_it(each: View, other: View) -> bool:
    """Whether an account has the words of the place of the other."""
    terms, names = each.profile.terms, each.profile.names
    return all(word in terms or word in names for word in other.place_words)


def _type(left: View, right: View) -> Traits:
    ours, theirs = left.types, right.types
    if not ours or not theirs:
        return NONE
    if both := ours & theirs:
        return _trait("same_rare_type" if both & RARE_TYPES else "same_type", _both_kinds, both)
    if any(ours & kin and theirs & kin for kin in KIN):
        return _trait("kin_type")
    return _trait("other_type", _kinds_against, ours, theirs)


def _both_kinds(types: frozenset[str]) -> str:
    return f"both {_kinds(types)}"


def _kinds_against(ours: frozenset[str], theirs: frozenset[str]) -> str:
    return f"{_kinds(ours)} against {_kinds(theirs)}"


def _kinds(types: frozenset[str]) -> str:
    return ", ".join(sorted(types)).replace("_", " ")


def _stage(left: View, right: View) -> Traits:
    ours, theirs = left.profile.stages, right.profile.stages
    if ours and theirs and ours.isdisjoint(theirs):
        return _trait("other_stage", "one came to pass, the other did not")
    return NONE


def _sites(left: View, right: View) -> Traits:
    ours, theirs = left.profile.sites, right.profile.sites
    if not ours or not theirs:
        return NONE
    shared = ours & theirs
    return _trait("same_site", _both_at, shared) if shared else _trait("other_site")


def _both_at(sites: frozenset[str]) -> str:
    return f"both at {with_a(min(sites))}"


def _rare(left: View, right: View) -> Traits:
    """Two reports of days not far apart on a rare kind of incident, or on one with many dead: there are not many such in a week."""
    rare = left.profile.main and right.profile.main and not left.rare_types.isdisjoint(right.rare_types)
    if not rare and not (left.many_dead and right.many_dead):
        return NONE
    one, other = left.day or left.published, right.day or right.published
    return _trait("rare_in_days", "few such incidents in a week") if one and other and abs(one - other) <= WEEK else NONE


# ---------------------------------------------------------------- words and figures


def _names(left: View, right: View) -> Traits:
    """Names that are no place's, in their order, so that a sum of floats is the same whichever account comes first."""
    one, other = left.profile, right.profile
    worth, found, told = one.names, NONE, 0.0
    if shared := sorted(left.plain & right.plain):
        told = sum([worth[name] for name in shared])
        degree = round(log1p(told), 6)
        found = (("names", degree, _both_name, (shared, one, other)),)
        if one.outlet is not None and one.outlet == other.outlet:
            found += (("names_of_outlet", degree, "", ()),)
    if known := _known(right, left) if len(other.names) < len(worth) else _known(left, right):
        found += (("names_share", round(told / known, 6), "", ()),)
    if head := sorted(left.plain_head & right.plain_head):
        found += (("head_names", round(log1p(sum([one.head[name] for name in head])), 6), "", ()),)
    if not one.actors.isdisjoint(other.actors):
        found += _trait("same_actor", _both_accuse, one.actors & other.actors)
    return found


def _known(fewer: View, more: View) -> float:
    """The worth of the names of the account that has fewer, but for those of places."""
    if fewer.plain.isdisjoint(more.place_words):
        return fewer.known
    names = fewer.profile.names
    return sum([names[name] for name in sorted(fewer.plain - more.place_words)])


def _both_name(shared: list[str], one: Profile, other: Profile) -> str:
    best = sorted(shared, key=lambda name: (-one.names[name], name not in one.head, name not in other.head, name))[:4]
    return f"both name {', '.join(name.title() for name in best)}"


def _both_accuse(actors: frozenset[str]) -> str:
    return f"both accuse {min(actors).title()}"


def _text(left: View, right: View) -> Traits:
    one, other = left.profile, right.profile
    if min(len(one.terms), len(other.terms)) < LONG:
        return NONE
    likeness = cosine(one.terms, other.terms, one.norm * other.norm)
    name = next(name for limit, name in LIKENESS if likeness < limit)
    return _trait(name, {"text_60": "much the same words", "text_top": "nearly the same text"}.get(name, ""))


def _tolls(left: View, right: View) -> Traits:
    ours, theirs = left.profile.tolls, right.profile.tolls
    if not ours or not theirs:
        return NONE
    found = _trait("many_dead", "both tell of many dead") if left.many_dead and right.many_dead else NONE
    exact = left.exact & right.exact
    if exact and (number := max(exact)):
        if number < BIG:
            return found + _trait("same_small_toll", "both count {} killed", number)
        return found + _trait("same_toll", "both count {} killed", number, degree=1.0 if number % BIG == 0 else round(log10(number), 6))
    if any(_allow(one, other) for one in ours for other in theirs):
        return found
    assert left.most is not None
    assert right.most is not None
    return found + _trait("other_toll", "figures conflict: {} against {}", left.most.low, right.most.low)


# ---------------------------------------------------------------- particulars


def _named_days(left: View, right: View) -> Traits:
    """Days that both name, where those that they give are not one anyway: the reader may have taken the day of an arrest for that of the
    deed."""
    one, other = left.profile, right.profile
    if left.first == right.first and left.last == right.last and one.when is not None:
        return NONE
    if not left.days.isdisjoint(right.days):
        return _trait("names_day", _both_speak_of, left.days & right.days)
    if not left.days.isdisjoint(other.weekdays) or not right.days.isdisjoint(one.weekdays):
        return _trait("names_weekday", _both_speak_of, (left.days & other.weekdays) | (right.days & one.weekdays))
    return NONE


def _both_speak_of(days: frozenset[int]) -> str:
    day = date.fromordinal(min(days))
    return f"both speak of {day.day} {day:%B} {day.year}"


def _particulars(left: View, right: View) -> Traits:
    """What reports of a small incident tell. Of a large one they tell of many people, hours and streets, and who led it led others."""
    one, other, found = left.profile, right.profile, NONE
    if left.round_up or right.round_up:
        found += _trait("round_up", "one tells of several incidents")
    if one.hours and other.hours and left.around.isdisjoint(other.hours):
        found += _trait("other_hour", _hours_against, one.hours, other.hours)
    if one.streets and other.streets:
        shared = one.streets & other.streets
        found += _trait("same_street", _in_street, shared) if shared else _trait("other_street", "in other streets")
    if people := left.people & right.people:
        found += (("people", round(log1p(len(people)), 6), _both_tell_of, (people,)),)
    if one.ages and other.ages:
        if ages := one.ages & other.ages:
            share = round(len(ages) / min(len(one.ages), len(other.ages)), 6)
            found += (("same_ages", share, _both_tell_of_ages, (ages,)),)
        else:
            found += _trait("other_ages", "people of other ages")
    if max(one.hurt & other.hurt, default=0) > 1:
        found += _trait("same_hurt", _both_count_hurt, one.hurt & other.hurt)
    return found


def _hours_against(ours: frozenset[int], theirs: frozenset[int]) -> str:
    return f"at about {_clock(min(ours))} against {_clock(min(theirs))}"


def _clock(quarter: int) -> str:
    return f"{quarter // 4}:{quarter % 4 * 15:02}"


def _in_street(streets: frozenset[str]) -> str:
    return f"both in a street called {min(streets).title()}"


def _both_tell_of(people: frozenset[str]) -> str:
    return f"both tell of somebody called {', '.join(sorted(people)[:3]).title()}"


def _both_tell_of_ages(ages: frozenset[int]) -> str:
    return f"both tell of people aged {', '.join(f'{age}' if age >= 0 else f'{-age} months' for age in sorted(ages)[:4])}"


def _both_count_hurt(numbers: frozenset[int]) -> str:
    return f"both count {max(numbers)} injured"


def _allow(one: FigureValue, other: FigureValue) -> bool:
    """Whether two figures can both hold."""
    return (other.high is None or one.low <= other.high) and (one.high is None or other.low <= one.high)
