"""What two accounts have in common and what sets them apart: named features, their weights in `weights.tsv`, and their reasons in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import asin, cos, log1p, radians, sin, sqrt

from variorum.model import FigureValue, When, Where
from variorum.resolve.profile import Profile
from variorum.resolve.weighing import Weighed, weights_of
from variorum.resolve.wording import cosine, fold_word

RARE_TYPES = frozenset({"hostage_taking", "hijacking", "bombing", "vehicle_ramming", "air_strike", "shelling"})  # beside shootings
VAGUE_TYPES = frozenset({"other", "armed_assault"})
# Types that reports use for one another: a siege is also told as an attack and a shooting, an air strike as a bombing.
KIN: tuple[frozenset[str], ...] = (
    frozenset({"hostage_taking", "armed_assault", "shooting", "kidnapping", "hijacking", "execution", "bombing", "armed_clash"}),
    frozenset({"bombing", "armed_assault", "arson", "air_strike", "shelling", "hijacking", "disaster"}),
    frozenset({"shooting", "armed_assault", "assassination", "armed_clash", "execution", "robbery", "protest_violence", "disaster"}),
    frozenset({"stabbing", "vehicle_ramming", "armed_assault"}),
)
NEWS = ((1, "news_same_day"), (3, "news_days"), (10, "news_week"), (60, "news_apart"), (365, "news_months_apart"))
EARTH_KM = 6371.0
NEAR_KM, FAR_KM = 30, 100  # a suburb is told as its town; beyond, reports speak of another town
WEEK, ANNIVERSARY = 6, 4  # days
LONG = 60  # terms of a text whose words can be compared with another's
LIKENESS = ((0.10, "text_10"), (0.18, "text_18"), (0.28, "text_28"), (0.40, "text_40"), (0.60, "text_60"), (2.0, "text_top"))
BIG = 10  # dead: equal tolls of that size are seldom chance


class Feature(Weighed):
    """One thing that speaks for or against two accounts being one incident."""

    __slots__ = ()
    package = "variorum.resolve"


def weights() -> Mapping[str, float]:
    """Name of a feature → its weight, in log-odds."""
    return weights_of(Feature.package)


def compare(left: Profile, right: Profile) -> tuple[Feature, ...]:
    """All features of a pair; which of the two comes first does not matter."""
    if right.key < left.key:
        left, right = right, left
    found = (
        _time(left, right),
        _years(left, right),
        _anniversary(left, right),
        _place(left, right),
        _type(left, right),
        _stage(left, right),
        _sites(left, right),
        _rare(left, right),
        _names(left, right),
        _text(left, right),
        _tolls(left, right),
    )
    return tuple(feature for features in found for feature in features)


# ---------------------------------------------------------------- time


def _time(left: Profile, right: Profile) -> Iterator[Feature]:
    if left.when and right.when:
        yield _days(left, right, left.when, right.when)
    elif left.when or right.when:
        dated, other = (left, right) if left.when else (right, left)
        assert dated.when is not None
        if other.published is not None:
            yield from _told(dated, dated.when, other)
    elif left.published and right.published and left.main and right.main and left.news and right.news:
        gap = abs((left.published - right.published).days)
        late = "told_late" if _looks_back(left, right) else "news_years_apart"
        name = next((name for days, name in NEWS if gap <= days), late)
        yield Feature(name=name, words=f"published {_days_apart(gap)}")
    elif None in (left.published, right.published):
        yield Feature(name="undated")


def _days(left: Profile, right: Profile, one: When, other: When) -> Feature:
    gap = days_between(one, other)
    coarse = max(one.precision, other.precision)
    if gap == 0:
        names = {1: ("same_day", "same day"), 2: ("same_days", "same days"), 3: ("same_week", "same week"), 4: ("same_month", "same month")}
        name, words = names.get(coarse, ("same_year", "same year"))
        return Feature(name=name, words=words)
    if gap == 1:
        return Feature(name="day_apart", words="one day apart")
    if gap <= 3:
        return Feature(name="few_days_apart", words=f"{gap} days apart")
    published = abs((left.published - right.published).days) if left.published and right.published else 99
    soft = gap <= 8 and published <= 7 and "resolved" in (one.how, other.how)
    doubtful = _today(left, one) or _today(right, other)
    name = "days_apart_soft" if soft else "days_apart_doubtful" if doubtful else "days_apart"
    return Feature(name=name, words=f"{gap} days apart")


def _today(each: Profile, when: When) -> bool:
    """Whether a day that was worked out is the day of the report: a "yesterday" or "on Wednesday" may be that of a statement."""
    return when.how != "stated" and when.precision == 1 and when.earliest == each.published


def _told(dated: Profile, when: When, other: Profile) -> Iterator[Feature]:
    """A dated account against the day on which the undated one was published."""
    first, last = _ends(when)
    assert other.published is not None
    if (first - other.published).days > 1:
        doubtful = _today(dated, when)
        yield Feature(name="told_before_doubtful" if doubtful else "told_before", words="published before the other happened")
    elif other.main and other.news and when.precision <= 2:
        gap = (other.published - last).days
        if gap <= 10:
            yield Feature(name="told_at_once" if gap <= 3 else "told_soon", words=f"published {_days_apart(max(0, gap))}")
        else:
            yield Feature(name="told_late")


def _looks_back(left: Profile, right: Profile) -> bool:
    """Whether the later of two reports names the year of the earlier, or stands on an anniversary of it."""
    return any(True for _ in _years(left, right)) or any(True for _ in _anniversary(left, right))


def _anniversary(left: Profile, right: Profile) -> Iterator[Feature]:
    """One report stands on the calendar day of the other, some years later, give or take some days."""
    days = [(_day(each), each.published) for each in (left, right)]
    for (happened, _), (_, published) in (days, days[::-1]):
        if happened and published and published.year > happened.year:
            gap = abs(published.timetuple().tm_yday - happened.timetuple().tm_yday)
            if min(gap, 365 - gap) <= ANNIVERSARY:
                years = published.year - happened.year
                yield Feature(name="anniversary", words=f"published on a day on which it was {years} years before")
                return


def _day(each: Profile) -> date | None:
    """The day of an account: its own, or of undated news that of the report."""
    if each.when is not None and each.when.precision <= 2:
        return each.when.earliest
    return each.published if each.main and each.news and each.when is None else None


def _years(left: Profile, right: Profile) -> Iterator[Feature]:
    """One account, told in a later year, names the year of the other."""
    for one, other in ((left, right), (right, left)):
        year = _year(other)
        if year in one.years and one.published is not None and one.published.year != year and _year(one) in (None, one.published.year):
            named = one.years - {one.published.year}
            yield Feature(name="names_year", words=f"one names the year {year}", degree=round(1 / len(named), 6))
            return


def _year(each: Profile) -> int | None:
    """The year in which it happened: of undated news, the year of the report."""
    if each.when is not None:
        first, last = _ends(each.when)
        return first.year if first.year == last.year else None
    return each.published.year if each.published and each.main and each.news else None


def days_between(left: When, right: When) -> int:
    """Days between two dates, 0 where they overlap."""
    first, last = _ends(left)
    other_first, other_last = _ends(right)
    return max(0, (other_first - last).days, (first - other_last).days)


def _ends(when: When) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def _days_apart(gap: int) -> str:
    return "on one day" if gap == 0 else f"{gap} day{'' if gap == 1 else 's'} apart"


# ---------------------------------------------------------------- place and kind


def _place(left: Profile, right: Profile) -> Iterator[Feature]:
    if left.where is None or right.where is None:
        for one, other in ((left, right), (right, left)):
            if one.where is not None and one.where.precision <= 3 and _names_it(other, one.where):
                yield Feature(name="names_place", words=f"both name {one.where.name}")
        return
    yield _places(left, right, left.where, right.where)


def _places(left: Profile, right: Profile, a: Where, b: Where) -> Feature:
    fine = max(a.precision, b.precision) <= 3
    if (a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id) or a.name.casefold() == b.name.casefold():
        return Feature(name="same_place" if fine else "same_region", words=f"both in {a.name}")
    distance = kilometres(a, b) if fine else None
    if distance is not None and distance <= NEAR_KM:
        return Feature(name="near", words=f"{a.name} and {b.name} lie {distance:.0f} km apart")
    if not fine and _inside(a, b):
        return Feature(name="same_region", words=f"both in {b.name if b.precision > a.precision else a.name}")
    abroad = bool(a.country and b.country and a.country != b.country)
    if not abroad and (distance is None or distance <= FAR_KM):
        return Feature(name="same_region", degree=0.5)
    if _names_it(left, b) or _names_it(right, a):
        return Feature(name="place_unclear", words=f"{a.name} and {b.name}, one of them named by both")
    words = "lie in different countries" if abroad else f"lie {distance:.0f} km apart"
    return Feature(name="other_country" if abroad else "far", words=f"{a.name} and {b.name} {words}")


def _inside(a: Where, b: Where) -> bool:
    """Whether one place may lie in the other, as far as their records say."""
    wide, fine = (a, b) if a.precision > b.precision else (b, a)
    if wide.country and fine.country and wide.country != fine.country:
        return False
    return wide.kind == "country" or wide.precision >= 6 or fine.admin1 is None or wide.name == fine.admin1


def _names_it(each: Profile, place: Where) -> bool:
    words = [fold_word(word) for word in place.name.split()]
    return all(word in each.terms or word in each.names for word in words)


def kilometres(left: Where, right: Where) -> float | None:
    """Great-circle distance, by the haversine formula."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    a, b = radians(left.lat), radians(right.lat)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(right.lon - left.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def _type(left: Profile, right: Profile) -> Iterator[Feature]:
    ours, theirs = left.types - VAGUE_TYPES, right.types - VAGUE_TYPES
    if ours & theirs:
        name = "same_rare_type" if ours & theirs & RARE_TYPES else "same_type"
        yield Feature(name=name, words=f"both {_kinds(ours & theirs)}")
    elif ours and theirs:
        kin = any(ours & kin and theirs & kin for kin in KIN)
        yield Feature(name="kin_type" if kin else "other_type", words="" if kin else f"{_kinds(ours)} against {_kinds(theirs)}")


