"""Datelines: town, day and agency before the dash with which a report begins ("NAIROBI, Kenya, April 2 (Some Wire) — Gunmen …").

The one idea of them that all stages ask. Wires print the town in capitals; papers also print it as any name, and then a day, an agency or
the gazetteer must bear it out. What stands here is of the report, not of what it tells: where it was filed, its day, who sent it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from variorum.lexicon.gazetteer import lookup
from variorum.lexicon.printed_dates import names_of_months, names_of_weekdays
from variorum.lexicon.registry import Registry
from variorum.lexicon.sources import is_agency
from variorum.lexicon.speech import headline_labels

_LONGEST = 160  # code points of a line in which a dateline ends
_SHORTEST = 5  # letters from which a town in capitals needs no gazetteer: what is shorter is mostly an acronym
_PARTICLES = frozenset("al and da das de del der des di do dos du e el la las le los of on sur the upon".split())
_SMALL_START = re.compile(r"\s*[\"'“‘(\[]*[a-zß-ÿ]")
_SENTENCE_END = re.compile(r"[.!?][\"”’]? +(?=[A-ZÀ-Þ][A-ZÀ-Þ.'’])")
_LINE = re.compile(r"^[^\S\n]*(?=[\w\"'“(\[])", re.MULTILINE)
_MARK = re.compile(r"[-–—―_:]")
_BRACKET = re.compile(r"[(\[/]")
_BRACKETED = re.compile(r"(?P<before>[A-ZÀ-Þ][^()\n]{1,80})?\(\s?(?P<credit>[A-ZÀ-Þ][\w.&'’/ -]{1,48}?)\s?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """`text[start:end]`, from its first sign to the first letter of the report, or to the end of its line.

    `town`, `regions` ("Pa.", "Kenya"), `day` ("April 2") and `credit` (what stands in brackets) are as printed, "" or () where there is
    none; a line may begin with a credit alone. `mark` is the dash, or a colon.
    """

    start: int
    end: int
    town: str
    regions: tuple[str, ...]
    day: str
    credit: str
    mark: str

    @property
    def in_capitals(self) -> bool:
        """Whether the town is printed in capitals ("McALLEN" is)."""
        return self.town.removeprefix("Mc").isupper()


@lru_cache(maxsize=2)  # the finders ask again
def find_datelines(text: str) -> tuple[Dateline, ...]:
    """The datelines of a text in their order: at the start of a line, or behind a sentence that ends in one (a title run into the text)."""
    starts = [(match.end(), True) for match in _LINE.finditer(text)] + [(match.end(), False) for match in _SENTENCE_END.finditer(text)]
    found: list[Dateline] = []
    for start, begins_line in sorted(starts):
        one = _dateline_at(text, start) if not found or start >= found[-1].end else None
        if one is not None and (begins_line or (one.in_capitals and (one.regions or one.day or one.credit))):
            found.append(one)
    return tuple(found)


def dateline_of(line: str) -> Dateline | None:
    """The dateline that a line begins with."""
    match = _LINE.match(line)
    return _dateline_at(line, match.end()) if match else None


def credits(text_head: str, registry: Registry | None = None) -> str | None:
    """The agency credited in the line with which a report begins ("MOSCOW (AP) —"), as printed; None if there is none.

    In the dateline of a town in capitals any name in brackets is a credit; elsewhere it must be an agency's.
    """
    line = text_head[:400].split("\n", 1)[0]
    if not _BRACKET.search(line, 0, _LONGEST):
        return None
    found = dateline_of(line)
    if found is not None and found.credit and found.in_capitals and not re.search(r"\d", found.credit):
        return found.credit
    match = _BRACKETED.match(line)
    return match["credit"].strip() if match and is_agency(match["credit"].strip(), registry) else None


def _dateline_at(text: str, start: int) -> Dateline | None:
    end = min(len(text), start + _LONGEST)
    match = _pattern().match(text, start, end) if _MARK.search(text, start, end) else None
    if match is None:
        return None
    town, credit, day = (match["town"] or "").rstrip("."), (match["credit"] or "").strip(), match["day"] or match["lone"] or ""
    if match["bracket"] and not (match["regions"] or day or credit) and is_agency(town):
        town, credit = "", town
    regions = tuple(part.strip(" ()") for part in re.split(r",| \(", match["regions"] or "") if part.strip(" ()"))
    found = Dateline(start=start, end=match.end(), town=town, regions=regions, day=day, credit=credit, mark=match["mark"].strip())
    return found if _holds(found, text) else None


def _holds(found: Dateline, text: str) -> bool:
    """Whether what has the form of a dateline is one, and no sentence with a dash in it."""
    if not found.town:
        return is_agency(found.credit)
    words = found.town.replace("&", " ").split()
    if words[0].casefold().strip(".") in headline_labels() | names_of_months().keys() | names_of_weekdays().keys():
        return False
    shouted = text[found.end : found.end + 20].isupper()  # in a text in capitals they say nothing
    borne_out = bool(found.day) or _is_credit(found.credit, lenient=found.in_capitals and not shouted)
    if borne_out or found.mark == ":":
        return borne_out and (found.in_capitals or (found.mark != ":" and _is_name(words)))
    if _SMALL_START.match(text, found.end) or (shouted and not _begins_paragraph(text, found.start)):
        return False  # "NATO — which has no troops there — said"
    if found.in_capitals and not shouted and (found.regions or sum(map(str.isalpha, found.town)) >= _SHORTEST):
        return True
    return (found.in_capitals or _is_name(words)) and bool(lookup(found.town))


def _is_credit(words: str, *, lenient: bool) -> bool:
    """Whether words in brackets are an agency's, or, in a lenient view, any name."""
    return bool(words) and ((lenient and words[0].isupper()) or is_agency(words))


