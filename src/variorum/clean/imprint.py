"""What is printed about a report: the line that names author, outlet and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from variorum.clean.words import any_listed, listed
from variorum.lexicon.gazetteer import lookup
from variorum.lexicon.printed_dates import find_printed_dates, find_printed_month
from variorum.lexicon.sources import is_agency, is_known
from variorum.model import When

LINE_WORDS = 30  # a longer line is text
FIELD_WORDS = 7  # "a correspondent for the Lakeside Daily"; a longer field is a sentence

_TOUCHES = "\ue000"  # marks a field that runs on into a date without a sign between them
_BY = re.compile(
    r"(?:by|written by|reported by|report by|story by|text by|words by|authors?|reporters?|compiled by|posted by|published by)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?P<later>(?:last |latest )?(?:up-?dated?|modified|revised|edited|changed|corrected|amended))"
    r"|(?:first |originally )?(?:published|posted|issued|printed|appeared|created|dated?|filed|released|publication date))"
    r"(?: (?:on|at|in|online))?\s*:?\s*$",
    re.IGNORECASE,
)
_APART = re.compile(r"\s+[-–—―/]+\s+|\s*[|·•;]\s*|,\s+|\s*\bon (?=$)|^\s*[-–—―]+\s*|\s*[-–—―]+\s*$|\t")
_TOGETHER = re.compile(r"\s+(?:and|&|with|und|et|y)\s+|\s*,\s+|\s+[-–—/]\s+|\s*[;|·•]\s*", re.IGNORECASE)
_HOUR = re.compile(
    r"\(?(?:at )?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?.{0,25}|\d{1,2} ?[ap]\.?m\.?.{0,12}"
    r"|(?:late |early )?(?:mid-?day|noon|night|evening|afternoon|morning|midnight)(?: (?:news|edition|bulletin))?"
    r"|(?:up-?dated?|published|posted|modified|last modified)(?: (?:at )?\d{1,2}[:.]\d{2}.{0,20})?"
    r"|all times .{1,30}|gmt|utc|[a-z]{3,4} time|\d+ min(?:ute)?s?(?: read)?|\d+ (?:hour|day|minute|week|month|year)s? ago)\)?",
    re.IGNORECASE,
)
_CHANGED_AT = re.compile(
    r"\b(?:up-?dated|published|posted|modified)(?: at)?:? \d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{3,4})?$", re.IGNORECASE
)
_SIDE_NOTE = re.compile(
    r"(?:data|sources?|photos?|pictures?|video|graphics?|translation|translated|edited|editing)\s*(?::| by )\s*\S.*", re.IGNORECASE
)
_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:no|nr|vol|volume|issue|edition|number|#)\.? ?\d+.{0,20}|page \d+|p\.? ?\d+", re.IGNORECASE)
_SITE = re.compile(r"\(?(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?\)?|\S+@\S+", re.IGNORECASE)
_OPENINGS = frozenset({"from", "in", "on", "for", "with", "by", "at", "about", "after", "how", "why", "what", "who", "when"})
_NAME_WORD = re.compile(r"[A-ZÀ-ÞĀ-ŽЀ-Я][^\W\d_]*(?:['’.-][^\W\d_]+)*\.?")
_NO_NAME = re.compile(
    r"(?:the|a|an|in|on|at|of|for|from|to|and|or|by|with|how|why|what|when|who|where|this|that|it|he|she|they|we|our|my|your|his|her|is|are|was"
    r"|skip|follow|e-?mail|read|watch|click|sign|get|view|share|see|more|breaking|photos?|video|image|related|update|live|city|editor)$",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    r"(?:our|a|an|the)?\s*(?:[\w-]+ ){0,2}?"
    r"(?:correspondents?|reporters?|staff|writers?|newsroom|agencies|editors?|contributors?|columnists?|desk)\b"
    r"(?: (?:in|at|for|of) .*)?",
    re.IGNORECASE,
)
_FOR_THE = re.compile(r"^(?:for|in|of) (?:the )?(?:blog |newspaper |paper |magazine |journal |site |website |programme )?(?=[A-ZÀ-Þ])")
_DESK = re.compile(
    r"\s*\(?(?:[\w-]+\.)+[a-z]{2,}\)?$"
    r"|\s+(?:(?:fact|world|foreign|news|city|night|political|security|data) )?(?:desk|staff|newsroom|correspondents?|writers?|reporters?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What one or several lines print about a report; nothing is worked out."""

    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: When | None = None
    modified: When | None = None
    credit: str | None = None

    def over(self, other: Imprint) -> Imprint:
        """This one, and what only the other knows."""
        return Imprint(
            byline=self.byline or other.byline,
            publisher=self.publisher or other.publisher,
            published=self.published or other.published,
            modified=self.modified or other.modified,
            credit=self.credit or other.credit,
        )