def _stage(left: Profile, right: Profile) -> Iterator[Feature]:
    if left.stages and right.stages and not left.stages & right.stages:
        yield Feature(name="other_stage", words="one came to pass, the other did not")


def _sites(left: Profile, right: Profile) -> Iterator[Feature]:
    shared = left.sites & right.sites
    if shared:
        yield Feature(name="same_site", words=f"both at a {sorted(shared)[0]}")
    elif left.sites and right.sites:
        yield Feature(name="other_site")


def _rare(left: Profile, right: Profile) -> Iterator[Feature]:
    """Two reports of days not far apart on a rare kind of incident, or on one with many dead: there are not many such in a week."""
    if not (left.main and right.main and left.types & right.types & RARE_TYPES) and not _many_dead(left, right):
        return
    one, other = _day(left) or left.published, _day(right) or right.published
    if one and other and abs((one - other).days) <= WEEK:
        yield Feature(name="rare_in_days", words="few such incidents in a week")


def _many_dead(left: Profile, right: Profile) -> bool:
    return all(max((value.low for value in each.tolls), default=0) >= BIG for each in (left, right))


def _kinds(types: frozenset[str]) -> str:
    return ", ".join(sorted(types)).replace("_", " ")


# ---------------------------------------------------------------- words and figures


def _names(left: Profile, right: Profile) -> Iterator[Feature]:
    places = {fold_word(word) for each in (left, right) if each.where for word in each.where.name.split()}
    fewer, more = (right, left) if len(right.names) < len(left.names) else (left, right)
    known = {name: worth for name, worth in fewer.names.items() if name not in places}
    shared = {name: worth for name, worth in known.items() if name in more.names}
    told = sum(shared.values())
    if shared:
        best = sorted(shared, key=lambda name: (-shared[name], name not in left.head, name not in right.head, name))[:4]
        words = f"both name {', '.join(name.title() for name in best)}"
        yield Feature(name="names", words=words, degree=round(log1p(told), 6))
    if known:
        yield Feature(name="names_share", degree=round(told / sum(known.values()), 6))
    head = [worth for name, worth in left.head.items() if name in right.head and name not in places]
    if head:
        yield Feature(name="head_names", degree=round(log1p(sum(head)), 6))
    if left.actors & right.actors:
        yield Feature(name="same_actor", words=f"both accuse {sorted(left.actors & right.actors)[0].title()}")


