"""From phrases to deeds: which phrases name the same, who and what belongs to one violent act, when and where it was.

People harmed and things attacked are told apart first, by average linkage of what the head says of every two; doers, instruments, day and
places are then set beside each act they belong to. One doer may stand beside several.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from variorum.lexicon.en.numbers import value_of
from variorum.model import Span, When
from variorum.read.heads.grouping import group
from variorum.read.heads.layers import Arrays, Floats
from variorum.read.parsed import Parsed
from variorum.read.roles.estimate import Estimates
from variorum.read.roles.labels import BROADER, HEADS, NONE
from variorum.read.roles.phrases import NODE_KINDS, Ground, NodeKind, Phrase
from variorum.read.roles.worth import TRAITS, worth_of

Family = Literal["people", "object", "instrument", "individual", "organisation"]
FAMILIES: dict[NodeKind, Family] = {
    "name": "people", "description": "people", "object": "object", "instrument": "instrument", "individual": "individual",
    "organisation": "organisation",
}  # fmt: skip
_TARGETS = frozenset({"people", "object"})
_BY_TOWN = 0.5  # what a town says of the country, against the country's own name: gazetteers know many towns of one name
_ALONE = -4.0  # logit to the nearest other deed where there is none
_NO_COUNTRY = np.array([name != "COUNTRY" for name in HEADS["place"]], dtype=np.float32)
_SAME_WORDS, _SAME_NAME, _OTHER_NAME = 2.0, 5.0, -5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From which probability on something is taken up; `same` and `together` are logits."""

    phrase: float = 0.15
    name: float = 0.4
    description: float = 0.4
    object: float = 0.4
    instrument: float = 0.5
    individual: float = 0.4
    organisation: float = 0.5
    place: float = 0.3
    time: float = 0.4
    beside: float = 0.45
    meant: float = 0.5
    deed: float = 0.35
    worth: float = 0.24
    same: float = 0.0
    together: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody or something in a deed. `words` is the likeliest phrase, `name` the fullest name of a person, `description` the words for
    him or her; `phrases` are all that name it. `type`, `effect`, `number` as in MUC-4; of a body of doers `footing`."""

    family: Family
    words: Span
    phrases: tuple[Span, ...]
    likely: float
    name: Span | None = None
    description: Span | None = None
    type: str | None = None
    effect: str | None = None
    number: str | None = None
    footing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A violent act. `side` is None where nothing shows who did it; `meant` is a class of instruments that no phrase names, `unharmed`
    what befell people whom no phrase names. `places` come with their class, the likeliest first; `land` is the ISO code of the country."""

    type: str
    stage: str
    side: str | None
    meant: str | None
    unharmed: str | None
    participants: tuple[Participant, ...]
    when: When | None
    places: tuple[tuple[Span, str], ...]
    likely: float
    land: str | None = None

    def of(self, family: Family) -> list[Participant]:
        """The participants of one family."""
        return [one for one in self.participants if one.family == family]


@dataclass(frozen=True, slots=True)
class Draft:
    """A deed and its `TRAITS`."""

    deed: Deed
    traits: Floats


@dataclass(frozen=True, slots=True)
class _Entity:
    family: Family
    members: list[int]
    best: int
    likely: float


def worthy(drafts: Sequence[Draft], arrays: Arrays, least: float) -> list[Deed]:
    """The deeds that are likely enough to be told and told apart rightly."""
    worth = worth_of(arrays, np.stack([draft.traits for draft in drafts])) if drafts else ()
    return [draft.deed for draft, value in zip(drafts, worth, strict=True) if value >= least]


def drafts_of(ground: Ground, phrases: Sequence[Phrase], estimates: Estimates, limits: Limits) -> list[Draft]:
    """The deeds of a text, in the order in which they are told, with what speaks for each."""
    return _Weaver(ground, phrases, estimates, limits).drafts() if phrases else []


