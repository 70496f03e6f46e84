"""Values in words, the same on every page, table and line of the terminal."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from variorum.lexicon.en.wording import MONTHS, TYPE_WORDS, day_words, days_words
from variorum.lexicon.gazetteer import country
from variorum.lexicon.headwords import singular
from variorum.model import Figure, FigureValue, Outcome, When, Where

CATEGORY_WORDS = {
    "killed": "Killed", "injured": "Injured", "missing": "Missing", "hostage": "Held hostage", "abducted": "Abducted",
    "released": "Released", "rescued": "Rescued", "escaped": "Escaped", "arrested": "Arrested", "displaced": "Displaced",
    "perpetrators": "Attackers",
}  # fmt: skip
KIND_WORDS = {**TYPE_WORDS, "other": "Type not known"}
STAGE_WORDS = {"ACCOMPLISHED": "", "ATTEMPTED": "attempted", "THREATENED": "threatened"}
STATUS_WORDS = {
    "REPORTED AS FACT": "reported as fact", "CLAIMED OR ADMITTED": "claimed or admitted it", "SUSPECTED OR ACCUSED": "suspected or accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "suspected or accused by authorities", "POSSIBLE": "named as possible",
    "ACQUITTED": "acquitted", "DENIED": "denied",
}  # fmt: skip
GRADING_WORDS = {
    "Confirmed": "the actor accepts responsibility", "Fair": "two or more sources, uncontested", "Weak": "a single source",
    "Contested": "competing claims", "Discounted": "found not to be so",
}  # fmt: skip
ACCOUNT_WORDS = {
    "news": "news", "background": "background", "cumulative": "running total", "planned": "planned", "hypothetical": "hypothetical",
}  # fmt: skip
GROUP_WORDS = {
    "all": "people", "adults": "adults", "children": "children", "women": "women", "men": "men", "civilians": "civilians",
    "hostages": "hostages", "security_forces": "security forces", "military": "soldiers", "police": "police", "perpetrators": "attackers",
    "journalists": "journalists", "medics": "medics", "officials": "officials", "foreigners": "foreigners", "unknown": "people",
}  # fmt: skip
TARGET_WORDS = {
    "GOVERNMENT OFFICIAL": "official", "FORMER GOVERNMENT OFFICIAL": "former official", "POLITICAL FIGURE": "politician",
    "LAW ENFORCEMENT": "police", "LEGAL OR JUDICIAL": "of the courts", "ACTIVE MILITARY": "military",
    "FORMER ACTIVE MILITARY": "former military", "SECURITY GUARD": "guard", "DIPLOMAT": "diplomat", "ENERGY": "energy",
    "GOVERNMENT OFFICE OR RESIDENCE": "of the government", "ORGANIZATION OFFICE": "of an organisation",
    "DIPLOMAT OFFICE OR RESIDENCE": "diplomatic", "POLITICAL FIGURE OFFICE OR RESIDENCE": "of a politician",
    "LAW ENFORCEMENT FACILITY": "of the police", "WATER": "water supply",
    "CIVILIAN": "", "OTHER": "", "COMMERCIAL": "", "TRANSPORT VEHICLE": "", "COMMUNICATIONS": "", "FINANCIAL": "", "CIVILIAN RESIDENCE": "",
    "TRANSPORTATION ROUTE": "",
}  # fmt: skip
EFFECT_WORDS = {
    "DEATH": "killed", "INJURY": "injured", "NO INJURY": "not injured", "NO DEATH": "not killed", "NO INJURY OR DEATH": "unharmed",
    "REGAINED FREEDOM": "freed", "ESCAPED": "escaped", "SOME DAMAGE": "damaged", "DESTROYED": "destroyed", "NO DAMAGE": "not damaged",
    "PROPERTY TAKEN FROM TARGET": "robbed", "MONEY TAKEN FROM TARGET": "robbed",
}  # fmt: skip
SPEAKER_WORDS = {
    "official": "official", "military": "military", "police": "police", "medical": "medical", "agency": "news agency", "ngo": "NGO",
    "witness": "person on the spot", "armed_group": "armed group", "politician": "politician", "expert": "expert", "unnamed": "unnamed",
}  # fmt: skip
RULE_WORDS = {
    "range": "range: the lowest and the highest number that an outlet ends with, but for early ones that a rising count overtook; best is "
    "the number that most witnesses end with or allow",
    "majority": "majority: the number that more than half of the witnesses end with or allow; without one, no best",
    "priority": "priority: the number of the sources that rank first, medical before official before police, outlets last",
    "conservative": "conservative: the lowest number that two witnesses name or allow; the lowest of all where no two agree",
    "decision": "decision: the number that the team decided on",
}  # fmt: skip
RULE_NAMES = {
    "range": "Range", "majority": "Majority", "priority": "Priority", "conservative": "Conservative", "decision": "Decision",
}  # fmt: skip
VAGUE_WORDS = {
    "plural": "several", "dozens": "dozens", "scores": "scores", "hundreds": "hundreds", "thousands": "thousands",
    "tens_of_thousands": "tens of thousands",
}  # fmt: skip
_OF_PEOPLE = frozenset({"DEATH", "INJURY", "NO INJURY", "NO DEATH", "NO INJURY OR DEATH", "REGAINED FREEDOM", "ESCAPED"})
COUNTED = (
    "Witnesses are independent origins: copies of one text, reports under one agency's credit and reports that quote one speaker count "
    "as one."
)
SHORT = 8  # digits of a key that are shown: a clash needs some 65,000 records of one kind, and is then said
_LAST_WORD = re.compile(r"(.*?)([^\W\d_]+)", re.DOTALL)
_TRAILING = re.compile(
    r"(?:[\s,;:.]+(?:who|whom|which|that|and|or|of|in|at|to|from|with|by|for|are|is|was|were|have|has|had|been|being|hostage|captive))*[\s,;:]*$"
)
_KEY = re.compile(r"([a-z]+):([0-9a-f]+)(?:@[0-9a-f]*)?")


def number_words(number: int) -> str:
    """1128 as 1,128."""
    return f"{number:,}"


def figure_words(value: FigureValue) -> str:
    """A figure as its words have it: "at least 137", "150–199", "dozens (24+)", "none"."""
    low, high = number_words(value.low), None if value.high is None else number_words(value.high)
    if value.bound in VAGUE_WORDS:
        return f"{VAGUE_WORDS[value.bound]} ({_ends(low, high)})"
    if high is None:
        return f"{'more than' if value.bound == 'more_than' else 'at least'} {low}"
    if value.bound == "at_most":
        return f"up to {high}"
    if value.bound == "about":
        return f"about {low}" if low == high else f"nearly {number_words((value.high or 0) + 1)} ({low}–{high})"
    return "none" if value.low == value.high == 0 else _ends(low, high)


def _ends(low: str, high: str | None) -> str:
    if high is None:
        return f"{low}+"
    return low if low == high else f"{low}–{high}"


def group_words(value: FigureValue, words: str = "") -> str:
    """Whom a figure counts: the noun as printed, else the group; "" where it counts all and says no more than "people".

    One is no "hostages". `words` are those of the claim, for what a hyphen ties to the noun: "hostage-takers".
    """
    printed = " ".join((value.group_text or "").split())
    if printed and printed.casefold() not in ("people", "persons", "person"):
        tied = re.search(rf"\b(?:\w+-)+{re.escape(printed)}\b", words)
        noun = tied.group() if tied else printed
        return one_of(noun) if value.low == value.high == 1 else noun
    named = [GROUP_WORDS[group] for group in value.group if group not in ("all", "unknown")]
    return " and ".join(named)


def one_of(noun: str) -> str:
    """A noun as it is said of one: "others" as "other", "hostage-takers" as "hostage-taker"."""
    parts = _LAST_WORD.fullmatch(noun)
    return f"{parts[1]}{singular(parts[2])}" if parts and parts[2].islower() else noun


def told_number(number: str) -> str:
    """A number in the notation of MUC-4 in words: "90-" as "at least 90", "~130" as "about 130"."""
    if number.startswith("~"):
        return f"about {number[1:]}"
    return f"at least {number[:-1]}" if len(number) > 1 and number.endswith("-") else number


def trimmed(words: str) -> str:
    """A noun phrase without what our reader took along behind it: "woman who", "guards are", "women,"."""
    return _TRAILING.sub("", words) or words


def range_words(figure: Figure) -> str:
    """Low–best–high: "118–130–174"; two numbers where no best is known, "84" where all agree, "137+" where the upper end is open."""
    return ends_words(figure.low, figure.best, figure.high)


def ends_words(low: int | None, best: int | None, high: int | None) -> str:
    """The three numbers of a figure as `range_words` gives them."""
    if low is None:
        return "not known"
    numbers = [low]
    if best is not None and not low == best == high:
        numbers.append(best)
    if high is not None:
        numbers.append(high)
    if len(set(numbers)) == 1:
        numbers = numbers[:1]
    return "–".join(map(number_words, numbers)) + ("+" if high is None else "")


def effect_words(effect: str | None) -> str:
    """What became of a target, in words."""
    return EFFECT_WORDS.get(effect, effect.lower()) if effect else ""


def target_type_words(type: str | None) -> str:
    """A target's type where it says more than the noun of the target does, else ""."""
    return TARGET_WORDS.get(type, type.lower()) if type else ""


