"""The stage in one view: a document goes in, and out come its mentions, accounts and claims.

Finders say what stands in the text; here each finding gets its speaker, its certainty, its time and its account, and becomes a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from variorum.config import Choice
from variorum.edition import edition
from variorum.lexicon.speech import is_earlier_version
from variorum.model import Claim, Document, FigureValue, Hints, Mention, Problem, Readout, Span, Speaker, TypeValue, When, Where
from variorum.model.words import Certainty, Property
from variorum.read.accounts import Telling
from variorum.read.attributions import attribution_for, find_attributions, find_quotes, original_source_of
from variorum.read.certainty import certainty_of
from variorum.read.confidence import with_confidence
from variorum.read.confirmations import find_confirmations
from variorum.read.duress import lowered_by_duress
from variorum.read.encoder.weights import weights
from variorum.read.finding import Attribution, Event, Finding
from variorum.read.heads.revise import Revised, revise
from variorum.read.heads.view import view_of
from variorum.read.names import find_names
from variorum.read.parse import maker as parser
from variorum.read.parse import one_thread, parse
from variorum.read.parsed import Parsed
from variorum.read.places import find_places
from variorum.read.properties import find_properties
from variorum.read.roles.find import find_deeds
from variorum.read.roles.findings import role_findings
from variorum.read.times import as_of, document_date, find_times

LANGUAGES = frozenset({"en", None})  # a language that could not be told is tried as English: wire flashes are too short to tell


def maker(choice: Choice | None = None) -> str:
    """Name and edition of this reader, with all that its findings depend on: the cleaner, too, which gives dates and outlets, and weights.

    `choice` is `Choice.of()` where it is left out, here and below.
    """
    return f"{_rules()}/{weights(choice or Choice.of()).maker}"


@cache
def _rules() -> str:
    return f"variorum-{edition('variorum.read', 'variorum.lexicon', 'variorum.clean')}/{parser()}"


def read_document(document: Document, hints: Hints | None = None, choice: Choice | None = None) -> Readout:
    """Read one document. The same document, hints and choice give the same readout on every machine."""
    choice = choice or Choice.of()
    if document.language not in LANGUAGES:
        return Readout(document=document.key, maker=maker(choice), problems=(_no_reader(document),))
    with one_thread():
        return _readout(understand(document, hints or Hints(), choice))


def _readout(parsed: Parsed) -> Readout:
    document, view = parsed.document, view_of(parsed)
    told = revise(parsed, view)
    properties = find_properties(parsed, view.events)
    roles = role_findings(parsed, find_deeds(parsed, view) or (), (*properties, *told.responsibility))
    finders = (told.figures, find_confirmations(parsed, told.figures), told.responsibility, properties, roles, find_quotes(parsed))
    claims = [claim for findings in finders for claim in _claims(parsed, told, findings)]
    claims += [claim for telling in told.tellings for claim in _claims_of_telling(parsed, telling)]
    if document.published is None and parsed.anchor is not None and document.text.strip():
        claims.append(_published(parsed, parsed.anchor))
    accounts = tuple(telling.account for telling in told.tellings)
    return Readout(
        document=document.key,
        maker=maker(parsed.choice),
        mentions=(*parsed.names, *parsed.places, *parsed.times),
        accounts=accounts,
        claims=with_confidence(parsed, accounts, _once(claims)),
        problems=(*_problems(parsed), *(() if told.whole else (_too_long(parsed),))),
    )


def understand(document: Document, hints: Hints, choice: Choice | None = None) -> Parsed:
    """Sentences, names, dates, places and attributions: all that the finders of claims build on."""
    parsed = Parsed(document=document, doc=parse(document.text), choice=choice or Choice.of())
    parsed = replace(parsed, anchor=document_date(parsed, hints))
    parsed = replace(parsed, names=find_names(parsed), times=find_times(parsed))
    parsed = replace(parsed, places=find_places(parsed))
    return replace(parsed, attributions=find_attributions(parsed))


def _claims(parsed: Parsed, told: Revised, findings: Sequence[Finding]) -> list[Claim]:
    """Claims of one finder's findings; a part names the key of the claim that holds its whole."""
    claims = [_claim(parsed, told, finding) for finding in findings]
    for index, finding in enumerate(findings):
        value = claims[index].value
        if finding.part_of is not None and isinstance(value, FigureValue):
            claims[index] = replace(claims[index], value=replace(value, part_of=claims[finding.part_of].key))
    return claims