class _Weaver:
    """The phrases of one text with their likeliest roles."""

    def __init__(self, ground: Ground, phrases: Sequence[Phrase], estimates: Estimates, limits: Limits) -> None:
        self.ground, self.parsed, self.phrases, self.estimates, self.limits = ground, ground.parsed, phrases, estimates, limits
        roles = estimates.shares["role"]
        self.kinds = [_kind_of(phrase, row) for phrase, row in zip(phrases, roles, strict=True)]
        self.likely = np.array([row[1 + NODE_KINDS.index(kind)] for row, kind in zip(roles, self.kinds, strict=True)], dtype=np.float32)
        self.beside = 1 / (1 + np.exp(-estimates.together))

    def drafts(self) -> list[Draft]:
        entities = self._entities()
        anchors = [one for one in entities if one.family in _TARGETS] or [one for one in entities if one.family == "instrument"] or entities
        links = np.zeros((len(anchors), len(anchors)), dtype=np.float32)
        for index, one in enumerate(anchors):
            for other in range(index):
                links[index, other] = links[other, index] = self._link(one, anchors[other])
        found = []
        clusters = group(links, self.limits.together)
        heights = [max(anchors[index].likely for index in cluster) for cluster in clusters]
        for number, cluster in enumerate(clusters):
            if heights[number] >= self.limits.deed:
                core = [anchors[index] for index in cluster]
                others = [one for one in entities if one not in anchors and self._stands_beside(one, core)]
                apart = (links[np.ix_(cluster, rest)] for at, rest in enumerate(clusters) if at != number)
                deed = self._deed(core, others)
                traits = self._traits(deed, core, others) | {
                    "nearest other": max((float(link.mean()) for link in apart), default=_ALONE), "deeds": math.log1p(len(clusters)),
                    "likelier deeds": math.log1p(sum(height > heights[number] for height in heights)),
                }  # fmt: skip
                row = np.array([traits.get(name, 0.0) for name in TRAITS], dtype=np.float32)
                found.append((min(at for one in core for at in one.members), Draft(deed, row)))
        return [draft for _, draft in sorted(found, key=lambda each: each[0])]

    def _traits(self, deed: Deed, core: Sequence[_Entity], others: Sequence[_Entity]) -> dict[str, float]:
        """What speaks for a deed, by name."""
        nodes = [at for one in core for at in one.members]
        tellings, sentences = self.ground.view.tellings, [self.phrases[at].sentence for at in nodes]
        tokens = (token for at in nodes for token in self.parsed.doc[self.phrases[at].start : self.phrases[at].end])
        told = [tellings[self.phrases[at].telling or 0] for at in nodes] if tellings else []
        traits = {
            "likely": deed.likely, "mean likely": float(np.mean([one.likely for one in core])), "phrases": math.log1p(len(nodes)),
            "entities": math.log1p(len(core)), "sentence": math.log1p(min(sentences)) / 3, "first sentence": float(min(sentences) <= 1),
            "spread": math.log1p(max(sentences) - min(sentences)) / 3, "day": float(deed.when is not None),
            "place": float(bool(deed.places)), "share of the phrases": len(nodes) / len(self.phrases),
            "sentences of the text": math.log1p(len(self.ground.view.sentences)) / 3,
            "a name": float(any(self.kinds[at] == "name" for at in nodes)),
            "counted": float(any(token.like_num for token in tokens)),
            "told of the main incident": float(np.mean([one.account.main for one in told])) if told else 0.0,
        }  # fmt: skip
        for one in (*core, *others):
            traits[f"likely {one.family}"] = max(traits.get(f"likely {one.family}", 0.0), one.likely)
            traits[f"most {one.family}"] = traits.get(f"most {one.family}", 0.0) + 0.25
        for telling in told:
            name = f"told as {telling.account.status}"
            traits[name] = traits.get(name, 0.0) + 1 / len(told)
        for head, name in (("act", "act"), ("stage", "stage"), ("side", "side")):
            traits |= {f"{name} {value}": float(share) for value, share in zip(HEADS[head], self._share(head, nodes), strict=True)}
        return traits

    # ------------------------------------------------------------ who is who

    def _entities(self) -> list[_Entity]:
        found = []
        for family in dict.fromkeys(FAMILIES.values()):
            mine = [at for at, kind in enumerate(self.kinds) if FAMILIES.get(kind) == family and self.likely[at] >= self.limits.phrase]
            for cluster in group(self._likeness(mine), self.limits.same) if mine else ():
                members = [mine[index] for index in cluster]
                best = max(members, key=lambda at: self.likely[at])
                if self.likely[best] >= getattr(self.limits, self.kinds[best]):
                    found.append(_Entity(family, members, best, float(self.likely[best])))
        return found

    def _likeness(self, members: Sequence[int]) -> Floats:
        """Logits of every two naming the same; names go by their words."""
        table = self.estimates.same[np.ix_(members, members)].copy()
        for index, one in enumerate(members):
            for at, other in enumerate(members[:index]):
                left, right = set(self.phrases[one].words), set(self.phrases[other].words)
                if self.kinds[one] == self.kinds[other] == "name":
                    table[index, at] = _SAME_NAME if left and right and (left <= right or right <= left) else _OTHER_NAME
                elif left and left == right:
                    table[index, at] = max(table[index, at], _SAME_WORDS)
                table[at, index] = table[index, at]
        return table

    def _link(self, one: _Entity, other: _Entity) -> float:
        """The mean logit of two entities belonging to one act, likelier phrases for more."""
        weights = np.outer(self.likely[one.members], self.likely[other.members])
        return float(np.average(self.estimates.together[np.ix_(one.members, other.members)], weights=weights))

    def _stands_beside(self, one: _Entity, core: Sequence[_Entity]) -> bool:
        return any(1 / (1 + np.exp(-self._link(one, each))) >= self.limits.beside for each in core)

    # ------------------------------------------------------------ the deed

    def _deed(self, core: Sequence[_Entity], others: Sequence[_Entity]) -> Deed:
        nodes = [at for one in core for at in one.members]
        doers = [at for one in others if one.family in {"individual", "organisation"} for at in one.members]
        side = self._share("side", nodes)
        if doers:
            side = cast(Floats, (side + self._share("side", doers)) / 2)
        meant = self._share("meant", nodes)
        return Deed(
            type=_best("act", self._share("act", nodes)),
            stage=_best("stage", self._share("stage", nodes)),
            side=_known(_best("side", side)),
            meant=HEADS["meant"][1 + int(meant[1:].argmax())] if 1 - meant[0] >= self.limits.meant else None,
            unharmed=_known(_best("unharmed", self._share("unharmed", nodes))),
            participants=tuple(self._participant(one) for one in (*core, *others)),
            when=self._when(nodes),
            places=self._places(nodes),
            land=self._land(nodes),
            likely=max(one.likely for one in core),
        )

    def _share(self, head: str, nodes: Sequence[int]) -> Floats:
        """The mean of what a head says of some phrases, likelier ones for more."""
        return cast(Floats, np.average(self.estimates.shares[head][nodes], axis=0, weights=self.likely[nodes] ** 2))

    def _when(self, nodes: Sequence[int]) -> When | None:
        """The day that stands nearest to the deed, if one is likely enough."""
        best: tuple[float, When] | None = None
        for at, phrase in enumerate(self.phrases):
            if phrase.when is not None:
                likely = float(self.beside[at, nodes].max() * (1 + self.likely[at]) / 2)
                if likely >= self.limits.time and (best is None or likely > best[0]):
                    best = likely, phrase.when
        return best[1] if best else None

    def _places(self, nodes: Sequence[int]) -> tuple[tuple[Span, str], ...]:
        found: dict[tuple[str, ...], tuple[float, Span, str]] = {}
        for at, phrase in enumerate(self.phrases):
            if self.kinds[at] == "place" and not (phrase.where and phrase.where.kind == "country"):
                likely = float(self.likely[at] * self.beside[at, nodes].max() ** 0.5)
                known = found.get(phrase.words)
                if likely >= self.limits.place and (known is None or likely > known[0]):
                    found[phrase.words] = likely, self._span(phrase), _best("place", self.estimates.shares["place"][at] * _NO_COUNTRY)
        return tuple((span, kind) for _, span, kind in sorted(found.values(), key=lambda each: -each[0]))

    def _land(self, nodes: Sequence[int]) -> str | None:
        """The country that most of the likeliest places are, or lie in."""
        lands: dict[str, float] = {}
        for at, phrase in enumerate(self.phrases):
            if self.kinds[at] == "place" and phrase.where is not None and phrase.where.country is not None:
                likely = float(self.likely[at] * self.beside[at, nodes].max() ** 0.5)
                weight = 1.0 if phrase.where.kind == "country" else _BY_TOWN
                lands[phrase.where.country] = lands.get(phrase.where.country, 0.0) + weight * likely
        return max(lands, key=lambda land: lands[land]) if lands else None

    def _participant(self, one: _Entity) -> Participant:
        phrases = [self.phrases[at] for at in one.members]
        names = [at for at in one.members if self.kinds[at] == "name"]
        descriptions = [at for at in one.members if self.kinds[at] == "description"]
        best = {"people": ("people", "harm"), "object": ("thing", "damage"), "instrument": ("instrument", None)}.get(one.family)
        kind, effect = best or (None, None)
        shares = self._share(kind, one.members) if kind else None
        return Participant(
            family=one.family,
            words=self._span(self.phrases[one.best]),
            phrases=tuple(self._span(phrase) for phrase in phrases),
            likely=one.likely,
            name=self._span(self.phrases[max(names, key=lambda at: (len(self.phrases[at].words), self.likely[at]))]) if names else None,
            description=self._span(self.phrases[max(descriptions, key=lambda at: self.likely[at])]) if descriptions else None,
            type=None if kind is None or shares is None else _known(_best(kind, shares)) or HEADS[kind][1 + int(shares[1:].argmax())],
            effect=_known(_best(effect, self._share(effect, one.members))) if effect else None,
            number=self._number(one, bool(names)),
            footing=_best("footing", self._share("footing", one.members)) if one.family == "organisation" else None,
        )

    def _number(self, one: _Entity, named: bool) -> str | None:
        if named:
            return "1"
        if one.family not in _TARGETS:
            return None
        told = [number_of(self.parsed, self.phrases[at]) for at in sorted(one.members, key=lambda at: -self.likely[at])]
        return next((number for number in told if number not in {"1", "PLURAL"}), told[0])

    def _span(self, phrase: Phrase) -> Span:
        return self.parsed.span_of(self.parsed.doc[phrase.start : phrase.end])


