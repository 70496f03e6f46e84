"""The place of what is told at a span: said in its sentence, else where the story stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.gazetteer import by_id
from variorum.model import Mention, Span, Where
from variorum.model.where import PlacePrecision
from variorum.read.parsed import Parsed
from variorum.read.places.find import DEMONYM, find_places, where_at
from variorum.read.places.site import buildings, site_before

_FIRM = frozenset("in at near outside inside around off within across throughout on over between along".split())
_AT = _FIRM | frozenset({"into", "to", "from", "for", "against", "of", "through"})
_NEAR = frozenset({"near", "outside", "around", "off", "between"})  # not the town itself, but hard by: UCDP where_prec 2
_RELATIVE = re.compile(
    r"(?:\b(?:kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|yards)\b[^.;]{0,40}\b(?:of|from)|\b(?:north|south|east|west)\w*\s+of|"
    r"\b(?:outskirts|suburbs?|edge)\s+of)\s+(?:the\s+)?(?:(?:city|town|village|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ’' -]{2,30}(?:,\s[A-ZÀ-Þ][\w .’'-]{2,30})?[.:]\s")
_BETWEEN = frozenset(
    "the city town village capital of province central northern southern eastern western district downtown north south east west "
    "northeastern northwestern southeastern southwestern port nearby country".split()
)  # words between a preposition and its place
_BACK = 3  # sentences before the span's own that may say where the story stands: farther back it has moved on
_FINENESS = {"landmark": 0, "district": 0, "populated": 1, "admin2": 2, "admin1": 3, "region": 3, "water": 2, "country": 5}


def where_of(parsed: Parsed, span: Span) -> Where | None:
    """The best place for what is told at a span; None where the text gives none.

    In this order: a place tied to the span in its own sentence, the finest one ("in X", "at X", "X, Region"); the place of the sentences
    right before, in the same paragraph sense of the story; the dateline; the first place that the document names twice. `site` holds a
    building named before the town; "25 km south of X" and "near X" have X's point and precision 2. Reads `parsed.places`, or finds them.
    """
    mentions = [one for one in parsed.places or find_places(parsed) if one.kind == "place"]
    located = [one for one in mentions if one.where is not None and one.value != DEMONYM]
    if not len(parsed.doc):
        return None
    sentence = parsed.sentence_at(min(span.start, len(parsed.text) - 1))
    chosen = _in_sentence(parsed, located, sentence, span)
    if chosen is not None:
        return _whole(parsed, chosen)
    site = site_before(parsed, sentence, None)
    for earlier in _before(parsed, sentence):
        chosen = _in_sentence(parsed, located, earlier, None)
        if chosen is not None:
            return _whole(parsed, chosen, site)
    story = next((one for one in located if parsed.dateline_at(one.span.start)), None) or _theme(located)
    return _whole(parsed, story, site) if story is not None else None


def told_at(parsed: Parsed, span: Span) -> tuple[Where, Span] | None:
    """The place that the span's own sentence, or the heading of its paragraph, gives for what is told at it, and its words; else None."""
    located = [one for one in parsed.places if one.where is not None and one.value != DEMONYM]
    if not located:
        return None
    chosen = _in_sentence(parsed, located, parsed.sentence_at(span.start), span) or _heading(parsed, located, span)
    whole = _whole(parsed, chosen) if chosen is not None else None
    return (whole, chosen.span) if chosen is not None and whole is not None else None


def _heading(parsed: Parsed, located: Sequence[Mention], span: Span) -> Mention | None:
    """The place that heads a paragraph of a digest: "TOWN, Country. Two people …". A dateline of the whole text is none."""
    start = parsed.text.rfind("\n\n", 0, span.start) + 2
    if start < 2:
        return None
    match = _HEADING.match(parsed.text, start)
    if match is None:
        return None
    inside = [one for one in located if start <= one.span.start < match.end()]
    return min(inside, key=lambda one: _FINENESS[one.where.kind] if one.where else 9, default=None)


def _in_sentence(parsed: Parsed, located: Sequence[Mention], sentence: Tokens, span: Span | None) -> Mention | None:
    """The place of a sentence: places after "in" or "at" first, then the finest, then the one tied or next to the span."""
    inside = [one for one in located if sentence.start_char <= one.span.start < sentence.end_char]
    told = [one for one in inside if parsed.dateline_at(one.span.start) is None and _told(parsed, one)]
    if not told:
        return None
    head = parsed.doc.char_span(span.start, span.end, alignment_mode="expand") if span is not None else None

    def rank(one: Mention) -> tuple[int, int, int, int]:
        where = one.where
        assert where is not None
        tied = 0 if head is None or _tied(head, _token(parsed, one)) else 1
        preposition = _preposition(parsed, one)
        firm = 0 if preposition in _FIRM or _follows_place(parsed, one) or _of_event(parsed, one) else 1
        firm += _of_building(parsed, one)
        firm += 2 * _of_speech(parsed, one)
        away = abs(one.span.start - span.start) if span is not None else one.span.start
        return (firm * 2 + tied, int(preposition in _NEAR), _FINENESS[where.kind], away)

    best = min(told, key=rank)
    finer = [one for one in told if one.where and best.where and _holds(best.where, one.where) and rank(one)[0] <= rank(best)[0] + 1]
    return min(finer, key=rank) if finer else best