def when(value: date | datetime) -> When:
    """A printed day; an instant keeps its hour and zone."""
    if isinstance(value, datetime):
        return When.day(value.date(), at=value)
    return When.day(value)


def read_imprint(line: str) -> Imprint | None:
    """What a line prints about its report, if it does nothing else: author, outlet, date, hour, section; None for a line of text.

    "By A B - C D - March 27, 2024", "Lakeside Daily, 24 March 2024", "BY A B - AN OUTLET", "Updated 3 May 2004".
    """
    bare = line.strip(" *_>#")
    if not bare or len(bare.split()) > LINE_WORDS or len(bare) > 240:
        return None
    published, modified, rest = _dates_of(bare)
    rest, changed = _CHANGED_AT.subn(" | ", rest)
    dated = published is not None or modified is not None or changed > 0
    by = _BY.match(rest)
    if not dated and not by and (bare[-1] in ".?!" or len(bare.split()) > 2 * FIELD_WORDS):
        return None
    fields = [field for field in (part.strip(" .:()[]*_") for part in _APART.split(rest[by.end() :] if by else rest)) if field]
    told = _told_by(fields, by is not None, dated)
    if told is None:
        return None
    return Imprint(byline=told.byline, publisher=told.publisher, credit=told.credit, published=published, modified=modified)


def is_section_label(line: str) -> bool:
    """Whether a line is the label of a section: "COMMENTARY / WORLD", "News analysis"."""
    bare = line.strip(" *_>#[]:").replace("’", "'")
    if not bare or len(bare.split()) > 8:
        return False
    parts = [part for part in re.split(r"\s*[/|·•>»–—:]\s*|\s+-\s+|,\s+|\s+&\s+", bare.casefold()) if part]
    known = sum(part in listed("section_words.txt") for part in parts)
    return bool(parts) and (known == len(parts) or (known > 0 and bare.isupper() and len(parts) > 1 and len(bare.split()) <= 6))


def is_person(words: str) -> bool:
    """Whether a line could be somebody's name and nothing else; a place's name is none."""
    tokens = words.split()
    if not 2 <= len(tokens) <= 6 or any(_NO_NAME.match(tokens[end]) for end in (0, -1)):
        return False
    names = [token for token in tokens if token.casefold() not in listed("name_particles.txt")]
    if not 2 <= len(names) <= 4 or not all(_NAME_WORD.fullmatch(token) for token in names) or _NAME_WORD.fullmatch(tokens[-1]) is None:
        return False
    if any_listed("outlet_words.txt").search(words) or is_section_label(words) or _WEEKDAY.search(words):
        return False
    return not lookup(words)


def is_outlet(words: str) -> bool:
    """Whether a few words could be an outlet's name, or a desk's: by the registry, a word as "Daily" or "Wire", or a domain."""
    tokens = words.split()
    if not tokens or len(tokens) > FIELD_WORDS or not tokens[0][0].isalnum():
        return False
    if tokens[0].casefold() in _OPENINGS:
        return False
    if is_known(words) or _SITE.fullmatch(words):
        return True
    if not any_listed("outlet_words.txt").search(words):
        return False
    small = listed("name_particles.txt") | {"and", "&", "for", "the", "fact", "world", "desk", "news", "online"}
    return tokens[0][0].isupper() and all(not token[0].islower() or token in small for token in tokens)


def people_of(words: str) -> tuple[str, ...]:
    """The names in a list of authors; capitals are set as names."""
    names = [re.sub(r"\s+(?:in|at|for|from|is|of the)\s+.*$", "", part.strip(" .,:*_()")) for part in _TOGETHER.split(words)]
    return tuple(dict.fromkeys(_as_name(name) for name in names if name))


def _dates_of(line: str) -> tuple[When | None, When | None, str]:
    """The days of publication and of change, and the line without them."""
    published: When | None = None
    modified: When | None = None
    parts, at = [], 0
    for found in find_printed_dates(line):
        label = _LABEL.search(line, at, found.start)
        if label and label["later"]:
            modified = modified or when(found.value)
        else:
            published = published or when(found.value)
        before = line[at : label.start() if label else found.start]
        parts.append(before + _TOUCHES if not label and re.search(r"\w\s?$", before) else before)
        at = found.end
    month = None if parts else find_printed_month(line)
    if month:  # a month alone is a date of publication only where a word says so
        day, start, end = month
        label = _LABEL.search(line, 0, start)
        if label:
            last = day.replace(day=28)
            for number in (31, 30, 29):
                try:
                    last = day.replace(day=number)
                    break
                except ValueError:
                    continue
            stated = When(earliest=day, latest=last, precision=4, how="stated")
            published, modified = (None, stated) if label["later"] else (stated, None)
            parts.append(line[: label.start()])
            at = end
    return published, modified, " | ".join([*parts, line[at:]])


