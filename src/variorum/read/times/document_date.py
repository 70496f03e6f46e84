"""The document's own date: as printed, or as its body gives it away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from variorum.lexicon.en.dates import precision_of
from variorum.model import Hints, Mention, Span, When
from variorum.model.when import DatePrecision
from variorum.read.parsed import Parsed
from variorum.read.times.mentions import find_times
from variorum.read.times.tense import governing_verb, tense_of

_SIBLING_REACH = timedelta(days=7)  # parts of one capture are collected within days of each other
_NEWS_REACH = timedelta(days=7)  # a bare weekday is of this week or the last
_YEAR_END_REACH = timedelta(days=60)  # what was recent in December is so in January
_DATELINE_END = 400  # characters of the body in which a dateline may stand
_RECENT = frozenset({"recent", "recently", "latest", "newest", "just"})
_NOW = re.compile(r"\b(?:today|now|this (?:week|month|year|day))[,:(\s–—-]{1,3}$", re.IGNORECASE)
_STATES = frozenset("be have remain seem appear face need want continue know live stand mean look".split())
_YEARS_AGO = re.compile(r"\b(?:(?P<figure>\d{1,3})|(?P<word>[a-z]+(?:-[a-z]+)?)) years (?P<how>ago|on|after|later)\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b(?P<nth>\d{1,3})(?:st|nd|rd|th)[ -]anniversary\b", re.IGNORECASE)
_IT_WAS = re.compile(r"\s*(?:it|that|this|the year) (?:was|happened|began|all began)\b", re.IGNORECASE)
_YEARS_REACH = 200  # characters between "20 years ago" and the year that it was


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason to put the document between two days, and the words that give it. Lower ranks bind more."""

    rank: int
    earliest: date
    latest: date
    evidence: Span | None


@dataclass(frozen=True, slots=True)
class Printed:
    """A date printed with its year, in the sentence and tense in which it stands."""

    mention: Mention
    when: When
    earliest: date
    latest: date
    token: Token
    ahead: bool
    present: bool

    @property
    def sentence(self) -> Tokens:
        """The sentence that holds it."""
        return self.token.sent


def document_date(parsed: Parsed, hints: Hints | None = None) -> When | None:
    """The date of a document, for a parse without an anchor.

    What is printed or in metadata is returned as it is. Else the body is asked, and the answer is "inferred", with the sentence that gives
    it away: a dateline; a month or day that the text speaks of as now; "20 years ago … it was 2004"; the latest date, told as recent; the
    latest date beside bare weekdays. Dates of sibling parts come last, and the time of retrieval only bounds. None without support.
    """
    if parsed.document.published is not None:
        return parsed.document.published
    hints = hints or Hints()
    bare = replace(parsed, anchor=None, times=())
    mentions = find_times(bare)
    printed = tuple(_printed(bare, mentions))
    head = _dateline(bare, mentions)
    if head is not None and head.timex is not None and head.timex.when is not None and head.timex.when.how == "stated":
        return replace(head.timex.when, evidence=head.span)
    floor = max((date_.earliest for date_ in printed if not date_.ahead), default=None)
    ceiling = min((date_.latest for date_ in printed if date_.ahead and (floor is None or date_.earliest > floor)), default=None)
    signs = [*_signs(bare, mentions, printed), *_hinted(hints)]
    found = _narrowed(sorted(signs, key=lambda sign: sign.rank), floor, ceiling, hints)
    if found is None:
        return None
    if head is not None:
        found = _on_dateline(head, found)
    return When(
        earliest=found.earliest,
        latest=found.latest,
        precision=cast(DatePrecision, precision_of(found.earliest, found.latest)),
        how="inferred",
        evidence=found.evidence,
    )


def _printed(parsed: Parsed, mentions: tuple[Mention, ...]) -> Iterator[Printed]:
    for mention in mentions:
        timex = mention.timex
        if timex is None or timex.when is None or timex.when.how != "stated" or timex.when.earliest is None or timex.when.latest is None:
            continue
        if timex.value.isdigit() and len(timex.value) < 4:  # decades and centuries
            continue
        tokens = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is None:
            continue
        verb = governing_verb(tokens.root)
        tense = tense_of(verb) if verb is not None else None
        before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
        ahead = tense == "future" or before in ("until", "till", "by")
        present = before in ("in", "on", "this") and verb is not None and _speaks_of_now(verb) and tense == "present"
        present = present or _NOW.search(parsed.text[max(0, mention.span.start - 20) : mention.span.start]) is not None
        yield Printed(mention, timex.when, timex.when.earliest, timex.when.latest, tokens.root, ahead, present)


def _speaks_of_now(verb: Token) -> bool:
    """Whether a present tense is that of the time of writing, and not of a chronicle ("On 3 May gunmen storm …")."""
    if verb.tag_ == "VBG" and any(child.lower_ in ("is", "are", "am", "'s", "'re") for child in verb.children):
        return True
    return verb.lemma_ in _STATES or any(token.lower_ in ("now", "today", "currently") for token in verb.sent)


