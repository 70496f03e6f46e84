"""The records: frozen, validated when made, and all that crosses a process boundary."""

from variorum.model.account import Account
from variorum.model.archive import ArchiveRow, Estimate
from variorum.model.capture import Capture, Sighting
from variorum.model.claim import Claim, Speaker
from variorum.model.copy import Copy
from variorum.model.document import Document, Hints, Piece
from variorum.model.incident import (
    Decision,
    Disagreement,
    Duplicate,
    Figure,
    Foretold,
    Graded,
    Incident,
    Link,
    Outcome,
    Responsibility,
    Ruling,
    Side,
    Step,
    Target,
    Victim,
    Weapon,
    Witness,
)
from variorum.model.judgement import Judgement, Locator
from variorum.model.mention import Mention, Timex
from variorum.model.problem import CODES, Problem
from variorum.model.reading import Reading, Readout
from variorum.model.source import Source
from variorum.model.span import Span
from variorum.model.told import Told
from variorum.model.values import (
    Actor,
    ClaimValue,
    ComparisonValue,
    DemandValue,
    FigureValue,
    ForecastValue,
    QuoteValue,
    ResponseValue,
    ResponsibilityValue,
    Scope,
    TargetValue,
    TypeValue,
    VictimValue,
    WarningValue,
    WeaponValue,
)
from variorum.model.when import When
from variorum.model.where import Where

__all__ = [
    "CODES",
    "Account",
    "Actor",
    "ArchiveRow",
    "Capture",
    "Claim",
    "ClaimValue",
    "ComparisonValue",
    "Copy",
    "Decision",
    "DemandValue",
    "Disagreement",
    "Document",
    "Duplicate",
    "Estimate",
    "Figure",
    "FigureValue",
    "ForecastValue",
    "Foretold",
    "Graded",
    "Hints",
    "Incident",
    "Judgement",
    "Link",
    "Locator",
    "Mention",
    "Outcome",
    "Piece",
    "Problem",
    "QuoteValue",
    "Reading",
    "Readout",
    "ResponseValue",
    "Responsibility",
    "ResponsibilityValue",
    "Ruling",
    "Scope",
    "Side",
    "Sighting",
    "Source",
    "Span",
    "Speaker",
    "Step",
    "Target",
    "TargetValue",
    "Timex",
    "Told",
    "TypeValue",
    "Victim",
    "VictimValue",
    "WarningValue",
    "Weapon",
    "WeaponValue",
    "When",
    "Where",
    "Witness",
]
