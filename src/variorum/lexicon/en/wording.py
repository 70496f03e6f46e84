"""Days and kinds of incident in English words, as titles, sentences and pages print them."""

from __future__ import annotations

from datetime import date

from variorum.lexicon.en.tables import read_lines

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
TYPE_WORDS = {
    "bombing": "Bombing", "shooting": "Shooting", "armed_assault": "Armed attack", "stabbing": "Stabbing",
    "vehicle_ramming": "Vehicle ramming", "hostage_taking": "Hostage-taking", "kidnapping": "Kidnapping", "hijacking": "Hijacking",
    "arson": "Arson", "air_strike": "Air strike", "shelling": "Shelling", "armed_clash": "Armed clash", "assassination": "Assassination",
    "execution": "Execution", "robbery": "Robbery", "forced_work_stoppage": "Forced work stoppage", "protest_violence": "Protest violence",
    "disaster": "Disaster", "other": "Incident",
}  # fmt: skip
UNNAMED_OUTLET = "an unnamed outlet"  # several may hide behind it


def day_words(day: date) -> str:
    """One day: "3 September 2004"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_words(first: date, last: date) -> str:
    """Some days: "1–3 September 2004", "30 March – 2 April 2015"."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_words(last)}"
    start = f"{first.day} {MONTHS[first.month - 1]}" if first.year == last.year else day_words(first)
    return f"{start} – {day_words(last)}"


def with_article(name: str) -> str:
    """The name of a body or state as it stands in a sentence: "the Red Front", "the United States", but "Hamas", "Islamic State"."""
    words = name.split()
    if not words or words[0].casefold() in ("the", "a", "an"):
        return name
    named = {word.casefold().partition("/")[0] for word in words}
    return f"the {name}" if not named.isdisjoint(read_lines("article_nouns.txt")) and not name.startswith("al-") else name


def with_a(noun: str) -> str:
    """A noun as it is first spoken of: "a theatre", "an arena"."""
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def counted(number: int, noun: str) -> str:
    """A number and what it counts: "1 report", "3 reports"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
