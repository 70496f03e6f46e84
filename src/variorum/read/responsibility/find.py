"""All claims of responsibility of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from variorum.model import ResponsibilityValue, Span, Speaker
from variorum.read.attributions.speakers import Speakers
from variorum.read.events import roles_by_token
from variorum.read.finding import Event, Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.actors import Phrase, actors_of
from variorum.read.responsibility.charged import charged_before
from variorum.read.responsibility.extent import evidence_of
from variorum.read.responsibility.frames import Candidate, constructions_of
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.own import of_own_men, rejects_a_boast
from variorum.read.responsibility.standing import Standing, accused_by, speaker_of, standing_of
from variorum.read.responsibility.suits import goes_to_court
from variorum.read.responsibility.worth import AT_LARGE, is_known, is_worth


def find_responsibility(parsed: Parsed, events: Sequence[Event]) -> tuple[Finding, ...]:
    """Findings of the property "responsibility", in the order of the text; evidence[0] is the clause of actor and verb.

    Statuses are those of MUC-4's slot 11, with DENIED. `said_by` is who accuses, claims or denies, None where the outlet says it itself.
    """
    roles = roles_by_token(parsed, events)
    found: dict[tuple[str, int], Finding] = {}
    named, speakers = Named.of(parsed), Speakers(parsed)
    for candidate in constructions_of(parsed, roles):
        candidate = of_own_men(candidate, named, speakers)  # noqa: PLW2901
        blamed = candidate.footing in ("accused", "possible", "claimed", "denied") and candidate.predicate.lemma_.lower() not in AT_LARGE
        if candidate.footing in ("claimed", "denied"):
            candidate = replace(candidate, actor=named.on_behalf_of(candidate.actor))  # noqa: PLW2901
        for phrase in actors_of(named.behind_dateline(candidate.actor, candidate.predicate), named, blamed=blamed):
            if candidate.footing not in ("claimed", "denied") and goes_to_court(phrase.head):
                continue
            boast = candidate.footing == "denied" and rejects_a_boast(candidate.predicate)
            fits = is_worth(candidate, phrase, roles) and not _announces(candidate, phrase) and not boast
            finding = _finding(parsed, named, speakers, candidate, phrase) if fits else None
            key = (phrase.actor.name.casefold(), candidate.predicate.i)
            if finding is not None and key not in found:
                found[key] = finding
    return _without_doubles(sorted(found.values(), key=lambda one: (one.evidence[0].start, one.evidence[0].end)))


def _announces(candidate: Candidate, phrase: Phrase) -> bool:
    """Whether somebody stands before a colon as the one who says so: "Police: man shoots neighbour"."""
    doc = candidate.actor.doc
    return phrase.last + 1 < min(candidate.predicate.i, len(doc)) and doc[phrase.last + 1].text == ":"


def _finding(parsed: Parsed, named: Named, speakers: Speakers, candidate: Candidate, phrase: Phrase) -> Finding | None:
    evidence = evidence_of(parsed, candidate, phrase)
    standing = _standing(parsed, named, speakers, candidate, phrase, evidence)
    if standing is None or (standing.status == "DENIED" and standing.by is None):
        return None
    if not is_known(candidate, phrase, standing.status):
        return None
    return Finding(
        property="responsibility",
        value=ResponsibilityValue(actor=phrase.actor, status=standing.status),
        evidence=(evidence,),
        said_by=standing.by,
        certainty=standing.certainty,
    )


def _standing(parsed: Parsed, named: Named, speakers: Speakers, candidate: Candidate, phrase: Phrase, evidence: Span) -> Standing | None:
    if candidate.by is not None and candidate.footing is not None:
        who = named.behind_dateline(candidate.by, candidate.predicate)
        who = charged_before(who, named) or who
        by = speakers.describe(who) or speaker_of(who)
        if by is not None and by.kind is None and who.ent_type_ == "GPE":
            by = replace(by, kind="official")
        if by is not None and who.lower_ in ("he", "she") and who.i == candidate.actor.i:
            by = by if by.name in phrase.actor.name or phrase.actor.name in by.name else Speaker(name=phrase.actor.name)
        if by is not None:
            return accused_by(by, candidate.footing, phrase.actor.name)
    return standing_of(parsed, evidence, candidate.predicate, candidate.footing, phrase)


def _without_doubles(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding where two constructions say the same of the same actor at the same place: that which names who says it stays."""
    kept: list[Finding] = []
    for finding in findings:
        twin = next((index for index, other in enumerate(kept[-4:], max(0, len(kept) - 4)) if _twins(other, finding)), None)
        if twin is None:
            kept.append(finding)
        elif kept[twin].said_by is None and finding.said_by is not None:
            kept[twin] = finding
    return tuple(kept)


def _twins(one: Finding, other: Finding) -> bool:
    assert isinstance(one.value, ResponsibilityValue)
    assert isinstance(other.value, ResponsibilityValue)
    return one.value.actor.name.casefold() == other.value.actor.name.casefold() and one.evidence[0].overlaps(other.evidence[0])
