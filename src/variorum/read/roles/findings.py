"""The participants of deeds as findings of the stage, beside those of the rules: what rules have found on the same words stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from variorum.lexicon.en.harm import harm_verbs
from variorum.model import ResponsibilityValue, Span, TargetValue, WeaponValue
from variorum.model.words import ResponsibilityStatus
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating
from variorum.read.roles.deeds import Deed, Participant

LIKELY = 0.6  # of a participant that becomes a finding: on ordinary news, where nothing was learnt, the heads are right less often
BLAMED = 0.9  # of a body of doers: a wrong accusation weighs more than a missing one; from .75 on two of two were wrong on other news
_TRAILING = frozenset({"AUX", "VERB", "ADP", "CCONJ", "SCONJ", "DET", "PUNCT", "SPACE", "PART"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NAMING = frozenset({"name", "identify"})
_FREED = frozenset({"released", "rescued"})
_CAUGHT = frozenset({"arrested"})
_OF_PEOPLE = frozenset({"target", "victim"})
_WEAPONS = {
    "GUN": "gun", "MACHINE GUN": "gun", "RIFLE": "gun", "BOMB": "explosive", "DYNAMITE": "explosive", "EXPLOSIVE": "explosive",
    "VEHICLE BOMB": "explosive", "GRENADE": "explosive", "MINE": "explosive", "AERIAL BOMB": "explosive", "MORTAR": "artillery",
    "ROCKET": "missile", "CUTTING DEVICE": "blade", "MOLOTOV COCKTAIL": "fire", "FIRE": "fire",
}  # fmt: skip
_STATUSES: dict[str, ResponsibilityStatus] = {
    "REPORTED AS FACT": "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED": "SUSPECTED OR ACCUSED",
    "CLAIMED OR ADMITTED": "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "POSSIBLE": "POSSIBLE",
}


def role_findings(parsed: Parsed, deeds: Sequence[Deed], known: Sequence[Finding]) -> tuple[Finding, ...]:
    """What the deeds add to the findings of the rules, in the order of the text."""
    found: dict[tuple[str, int], Finding] = {}
    taken = {name: [one for one in known if one.property in kinds] for name, kinds in _GROUPS.items()}
    for participant in (one for deed in deeds for one in deed.participants):
        for finding in _findings(parsed, participant):
            group = "people" if finding.property == "target" and participant.family == "people" else finding.property
            if not any(_is_told(finding, participant.phrases, other) for other in taken[group]):
                found.setdefault((finding.property, finding.evidence[0].start), finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.evidence[0].start))


_GROUPS = {
    "people": _OF_PEOPLE,
    "target": frozenset({"target"}),
    "weapon": frozenset({"weapon"}),
    "responsibility": frozenset({"responsibility"}),
}


def _is_told(finding: Finding, phrases: Sequence[Span], other: Finding) -> bool:
    """Whether rules have found the same: on some of its words, or the same actor by name."""
    if any(phrase.overlaps(other.evidence[0]) for phrase in phrases) and finding.property != "responsibility":
        return True
    mine, theirs = finding.value, other.value
    if isinstance(mine, ResponsibilityValue) and isinstance(theirs, ResponsibilityValue):
        return mine.actor.name.casefold() == theirs.actor.name.casefold()
    return False


def _findings(parsed: Parsed, one: Participant) -> Iterator[Finding]:
    words = _words(parsed, one.words)
    if not words or one.likely < (BLAMED if one.family == "organisation" else LIKELY):
        return
    evidence = plain_span(parsed, one.words)
    if one.family == "people":
        yield from _people(parsed, one)
    elif one.family == "object":
        thing = TargetValue(kind="physical", description=words, type=one.type, number=one.number, effect=one.effect)
        yield Finding(property="target", value=thing, evidence=(evidence,), score=one.likely)
    elif one.family == "instrument":
        weapon = WeaponValue(name=words, kind=_WEAPONS.get(one.type or ""))
        yield Finding(property="weapon", value=weapon, evidence=(evidence,), score=one.likely)
    elif one.family == "organisation":
        yield from _blamed(parsed, one)


def _people(parsed: Parsed, one: Participant) -> Iterator[Finding]:
    """People, but for who only speaks of it, and who was caught; those who were freed are said to be free again."""
    telling = one.name or one.words
    fate = _fate(parsed, telling)
    if _speaks(parsed, telling) or fate in _CAUGHT:
        return
    own = None if one.description is None or _speaks(parsed, one.description) else one.description
    name, description = (_words(parsed, span) if span else None for span in (one.name, own))
    value = TargetValue(
        kind="human",
        name=name,
        description=description or (None if name else _words(parsed, one.words)),
        type=one.type,
        number=one.number,
        effect="REGAINED FREEDOM" if fate in _FREED else one.effect,
    )
    yield Finding(property="target", value=value, evidence=(plain_span(parsed, telling),), score=one.likely)


def plain_span(parsed: Parsed, span: Span) -> Span:
    """A phrase without the marks and small words at its ends that the tagger took along: "railway station and"."""
    tokens = parsed.tokens_of(span)
    start, stop = tokens.start, tokens.stop
    while stop - 1 > start and _trails(parsed.doc[stop - 1]):
        stop -= 1
    while start < stop - 1 and (parsed.doc[start].is_punct or parsed.doc[start].is_space):
        start += 1
    return parsed.span_of(parsed.doc[start:stop]) if stop > start else span


def _trails(token: Token) -> bool:
    return token.pos_ in _TRAILING or token.is_punct or token.tag_ in {"WDT", "WP"}  # "devices that"


def _words(parsed: Parsed, span: Span) -> str | None:
    return " ".join(plain_span(parsed, span).exact.split()) or None


def _speaks(parsed: Parsed, span: Span) -> bool:
    """Whether the words are the name of somebody who is quoted there."""
    return any(one.speaker is not None and one.speaker.span is not None and one.speaker.span.overlaps(span) for one in parsed.attributions)


def _fate(parsed: Parsed, span: Span) -> str | None:
    """The category of harm of the verb that a phrase is subject or object of; "the captured man was named as X" tells it of X."""
    tokens = parsed.tokens_of(span)
    if not tokens:
        return None
    root = parsed.doc[tokens.start : tokens.stop].root
    if root.head.lower_ == "as" and root.head.head.lemma_.lower() in _NAMING:
        root = next((child for child in root.head.head.children if child.dep_ in _SUBJECTS), root)
    told = [child for child in root.children if child.dep_ in {"amod", "acl"} and child.tag_ == "VBN"]
    if root.dep_ in {"nsubjpass", "dobj"}:
        told.append(root.head)
    verbs = (harm_verbs().get(word.lower_) for word in told)
    return next((verb.category for verb in verbs if verb is not None), None)


def _blamed(parsed: Parsed, one: Participant) -> Iterator[Finding]:
    """A body of doers, said as rules say it; nothing where the words name nobody."""
    tokens = parsed.tokens_of(one.words)
    status = _STATUSES.get(one.footing or "")
    if status is None or not tokens:
        return
    head = parsed.doc[tokens.start : tokens.stop].root
    found = Stating(parsed, Named.of(parsed)).finding(head, _above(head), status, one.likely)
    if found is not None:
        yield found


def _above(head: Token) -> Token:
    """The verb above a phrase, or what it hangs on last."""
    return next((token for token in head.ancestors if token.pos_ in {"VERB", "AUX"}), head.head)