def _told_by(fields: list[str], by: bool, dated: bool) -> Imprint | None:
    """Author and outlet from the fields of a line without its dates; None if a field is text."""
    people: list[str] = []
    outlet: str | None = None
    unknown: list[str] = []
    sure = by or dated
    roles = any(_ROLE_WORDS.fullmatch(field.rstrip(_TOUCHES + " ")) for field in fields)
    for number, marked in enumerate(fields):
        field = marked.rstrip(_TOUCHES + " ")
        said = field if by and number == 0 else (_BY.sub("", field, count=1) if _BY.match(field) else None)
        named = _FOR_THE.sub("", field, count=1)
        if said is not None:
            people += _authors(said)
            if not people and not dated:
                return None
        elif _is_small_print(field):
            continue
        elif len(field.split()) > FIELD_WORDS:
            return None
        elif _ROLE_WORDS.fullmatch(field) and not _is_desk(field):
            people += [field] if not people and (len(field.split()) == 1 or not field[0].isupper()) else []
        elif is_person(field) and (sure or roles):
            people.append(_as_name(field))
        elif is_outlet(named):
            outlet = outlet or named
        else:
            unknown.append(marked)
    if any(field.endswith(_TOUCHES) for field in unknown):  # "Died July 31, 2016"
        return None
    if _is_text(unknown, people, outlet, sure):
        return None
    if outlet is None and not by and unknown and len(unknown[0].split()) > 1:
        outlet = unknown[0]
    credit = _credit_of(people, outlet)
    lent = by and _as_outlet(outlet) == credit  # "By A B - Some Agency": the agency's text, on another's page
    return Imprint(byline=tuple(dict.fromkeys(people)), publisher=None if lent else _as_outlet(outlet), credit=credit)


def _is_desk(field: str) -> bool:
    """Whether the words name an outlet's desk, "Channel Six newsroom", and not a position."""
    outlet = _as_outlet(field) or ""
    return outlet != field and is_outlet(outlet) and (len(outlet.split()) > 1 or is_known(outlet))


def _is_text(unknown: list[str], people: list[str], outlet: str | None, sure: bool) -> bool:
    """Whether the fields that say nothing known make the line a line of text."""
    if not sure and not (people or outlet):
        return True
    lower = [field for field in unknown if not (field[0].isupper() or field[0].isdigit())]
    upper = len(unknown) - len(lower)
    if not sure and upper and (outlet is None or upper > 1 or any(len(field.split()) > 2 for field in unknown)):
        return True
    if outlet is None and not people and len(unknown) > 1:
        return True
    if outlet is None and any(len(field.split()) > 2 and re.search(r"\s[a-zà-þ]{3,}", field) for field in unknown):
        return True
    return len(unknown) > 2 or (bool(lower) and outlet is None)


def _is_small_print(field: str) -> bool:
    """Hours, weekdays, sections, numbers of issues."""
    return bool(
        _HOUR.fullmatch(field) or _WEEKDAY.fullmatch(field) or _NUMBERED.fullmatch(field) or _SIDE_NOTE.fullmatch(field)
    ) or is_section_label(field)


def _authors(field: str) -> list[str]:
    """The authors in the field after "By"; a sentence that begins with "By" has none."""
    match = re.fullmatch(r"([A-ZÀ-Þ][A-ZÀ-Þ.'’ -]+[A-ZÀ-Þ]) ([A-ZÀ-Þ][a-zà-þ].*)", field)  # "JANE DOE Associated Press"
    names = people_of(match[1] if match and is_outlet(match[2]) else field)
    if not names or not _may_be_byline(names):
        return []
    return list(names)


def _may_be_byline(names: tuple[str, ...]) -> bool:
    """Whether every part of a byline is a name, an outlet, or a "staff writer"."""
    return all(is_person(name) or is_outlet(name) or _ROLE_WORDS.fullmatch(name) or _is_one_name(name) for name in names)


def _is_one_name(name: str) -> bool:
    """A single capitalised word, or a few of them that `is_person` finds too many."""
    return len(name.split()) <= 5 and all(_NAME_WORD.fullmatch(word) or word in listed("name_particles.txt") for word in name.split())


def _as_name(name: str) -> str:
    """Capitals as a name is written: "JANE DOE-SMITH" as "Jane Doe-Smith"."""
    if not name.isupper() or len(name) <= 3 or is_known(name):
        return name
    return re.sub(r"[^\W\d_]+", lambda match: match[0].capitalize(), name)


def _as_outlet(name: str | None) -> str | None:
    """An outlet's name without the desk, the domain and the kind of page."""
    if name is None:
        return None
    shorter = _DESK.sub("", name).strip(" ,")
    return shorter if re.search(r"\w", shorter) else name


def _credit_of(people: list[str], outlet: str | None) -> str | None:
    """The agency among authors and outlet."""
    for name in (*people, *([outlet] if outlet else [])):
        shorter = _as_outlet(name) or name
        if is_agency(shorter):
            return shorter
    return None
