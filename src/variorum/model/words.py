"""The words of the field: every enumeration that a record may hold.

Each is a `Literal`, so that the type checker knows it, and `words_of` gives its members in their order. Sources: MUC-4 slot 11
(responsibility), UCDP (precisions), Every Casualty (rules), Airwars (grading), FactBank (certainty). `docs/words.md` explains each.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

from variorum.errors import InvalidRecord

Category = Literal[
    "killed", "injured", "missing", "hostage", "abducted", "released", "rescued", "escaped", "arrested", "displaced", "perpetrators"
]
Bound = Literal[
    "exact", "between", "at_least", "more_than", "at_most", "about",
    "plural", "dozens", "scores", "hundreds", "thousands", "tens_of_thousands",
]  # fmt: skip
Group = Literal[
    "all", "adults", "children", "women", "men", "civilians", "hostages", "security_forces", "military", "police",
    "perpetrators", "journalists", "medics", "officials", "foreigners", "unknown",
]  # fmt: skip
Certainty = Literal["asserted", "confirmed", "alleged", "possible", "conditional", "predicted", "denied"]
ResponsibilityStatus = Literal[
    "REPORTED AS FACT", "CLAIMED OR ADMITTED", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "POSSIBLE", "ACQUITTED", "DENIED",
]  # fmt: skip
IncidentType = Literal[
    "bombing", "shooting", "armed_assault", "stabbing", "vehicle_ramming", "hostage_taking", "kidnapping", "hijacking",
    "arson", "air_strike", "shelling", "armed_clash", "assassination", "execution", "robbery", "forced_work_stoppage",
    "protest_violence", "disaster", "other",
]  # fmt: skip
Stage = Literal["ACCOMPLISHED", "ATTEMPTED", "THREATENED"]
AccountStatus = Literal["news", "background", "cumulative", "planned", "hypothetical"]
SpeakerKind = Literal[
    "official", "military", "police", "medical", "agency", "ngo", "witness", "armed_group", "politician", "expert", "unnamed"
]
SourceKind = Literal["agency", "newspaper", "broadcaster", "official", "ngo", "social", "blog", "unknown"]
MentionKind = Literal["person", "group", "organisation", "place", "time", "quantity", "cue"]
PlaceKind = Literal["populated", "district", "admin2", "admin1", "country", "region", "landmark", "water"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
How = Literal["stated", "resolved", "inferred"]
QuoteKind = Literal["direct", "indirect", "mixed"]
TargetKind = Literal["human", "physical"]
Property = Literal[
    "figure", "responsibility", "incident_type", "place", "date", "published", "target", "victim", "weapon", "demand",
    "warning", "response", "forecast", "comparison", "quote",
]  # fmt: skip
Verdict = Literal[
    "same", "different", "unsure", "copy", "independent", "accept", "reject", "correct", "add", "assign", "prefer",
    "grade", "name", "alias", "person", "flag", "note",
]  # fmt: skip
Rule = Literal["range", "majority", "priority", "conservative", "decision"]
StepKind = Literal["first", "new_deaths", "died_of_wounds", "late_report", "recount", "correction", "retraction", "change_of_scope"]
Grading = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]
DisagreementKind = Literal["value", "composition", "scope", "time", "place", "responsibility", "status"]
CopyKind = Literal["duplicate", "reprint", "wire", "quotes", "update"]
ProcessStage = Literal["acquire", "clean", "read", "resolve", "reckon", "store", "export"]
Severity = Literal["info", "warning", "error"]


VAGUE_TYPES: frozenset[IncidentType] = frozenset({"other", "armed_assault"})  # "attack" says less than any other word for the same thing
VAGUE_BOUNDS: frozenset[Bound] = frozenset({"plural", "dozens", "scores", "hundreds", "thousands", "tens_of_thousands"})  # name no number


def words_of(enumeration: Any) -> tuple[str, ...]:
    """The members of one of the enumerations above, in their order."""
    return get_args(enumeration)


def require_word(value: str | None, enumeration: Any, what: str, *, optional: bool = False) -> None:
    """Raise `InvalidRecord` unless `value` is a member of the enumeration (or None, where that is allowed)."""
    if value is None and optional:
        return
    if value not in get_args(enumeration):
        raise InvalidRecord(f"{what} is {value!r}: not one of {', '.join(get_args(enumeration))}")
