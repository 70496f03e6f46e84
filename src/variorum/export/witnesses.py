"""Who stands behind a figure, and which reports are copies of which: as a page or a text shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.export.contents import Contents
from variorum.export.lines import ClaimLine, DocumentLine
from variorum.export.sentences import visible
from variorum.model import Copy, Figure, Witness

COPY_WORDS = {
    "duplicate": "word for word", "reprint": "reprint", "wire": "agency copy", "update": "later version", "quotes": "shares a passage",
}  # fmt: skip


OWN_VOICE = " in its own voice"
DEEPEST = 8  # steps of a family tree that are shown one under the other


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessLine:
    """One origin of a figure: its name, the numbers of the reports, its values with the keys of their claims, and why it is one."""

    name: str
    documents: tuple[int, ...]
    values: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A report in a family of copies: its number, how it comes from the one above it, the score, the reasons, and its own copies.

    `kind` is empty for the first report of a family.
    """

    document: DocumentLine
    kind: str
    score: float
    reasons: tuple[str, ...]
    copies: tuple[CopyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageLine:
    """Two reports that share a passage and are no copies: their numbers, and why."""

    left: DocumentLine
    right: DocumentLine
    reasons: tuple[str, ...]


def witness_lines(figure: Figure, lines: Mapping[str, ClaimLine]) -> tuple[WitnessLine, ...]:
    """The witnesses of a figure, the one in most reports first."""
    found = []
    for witness in figure.witnesses:
        held = [lines[key] for key in witness.claims if key in lines]
        values: dict[str, str] = {}
        for line in sorted(held, key=lambda line: (line.day or "~", line.key)):
            values.setdefault(line.value, line.key)
        numbers = sorted({line.document for line in held if line.document is not None})
        found.append(
            WitnessLine(
                name=visible(witness.origin),
                documents=tuple(numbers),
                values=tuple(values.items()),
                reasons=_reasons(witness),
            )
        )
    return tuple(found)


def _reasons(witness: Witness) -> tuple[str, ...]:
    """Why it is one, without what the line says already: its name, and of a single reason the number of reports."""
    found = []
    for told in map(visible, witness.reasons):
        count, _, why = told.partition(": ")
        if why.removeprefix("quoted: ") == visible(witness.origin):
            why = "as quoted"
        elif why.endswith(OWN_VOICE):
            why = OWN_VOICE.strip()
        found.append(why if len(witness.reasons) == 1 and why else f"{count}: {why}" if why else told)
    return tuple(found)


def family_trees(documents: Sequence[DocumentLine], contents: Contents) -> tuple[CopyLine, ...]:
    """The families of copies among an incident's reports, each under its first report, or under the first that tells of this incident."""
    known = {document.key: document for document in documents}
    above = {copy.document: copy for copy in contents.copies if copy.kind != "quotes" and copy.document in known}
    below: dict[str, list[Copy]] = defaultdict(list)
    for copy in above.values():
        below[copy.of].append(copy)
    first = [key for key in known if (above[key].of not in known if key in above else key in below)]
    trees = [_tree(key, above.get(key), below, known, 0) for key in first]
    return tuple(sorted(trees, key=lambda tree: tree.document.number))


def _tree(key: str, copy: Copy | None, below: Mapping[str, Sequence[Copy]], known: Mapping[str, DocumentLine], depth: int) -> CopyLine:
    copies = _sorted(below.get(key, ()), known)
    if depth == DEEPEST:  # later ones stand beside each other: a page is not as deep as a year of updates
        for each in copies:
            copies += _sorted(below.get(each.document, ()), known)
    outside = copy is not None and copy.of not in known
    return CopyLine(
        document=known[key],
        kind=COPY_WORDS[copy.kind] if copy else "",
        score=copy.score if copy else 1.0,
        reasons=(*map(visible, copy.reasons), *(["of a report on something else"] if outside else [])) if copy else (),
        copies=tuple(_tree(each.document, each, below if depth < DEEPEST else {}, known, depth + 1) for each in copies),
    )


def _sorted(copies: Iterable[Copy], known: Mapping[str, DocumentLine]) -> list[Copy]:
    return sorted(copies, key=lambda copy: known[copy.document].number)


def passages(documents: Sequence[DocumentLine], contents: Contents) -> tuple[PassageLine, ...]:
    """Reports of an incident that share a passage, most likely somebody's words, and are no copies."""
    known = {document.key: document for document in documents}
    return tuple(
        PassageLine(left=known[copy.of], right=known[copy.document], reasons=tuple(map(visible, copy.reasons)))
        for copy in contents.copies
        if copy.kind == "quotes" and copy.document in known and copy.of in known
    )