def _kind_of(phrase: Phrase, shares: Floats) -> NodeKind:
    """The likeliest role; places and days stay what they are, and nothing else becomes one."""
    if phrase.kind in {"place", "time"}:
        return phrase.kind
    return NODE_KINDS[int(shares[1 : 1 + len(FAMILIES)].argmax())]


def _best(head: str, shares: NDArray[np.float32]) -> str:
    """The class that is right most, where a broader one counts by half for those that it covers."""
    return HEADS[head][int((_covering()[head] @ shares).argmax())] if head in BROADER else HEADS[head][int(shares.argmax())]


@cache
def _covering() -> Mapping[str, Floats]:
    """For each head (classes, classes): ones, and halves where the row's class covers the column's."""
    tables = {head: np.eye(len(HEADS[head]), dtype=np.float32) for head in BROADER}
    for head, table in tables.items():
        for broad, finer in BROADER[head].items():
            table[HEADS[head].index(broad), [HEADS[head].index(name) for name in finer]] = 0.5
    return tables


def _known(name: str) -> str | None:
    return None if name == NONE else name


_AT_LEAST = re.compile(r"\b(?:at least|more than|over)$", re.IGNORECASE)
_ABOUT = re.compile(r"\b(?:about|approximately|some|around|nearly|almost)$", re.IGNORECASE)
_MANY = frozenset("several many some dozens hundreds various numerous few".split())
_BODIES = frozenset("people police group family crowd".split())


def number_of(parsed: Parsed, phrase: Phrase) -> str:
    """How many a phrase names, as MUC-4 writes it: "3", "10-" (at least), "~20" (about), "PLURAL"."""
    doc = parsed.doc
    words = doc[max(phrase.start - 1, 0) : phrase.head]
    for token in words:
        value = value_of(token.lower_)
        if value:
            before = " ".join(each.lower_ for each in doc[max(token.i - 3, 0) : token.i])
            return f"{value}-" if _AT_LEAST.search(before) else f"~{value}" if _ABOUT.search(before) else str(value)
    head = doc[phrase.head]
    if any(token.lower_ in _MANY for token in words) or head.tag_ in {"NNS", "NNPS"} or head.lower_ in _BODIES:
        return "PLURAL"
    return "1"