def _signs(parsed: Parsed, mentions: tuple[Mention, ...], printed: tuple[Printed, ...]) -> Iterator[Sign]:
    yield from _years_told(parsed, printed)
    behind = [date_ for date_ in printed if not date_.ahead]
    if not behind:
        return
    newest = max(behind, key=lambda date_: (date_.latest, date_.earliest))
    sentence = _words_of(parsed, newest.sentence)
    for date_ in behind:
        if date_.present and date_.latest >= newest.earliest:
            yield Sign(1, date_.earliest, date_.latest, _words_of(parsed, date_.sentence))
    if newest.when.precision > 2:
        return
    if any(token.lower_ in _RECENT for token in newest.sentence):
        end = max(date(newest.latest.year, 12, 31), newest.latest + _YEAR_END_REACH)
        yield Sign(2, newest.earliest, end, sentence)
    elif _has_bare_weekdays(mentions):
        yield Sign(3, newest.earliest, newest.latest + _NEWS_REACH, sentence)


def _has_bare_weekdays(mentions: tuple[Mention, ...]) -> bool:
    return any(
        mention.timex is not None and mention.timex.value.startswith("XXXX-WXX-") and mention.timex.type != "SET" for mention in mentions
    )


def _years_told(parsed: Parsed, printed: tuple[Printed, ...]) -> Iterator[Sign]:
    """ "15 years ago … The year was 1999" and "the 30th anniversary of the 1994 flood"."""
    for pattern in (_YEARS_AGO, _ANNIVERSARY):
        for match in pattern.finditer(parsed.text):
            count = _count(match)
            if not count:
                continue
            for date_ in printed:
                if _tells_when(parsed, match, date_, before=pattern is _YEARS_AGO):
                    year = date_.earliest.year + count
                    if date_.earliest.year == date_.latest.year and year <= 2199:
                        spoken = parsed.sentence_at(match.start())
                        yield Sign(1, date(year, 1, 1), date(year, 12, 31), _words_of(parsed, spoken))
                    break


def _count(match: re.Match[str]) -> int | None:
    held = match.groupdict()
    if held.get("nth") or held.get("figure"):
        return int(held.get("nth") or held["figure"])
    from variorum.lexicon.en.dates.clauses import count_of
    from variorum.lexicon.en.dates.tokens import tokens_of

    number = count_of([token for token in tokens_of(held["word"]) if token.kind != "HYPHEN"])
    return int(number) if number and number == int(number) else None


def _tells_when(parsed: Parsed, match: re.Match[str], date_: Printed, *, before: bool) -> bool:
    """Whether a printed date is the one so many years back: in the same sentence, or in the next that begins "It was"."""
    start = date_.mention.span.start
    if abs(start - match.end()) > _YEARS_REACH:
        return False
    spoken = parsed.sentence_at(match.start())
    if date_.sentence.start == spoken.start:
        return True
    follows = date_.sentence.start == spoken.end and before
    return follows and _IT_WAS.match(parsed.text[date_.sentence.start_char : start]) is not None


def _hinted(hints: Hints) -> Iterator[Sign]:
    days = [day for sibling in hints.siblings for day in (sibling.earliest, sibling.latest) if day is not None]
    if days:
        yield Sign(4, min(days) - _SIBLING_REACH, max(days) + _SIBLING_REACH, None)


def _narrowed(signs: list[Sign], floor: date | None, ceiling: date | None, hints: Hints) -> Sign | None:
    """The strongest sign, narrowed by those that agree with it, by the newest date told, by a date ahead, and by the retrieval."""
    found: Sign | None = None
    for sign in signs:
        if floor is not None and sign.latest < floor:
            continue
        if found is None:
            found = sign
        elif sign.earliest <= found.latest and found.earliest <= sign.latest and sign.rank < 4:
            found = replace(found, earliest=max(found.earliest, sign.earliest), latest=min(found.latest, sign.latest))
    if found is None:
        return None
    earliest = max(found.earliest, floor) if floor is not None else found.earliest
    latest = found.latest
    for bound in (ceiling, hints.retrieved.date() if hints.retrieved else None):
        if bound is not None and earliest <= bound < latest:
            latest = bound
    return replace(found, earliest=earliest, latest=latest)


def _dateline(parsed: Parsed, mentions: tuple[Mention, ...]) -> Mention | None:
    """The date of a dateline ("MOSCOW, March 23 (Wire) —"), with or without a year, or one that has a line for itself."""
    start = parsed.document.body_start
    for mention in mentions:
        if mention.span.start > start + _DATELINE_END:
            return None
        timex = mention.timex
        if timex is None or timex.type != "DATE" or not re.fullmatch(r"[X\d]{4}-\d\d-\d\d", timex.value):
            continue
        line = parsed.text.rfind("\n", 0, mention.span.start) + 1
        lead = parsed.text[line : mention.span.start]
        alone = not lead.strip() and re.match(r"[^\S\n]*(?:\n|$)", parsed.text[mention.span.end : mention.span.end + 40]) is not None
        if (alone and timex.when is not None) or parsed.dateline_at(mention.span.start) is not None:
            return mention
    return None


def _on_dateline(head: Mention, found: Sign) -> Sign:
    """The one day in the span that has the dateline's month and day, if there is just one."""
    if head.timex is None:
        return found
    month, day = map(int, head.timex.value.split("-")[1:3])
    days = []
    for year in range(found.earliest.year, found.latest.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    within = [one for one in days if found.earliest <= one <= found.latest]
    return replace(found, earliest=within[0], latest=within[0], evidence=head.span) if len(within) == 1 else found


def _words_of(parsed: Parsed, sentence: Tokens) -> Span:
    """A sentence without the white space around it."""
    text = parsed.text[sentence.start_char : sentence.end_char]
    start = sentence.start_char + len(text) - len(text.lstrip())
    return parsed.span(start, start + max(len(text.strip()), 1))
