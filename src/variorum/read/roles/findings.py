"""The participants of deeds as findings of the stage, beside those of the rules: what rules have found on the same words stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from variorum.model import ResponsibilityValue, Span, TargetValue, WeaponValue
from variorum.model.words import ResponsibilityStatus
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed
from variorum.read.responsibility.named import Named
from variorum.read.responsibility.stated import Stating
from variorum.read.roles.deeds import Deed, Participant

LIKELY = 0.6  # of a participant that becomes a finding: on ordinary news, where nothing was learnt, the heads are right less often
BLAMED = 0.9  # of a body of doers: a wrong accusation weighs more than a missing one; from .75 on two of two were wrong on other news
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
    words = " ".join(one.words.exact.split())
    if not words or one.likely < (BLAMED if one.family == "organisation" else LIKELY):
        return
    if one.family == "people":
        name, description = ((" ".join(span.exact.split()) or None) if span else None for span in (one.name, one.description))
        description = description or (None if name else words)
        value = TargetValue(kind="human", name=name, description=description, type=one.type, number=one.number, effect=one.effect)
        yield Finding(property="target", value=value, evidence=(one.name or one.words,), score=one.likely)
    elif one.family == "object":
        thing = TargetValue(kind="physical", description=words, type=one.type, number=one.number, effect=one.effect)
        yield Finding(property="target", value=thing, evidence=(one.words,), score=one.likely)
    elif one.family == "instrument":
        weapon = WeaponValue(name=words, kind=_WEAPONS.get(one.type or ""))
        yield Finding(property="weapon", value=weapon, evidence=(one.words,), score=one.likely)
    elif one.family == "organisation":
        yield from _blamed(parsed, one)


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