def _begins_paragraph(text: str, start: int) -> bool:
    """Whether an empty line or none stands before a place in a text; old wires wrap their lines."""
    line = text.rfind("\n", 0, start) + 1
    return line == 0 or not text[text.rfind("\n", 0, line - 1) + 1 : line].strip()


def _is_name(words: list[str]) -> bool:
    return all(word[0].isupper() or word in _PARTICLES for word in words) and words[0][0].isupper()


@cache
def _pattern() -> re.Pattern[str]:
    """The form of a dateline. A hyphen is one between blanks or behind a bracket; longer dashes may stand close."""
    months = "|".join(form for name in names_of_months() for form in (re.escape(name.capitalize()), re.escape(name.upper())))
    weekdays = "|".join(form for name in names_of_weekdays() for form in (re.escape(name.capitalize()), re.escape(name.upper())))
    word = r"[^\W\d_](?:[\w.'’/]|-(?=\w))*+"
    capital = r"[^\W\d_a-zß-ÿ](?:[\w.'’/]|-(?=\w))*+"
    hour = r"(?:,?\ \d{1,2}[:.h]\d\d(?:\ ?[ap]\.?m\.?)?(?:\ [A-Z]{2,4}\b)?)?"
    day = rf"""(?:(?:{weekdays})\b\.?,?\ )?
        (?:(?:{months})\b\.?\ \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\ (?:{months})\b\.?)(?:,?\ (?:\d{{4}}|\d\d)\b)?{hour}
        | (?:{weekdays})\b
        | \d{{4}}-\d\d-\d\d
        | \d\d?[./]\d\d?[./](?:\d{{4}}|\d\d)"""
    return re.compile(
        rf"""
        ["'“‘]*(?P<bracket>[(\[])?
        (?: (?P<lone>{day})
          | (?P<town>{word}(?:\ (?:&\ )?{word}){{0,4}})
            [)\]]?
            (?P<regions>(?:,\ (?!(?:{months}|{weekdays})\b){capital}(?:\ (?:(?:of|and|the|de|del|la)\ )?{capital}){{0,2}}){{1,3}}
              | \ \({capital}(?:\ {capital}){{0,2}}\)(?=,))?
            (?:[,.]{{0,2}}\ ?\(?(?P<day>{day})\)?)?
        )
        [,.]?
        (?:\ ?-{{0,2}}\ ?[(\[/]\ ?(?P<credit>[^()\[\]\n/]{{0,60}}(?:/[^()\[\]\n/]{{1,30}})?)\ ?[)\]/])?
        (?P<mark>\ ?(?:-{{2,3}}|[–—―])\ *|(?:(?<=[)\]/])\ ?|\ )[-_](?:\ +|(?=\n)|$)|(?<=[)\]/])[-_](?=\S)|:\ *)
        """,
        re.VERBOSE,
    )