def _told(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place stands where places of events stand: after a preposition, after another place, or as a place that was struck."""
    if _of_event(parsed, mention):
        return True
    if _has_article(parsed, mention):
        return False
    if _preposition(parsed, mention) in _AT or _follows_place(parsed, mention):
        return True
    token = _token(parsed, mention)
    return token is not None and token.dep_ in ("dobj", "nsubjpass", "npadvmod")


def _has_article(parsed: Parsed, mention: Mention) -> bool:
    """Whether "the" stands before a town's name: then it names something else ("the Red Cross", "the Alpha unit")."""
    where = mention.where
    return where is not None and where.kind == "populated" and parsed.text[: mention.span.start].endswith(("the ", "The "))


def _of_building(parsed: Parsed, mention: Mention) -> bool:
    """Whether a name is part of a building's, which a town may follow: "the Riverside shopping centre in TOWN"."""
    words = re.findall(r"[\w’']+|[.,;:]", parsed.text[mention.span.end : mention.span.end + 40].lower())[:3]
    return any(word in buildings() for word in words[: words.index(",") if "," in words else 3])


def _of_event(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place names an event: "the Christchurch attack"."""
    token = _token(parsed, mention)
    return token is not None and token.dep_ in ("compound", "nmod", "amod") and token.head.lemma_.lower() in _events()


def _of_speech(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is where somebody spoke: "speaking in Rome", "said in Washington that"."""
    token = _token(parsed, mention)
    if token is None or token.dep_ != "pobj" or token.head.dep_ != "prep":
        return False
    return token.head.head.pos_ == "VERB" and token.head.head.lemma_.lower() in _speech()


@cache
def _events() -> frozenset[str]:
    """Nouns of violence."""
    return frozenset(row[0] for row in read_rows("event_triggers.tsv") if row[1] == "n")


@cache
def _speech() -> frozenset[str]:
    """Verbs of speech, and "speak" itself, which reports nothing."""
    return frozenset({"speak", "meet", *(row[0] for row in read_rows("reporting_verbs.tsv") if row[1] == "say")})


def _preposition(parsed: Parsed, mention: Mention) -> str:
    """The preposition that governs a place, "" if none: right before it, or by the parse."""
    before = parsed.text[max(0, mention.span.start - 60) : mention.span.start].lower()
    words: list[str] = re.findall(r"[a-z]+|[,.;:]", before)
    while words and words[-1] in _BETWEEN:
        if words[-1] == "of" and len(words) > 1 and words[-2] not in ("city", "town", "village", "province", "capital", "district", "port"):
            break
        words.pop()
    if words and words[-1] in _AT:
        return words[-1]
    token = _token(parsed, mention)
    if token is not None and token.dep_ == "pobj" and token.head.lower_ in _AT:
        return token.head.lower_
    return ""


def _follows_place(parsed: Parsed, mention: Mention) -> bool:
    """Whether a place is the region after a town and a comma, or one more of a list."""
    return bool(re.search(r"[A-Z]\w+,\s+$", parsed.text[max(0, mention.span.start - 40) : mention.span.start]))


def _token(parsed: Parsed, mention: Mention) -> Token | None:
    tokens = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return tokens.root if tokens is not None else None


def _tied(head: Tokens, place: Token | None) -> bool:
    """Whether the place hangs on the span's words or on their verb in the parse."""
    if place is None:
        return False
    above = {token.i for token in place.ancestors}
    root = head.root
    return root.i in above or any(token.i in above and token.pos_ in ("VERB", "AUX", "NOUN") for token in list(root.ancestors)[:1])


def _holds(wide: Where, fine: Where) -> bool:
    """Whether one place lies in the other, as far as their records say."""
    if wide.kind == "country":
        return wide.country == fine.country and fine.kind != "country"
    return wide.kind == "admin1" and fine.admin1 == wide.name and fine.country == wide.country


def _before(parsed: Parsed, sentence: Tokens) -> Iterator[Tokens]:
    """The sentences right before, the nearest first."""
    for _ in range(_BACK):
        if sentence.start == 0:
            return
        sentence = parsed.doc[sentence.start - 1].sent
        yield sentence


def _theme(located: Sequence[Mention]) -> Mention | None:
    """The place that the document names most often, the first one of equals; a town before its country."""
    counts: dict[str, int] = {}
    for one in located:
        if one.where is not None and one.where.kind not in ("country", "region"):
            counts[one.where.name] = counts.get(one.where.name, 0) + 1
    if not counts:
        return located[0] if located else None
    most = max(counts, key=lambda name: counts[name])
    return next(one for one in located if one.where is not None and one.where.name == most)


def _whole(parsed: Parsed, mention: Mention, site: str | None = None) -> Where | None:
    """A mention's place with its site and the precision that the words before it leave."""
    where = mention.where
    if where is None:
        return None
    before = parsed.text[max(0, mention.span.start - 90) : mention.span.start]
    precision: PlacePrecision = where.precision
    if where.precision == 1 and (_RELATIVE.search(before) or _preposition(parsed, mention) in _NEAR):
        precision = 2
    sentence = parsed.sentence_at(mention.span.start)
    site = site_before(parsed, sentence, mention) or site
    place = by_id(mention.candidates[0]) if mention.candidates else None
    return where_at(place, site=site, precision=precision) if place is not None else where