def _text(left: Profile, right: Profile) -> Iterator[Feature]:
    if min(len(left.terms), len(right.terms)) < LONG:
        return
    likeness = cosine(left.terms, right.terms, left.norm * right.norm)
    name = next(name for limit, name in LIKENESS if likeness < limit)
    words = {"text_60": "much the same words", "text_top": "nearly the same text"}.get(name, "")
    yield Feature(name=name, words=words)


def _tolls(left: Profile, right: Profile) -> Iterator[Feature]:
    if not left.tolls or not right.tolls:
        return
    if _many_dead(left, right):
        yield Feature(name="many_dead", words="both tell of many dead")
    exact = {value.low for value in left.tolls if value.low == value.high} & {value.low for value in right.tolls if value.low == value.high}
    if exact - {0}:
        number = max(exact)
        yield Feature(name="same_toll" if number >= BIG else "same_small_toll", words=f"both count {number} killed")
    elif not any(_allow(one, other) for one in left.tolls for other in right.tolls):
        most = max(left.tolls, key=lambda value: value.low), max(right.tolls, key=lambda value: value.low)
        yield Feature(name="other_toll", words=f"figures conflict: {most[0].low} against {most[1].low}")


def _allow(one: FigureValue, other: FigureValue) -> bool:
    """Whether two figures can both hold."""
    return (other.high is None or one.low <= other.high) and (one.high is None or other.low <= one.high)
