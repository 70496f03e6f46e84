"""Where the words that name who is quoted end: phrase by phrase, by a logistic regression over readable traits, weights in `sources.tsv`.

A parse hangs all that follows on the name: "said Ann Smith, a baker who has lived there for ten years and hopes to stay".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Token

from variorum.lexicon.speech import reporting_lemmas
from variorum.read.attributions.frames import tidy
from variorum.read.attributions.logistic import chance_of, weights_of
from variorum.read.attributions.raw import Raw

WEIGHTS = Path(__file__).with_name("sources.tsv")
STOP = 0.45  # of the chance that a phrase belongs to the name: below it the name ends (.4 to .6 within .2 points, documents left out)
FARTHEST = 60  # tokens of a name with all that hangs on it
_TIED = frozenset({"aux", "auxpass", "neg", "prt", "det", "dobj", "acomp", "attr", "nsubj", "nsubjpass", "compound", "flat", "case"})
_CLOSED = frozenset({"DET", "PRON", "SCONJ", "ADP", "PART", "CCONJ", "AUX"})
_SEPARATORS = {",": ",", ";": ";", ":": ":", "(": "(", "—": "-", "–": "-", "-": "-", "--": "-"}
_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (16, "9-16"))


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase that may belong to a name, by its first token."""

    first: int
    traits: tuple[str, ...]


def parts(doc: Doc, raw: Raw, breaks: frozenset[int]) -> Iterator[Part]:
    """The phrases behind the head of the words that name a speaker."""
    speaker, cue = raw.speaker, raw.cue_token
    if speaker is None or cue is None or raw.pieces or len(raw.source) != 1 or speaker.pos_ == "PRON":
        return
    start, end = raw.source[0]
    if not start <= speaker.i < end:
        return
    limit = min(end, start + FARTHEST, cue.i if cue.i > speaker.i else len(doc))
    index = speaker.i + 1
    about = _about(speaker, cue, start)
    while index < limit and index not in breaks:
        first = index
        index += 1
        head = doc[first]
        while head.head.i > first and head.head.left_edge.i >= first and head.head != head:
            head = head.head
        if head.head.i >= first or head.dep_ == "punct" or doc[first].is_punct or doc[first].is_space:
            continue
        if head.dep_ == "cc" and first + 1 < limit:
            following = doc[first + 1]
            while following.head.i > first and following.head != following:
                following = following.head
            if following.dep_ == "conj":
                head, index = following, index + 1
        if head.dep_ in _TIED and head.head != speaker and doc[first - 1].text not in _SEPARATORS:
            continue
        if head.dep_ == "pobj" and head.head.i == first - 1:
            continue
        yield Part(first, _traits(first, head, speaker, start, about))


def _about(speaker: Token, cue: Token, start: int) -> tuple[str, ...]:
    side = "before" if cue.i > speaker.i else "after"
    known = "short" if speaker.i - start == 0 else "the" if speaker.doc[start].lower_ == "the" else "long"
    return side, known, speaker.pos_ + ("p" if speaker.ent_type_ == "PERSON" else ""), cue.pos_


def _traits(first: int, head: Token, speaker: Token, start: int, about: tuple[str, ...]) -> tuple[str, ...]:
    side, known, name, cue = about
    doc = head.doc
    word = doc[first]
    sep = _SEPARATORS.get(doc[first - 1].text, "q" if doc[first - 1].is_punct else "")
    dep, what = head.dep_, word.lower_ if word.pos_ in _CLOSED else word.tag_
    under = "name" if head.head == speaker else head.head.dep_
    place = f"{dep}|{sep}|{side}"
    far, long = _bucket(first - start), _bucket(head.right_edge.i + 1 - first)
    traits = [
        f"place:{place}", f"what:{what}|{sep}|{side}", f"what:{what}|{dep}",
        f"under:{under}|{place}", f"under:{under}|{what}|{sep}|{side}",
        f"far:{far}|{dep}|{sep}", f"far:{far}|{what}|{sep}|{side}", f"long:{long}|{dep}|{sep}", f"long:{long}|{what}|{sep}|{side}",
        f"known:{known}|{place}", f"known:{known}|{what}|{sep}", f"known:{known}|{name}|{what}|{sep}", f"name:{name}|{place}",
        f"tag:{head.tag_}|{place}", f"cue:{cue}|{place}",
        f"ent:{head.ent_type_ or '-'}|{dep}|{sep}", f"headpos:{head.pos_}|{what}|{sep}",
        f"last:{doc[start:first].root.ent_type_ or '-'}|{what}|{sep}",
    ]  # fmt: skip
    if head.pos_ == "VERB":
        traits.append(f"tells:{head.lemma_.lower() in reporting_lemmas()}|{what}|{sep}|{side}")
        traits.append(f"tag:{head.tag_}|{what}|{sep}")
    if any(token.lower_ == "anonymity" for token in doc[first : head.right_edge.i + 1]):
        traits.append(f"anonymity|{side}")
    return tuple(dict.fromkeys(traits))


def _bucket(count: int) -> str:
    return next((name for most, name in _LENGTHS if count <= most), "17+")


def weights() -> Mapping[str, float]:
    """Trait → weight; "bias" is added always."""
    return weights_of(WEIGHTS)


def chance(part: Part) -> float:
    """Between 0 and 1: that a phrase belongs to the name."""
    return chance_of(part.traits, WEIGHTS)


def set_names(doc: Doc, raws: list[Raw], breaks: list[int]) -> None:
    """Let the words that name who is quoted end where they most likely do; the rules' end is the farthest."""
    stops = frozenset(breaks)
    for raw in raws:
        cut = next((part for part in parts(doc, raw, stops) if chance(part) < STOP), None) if raw.quoted else None
        if cut is not None and (found := tidy(doc, raw.source[0][0], cut.first)):
            raw.source = [found[0]]