def _claim(parsed: Parsed, told: Revised, finding: Finding) -> Claim:
    evidence = finding.evidence[0]
    attribution = attribution_for(parsed, evidence)
    telling = None if finding.account_free else told.telling_for(parsed, evidence)
    return Claim(
        document=parsed.document.key,
        account=telling.account.key if telling else None,
        property=finding.property,
        value=finding.value,
        evidence=finding.evidence,
        said_by=finding.said_by or _speaker(attribution),
        original_source=original_source_of(parsed, evidence) or parsed.document.copy_credit,
        certainty=finding.certainty or lowered_by_duress(parsed, attribution, certainty_of(parsed, evidence, attribution)),
        as_of=as_of(parsed, evidence) if finding.property == "figure" else None,
        maker=maker(parsed.choice),
        score=finding.score,
    )


def _speaker(attribution: Attribution | None) -> Speaker | None:
    """Who says it; what "an earlier version of this report" said is the outlet's own."""
    speaker = attribution.speaker if attribution else None
    return None if speaker is not None and is_earlier_version(speaker.name) else speaker


def _claims_of_telling(parsed: Parsed, telling: Telling) -> Iterable[Claim]:
    """Type, date and place of an account are claims like all others."""
    facts: tuple[tuple[Property, TypeValue | When | Where | None, Span | None], ...] = (
        ("incident_type", telling.value, telling.type_evidence),
        ("date", telling.when, telling.when_evidence),
        ("place", telling.where, telling.where_evidence),
    )
    for name, value, evidence in facts:
        if value is None:
            continue
        words = evidence or telling.account.anchor
        attribution = attribution_for(parsed, words)
        yield Claim(
            document=parsed.document.key,
            account=telling.account.key,
            property=name,
            value=value,
            evidence=(words,),
            said_by=_speaker(attribution),
            certainty=_STATUS_CERTAINTY.get(telling.account.status) or certainty_of(parsed, words, attribution),
            maker=maker(parsed.choice),
        )


_STATUS_CERTAINTY: dict[str, Certainty] = {"planned": "predicted", "hypothetical": "conditional"}


def _published(parsed: Parsed, anchor: When) -> Claim:
    """The document's date, worked out from its text."""
    evidence = anchor.evidence or _date_within(parsed, anchor)
    return Claim(document=parsed.document.key, property="published", value=anchor, evidence=(evidence,), maker=maker(parsed.choice))


def _date_within(parsed: Parsed, anchor: When) -> Span:
    """The first date of the text that lies in the document's; without one the first sentence, which is at most a headline."""
    for mention in parsed.times:
        when = mention.timex.when if mention.timex else None
        if when is not None and when.earliest is not None and when.latest is not None and _holds(anchor, when):
            return mention.span
    first = next(sentence for sentence in parsed.doc.sents if sentence.text.strip())
    return parsed.span_of(first)


def _holds(anchor: When, when: When) -> bool:
    return (anchor.earliest is None or anchor.earliest <= (when.earliest or anchor.earliest)) and (
        anchor.latest is None or (when.latest or anchor.latest) <= anchor.latest
    )


def _once(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim once, in the order of the text: two finders may say the same."""
    unique: dict[str, Claim] = {}
    for claim in claims:
        unique.setdefault(claim.key, claim)
    ordered = sorted(unique.items(), key=lambda item: (item[1].evidence[0].start, item[1].evidence[0].end, item[1].property, item[0]))
    return tuple(claim for _, claim in ordered)


def _no_reader(document: Document) -> Problem:
    return Problem(
        stage="read",
        code="language_without_reader",
        subject=document.key,
        message=f"There is no reader for the language {document.language!r}; the text is kept and can be searched.",
    )


def _too_long(parsed: Parsed) -> Problem:
    message = "The text is longer than the trained heads take in one go: a part of it was read by rules alone."
    return Problem(stage="read", code="long_document", subject=parsed.document.key, message=message, severity="info")


def _problems(parsed: Parsed) -> Iterable[Problem]:
    """What the text leaves open: dates that cannot be tied down, places that may be several."""
    for mention in (*parsed.times, *parsed.places):
        problem = _open_question(parsed, mention)
        if problem is not None:
            yield problem


def _open_question(parsed: Parsed, mention: Mention) -> Problem | None:
    words = mention.span.exact
    if mention.timex and mention.timex.type == "DATE" and mention.timex.when is None and mention.timex.value.startswith("XXXX"):
        code, message = "unresolved_date", f"The date {words!r} cannot be tied to a year: the document carries no date."
    elif mention.kind == "place" and mention.where is None and len(mention.candidates) > 1:
        code, message = "ambiguous_place", f"The place {words!r} may be any of {len(mention.candidates)} entries of the gazetteer."
    else:
        return None
    return Problem(stage="read", code=code, subject=parsed.document.key, message=message, severity="info", span=mention.span)


__all__ = ["Event", "maker", "read_document", "understand"]
