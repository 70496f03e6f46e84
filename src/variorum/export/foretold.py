"""What an incident was warned of, and what became of a warning: as a page or a text shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from variorum.export.index import Index
from variorum.export.lines import ClaimLine, claim_line
from variorum.export.sentences import visible
from variorum.lexicon.en.wording import day_words
from variorum.model import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class ForetoldLine:
    """A warning or forecast that may have been about the incident, in words, with its reasons and its claim.

    `stated`: a report of the incident says so; all else is a suggestion. `here`: the claim stands on the incident's page, too.
    """

    words: str
    score: float
    reasons: str
    stated: bool
    claim: ClaimLine
    here: bool


def foretold_lines(
    incident: Incident, index: Index, lines: Mapping[str, ClaimLine], numbers: Mapping[str, int]
) -> tuple[ForetoldLine, ...]:
    """What may have foretold an incident: what its reports state first, then the likeliest."""
    found = []
    for each in index.foretold.get(incident.id, ()):
        if each.claim not in index.claims:
            continue
        line = lines.get(each.claim) or claim_line(each.claim, index, numbers)
        notes = tuple(note for note in line.notes if note not in index.became.get(each.claim, ()))
        kind = "Warned of" if line.property == "warning" else "Foretold"
        told = f" ({len(each.witnesses)} witnesses: {', '.join(each.witnesses)})" if len(each.witnesses) > 1 else ""
        when = f" on {day_words(each.said)}" if each.said else " before"
        found.append(
            ForetoldLine(
                words=visible(f"{kind}{when}{f' by {each.by}' if each.by else ''}{told}"),
                score=each.score,
                reasons=visible("; ".join(each.reasons)),
                stated=each.stated,
                claim=replace(line, notes=notes),
                here=each.claim in lines,
            )
        )
    return tuple(sorted(found, key=lambda each: (not each.stated, -each.score, each.claim.day or "~", each.claim.key)))
