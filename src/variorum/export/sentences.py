"""A claim's words in their sentence: enough to judge them by, never a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from variorum.model import Span

REACH = 320  # code points kept on either side of the evidence: two long sentences of an agency dispatch
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s)|\n\s*\n|\n""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Brig|Cmdr|Adm|Gov|Sen|Rep|Rev|Hon|St|No|Nos|Art|vs|approx|ca|Jan|Feb|Mar|Apr"
    r"|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U)|\b[^\W\d_])\.$"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of words; `mark` is "value" for the evidence, "context" for what helps to read it, None for the rest."""

    text: str
    mark: str | None = None


def visible(text: str) -> str:
    """The text on one line, with what would steer a terminal or turn the direction of writing shown as its code point."""
    return " ".join(_CONTROL.sub(lambda match: f"[U+{ord(match[0]):04X}]", text.replace("\r", "\n")).split())


def sentence(text: str, evidence: Iterable[Span]) -> tuple[Run, ...]:
    """The sentence of `text` around the first span, with that span and those that lie in the same sentence marked; cuts are shown as …"""
    spans = list(evidence)
    value = spans[0]
    start, cut_before = _start(text, value.start)
    end, cut_after = _end(text, value.end)
    runs: list[Run] = []
    at = start
    for span, mark in sorted(((span, "value" if span is value else "context") for span in spans), key=lambda pair: pair[0].start):
        if span.start < at or span.end > end:
            continue
        runs += [_run(text[at : span.start]), _run(text[span.start : span.end], mark)]
        at = span.end
    runs.append(_run(text[at:end]))
    if cut_before:
        runs.insert(0, Run(text="… "))
    if cut_after:
        runs.append(Run(text=" …"))
    return _trimmed(runs)


def _run(text: str, mark: str | None = None) -> Run:
    """White space at the edges stays, as one blank, so that words do not run together."""
    inner = visible(text)
    before = " " if text[:1].isspace() else ""
    after = " " if inner and text[-1:].isspace() else ""
    return Run(text=f"{before}{inner}{after}", mark=mark)


def _trimmed(runs: list[Run]) -> tuple[Run, ...]:
    kept = [run for run in runs if run.text]
    if kept:
        kept[0] = Run(text=kept[0].text.lstrip(), mark=kept[0].mark)
        kept[-1] = Run(text=kept[-1].text.rstrip(), mark=kept[-1].mark)
    return tuple(run for run in kept if run.text)


def _start(text: str, position: int) -> tuple[int, bool]:
    """Where the sentence of a position begins, and whether it was cut there."""
    earliest = max(0, position - REACH)
    start = None
    for match in _END.finditer(text, earliest, position):
        if not _is_abbreviation(text, match):
            start = match.end()
    if start is not None:
        return start, False
    return (0, False) if earliest == 0 else (_word_edge(text, earliest, position), True)


def _end(text: str, position: int) -> tuple[int, bool]:
    latest = min(len(text), position + REACH)
    before = max(0, position - 3)  # the full stop may belong to the evidence
    for match in _END.finditer(text, before, min(len(text), latest + 1)):
        if match.end() >= position and not _is_abbreviation(text, match):
            return max(position, match.start() if match[0].startswith("\n") else match.end()), False
    return (latest, False) if latest == len(text) else (max(position, text.rfind(" ", position, latest)), True)


def _word_edge(text: str, earliest: int, position: int) -> int:
    edge = text.find(" ", earliest, position)
    return earliest if edge < 0 else edge + 1


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """A full stop after "Gen" or an initial ends no sentence, nor does one before a small letter."""
    if match[0].startswith("\n"):
        return False
    after = text[match.end() :].lstrip()[:1] if match.end() + 2 > len(text) else text[match.end() : match.end() + 2].strip()[:1]
    if after.islower():
        return True
    return match[0] == "." and bool(_ABBREVIATION.search(text[max(0, match.end() - 12) : match.end()]))
