"""Ledger export, format 1: one function a kind of record, each giving the row as builtins. `docs/ledger-format.md` describes them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from variorum.config import CONTEXT
from variorum.export.contents import Contents
from variorum.export.withheld import withheld
from variorum.model import (
    Account,
    Claim,
    Document,
    Duplicate,
    Figure,
    Foretold,
    Incident,
    Judgement,
    Link,
    Mention,
    Sighting,
    Span,
    Speaker,
    Timex,
    Victim,
    When,
    Where,
)
from variorum.model.identity import id_of
from variorum.model.records import to_builtins

Row = dict[str, Any]
_RECKONED = ("figures", "responsibility", "grading", "targets", "weapons", "disagreements")  # parts of an incident that name claims


def ledger_rows(contents: Contents, *, text: bool = True, victims: bool = False, mentions: bool = False) -> Iterator[Row]:
    """All rows of a ledger, in the order of the format. Victims' names are left out unless asked for."""
    published = {
        claim.document: claim.value for claim in contents.claims if claim.property == "published" and isinstance(claim.value, When)
    }
    for document in contents.documents.values():
        sighting = contents.sightings.get(document.capture)
        yield document_row(document, sighting, document.published or published.get(document.key), text=text)
    for account in contents.accounts:
        yield account_row(account, contents.incident_of.get(account.key))
    names = frozenset[str]() if victims else withheld(contents)
    yield from (claim_row(claim, contents, text=text) for claim in contents.claims if claim.key not in names)
    yield from (incident_row(incident, known_as=contents.known_as, victims=victims) for incident in contents.incidents)
    if victims:
        yield from (victim_row(victim, contents) for victim in contents.victims)
        yield from (duplicate_row(duplicate, contents) for duplicate in contents.duplicates)
    yield from (suggestion_row(link) for link in contents.suggestions)
    yield from (foretold_row(each, contents.known_as) for each in contents.foretold)
    yield from ({"record": "copy", **to_builtins(copy)} for copy in contents.copies)
    private = frozenset({*names, *(contents.known_as.get(key, key) for key in names)})
    yield from (judgement_row(judgement, private, victims=victims) for judgement in contents.judgements)
    yield from ({"record": "problem", **to_builtins(problem)} for problem in contents.problems)
    if mentions:
        yield from (mention_row(document, mention) for document, mention in contents.mentions)


def document_row(document: Document, sighting: Sighting | None, published: When | None, *, text: bool = True) -> Row:
    """A document; `published` is as printed, or as worked out from the text."""
    row: Row = {
        "record": "document",
        "id": document.key,
        "file": sighting.file if sighting else None,
        "part": document.part,
        "source_row": document.source_row,
        "uri": document.address,
        "sha256": document.blob,
        "retrieved_at": sighting.at.isoformat() if sighting else None,
        "title": document.title,
        "byline": list(document.byline),
        "publisher": document.publisher,
        "source": document.source,
        "credit": document.copy_credit,
        "published": when_row(published),
        "modified": when_row(document.modified),
        "language": document.language,
    }
    return {**row, "columns": dict(sighting.headers) if sighting else {}, "text": document.text} if text else row


def account_row(account: Account, incident: str | None) -> Row:
    """One document's telling of one incident."""
    anchor = to_builtins(account.anchor)
    return {
        "record": "account",
        "id": account.key,
        "document": account.document,
        "incident": incident,
        "anchor": anchor,
        "status": account.status,
        "main": account.main,
    }


def claim_row(claim: Claim, contents: Contents, *, text: bool = True) -> Row:
    """A claim with its evidence as W3C TextQuote and TextPosition selectors; without texts only the smallest phrase is given."""
    document = contents.documents.get(claim.document)  # none where a judgement holds on to words of a document that is no longer made
    evidence = claim.evidence if text else claim.evidence[:1]
    return {
        "record": "claim",
        "id": id_of(contents.key_of(claim), claim.maker),
        "key": contents.key_of(claim),
        "document": claim.document,
        "account": claim.account,
        "incident": contents.incident_of.get(claim.account) if claim.account else None,
        "property": claim.property,
        "value": value_row(claim),
        "said_by": speaker_row(claim.said_by),
        "original_source": claim.original_source,
        "certainty": claim.certainty,
        "as_of": when_row(claim.as_of),
        "evidence": [selector(document, span, found=claim.key not in contents.unfound) for span in evidence],
        "standing": contents.standing.get(claim.key, "as read"),
        "maker": claim.maker,
        "score": claim.score,
    }


def selector(document: Document | None, span: Span, *, found: bool = True) -> Row:
    """Where the words stand, and what stands before and after them; words that are in no current document have no place."""
    if document is None or not found:
        return {"start": None, "end": None, "exact": span.exact, "prefix": "", "suffix": ""}
    before, after = max(0, span.start - CONTEXT), span.end + CONTEXT
    return {
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
        "prefix": document.text[before : span.start],
        "suffix": document.text[span.end : after],
    }


