"""Who did it, where that is disputed: accused and denied, claimed by two, laid at several doors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence

from variorum.lexicon.en.wording import with_article
from variorum.model import Disagreement, Side, TypeValue, Where
from variorum.reckon.actors import fold
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.responsibility import Saying
from variorum.reckon.rivals import by_party, rivals_among
from variorum.reckon.wording import listed, outlet_of, outlets, speaker_words

MOST_TOLD = 3  # accusations in one sentence; the others are among the sides
_FIRMNESS = {"CLAIMED OR ADMITTED": 0, "ACQUITTED": 0, "POSSIBLE": 2}
_DOES = {
    "SUSPECTED OR ACCUSED": "accused", "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused", "REPORTED AS FACT": "named",
    "POSSIBLE": "held possible",
}  # fmt: skip
_REPORTED = {
    "SUSPECTED OR ACCUSED": "reported suspicion of {}", "SUSPECTED OR ACCUSED BY AUTHORITIES": "reported that authorities suspected {}",
    "REPORTED AS FACT": "named {} as responsible", "POSSIBLE": "named {} as possibly responsible",
}  # fmt: skip


def of_responsibility(
    said: Sequence[Saying], where: Where | None, kind: TypeValue, *, discounted: Container[str] = ()
) -> Iterator[Disagreement]:
    """Of each actor whether accusation stands against denial, then at most one over which of several actors it was."""
    named = by_party(said, discounted=discounted)
    for held in named.values():
        yield from _denied(held)
    yield from _disputed(named, set(rivals_among(named, where, kind)))


def _denied(held: Sequence[Saying]) -> Iterator[Disagreement]:
    """Accused, claimed or told as fact, and denied."""
    accusing = sorted((saying for saying in held if saying.stance == "for"), key=_rank)
    denying = sorted((saying for saying in held if saying.stance == "against"), key=_rank)
    if accusing and denying:
        actor = with_article(held[0].party.actor.name)
        sides = (_side(f"{held[0].party.actor.name} did it", accusing), _side(f"{held[0].party.actor.name} did not", denying))
        yield disagreement_of("responsibility", f"{_accuses(accusing, actor)}{_denies(denying, accusing[0])}", sides)


def _disputed(named: Mapping[str, Sequence[Saying]], rivals: set[str]) -> Iterator[Disagreement]:
    if not rivals:
        return
    held = {key: [saying for saying in named[key] if saying.stance == "for"] for key in rivals}
    voices = {key: {(saying.told.voice, saying.by) for saying in found} for key, found in held.items()}
    parties = {key: found[0].party for key, found in held.items()}
    ordered = sorted(rivals, key=lambda key: (_rank(min(held[key], key=_rank))[0], -len(voices[key]), key))
    claimed = [key for key in ordered if any(saying.value.status == "CLAIMED OR ADMITTED" for saying in held[key])]
    sides = tuple(_side(parties[key].actor.name, held[key]) for key in ordered)
    told = _all_accuse([(sorted(held[key], key=_rank), with_article(parties[key].actor.name)) for key in ordered])
    opening = "Several claimed it" if len(claimed) > 1 else "Who did it is disputed"
    yield disagreement_of("responsibility", f"{opening}: {'; '.join(told[:MOST_TOLD])}", sides)


def _rank(saying: Saying) -> tuple[object, ...]:
    """Claims by the actor first, possibilities last; then named speakers, then what our reader holds for likeliest, then the earliest."""
    firm = _FIRMNESS.get(saying.value.status, 1)
    return (
        firm,
        saying.by is None,
        -round(saying.claim.score, 2),
        str(saying.day or "~"),
        outlet_of(saying.told),
        saying.by or "",
        saying.claim.key,
    )


def _all_accuse(accused: Sequence[tuple[Sequence[Saying], str]]) -> list[str]:
    """One accusation of each actor in words; actors that one speaker names in one report are told in one breath."""
    together: dict[object, list[tuple[Sequence[Saying], str]]] = defaultdict(list)
    for held, actor in accused:
        first = held[0]
        claimed = first.value.status == "CLAIMED OR ADMITTED"
        together[actor if claimed else (first.told.document.key, first.by, first.value.status)].append((held, actor))
    return [_accuses(named[0][0], listed([actor for _, actor in named])) for named in together.values()]


def _accuses(held: Sequence[Saying], actor: str) -> str:
    """The firmest accusation in words, with the outlets that carry it."""
    first = held[0]
    same = [saying.told for saying in held if saying.value.status == first.value.status and _voice(saying) == _voice(first)]
    if first.value.status == "CLAIMED OR ADMITTED":
        claimed = [saying.told for saying in held if saying.value.status == first.value.status]
        if first.by is None or _is_itself(first):
            return f"{actor} claimed it (in {outlets(claimed)})"
        return f"{speaker_words(first.by)} (in {outlets(claimed)}) claimed it for {actor}"
    if first.by is None:
        return f"{outlets(same)} {_REPORTED[first.value.status].format(actor)}"
    return f"{speaker_words(first.by)} (in {outlets(same)}) {_DOES[first.value.status]} {actor}"


def _denies(held: Sequence[Saying], accusing: Saying) -> str:
    """The denial that follows an accusation or a claim."""
    first = held[0]
    same = [saying.told for saying in held if _voice(saying) == _voice(first) and saying.value.status == first.value.status]
    if first.value.status == "ACQUITTED":
        return f"; {outlets(same)} reported an acquittal"
    if first.by is None:
        return f"; {outlets(same)} reported a denial"
    if not _is_itself(first):
        return f"; {speaker_words(first.by)} denied it (in {outlets(same)})"
    if accusing.value.status == "CLAIMED OR ADMITTED" and (accusing.by is None or _is_itself(accusing)):
        return f", and denied it (in {outlets(same)})"
    return f", {'who' if first.party.actor.kind == 'person' else 'which'} denied it (in {outlets(same)})"


def _voice(saying: Saying) -> str | None:
    return fold(saying.by) if saying.by else None


def _is_itself(saying: Saying) -> bool:
    """Whether it is the actor that speaks, by whichever of its names."""
    by = fold(saying.by or "")
    return saying.by_itself or by in (fold(saying.value.actor.name), fold(saying.party.actor.name))


def _side(says: str, held: Sequence[Saying]) -> Side:
    return side_of(says, (saying.claim for saying in held))