def beside(kind: str, label: str) -> str:
    """A type or kind where it says more than the words that it stands beside: not "explosive" of an explosive, "police" of policemen."""
    known = {singular(word.removesuffix("s")) for word in re.findall(r"\w+", label.casefold())}
    last = kind.rpartition(" ")[2]
    return "" if any(word.startswith(last) for word in known) else kind


def outcome_words(outcomes: Sequence[Outcome]) -> str:
    """What is told of a target's numbers and fate: "142 killed; 100 injured". What another line says with a number is not said again."""
    numbered = {each.effect for each in outcomes if each.number}
    said = []
    for each in outcomes:
        if each.number is None and each.effect in numbered:
            continue
        number = each.number if each.number != "1" or each.effect in _OF_PEOPLE else None
        said.append(" ".join(filter(None, (number, effect_words(each.effect)))))
    return "; ".join(dict.fromkeys(filter(None, said)))


def date_words(when: When | None) -> str | None:
    """A date as exact as it is known: "1–3 September 2004", "September 2004", "2004", "by 5 May 2010"; None for None."""
    if when is None:
        return None
    if when.earliest is None or when.latest is None:
        day = when.earliest or when.latest
        assert day is not None  # a date without either end is no When
        return f"{'from' if when.earliest else 'by'} {day_words(day)}"
    first, last = when.earliest, when.latest
    if first == last:
        return day_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _months(first, last)
    return days_words(first, last)


