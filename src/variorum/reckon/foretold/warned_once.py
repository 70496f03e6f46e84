"""One warning is told once, however many reports and sentences tell of it: with all its claims, and the witnesses who told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from variorum.lexicon.bodies import body_of, proper_of
from variorum.lexicon.en.wording import UNNAMED_OUTLET
from variorum.lexicon.sources import source_of
from variorum.model import Document, Foretold
from variorum.reckon.sentences import UNLIKELY_TWICE, folded_words

APART = timedelta(days=2)  # between two warnings by one voice; a report of today tells of what was said the day before
FEW = 4  # tellings of a warning, the first and the last, that each is held against: thousands may repeat it
_SMALL = frozenset({"the", "a", "an", "of", "in", "at", "for", "s", "its", "his", "her", "their", "mr", "ms", "mrs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """That a claim may have foretold an incident, with its report. `named`: its words say who warned; `sentence` are its words."""

    foretold: Foretold
    document: Document
    published: date | None
    named: bool
    sentence: str


def told_once(tellings: Iterable[Telling]) -> list[Foretold]:
    """One row for each warning and incident. The order of the tellings does not matter."""
    by_incident: dict[str, list[Telling]] = defaultdict(list)
    for each in sorted(tellings, key=_age):
        by_incident[each.foretold.incident].append(each)
    found = []
    for held in by_incident.values():
        groups: list[list[Telling]] = []
        for each in held:
            mine = next((group for group in groups if any(_is_one(each, other) for other in (*group[:FEW], *group[-FEW:]))), None)
            if mine is None:
                groups.append([each])
            else:
                mine.append(each)
        found += [_row(group) for group in groups]
    return found


def _age(each: Telling) -> tuple[object, ...]:
    """Dated ones first, then who says by whom, then who printed first."""
    row = each.foretold
    return row.said or date.max, not each.named, each.published or date.max, row.claim


def _is_one(left: Telling, right: Telling) -> bool:
    """Whether two claims tell of one warning: by the same voice, at one time as far as that is known."""
    one, other = left.foretold.said, right.foretold.said
    if one is not None and other is not None and abs(one - other) > APART:
        return False
    if left.named and right.named:
        return _is_same_voice(left.foretold.by or "", right.foretold.by or "")
    return left.document.key == right.document.key or folded_words(left.sentence) == folded_words(right.sentence)


def _is_same_voice(left: str, right: str) -> bool:
    """Whether two names are one warner's: "the embassy" is "the US embassy in Moscow"; "Mr Vance" is "Ada Vance"."""
    one, other = ({word for word in folded_words(name) if word not in _SMALL} for name in (left, right))
    if one <= other or other <= one:
        return True
    body = body_of(left)
    if body is not None and body == body_of(right):
        return True
    last, its = proper_of(left)[-1:], proper_of(right)[-1:]
    return body is None and last == its != ()


def _row(group: Sequence[Telling]) -> Foretold:
    """Of the first telling, with all claims, by the fullest name; the score and the reasons are those of the likeliest."""
    rows = [each.foretold for each in group]
    names = [row.by for each, row in zip(group, rows, strict=True) if row.by and (each.named or not any(one.named for one in group))]
    best = max(rows, key=lambda row: row.score)
    held = [next((row for row in rows if row.stated), best), max(rows, key=lambda row: (not row.stated, row.score))]
    return replace(
        rows[0],
        score=best.score,
        reasons=tuple(dict.fromkeys(reason for row in held for reason in row.reasons)),
        by=max(names, key=lambda name: (len(folded_words(name)), name)) if names else None,
        stated=any(row.stated for row in rows),
        claims=tuple(dict.fromkeys(row.claim for row in rows)),
        witnesses=_witnesses(group),
    )


def _witnesses(group: Sequence[Telling]) -> tuple[str, ...]:
    """Who told of it: outlets, or the agencies that they credit, each once; a sentence that several print is the first one's."""
    names: dict[str, str] = {}
    sentences: set[tuple[str, ...]] = set()
    for each in sorted(group, key=lambda each: (each.published or date.max, each.document.key)):
        words = folded_words(each.sentence)
        name = each.document.copy_credit or each.document.publisher or each.document.source
        if len(words) < UNLIKELY_TWICE or words not in sentences or not names:
            names.setdefault(source_of(name).id if name else each.document.key, name or UNNAMED_OUTLET)
        sentences.add(words)
    return tuple(names.values())
