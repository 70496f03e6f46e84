"""From phrases to deeds: which phrases name the same, who and what belongs to one violent act, when and where it was.

People harmed and things attacked are told apart first, by average linkage of what the head says of every two; doers, instruments, day and
places are then set beside each act they belong to. One doer may stand beside several.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from variorum.model import Span, When
from variorum.read.heads.grouping import group
from variorum.read.heads.layers import Floats
from variorum.read.roles.choosing import Sight, footing_row, part_row, place_row
from variorum.read.roles.counting import number_of
from variorum.read.roles.deeds import Deed, Draft, Family, Limits, Participant, Place
from variorum.read.roles.estimate import Estimates
from variorum.read.roles.labels import HEADS, NONE, best
from variorum.read.roles.phrases import NODE_KINDS, Ground, NodeKind, Phrase
from variorum.read.roles.voices import CALLED, Voices
from variorum.read.roles.worth import TRAITS

FAMILIES: dict[NodeKind, Family] = {
    "name": "people", "description": "people", "object": "object", "instrument": "instrument", "individual": "individual",
    "organisation": "organisation",
}  # fmt: skip
_TARGETS = frozenset({"people", "object"})
_BY_TOWN = 0.5  # what a town says of the country, against the country's own name: gazetteers know many towns of one name
_ALONE = -4.0  # logit to the nearest other deed where there is none
_GLANCE = 0.1  # from which probability on a place is looked at
_CALLED = "called "
_NO_COUNTRY = np.array([name != "COUNTRY" for name in HEADS["place"]], dtype=np.float32)
_WIDE = np.array([name in {"DEPARTMENT", "PROVINCE", "REGION"} for name in HEADS["place"]], dtype=np.float32)
_SAME_WORDS, _SAME_NAME, _OTHER_NAME = 2.0, 5.0, -5.0


@dataclass(frozen=True, slots=True)
class _Entity:
    family: Family
    members: list[int]
    best: int
    likely: float


def drafts_of(ground: Ground, phrases: Sequence[Phrase], estimates: Estimates, features: Floats, limits: Limits) -> list[Draft]:
    """The deeds of a text, in the order in which they are told, with what speaks for each."""
    return _Weaver(ground, phrases, estimates, features, limits).drafts() if phrases else []


class _Weaver:
    """The phrases of one text with their likeliest roles."""

    def __init__(self, ground: Ground, phrases: Sequence[Phrase], estimates: Estimates, features: Floats, limits: Limits) -> None:
        self.ground, self.parsed, self.phrases, self.estimates, self.limits = ground, ground.parsed, phrases, estimates, limits
        roles = estimates.shares["role"]
        self.kinds = [_kind_of(phrase, row) for phrase, row in zip(phrases, roles, strict=True)]
        self.likely = np.array([row[1 + NODE_KINDS.index(kind)] for row, kind in zip(roles, self.kinds, strict=True)], dtype=np.float32)
        self.beside = cast(Floats, 1 / (1 + np.exp(-estimates.together)))
        self.voices = Voices.of(ground, phrases)
        self.sight = Sight(
            phrases=phrases, kinds=self.kinds, likely=self.likely, shares=estimates.shares, beside=self.beside, features=features,
            voices=self.voices,
        )  # fmt: skip

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
                draft = self._draft(deed, row, (*core, *others), [at for one in core for at in one.members])
                found.append((min(at for one in core for at in one.members), draft))
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

    # ------------------------------------------------------------ what may belong to a deed

    def _draft(self, deed: Deed, traits: Floats, entities: Sequence[_Entity], core: Sequence[int]) -> Draft:
        parts, footings = [], []
        for one in entities:
            rivals = [other.likely for other in entities if other.family == one.family and other is not one]
            parts.append(part_row(self.sight, one.family, one.members, core, rivals))
            if one.family == "organisation":
                footings.append(footing_row(self.sight, one.members, core))
        return Draft(deed=deed, traits=traits, parts=tuple(parts), places=tuple(self._sites(core)), footings=tuple(footings))

    def _sites(self, core: Sequence[int]) -> Iterator[tuple[Place, Floats]]:
        """All places that a deed may have had but for countries, and the traits of each."""
        named: dict[tuple[str, ...], list[int]] = {}
        for at, phrase in enumerate(self.phrases):
            if self.kinds[at] == "place" and not (phrase.where and phrase.where.kind == "country"):
                named.setdefault(phrase.words, []).append(at)
        likely = {words: float(self.likely[members].max()) for words, members in named.items()}
        for words, members in named.items():
            if likely[words] >= _GLANCE:
                best_one = max(members, key=lambda at: self._stands_at(at, core))
                rivals = [value for other, value in likely.items() if other != words]
                yield self._place(best_one, members), place_row(self.sight, best_one, members, core, rivals)

    def _stands_at(self, at: int, core: Sequence[int]) -> float:
        """How likely a place is that of a deed."""
        return float(self.likely[at] * self.beside[at, core].max() ** 0.5)

    def _place(self, at: int, mentions: Sequence[int]) -> Place:
        """The words and class of a place: what the text calls it, else what the heads think likeliest; a state or province is no town."""
        shares = self.estimates.shares["place"][at] * _NO_COUNTRY
        called = [name for name in CALLED if any(name in self.voices.told[each] for each in mentions)]
        if called:
            own = self.voices.told[at]
            name = max(called, key=lambda each: (each in own, shares[HEADS["place"].index(each.removeprefix(_CALLED))]))
            return self._span(self.phrases[at]), name.removeprefix(_CALLED)
        where = self.phrases[at].where
        return self._span(self.phrases[at]), best("place", shares * _WIDE if where is not None and where.kind == "admin1" else shares)

    # ------------------------------------------------------------ the deed

    def _deed(self, core: Sequence[_Entity], others: Sequence[_Entity]) -> Deed:
        nodes = [at for one in core for at in one.members]
        doers = [at for one in others if one.family in {"individual", "organisation"} for at in one.members]
        side = self._share("side", nodes)
        if doers:
            side = cast(Floats, (side + self._share("side", doers)) / 2)
        meant = self._share("meant", nodes)
        return Deed(
            type=best("act", self._share("act", nodes)),
            stage=best("stage", self._share("stage", nodes)),
            side=_known(best("side", side)),
            meant=HEADS["meant"][1 + int(meant[1:].argmax())] if 1 - meant[0] >= self.limits.meant else None,
            unharmed=_known(best("unharmed", self._share("unharmed", nodes))),
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

    def _places(self, nodes: Sequence[int]) -> tuple[Place, ...]:
        found: dict[tuple[str, ...], tuple[float, int]] = {}
        for at, phrase in enumerate(self.phrases):
            if self.kinds[at] == "place" and not (phrase.where and phrase.where.kind == "country"):
                likely = self._stands_at(at, nodes)
                known = found.get(phrase.words)
                if likely >= self.limits.place and (known is None or likely > known[0]):
                    found[phrase.words] = likely, at
        return tuple(self._place(at, [at]) for _, at in sorted(found.values(), key=lambda each: -each[0]))

    def _land(self, nodes: Sequence[int]) -> str | None:
        """The country that most of the likeliest places are, or lie in."""
        lands: dict[str, float] = {}
        for at, phrase in enumerate(self.phrases):
            if self.kinds[at] == "place" and phrase.where is not None and phrase.where.country is not None:
                weight = 1.0 if phrase.where.kind == "country" else _BY_TOWN
                lands[phrase.where.country] = lands.get(phrase.where.country, 0.0) + weight * self._stands_at(at, nodes)
        return max(lands, key=lambda land: lands[land]) if lands else None

    def _participant(self, one: _Entity) -> Participant:
        phrases = [self.phrases[at] for at in one.members]
        names = [at for at in one.members if self.kinds[at] == "name"]
        descriptions = [at for at in one.members if self.kinds[at] == "description"]
        asked = {"people": ("people", "harm"), "object": ("thing", "damage"), "instrument": ("instrument", None)}.get(one.family)
        kind, effect = asked or (None, None)
        shares = self._share(kind, one.members) if kind else None
        return Participant(
            family=one.family,
            words=self._span(self.phrases[one.best]),
            phrases=tuple(self._span(phrase) for phrase in phrases),
            likely=one.likely,
            name=self._span(self.phrases[max(names, key=lambda at: (len(self.phrases[at].words), self.likely[at]))]) if names else None,
            description=self._span(self.phrases[max(descriptions, key=lambda at: self.likely[at])]) if descriptions else None,
            type=None if kind is None or shares is None else _known(best(kind, shares)) or HEADS[kind][1 + int(shares[1:].argmax())],
            effect=_known(best(effect, self._share(effect, one.members))) if effect else None,
            number=self._number(one, bool(names)),
            footing=best("footing", self._share("footing", one.members)) if one.family == "organisation" else None,
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


def _known(name: str) -> str | None:
    return None if name == NONE else name
