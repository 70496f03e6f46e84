"""All that a text ascribes to somebody."""

from __future__ import annotations

from variorum.lexicon.speech import reporting_lemmas
from variorum.model import Span, Speaker
from variorum.model.words import QuoteKind
from variorum.read.attributions.candidates import Page
from variorum.read.attributions.clauses import read_clauses
from variorum.read.attributions.ends import set_ends
from variorum.read.attributions.frames import Range, cue_range, source_range
from variorum.read.attributions.headlines import read_headlines, read_says
from variorum.read.attributions.quotations import Quotation, find_quotations, joined, quotation_at
from variorum.read.attributions.raw import Chars, Raw
from variorum.read.attributions.sources import set_names
from variorum.read.attributions.speakers import Speakers
from variorum.read.attributions.speech import Speeches
from variorum.read.attributions.trim import hard_breaks, trim
from variorum.read.finding import Attribution
from variorum.read.parsed import Parsed

_EDGE = " \t\n\r,;:—–-"


def find_attributions(parsed: Parsed) -> tuple[Attribution, ...]:
    """Direct, indirect and mixed speech, thought and findings, in the order of the text; one may lie inside another's content."""
    quotations = find_quotations(parsed.text)
    raws, speeches = read_all(parsed, quotations)
    set_ends(parsed.doc, quotations, raws, _breaks(parsed))
    for raw in raws:
        if not raw.quoted:
            _reach_ends_of_quotation(parsed.text, raw, quotations, closed=True)
    speeches.carry_on(raws)
    set_names(parsed.doc, raws, _breaks(parsed))
    raws += _of_headlines(parsed, raws)
    raws.sort(key=lambda raw: (raw.start, -raw.end))
    speakers = Speakers(parsed).resolve(raws)
    built = [_built(parsed, raw, speaker, quotations) for raw, speaker in zip(raws, speakers, strict=True)]
    return tuple(attribution for attribution in built if attribution is not None)


def read_all(parsed: Parsed, quotations: tuple[Quotation, ...]) -> tuple[list[Raw], Speeches]:
    """All but the headlines' as the parse gives them, and what knows the quotations."""
    doc = parsed.doc
    speeches = Speeches(doc, parsed.text, joined(quotations, parsed.text))
    raws = speeches.read()
    raws += read_says(doc, parsed.text)
    taken = {raw.cue_token.i for raw in raws if raw.cue_token is not None}
    page = Page(doc, quotations, [piece for raw in raws for piece in raw.content])
    for raw in read_clauses(page, taken):
        if not _of_first_person(raw, quotations):
            _reach_ends_of_quotation(parsed.text, raw, quotations)
            raws.append(raw)
    breaks = _breaks(parsed)
    for raw in raws:
        _of_its_medium(raw)
        trim(parsed, raw, breaks)
    return raws, speeches


_SHOWN = frozenset(
    {"show", "post", "release", "broadcast", "air", "carry", "publish", "obtain", "see", "send", "issue", "distribute", "read"}
)


def _of_its_medium(raw: Raw) -> None:
    """Words that a parse hangs on the medium's participle are the speaker's: "X said in a video shown by Channel Six that it had …"."""
    shown = raw.cue_token
    if raw.quoted or raw.speaker is not None or shown is None or shown.dep_ != "acl" or shown.lemma_.lower() not in _SHOWN:
        return
    preposition = shown.head.head
    verb = preposition.head
    if preposition.pos_ != "ADP" or verb.pos_ != "VERB" or verb.lemma_.lower() not in reporting_lemmas():
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ == "ccomp" for child in verb.children):
        return
    raw.speaker, raw.cue_token, raw.learnt, raw.unowned = subject, verb, False, False
    raw.source, raw.cue, raw.cue_class = [source_range(subject, verb)], [cue_range(verb)], "say"


def _breaks(parsed: Parsed) -> list[int]:
    return parsed.once("hard breaks", lambda: hard_breaks(parsed.doc, parsed.text))


def _of_headlines(parsed: Parsed, raws: list[Raw]) -> list[Raw]:
    """Those of lines with a colon that no quotation has taken."""
    known = frozenset(name for mention in parsed.names for name in (mention.span.exact, (mention.value or "").split(" ")[-1]))
    taken = {raw.cue[0] for raw in raws if raw.cue}
    towns = {mention.span.exact for mention in parsed.places if mention.where is not None}
    return [
        raw
        for raw in read_headlines(parsed.doc, parsed.text, known)
        if raw.cue[0] not in taken and parsed.span_of(parsed.doc[slice(*raw.source[0])]).exact not in towns
    ]


def _of_first_person(raw: Raw, quotations: tuple[Quotation, ...]) -> bool:
    """ "I think" inside a quotation is the quoted speaker's; "you know" is nobody's."""
    if raw.speaker is None or raw.speaker.pos_ != "PRON":
        return False
    word = raw.speaker.lower_
    return word == "you" or (word in ("i", "we") and quotation_at(quotations, raw.speaker.idx) is not None)


def _reach_ends_of_quotation(text: str, raw: Raw, quotations: tuple[Quotation, ...], *, closed: bool = False) -> None:
    """A parse may cut a sentence inside a quotation: words that end there go on to its end, those that close it began with it.

    `closed`: not where the closing mark is missing, or stands lines away, and nobody knows how far the quotation goes.
    """
    cue = raw.cue_token.idx if raw.cue_token is not None else -1
    for index, (start, end) in enumerate(raw.content):
        quotation = quotation_at(quotations, end - 1)
        if quotation is None or (closed and (quotation.open_ended or quotation.holds(cue) or quotation.holds_lines(text))):
            continue
        if quotation.start >= start or (closed and quotation.inner_start == start):
            raw.content[index] = (start, quotation.end)
        elif closed and end >= quotation.inner_end - 1 and cue >= quotation.end:
            raw.content[index] = (quotation.start, quotation.end)


def _built(parsed: Parsed, raw: Raw, speaker: Speaker | None, quotations: tuple[Quotation, ...]) -> Attribution | None:
    pieces = tuple(span for start, end in sorted(set(raw.content)) if (span := _trimmed(parsed, start, end)) is not None)
    if not pieces:
        return None
    return Attribution(
        source=tuple(_span(parsed, part) for part in raw.source),
        cue=tuple(_span(parsed, part) for part in raw.cue),
        content=pieces,
        kind=_kind(pieces, quotations),
        speaker=speaker,
        cue_class=raw.cue_class if raw.learnt else None,
    )


def _span(parsed: Parsed, part: Range) -> Span:
    return parsed.span_of(parsed.doc[part[0] : part[1]])


def _trimmed(parsed: Parsed, start: int, end: int) -> Span | None:
    text = parsed.text
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return parsed.span(start, end) if start < end else None


def _kind(pieces: tuple[Span, ...], quotations: tuple[Quotation, ...]) -> QuoteKind:
    """Direct where nine tenths of the words stand in quotation marks, indirect where none do, else mixed."""
    total = quoted = 0
    for piece in pieces:
        total += piece.end - piece.start
        quoted += sum(_shared((piece.start, piece.end), (quotation.start, quotation.end)) for quotation in quotations)
    share = quoted / total
    return "direct" if share >= 0.9 else "indirect" if share == 0 else "mixed"


def _shared(left: Chars, right: Chars) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))
