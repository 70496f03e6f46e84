"""How an incident's record is cited: so that whoever has the ledger can find it again and check it."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from typing import Any, Literal, TypeAlias

from variorum.export.contents import Contents
from variorum.export.sentences import visible
from variorum.export.wording import short
from variorum.lexicon.en.wording import counted, day_words
from variorum.model import Incident, When

Style: TypeAlias = Literal["text", "bibtex", "csl-json"]
END_OF_DAY = time.max
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # names that every BibTeX style knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The record of one incident; `mentions` are reports that only mention it. `day` (UTC) is that of the record: the one asked for, else
    that of the last change of the ledger, None where there was none. `record` says in words which record it is, "" for that of now from
    all reports.
    """

    title: str
    incident: str
    reports: int
    mentions: int
    witnesses: int
    version: str
    digest: str
    day: date | None = None
    as_of: datetime | None = None
    record: str = ""
    happened: When | None = None


def cite(incident: Incident, contents: Contents) -> Citation:
    """The citation of an incident. Witnesses are the independent origins of all its figures, each counted once."""
    at = contents.as_of or contents.changed_at
    return Citation(
        title=visible(incident.title),
        incident=incident.id,
        reports=len(incident.documents),
        mentions=len(incident.mentioned_in),
        witnesses=len({witness.origin for figure in incident.figures for witness in figure.witnesses}),
        version=version("variorum"),
        digest=contents.digest,
        day=at.astimezone(UTC).date() if at else None,
        as_of=contents.as_of,
        record=record_words(contents.as_of, contents.published_by),
        happened=incident.when,
    )


def record_words(as_of: datetime | None, published_by: date | None) -> str:
    """Which record it is: "as it stood at the end of 3 June 2024 (UTC), from reports published by 5 May 2024"; "" for that of now."""
    stood = f"as it stood at {moment_words(as_of)}" if as_of else ""
    told = f"from reports published by {day_words(published_by)}" if published_by else ""
    return ", ".join(filter(None, (stood, told)))


def record_row(contents: Contents) -> dict[str, str]:
    """Which record it is, for programs: nothing for that of now from all reports."""
    row = {"as_of": contents.as_of.isoformat()} if contents.as_of else {}
    return row | ({"published_by": contents.published_by.isoformat()} if contents.published_by else {})


def moment_words(at: datetime) -> str:
    """An instant in words, the last one of a day by that day: "the end of 3 June 2024 (UTC)", "14:05:09 UTC on 3 June 2024"."""
    at = at.astimezone(UTC)
    if at.time() == END_OF_DAY:
        return f"the end of {day_words(at.date())} (UTC)"
    return f"{at:%H:%M:%S} UTC on {day_words(at.date())}"


def citation_text(citation: Citation) -> str:
    """The citation in a line of words."""
    return (
        f"“{citation.title}”, {citation.incident}, {_record(citation)}: {_sources(citation)}. variorum {citation.version}, "
        f"ledger {citation.digest or 'without a digest'}."
    )


def _record(citation: Citation) -> str:
    """Which record, always with its day: "record of 3 June 2024", "record as it stood at …"."""
    if citation.as_of or citation.day is None:
        return f"record {citation.record}".rstrip()
    return ", ".join(filter(None, (f"record of {day_words(citation.day)}", citation.record)))


def _sources(citation: Citation) -> str:
    count = citation.reports or citation.mentions
    reports = f"{'' if citation.reports else 'mentioned in '}{counted(count, 'report')}"
    if not citation.witnesses:
        return f"{reports}, no figures"
    return f"{reports}, {citation.witnesses} witness{'' if citation.witnesses == 1 else 'es'} to its figures"


def cited(citation: Citation, style: Style) -> str:
    """The citation in one of the styles."""
    match style:
        case "bibtex":
            return citation_bibtex(citation)
        case "csl-json":
            return json.dumps([citation_csl(citation)], ensure_ascii=False, indent=2)
        case _:
            return citation_text(citation)


def _note(citation: Citation) -> str:
    """What no field of a bibliography holds."""
    return f"R{_record(citation)[1:]}. {_sources(citation)}. Ledger {citation.digest or 'without a digest'}"


# ---------------------------------------------------------------- CSL-JSON


def citation_csl(citation: Citation) -> dict[str, Any]:
    """An item of CSL-JSON 1.0: a dataset whose archive is the ledger."""
    item: dict[str, Any] = {
        "id": short(citation.incident),
        "type": "dataset",
        "title": citation.title,
        "number": citation.incident,
        "version": citation.version,
        "medium": "variorum ledger",
        "archive": "variorum ledger",
        "archive_location": citation.digest,
        "note": _note(citation),
    }
    if citation.day is not None:
        item["issued"] = {"date-parts": [_parts(citation.day)]}
    happened = citation.happened
    if happened is not None and happened.earliest is not None and happened.latest is not None:
        item["event-date"] = {"date-parts": [_parts(day) for day in dict.fromkeys((happened.earliest, happened.latest))]}
    return item


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]


# ---------------------------------------------------------------- BibTeX


def citation_bibtex(citation: Citation) -> str:
    """An entry for BibTeX, in ASCII. The title stands in braces of its own, so that no style makes its names small."""
    fields = {
        "title": f"{{{tex(citation.title)}}}",
        "howpublished": tex(f"variorum {citation.version}, incident {citation.incident}"),
        "note": tex(_note(citation)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items()]
    if citation.day is not None:
        lines += [f"  year = {{{citation.day.year}}}", f"  month = {MONTHS[citation.day.month - 1]}", f"  day = {{{citation.day.day}}}"]
    return ",\n".join([f"@misc{{{short(citation.incident).replace(':', '-')}", *lines]) + "\n}"


def tex(text: str) -> str:
    """The text for TeX, in ASCII: commands escaped, letters with accents as accents, any other character by its number."""
    return "".join(_tex(letter) for letter in unicodedata.normalize("NFC", text))


def _tex(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    if letter.isascii():
        return letter if letter.isprintable() else " "
    base, *marks = list(unicodedata.normalize("NFD", letter))
    if not (base.isascii() and base.isalpha() and marks and all(mark in _ACCENTS for mark in marks)):
        return f'{{\\char"{ord(letter):X}}}'
    for mark in marks:
        base = f"\\{_ACCENTS[mark]}{{{_DOTLESS.get(base, base)}}}"
    return f"{{{base}}}"


_ESCAPED = {
    "\\": "{\\textbackslash}", "{": "{\\textbraceleft}", "}": "{\\textbraceright}",
    "%": "\\%", "&": "\\&", "$": "\\$", "#": "\\#", "_": "\\_",
    "~": "{\\textasciitilde}", "^": "{\\textasciicircum}", "<": "{\\textless}", ">": "{\\textgreater}", "|": "{\\textbar}",
    '"': '{"}', "–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "’": "'", "…": "{\\ldots}", "\u00a0": "~",
    "ß": "{\\ss}", "ø": "{\\o}", "Ø": "{\\O}", "ł": "{\\l}", "Ł": "{\\L}", "æ": "{\\ae}", "Æ": "{\\AE}", "œ": "{\\oe}", "Œ": "{\\OE}",
    "å": "{\\aa}", "Å": "{\\AA}", "ı": "{\\i}", "đ": "{\\dj}", "Đ": "{\\DJ}", "ð": "{\\dh}", "þ": "{\\th}",
}  # fmt: skip
_ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".", "\u0308": '"',
    "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
}  # fmt: skip
_DOTLESS = {"i": "\\i", "j": "\\j"}
