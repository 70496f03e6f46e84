"""What the finders of this stage give: claims to be, before speaker, certainty and account are known."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.lexicon.speech import CueClass
from variorum.model import ClaimValue, Span, Speaker
from variorum.model.words import Certainty, IncidentType, Property, QuoteKind, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Words that the text ascribes to somebody. Spans may come in pieces (a quotation interrupted by "he said").

    `source` and `cue` are empty where the text names none ("reportedly"). `speaker` is the source with pronouns and nominals ("the
    official") written out from the text before. `cue_class` is given only where the
    cue's words alone don't tell it: "demanded the release".
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: QuoteKind
    speaker: Speaker | None = None
    cue_class: CueClass | None = None

    def covers(self, span: Span) -> bool:
        """Whether the span lies inside the ascribed words."""
        return any(piece.covers(span) for piece in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Words that tell of something violent: the verb or noun at the heart of it ("stormed", "the explosion").

    `hedge` is what the words themselves say of its reality: None where it is told as having happened.
    """

    span: Span
    type: IncidentType
    stage: Stage = "ACCOMPLISHED"
    hedge: Certainty | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A claim to be. `said_by` and `certainty` are given only where the finder itself knows them (who accuses, who warns); else they come
    from the attribution that covers `evidence[0]`. `part_of` is the index of the finding, in its own finder's list, that holds the whole.
    `account_free` marks what belongs to no incident (a forecast)."""

    property: Property
    value: ClaimValue
    evidence: tuple[Span, ...]
    said_by: Speaker | None = None
    certainty: Certainty | None = None
    part_of: int | None = None
    score: float = 1.0
    account_free: bool = False
