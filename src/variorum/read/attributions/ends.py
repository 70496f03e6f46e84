"""Where ascribed words end: phrase by phrase behind the verb, by a logistic regression over readable traits, weights in `ends.tsv`.

A parse hangs ", which he left in May" on the last noun, though it is the outlet that says so, and cuts a long list at its first comma.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from variorum.lexicon.speech import reporting_lemmas
from variorum.read.attributions.logistic import chance_of, weights_of
from variorum.read.attributions.quotations import Quotation, quotation_at
from variorum.read.attributions.raw import Raw

WEIGHTS = Path(__file__).with_name("ends.tsv")
STOP = 0.45  # of the chance that the words go on: below it they end (.4 to .6 within .2 points of who+what on documents left out)
GO_BEYOND = 0.8  # of the chance, where the parse has the words end (.65 and .9 within .2 points)
FARTHEST = 90  # tokens of content: a longer "sentence" is a list or a table
_TIED = frozenset(
    {"pobj", "pcomp", "aux", "auxpass", "neg", "prt", "det", "dobj", "acomp", "attr", "nsubj", "nsubjpass", "poss", "compound"}
)
_CLOSED = frozenset({"DET", "PRON", "SCONJ", "ADP", "PART", "ADV", "CCONJ", "AUX"})
_GOING_ON = frozenset({"VBG", "VBD", "VBZ"})
_SEPARATORS = {",": ",", ";": ";", ":": ":", "(": "(", "—": "-", "–": "-", "-": "-", "--": "-"}
_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (16, "9-16"), (30, "17-30"))


@dataclass(frozen=True, slots=True)
class Step:
    """A phrase on the way: `end` is the token behind the last word before it, `last` its own last token."""

    end: int
    first: int
    head: Token
    inside: bool
    traits: tuple[str, ...]


class Phrases:
    """A document's phrases by their first token, each headed by a word before it. Looked up once."""

    def __init__(self, doc: Doc, quotations: tuple[Quotation, ...], others: frozenset[int] = frozenset()) -> None:
        self.doc = doc
        self.others = others
        self.quotations = quotations
        self.at: list[Token | None] = [None] * len(doc)
        self._telling = [0] * (len(doc) + 1)
        lemmas = reporting_lemmas()
        for token in doc:
            first = token.left_edge.i
            if token.head.i < first:
                self.at[first] = token
            self._telling[token.i + 1] = self._telling[token.i] + (token.pos_ == "VERB" and token.lemma_.lower() in lemmas)

    def tells(self, start: int, end: int) -> bool:
        """Whether a reporting verb stands among some tokens."""
        return self._telling[end] > self._telling[start]

    def steps(self, raw: Raw, breaks: frozenset[int]) -> Iterator[Step]:
        """The phrases of a content that stands behind its cue, and behind them those of the rest of the sentence."""
        doc, cue = self.doc, raw.cue_token
        if cue is None or raw.quoted or not raw.content:
            return
        piece = doc.char_span(*max(raw.content), alignment_mode="expand")
        if piece is None or piece.start <= cue.i:
            return
        start, end = piece.start, piece.end
        limit = min(doc[end - 1].sent.end, start + FARTHEST)
        about = (start, end, cue, self._of_content(raw, start, end))
        index = start + 1
        while index < limit:
            if index in breaks or (index >= end and index in self.others):
                return
            head, first = self.at[index], index
            if head is not None and head.dep_ == "cc" and index + 1 < limit and self.at[index + 1] is not None:
                head = self.at[index + 1]
                index += 1
            index += 1
            if head is None or head.dep_ == "punct" or doc[first].is_punct or doc[first].is_space:
                continue
            before = doc[first - 1].text
            if head.dep_ in _TIED and head.head.i >= start and before not in _SEPARATORS:
                continue
            if (quotation := quotation_at(self.quotations, doc[first].idx)) is not None and quotation.start < doc[first].idx - 1:
                continue
            stop = first
            while stop > start + 1 and (doc[stop - 1].is_punct or doc[stop - 1].is_space):
                stop -= 1
            yield Step(stop, first, head, first < end, self._traits(first, head, about))

    def _of_content(self, raw: Raw, start: int, end: int) -> tuple[str, ...]:
        root = self.doc[start:end].root
        first = self.doc[start]
        kind = "V" if root.pos_ in ("VERB", "AUX") else "N"
        opening = first.lower_ if first.pos_ in ("SCONJ", "PART") else kind
        return (raw.cue_class, opening, (raw.cue_token or root).lemma_.lower(), (raw.cue_token or root).pos_)

    def _traits(self, first: int, head: Token, about: tuple[int, int, Token, tuple[str, ...]]) -> tuple[str, ...]:
        start, end, cue, (name, opening, lemma, pos) = about
        doc, word = self.doc, self.doc[first]
        side = "in" if first < end else "edge" if first - end <= 1 else "out"
        sep = _SEPARATORS.get(doc[first - 1].text, "q" if doc[first - 1].is_punct else "")
        dep, what = head.dep_, word.lower_ if word.pos_ in _CLOSED else word.tag_
        under = "cue" if head.head == cue else "words" if head.head.i >= start else "out"
        far = _bucket(first - start)
        long = _bucket(head.right_edge.i + 1 - first)
        place = f"{dep}|{sep}|{side}"
        traits = [
            f"side:{side}", f"place:{place}", f"what:{what}|{sep}|{side}", f"what:{what}|{dep}", f"under:{under}|{place}",
            f"under:{under}|{what}|{side}", f"head:{head.head.pos_}|{dep}|{what}", f"far:{far}|{side}", f"far:{far}|{dep}|{sep}",
            f"long:{long}|{dep}|{sep}", f"long:{long}|{side}", f"class:{name}|{place}", f"open:{opening}|{place}",
            f"open:{opening}|{what}|{sep}", f"lemma:{lemma}|{side}", f"lemma:{lemma}|{what}", f"pos:{pos}|{place}",
            f"tag:{head.tag_}|{place}",
            f"ends:{head.right_edge.i + 2 >= word.sent.end}|{place}", f"closes:{head.right_edge.i + 2 >= end}|{place}",
            f"closes:{head.right_edge.i + 2 >= end}|{what}|{sep}|{opening}", f"ent:{head.ent_type_ or '-'}|{dep}|{side}",
        ]  # fmt: skip
        if self.tells(first, head.right_edge.i + 1):
            traits += [f"tells|{place}", f"tells|{what}"]
        if dep == "conj":
            traits.append(f"joins:{head.pos_}|{head.head.pos_}|{sep}|{side}|{under}")
        if quotation_at(self.quotations, word.idx) is not None:
            traits += ["quoted", f"quoted|{place}"]
        return tuple(traits)