def _months(first: date, last: date) -> str:
    end = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    return f"{MONTHS[first.month - 1]}{'' if first.year == last.year else f' {first.year}'} – {end}"


def place_words(where: Where | None) -> str | None:
    """A place with its precision in words: "Beslan, North Ossetia, Russia"; "somewhere in North Ossetia, Russia"; None for None."""
    if where is None:
        return None
    land = country_words(where.country) if where.country and where.kind != "country" else None
    named = list(dict.fromkeys(part for part in (where.name, _province_of(where), land) if part))
    words = ", ".join(" ".join(part.split()) for part in named)
    site = f"{' '.join(where.site.split())}, " if where.site and where.site != where.name else ""
    if where.precision == 7:
        return f"at sea or in the air: {site}{words}"
    if where.precision >= 3:
        return f"{site}somewhere in {words}"
    return f"near {site}{words}" if where.precision == 2 else f"{site}{words}"


def _province_of(where: Where) -> str | None:
    """The province; of "Murcia, Region de" its words in the order of speech, and nothing where it is named for the town."""
    name, _, kind = (where.admin1 or "").partition(", ")
    return None if name == where.name else f"{kind} {name}".strip() or None


def country_words(code: str) -> str:
    """The name of a country; its code where the gazetteer does not know it."""
    place = country(code)
    return place.name if place else code


def short(key: str) -> str:
    """The beginning of a key that is long enough to find it: its kind and eight digits."""
    match = _KEY.fullmatch(key)
    return f"{match[1]}:{match[2][:SHORT]}" if match else key
