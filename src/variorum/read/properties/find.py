"""All properties but figures, responsibility and quotations."""

from __future__ import annotations

from dataclasses import replace

from variorum.model import TargetValue
from variorum.model.words import Certainty
from variorum.read.finding import Event, Finding
from variorum.read.parsed import Parsed
from variorum.read.properties.comparisons import find_comparisons
from variorum.read.properties.demands import find_demands
from variorum.read.properties.forecasts import find_forecasts
from variorum.read.properties.phrases import Phrases
from variorum.read.properties.responses import find_responses
from variorum.read.properties.targets import find_targets
from variorum.read.properties.victims import find_victims
from variorum.read.properties.warnings import find_warnings
from variorum.read.properties.weapons import find_weapons

_FINDERS = (
    find_demands,
    find_warnings,
    find_responses,
    find_forecasts,
    find_comparisons,
    find_targets,
    find_victims,
    find_weapons,
)


_OF_THE_DEED = frozenset({"target", "weapon", "victim"})
_AHEAD: dict[str, Certainty] = {"forecast": "predicted", "warning": "predicted", "demand": "conditional"}


def find_properties(parsed: Parsed, events: tuple[Event, ...]) -> tuple[Finding, ...]:
    """The findings of each property in turn, in the order of the text."""
    phrases = Phrases(parsed, events)
    findings = [finding for find in _FINDERS for finding in find(phrases)]
    ahead = [finding for finding in findings if finding.property in _AHEAD]
    return tuple(_not_yet(finding, ahead) for finding in findings if not _is_foretold(finding, ahead))


def _is_foretold(finding: Finding, ahead: list[Finding]) -> bool:
    """A response that is only expected is told by the forecast."""
    return finding.property == "response" and any(
        other.property == "forecast" and other.evidence[0].covers(finding.evidence[0]) for other in ahead
    )


def _not_yet(finding: Finding, ahead: list[Finding]) -> Finding:
    """A target or weapon within a forecast, warning or demand is none of an incident that happened."""
    if finding.property not in _OF_THE_DEED:
        return finding
    over = next((other for other in ahead if other.evidence[0].covers(finding.evidence[0])), None)
    if over is None:
        return finding
    value = replace(finding.value, effect=None) if isinstance(finding.value, TargetValue) else finding.value
    return replace(finding, value=value, account_free=True, certainty=_AHEAD[over.property])