def _bucket(count: int) -> str:
    return next((name for most, name in _LENGTHS if count <= most), "31+")


def weights() -> Mapping[str, float]:
    """Trait → weight; "bias" is added always."""
    return weights_of(WEIGHTS)


def chance(step: Step) -> float:
    """Between 0 and 1: that the words go on with a phrase."""
    return chance_of(step.traits, WEIGHTS)


def set_ends(doc: Doc, quotations: tuple[Quotation, ...], raws: list[Raw], breaks: list[int]) -> None:
    """Let the content of each attribution end where it most likely does. It reaches into no other one."""
    others = frozenset(start for raw in raws for start, _ in (*raw.source, *raw.cue))
    phrases, ends = Phrases(doc, quotations, others), frozenset(breaks)
    for raw in raws:
        cut = _set_end(phrases, raw, ends)
        if cut is not None and raw.source:
            _hand_on(raw, cut, raws)


def _set_end(phrases: Phrases, raw: Raw, breaks: frozenset[int]) -> Step | None:
    """Let a content end where it most likely does; the phrase that is cut off, if any."""
    doc, end, cut = phrases.doc, None, None
    for step in phrases.steps(raw, breaks):
        likely = chance(step)
        if step.inside and likely < STOP:
            end, cut = step.end, step
            break
        if not step.inside:
            behind = range(step.first, step.head.right_edge.i + 1)
            if likely < GO_BEYOND or any(index in breaks or index in phrases.others for index in behind):
                break
            end = behind.stop
    if end is not None:
        last = max(raw.content)
        raw.content[raw.content.index(last)] = (last[0], doc[end - 1].idx + len(doc[end - 1]))
    return cut


def _hand_on(raw: Raw, cut: Step, raws: list[Raw]) -> None:
    """What is cut off may tell what else the speaker said, whomever the parse has say it: he said that they left, adding that …"""
    if cut.head.tag_ not in _GOING_ON or raw.cue_token is None or raw.unowned:
        return
    for other in raws:
        if other.cue_token == cut.head and other.source and other.source[0][0] > raw.cue_token.i:
            other.source, other.speaker, other.pieces = list(raw.source), raw.speaker, raw.pieces
