"""Headlines with a colon: "Police: Two dead in blast", "Two dead in blast: police"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from variorum.lexicon.outlets import is_outlet
from variorum.lexicon.roles import is_role
from variorum.lexicon.speech import headline_labels
from variorum.read.attributions.raw import Raw

_NAME = r"[^\W\d_][\w.’'&-]*(?: [\w.’'&-]+){0,4}"
_BEFORE = re.compile(rf"^[ \t]*({_NAME}): (?=\S)(.{{6,}})$", re.MULTILINE)
_BEHIND = re.compile(rf"^[ \t]*(\S.{{14,150}}): ({_NAME})[ \t]*$", re.MULTILINE)
_SAYS = re.compile(rf"(?:^|; |: )[ \t]*([^;:\n]{{2,120}}?), (say|says) ({_NAME})(?=;|[ \t]*$)", re.MULTILINE)
_OTHER = re.compile(rf"{_NAME} (?:says?|said|claims?|claimed|denies|denied|admits?|admitted|confirms?|confirmed)\b")
_PLACES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "CARDINAL", "EVENT"})


def read_headlines(doc: Doc, text: str, known: frozenset[str]) -> Iterator[Raw]:
    """Attributions of lines with a colon. `known` holds the names of persons and bodies of the document: a dateline is none ("LIMA: …")."""
    for match in _BEFORE.finditer(text):
        yield from _raw(doc, text, match.span(1), match.span(2), known, head=True)
    for match in _BEHIND.finditer(text):
        yield from _raw(doc, text, match.span(2), match.span(1), known, head=False)


def read_says(doc: Doc, text: str) -> Iterator[Raw]:
    """Headlines in which each number has its own speaker: "95 dead, says police; 100, says hospital"."""
    for match in _SAYS.finditer(text):
        cue, words = doc.char_span(*match.span(2)), doc.char_span(*match.span(3), alignment_mode="expand")
        if cue is not None and words is not None and not any(token.pos_ in ("VERB", "AUX", "SCONJ") for token in words):
            source = [(words.start, words.end)]
            yield Raw(content=[match.span(1)], cue=[(cue.start, cue.end)], source=source, cue_token=cue[0], speaker=words.root, quoted=True)


def _raw(doc: Doc, text: str, source: tuple[int, int], content: tuple[int, int], known: frozenset[str], *, head: bool) -> Iterator[Raw]:
    words = doc.char_span(*source, alignment_mode="expand")
    colon = doc.char_span(source[1], source[1] + 1) if head else doc.char_span(content[1], content[1] + 1)
    if words is None or colon is None or not _speaks(words, known):
        return
    start, end = content
    if head and _OTHER.match(text[start:end]):
        return  # "Larnow: police say two died" has its place or its matter before the colon
    if not head and not _tells(doc, start, end):
        return
    yield Raw(
        content=[(start, start + len(text[start:end].rstrip()))],
        cue=[(colon.start, colon.end)],
        source=[(words.start, words.end)],
        cue_token=colon[0],
        speaker=words.root,
    )


def _tells(doc: Doc, start: int, end: int) -> bool:
    words = doc.char_span(start, end, alignment_mode="expand")
    return words is not None and any(token.pos_ in ("VERB", "AUX") or token.lower_ in ("dead", "injured") for token in words)


def _speaks(words: Tokens, known: frozenset[str]) -> bool:
    """Whether words before a colon name somebody who speaks, and not a section, a place or a label."""
    plain = " ".join(words.text.split())
    first = words[0].lower_
    if first in headline_labels() or plain.lower() in headline_labels():
        return False
    if any(token.pos_ in ("VERB", "AUX") for token in words):
        return False
    root = words.root
    if len(words) == 1 and plain.isupper():  # a dateline, unless it is a body that is known to speak
        return is_role(plain) or is_outlet(plain)
    if plain in known or is_outlet(plain):
        return True
    return root.ent_type_ not in _PLACES and (root.ent_type_ in ("PERSON", "NORP") or is_role(root.text) or is_role(root.lemma_))
