"""What a text is compared by when copies are looked for: its sentences, its runs of five words, and who prints it.

Runs of words are kept as 32-bit checksums; the few that are marks of the index are chosen by winnowing (Schleimer, Wilkerson and
Aiken 2003).
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import accumulate

from variorum.lexicon.datelines import credits
from variorum.lexicon.en.tables import read_lines, read_rows
from variorum.lexicon.registry import Registry, shipped
from variorum.lexicon.sources import closing_credit, is_agency
from variorum.model import Document, Source, When

RUN = 5  # words in a run: shorter ones are idiom, longer ones miss edited sentences
WINDOW = 12  # runs in a window: whoever takes sixteen words over takes a mark over
SENTENCE = 6  # words: shorter sentences ("Police are investigating.") are anybody's
HEAD, TAIL = 8, 2  # paragraphs that may begin with a dateline, after local ones, or end with a credit
NEAR = 100  # letters before "contributed to this report" that may hold a name
LONGEST = 20_000  # words of a text that are looked at

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+|\n+")
_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*\"|«[^»\n]*»", re.MULTILINE)
_NAME = r"(?P<name>[A-ZÀ-Þ][\w.&'-]*(?: [A-ZÀ-Þ][\w.&'-]*){0,3})"
_CONTRIBUTED = re.compile(rf"{_NAME}(?: has| have| also)* $")
_CONTRIBUTES = ("contributed to this", "contributed to the")
_FROM = re.compile(rf" (?:the )?{_NAME}")
_DRAWS_ON = ("material from", "information from", "reporting by", "reporting from", "files from")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a body: the checksum of its words, and of its words with every number alike; `words` how many it has."""

    exact: int
    masked: int
    words: int


class Indexed:
    """Holds what `index_of` makes of a sketch, which never changes. It is no field: it is not packed, compared or shown."""

    __slots__ = ("index",)
    index: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch(Indexed):
    """A document as copies are looked for. `key` is the document's.

    `runs` are all runs of five words of the body in their order, `told` those of them outside quotation marks; `marks` are what the index
    holds. `agencies` are those that it credits, its own publisher among them, id → name; `outlet` is the id of who publishes it, and
    `owner` that of the family of outlets. `day` is the first that the date of publication allows.
    """

    key: str
    words: int
    sentences: tuple[Sentence, ...]
    runs: tuple[int, ...]
    told: frozenset[int]
    marks: frozenset[int]
    title: tuple[str, ...]
    agencies: Mapping[str, str]
    is_agency: bool
    outlet: str | None
    owner: str | None
    day: date | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What comparisons ask of a sketch again and again. `runs` are its runs as a set; `places` and `sentences` lead from the checksum of a
    sentence to where it stands first and to how it stands last; `words` are those of all its sentences.
    """

    runs: frozenset[int]
    places: Mapping[int, tuple[int, Sentence]]
    sentences: Mapping[int, Sentence]
    words: int


def index_of(each: Sketch) -> Index:
    """The index of a sketch, made when it is first asked for."""
    try:
        return each.index
    except AttributeError:
        placed = list(enumerate(each.sentences))
        made = Index(
            runs=frozenset(each.runs),
            places={sentence.masked: (at, sentence) for at, sentence in reversed(placed)},
            sentences={sentence.masked: sentence for sentence in each.sentences},
            words=sum([sentence.words for sentence in each.sentences]),
        )
        object.__setattr__(each, "index", made)  # sketches are frozen, and this changes nothing that they say
        return made


def sketch(document: Document, published: When | None = None, *, registry: Registry | None = None) -> Sketch:
    """The sketch of a document; `published` is its date where none is printed, `registry` that of sources (ours, if it is left out)."""
    sources = registry or shipped()
    body = document.text[document.body_start :].replace("’", "'")
    words, in_quotes, sentences = _read(body)
    runs = _runs(words)
    told = frozenset(run for at, run in enumerate(runs) if not all(in_quotes[at : at + RUN])) if any(in_quotes) else frozenset(runs)
    when = document.published or published
    publisher = sources.source_of(document.publisher or document.source) if document.publisher or document.source else None
    return Sketch(
        key=document.key,
        words=len(words),
        sentences=tuple(sentences),
        runs=runs,
        told=told,
        marks=frozenset(winnow(runs)) | {sentence.masked for sentence in sentences},
        title=tuple(_WORD.findall((document.title or "").replace("’", "'").casefold())),
        agencies={source.id: source.name for source in map(sources.source_of, _agencies(document, body, sources))},
        is_agency=_is_an_agencys(document, publisher, sources),
        outlet=publisher.id if publisher else None,
        owner=publisher.owner_group if publisher else None,
        day=(when.earliest or when.latest) if when else None,
        at=when.at if when else None,
    )


def _read(body: str) -> tuple[list[str], list[bool], list[Sentence]]:
    """The folded words of a body, whether each stands in quotation marks, and its sentences."""
    quoted = [match.span() for match in _QUOTED.finditer(body)]
    stock = _stock(body)
    words: list[str] = []
    in_quotes: list[bool] = []
    sentences: list[Sentence] = []
    for start, end in _sentences(body):
        at = bisect_left(stock, start)
        if at < len(stock) and stock[at] < end:
            continue
        folded = _WORD.findall(body[start:end].casefold())
        if len(folded) >= SENTENCE:
            sentences.append(_sentence(folded))
        words += folded
        in_quotes += _quoted_words(body, start, end, quoted, len(folded))
        if len(words) > LONGEST:
            break
    return words, in_quotes, sentences


def _runs(words: Sequence[str]) -> tuple[int, ...]:
    """The checksums of all runs of words."""
    text = " ".join(words).encode("utf-8", "surrogatepass")
    letters = words if text.isascii() else [word.encode("utf-8", "surrogatepass") for word in words]
    starts = list(accumulate([len(word) + 1 for word in letters], initial=0))
    return tuple([zlib.crc32(text[start : after - 1]) for start, after in zip(starts, starts[RUN:], strict=False)])


def winnow(runs: Sequence[int], window: int = WINDOW) -> Iterator[int]:
    """The smallest checksum of every window of runs, the last of equals: two texts that share `window` runs in a row share one."""
    if not runs:
        return
    at, least = -1, 0
    for end in range(min(window, len(runs)), len(runs) + 1):
        start = end - window if end > window else 0
        if at >= start and runs[end - 1] > least:
            continue  # the smallest is still in the window, and what came in is larger
        if at >= start:
            at, least = end - 1, runs[end - 1]
        else:
            least = min(runs[start:end])
            at = end - 1 - runs[start:end][::-1].index(least)
        yield least


def _sentence(words: Sequence[str]) -> Sentence:
    numbers = _number_words()
    masked = ["#" if word in numbers or word[0].isdigit() else word for word in words]
    exact = _checksum(words)
    return Sentence(exact=exact, masked=exact if masked == words else _checksum(masked), words=len(words))


def _checksum(words: Sequence[str]) -> int:
    return zlib.crc32(" ".join(words).encode("utf-8", "surrogatepass"))


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a body start and end."""
    start = 0
    for match in _STOP.finditer(body):
        yield start, match.end()
        start = match.end()
    yield start, len(body)