def value_row(claim: Claim) -> Row:
    """A claim's value; a single group is given as a word, several as a list."""
    if isinstance(claim.value, When):
        return when_row(claim.value) or {}
    if isinstance(claim.value, Where):
        return where_row(claim.value) or {}
    row: Row = to_builtins(claim.value)
    if claim.property == "figure":
        row["group"] = row["group"][0] if len(row["group"]) == 1 else list(row["group"])
    if claim.property == "comparison":
        row["with"] = row.pop("likened_to")
    return row


def speaker_row(speaker: Speaker | None) -> Row | None:
    """A speaker, or None for the outlet in its own voice."""
    return to_builtins(speaker) if speaker else None


def when_row(when: When | None) -> Row | None:
    """Dates as ISO 8601 days."""
    if when is None:
        return None
    row: Row = to_builtins(when)
    return row


def where_row(where: Where | None) -> Row | None:
    """A place; coordinates are WGS 84 degrees."""
    if where is None:
        return None
    row: Row = to_builtins(where)
    return row


def incident_row(incident: Incident, *, known_as: Mapping[str, str] | None = None, victims: bool = False) -> Row:
    """An incident as it is reckoned now. `known_as` gives the exported key of a claim that a person corrected; targets that are people by
    name are left out, as victims' names are, but for those whose office is public.
    """
    row: Row = {
        "record": "incident",
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        "stage": incident.stage,
        "date": when_row(incident.when),
        "place": where_row(incident.where),
        "accounts": list(incident.accounts),
        "documents": list(incident.documents),
        "mentioned_in": list(incident.mentioned_in),
        "figures": {figure.category: figure_row(figure) for figure in incident.figures},
        "responsibility": to_builtins(incident.responsibility),
        "grading": to_builtins(incident.grading),
        "targets": to_builtins(tuple(target for target in incident.targets if victims or not target.private)),
        "weapons": to_builtins(incident.weapons),
        "disagreements": to_builtins(incident.disagreements),
    }
    return {**row, **_renamed({name: row[name] for name in _RECKONED}, known_as or {})}


def _renamed(held: Any, known_as: Mapping[str, str]) -> Any:
    """Lists in place of tuples, and the keys of claims as they are exported."""
    if isinstance(held, dict):
        return {name: _renamed(part, known_as) for name, part in held.items()}
    if isinstance(held, (list, tuple)):
        return [_renamed(part, known_as) for part in held]
    return known_as.get(held, held) if isinstance(held, str) else held


def figure_row(figure: Figure) -> Row:
    """A figure without its category, which is its name in the incident."""
    row: Row = to_builtins(figure)
    del row["category"]
    return row


def suggestion_row(link: Link) -> Row:
    """Two accounts that may be one incident, for a person to decide."""
    return {"record": "suggestion", **to_builtins(link)}


def victim_row(victim: Victim, contents: Contents) -> Row:
    """A person by name who came to harm, counted once an incident. Never written unless victims are asked for."""
    claims = [contents.known_as.get(key, key) for key in victim.claims]
    return {"record": "victim", **to_builtins(victim), "claims": claims}


def duplicate_row(duplicate: Duplicate, contents: Contents) -> Row:
    """Two victims who may be one person, for a person to decide."""
    left, right = (contents.known_as.get(key, key) for key in (duplicate.left, duplicate.right))
    return {"record": "duplicate", **to_builtins(duplicate), "left": left, "right": right}


def judgement_row(judgement: Judgement, private: Container[str] = (), *, victims: bool = False) -> Row:
    """What a person decided. Of who came to harm (claims of `private`, and names that the reader has no longer) without words and value,
    unless victims are asked for.
    """
    row = {"record": "judgement", "id": judgement.key, **to_builtins(judgement)}
    of_people = judgement.locator is not None and judgement.locator.property == "victim"
    if not victims and (of_people or judgement.verdict == "person" or judgement.subject in private):
        row |= {"value": None, "locator": None, "withheld": True}
    return row


def foretold_row(foretold: Foretold, known_as: Mapping[str, str]) -> Row:
    """That a warning or forecast may have been about an incident, for a person to look at."""
    claims = [known_as.get(key, key) for key in (foretold.claim, *foretold.claims)]
    return {"record": "foretold", **to_builtins(foretold), "claim": claims[0], "claims": claims[1:]}


def mention_row(document: str, mention: Mention) -> Row:
    """Words that name something."""
    row = to_builtins(mention)
    if isinstance(mention.timex, Timex):
        row["timex"]["when"] = when_row(mention.timex.when)
    return {"record": "mention", "document": document, **row}


def rows_of(rows: Iterable[Row], record: str) -> Iterator[Row]:
    """The rows of one kind."""
    return (row for row in rows if row["record"] == record)
