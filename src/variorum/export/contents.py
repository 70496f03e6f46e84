"""What an export is made from: records as the ledger holds them now, handed over by the pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from variorum.model import (
    Account,
    Claim,
    Copy,
    Document,
    Duplicate,
    Foretold,
    Incident,
    Judgement,
    Link,
    Mention,
    Problem,
    Sighting,
    Victim,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """One ledger's contents. Mappings are by key: of the capture (sightings, the first of each), of the claim (standing), of the account
    (incident_of: the incident's id). `known_as` gives the key by which the ledger knows a claim that a person corrected; `unfound` holds
    claims whose words stand in no current document, so that their offsets mean nothing. `digest` names the state of the ledger, `rule`
    how figures were reckoned, `changed_at` when something last came in. `as_of` and `published_by` are set where the record is not that of
    now, or not from all reports.
    """

    documents: Mapping[str, Document]
    claims: tuple[Claim, ...]
    accounts: tuple[Account, ...] = ()
    incidents: tuple[Incident, ...] = ()
    incident_of: Mapping[str, str] = field(default_factory=dict)
    sightings: Mapping[str, Sighting] = field(default_factory=dict)
    standing: Mapping[str, str] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)
    unfound: frozenset[str] = frozenset()
    suggestions: tuple[Link, ...] = ()
    foretold: tuple[Foretold, ...] = ()
    victims: tuple[Victim, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    copies: tuple[Copy, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[Problem, ...] = ()
    mentions: Iterable[tuple[str, Mention]] = ()
    digest: str = ""
    rule: str = "range"
    changed_at: datetime | None = None
    as_of: datetime | None = None
    published_by: date | None = None

    def key_of(self, claim: Claim) -> str:
        """The key by which the ledger knows a claim."""
        return self.known_as.get(claim.key, claim.key)