def _quoted_words(body: str, start: int, end: int, quoted: Sequence[tuple[int, int]], words: int) -> list[bool]:
    """Whether each word of a sentence stands in quotation marks."""
    near = [span for span in quoted if span[0] < end and span[1] > start]
    if not near:
        return [False] * words
    inside = _inside([match.start() for match in _WORD.finditer(body, start, end)], near)
    return (inside + [inside[-1] if inside else False] * words)[:words]  # casefolding may make a word more of a letter


def _inside(starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each of some ascending offsets lies in one of some ascending spans."""
    found, at = [], 0
    for start in starts:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        found.append(at < len(spans) and spans[at][0] <= start)
    return found


def _agencies(document: Document, body: str, registry: Registry) -> Iterator[str]:
    """The agencies that a document credits: in its byline, its dateline, its last lines, or as those who contributed."""
    named = (document.copy_credit, document.publisher, *document.byline)
    yield from (name for name in named if name and is_agency(name, registry))
    if document.copy_credit:
        yield document.copy_credit
    lines = [line for line in body.split("\n") if line]
    yield from (name for line in lines[:HEAD] if (name := credits(line, registry)))
    yield from (credit.name for line in lines[-TAIL:] if (credit := closing_credit(line, registry)))
    yield from (name for name in _drawn_on(body) if is_agency(name, registry))


def _is_an_agencys(document: Document, publisher: Source | None, registry: Registry) -> bool:
    """Whether an agency publishes a document, or signs one of which no publisher is known."""
    if publisher is None:
        return any(is_agency(name, registry) for name in document.byline)
    return publisher.kind == "agency" or is_agency(publisher.name, registry)


def _drawn_on(body: str) -> Iterator[str]:
    """Names of "The Associated Press contributed to this report", "with material from Reuters"."""
    for words in _CONTRIBUTES:
        at = body.find(words)
        match = _CONTRIBUTED.search(body, max(0, at - NEAR), at) if at > 0 else None
        if match:
            yield match["name"].removeprefix("The ")
    folded = body.casefold()
    for words in _DRAWS_ON:
        at = folded.find(words)
        match = _FROM.match(body, at + len(words)) if at >= 0 else None
        if match:
            yield match["name"].rstrip(".").removeprefix("The ")


def _stock(body: str) -> list[int]:
    """Where a body has a phrase that any report of an outlet may end with."""
    found = []
    small = body.lower()  # offsets may be off by the few letters that are longer in small
    words = set(small.split())
    for phrase, inner in _stock_phrases():
        if inner and inner not in words:
            continue
        at = small.find(phrase)
        while at >= 0:
            found.append(at)
            at = small.find(phrase, at + 1)
    return sorted(found)


@cache
def _stock_phrases() -> tuple[tuple[str, str], ...]:
    """Phrases, each with the longest of its inner words, without which it cannot stand in a text; a phrase of two words has none."""
    return tuple((phrase, max(phrase.split(" ")[1:-1], key=len, default="")) for phrase in read_lines("stock_phrases.txt"))


@cache
def _number_words() -> frozenset[str]:
    return frozenset(row[0] for row in read_rows("number_words.tsv"))
