"""What pages and texts are made from, of the record as it stood."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from variorum.export.contents import Contents
from variorum.history.record import Settled
from variorum.model import Mention, When
from variorum.reckon.foretold import Reports, find_foretold
from variorum.reckon.judged import JudgedClaim
from variorum.reckon.namesakes import decided_persons
from variorum.reckon.victims import possible_duplicates, victims_of
from variorum.registry import registry_of, with_source
from variorum.store import Ledger


def contents_then(ledger: Ledger, then: Settled) -> Contents:
    """All that an export or a page of that time is made from; every incident is reckoned. The digest is that of the ledger as it is now."""
    snapshot, claims = then.snapshot, _claims(then)
    registry = registry_of(ledger)
    documents = {key: with_source(document, registry) for key, document in then.documents.items()}
    incidents = tuple(map(then.incident, sorted(then.groups)))
    held = [each.claim for each in claims if each.standing != "rejected"]
    published = {claim.document: claim.value for claim in held if isinstance(claim.value, When) and claim.property == "published"}
    persons, undecided = decided_persons(snapshot.judgements, claims, documents)
    victims = victims_of(incidents, held, persons)

    @cache
    def mentions(document: str) -> Sequence[Mention]:
        reading = snapshot.readings.get(document)
        return ledger.mentioned(reading.key) if reading else ()

    return Contents(
        documents=documents,
        claims=tuple(each.claim for each in claims),
        standing={each.claim.key: each.standing for each in claims},
        known_as={each.claim.key: each.key for each in claims if each.key != each.claim.key},
        unfound=frozenset(each.claim.key for each in claims if not each.found),
        accounts=tuple(each.account for each in then.told.values()),
        incidents=incidents,
        incident_of=then.home,
        sightings=snapshot.sightings,
        suggestions=then.resolved.suggestions,
        foretold=find_foretold(incidents, held, Reports(documents=documents, mentions=mentions, published=published)),
        victims=victims,
        duplicates=possible_duplicates(victims, incidents, persons),
        copies=then.copies.relations,
        judgements=tuple(snapshot.judgements),
        problems=(*snapshot.problems, *then.decided.problems, *then.resolved.problems, *then.copies.problems, *then.problems, *undecided),
        digest=ledger.head(),
        rule=then.rule,
        changed_at=ledger.last_change(),
        as_of=snapshot.at,
        published_by=then.published_by,
    )


def _claims(then: Settled) -> list[JudgedClaim]:
    """The claims of the documents that count, and those that people make of words that are in no document."""
    return [each for each in then.decided.claims if each.claim.document in then.documents or (then.published_by is None and not each.found)]
