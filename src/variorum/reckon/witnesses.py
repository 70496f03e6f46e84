"""Who stands behind some claims, of a figure or of who did it: their independent origins, however many reports print them.

The origin of a claim is whoever is quoted for it; else the outlet or agency whose text it is: copies of one text are their first outlet's,
a text with an agency's credit is the agency's. Who is not named is told apart by the outlet that quotes him or her. One sentence that
stands word for word in several reports is one origin's, whoever each report gives for it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from variorum.lexicon.bodies import body_of, proper_of
from variorum.lexicon.en.wording import UNNAMED_OUTLET
from variorum.lexicon.registry import Registry
from variorum.lexicon.sources import is_agency, is_known, source_of
from variorum.model import Claim, Document, Speaker, Told, Witness
from variorum.reckon.counting import day_of
from variorum.reckon.sentences import UNLIKELY_TWICE, folded_words, sentence_of

Node = tuple[str, ...]  # kind and name of an origin
SHARED = 0.5  # of the runs of a sentence that must stand in another copy, for the sentence to be of the common text
RUN = 4  # words
_SOURCE = re.compile(r"\bsources?\b", re.IGNORECASE)
_AGENCY = re.compile(r"\b(?:news )?(?:agency|wire|service)\b", re.IGNORECASE)


class Sourced(Protocol):
    """A claim with its account; `said` is what it says, the same for all claims that say it: a number of the dead, who did it."""

    @property
    def told(self) -> Told:
        """The account."""
        ...

    @property
    def claim(self) -> Claim:
        """The claim."""
        ...

    @property
    def said(self) -> Hashable:
        """What it says."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where one claim comes from: the node that all claims of one origin share, its name as told here, and why it is this one."""

    node: Node
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origin of every claim of one incident, by the claim's key."""

    of: Mapping[str, Origin] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)  # claim → document
    registry: Registry | None = None
    speakers: Mapping[str, Speaker] = field(default_factory=dict)  # of claims in an outlet's own voice that are somebody's it quotes

    def speaker_of(self, claim: str) -> Speaker | None:
        """Who is quoted elsewhere in its report for what a claim says in the outlet's own voice."""
        return self.speakers.get(claim)

    def witnesses(self, claims: Iterable[str]) -> tuple[Witness, ...]:
        """The witnesses of some claims, the one in most reports first."""
        held: dict[Node, list[str]] = defaultdict(list)
        for key in sorted(claims):
            held[self.of[key].node].append(key)
        names = self._names(held.keys())
        found = [
            Witness(
                origin=names[node],
                claims=tuple(keys),
                documents=tuple(sorted({self.documents[key] for key in keys})),
                reasons=tuple(self._reasons(keys)),
            )
            for node, keys in held.items()
        ]
        return tuple(sorted(found, key=lambda each: (-len(each.documents), each.origin, each.claims)))

    def number(self, claims: Iterable[str]) -> int:
        """How many witnesses some claims have."""
        return len({self.of[key].node for key in claims})

    def names(self) -> dict[str, str]:
        """The name of the witness of every claim."""
        names = self._names({each.node for each in self.of.values()})
        return {key: names[each.node] for key, each in self.of.items()}

    def _names(self, nodes: Iterable[Node]) -> dict[Node, str]:
        wanted = set(nodes)
        told: dict[Node, list[str]] = defaultdict(list)
        for each in self.of.values():
            if each.node in wanted:
                told[each.node].append(each.name)
        return {node: _fullest(names) for node, names in told.items()}

    def _reasons(self, keys: Sequence[str]) -> Iterable[str]:
        by_why: dict[str, set[str]] = defaultdict(set)
        for key in keys:
            by_why[self.of[key].why].add(self.documents[key])
        for why, documents in sorted(by_why.items(), key=lambda item: (-len(item[1]), item[0])):
            yield f"{len(documents)} {'report' if len(documents) == 1 else 'reports'}: {why}"


def origins_of(counts: Sequence[Sourced], *, family_of: Mapping[str, str] | None = None, registry: Registry | None = None) -> Origins:
    """The origins of the claims of one incident; `family_of` gives the first document of the family of copies of every copy."""
    told = {count.told.document.key: count.told for count in counts}
    texts = _Texts(told=told, family_of=family_of or {}, registry=registry)
    named = _named({count.claim.said_by.name for count in counts if count.claim.said_by}, registry)
    found = {count.claim.key: _origin(count, texts, named) for count in counts}
    by_sentence: dict[tuple[str, ...], list[Sourced]] = defaultdict(list)
    for count in counts:
        words = folded_words(sentence_of(count.told, count.claim))
        if len(words) >= UNLIKELY_TWICE:
            by_sentence[words].append(count)
    for same in by_sentence.values():
        _join(same, found, texts)
    speakers = _give_to_quoted(counts, found)
    documents = {count.claim.key: count.told.document.key for count in counts}
    return Origins(of=found, documents=documents, registry=registry, speakers=speakers)


def _origin(count: Sourced, texts: _Texts, speakers: Mapping[str, Node]) -> Origin:
    text = texts.source(count)
    said_by = count.claim.said_by
    if said_by is None:
        return text
    if count.claim.original_source and _SOURCE.search(said_by.name):  # "a police source told Some Wire": nobody else knows who that is
        return replace(text, why=f"told by {text.name}")
    node = speakers.get(said_by.name) or _body(said_by)
    if node is not None:
        return Origin(node=node, name=said_by.name, why=f"quoted: {said_by.name}")
    return Origin(node=("unnamed", *text.node, said_by.name.casefold()), name=f"{said_by.name} (in {text.name})", why=text.why)


def _body(said_by: Speaker) -> Node | None:
    """The body that somebody without a name of his or her own speaks for."""
    body = body_of(said_by.name) or (body_of(said_by.role) if said_by.role else None)
    return ("speaker", body) if body else None


def _named(names: Iterable[str], registry: Registry | None) -> dict[str, Node]:
    """Of every name of a speaker that names a body, agency or person the node: "Mr Vance" is "Ada Vance" where there is no other Vance."""
    found: dict[str, Node] = {}
    persons: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in sorted(names):
        body, proper = body_of(name), proper_of(name)
        agency = _agency_in(name, registry)
        if agency is not None:
            found[name] = ("source", source_of(agency, registry).id)
        elif body:
            found[name] = ("speaker", body)
        elif proper:
            persons[proper[-1].casefold()].append((name, proper))
    for last, held in persons.items():
        firsts = {proper[0].casefold() for _, proper in held if len(proper) > 1}
        for name, proper in held:
            apart = (proper[0].casefold(),) if len(firsts) > 1 and len(proper) > 1 else ()
            found[name] = ("speaker", *apart, last)
    return found


def _agency_in(name: str, registry: Registry | None) -> str | None:
    """The agency that a name is, with or without words around it: "the state news agency Some Wire", "Ardania's Some Wire agency"."""
    if not _AGENCY.search(name):
        return name if is_agency(name, registry) else None
    proper = [word for word in _AGENCY.sub("", name).split() if word[:1].isupper()]
    known = (rest for at in range(len(proper)) if is_known(rest := " ".join(proper[at:]), registry) and is_agency(rest, registry))
    return next(known, name if is_agency(name, registry) else None)


def _join(same: Sequence[Sourced], found: dict[str, Origin], texts: _Texts) -> None:
    """Give the claims of one sentence in several reports one origin: whoever is quoted for it, else that of the first report."""
    if len({count.told.document.key for count in same}) < 2 or len({found[count.claim.key].node for count in same}) < 2:
        return
    by_document: dict[str, list[Sourced]] = defaultdict(list)
    for count in same:
        by_document[count.told.document.key].append(count)
    if any(len({found[count.claim.key].node for count in held}) > 1 for held in by_document.values()):
        return  # several speak in the sentence itself
    quoted = [count for count in same if found[count.claim.key].node[0] == "speaker"]
    first = min(quoted or same, key=lambda count: (texts.rank(count.told.document), count.claim.key))
    origin = found[first.claim.key]
    for count in same:
        if found[count.claim.key].node != origin.node:
            found[count.claim.key] = Origin(node=origin.node, name=origin.name, why="the same sentence, word for word")


def _give_to_quoted(counts: Sequence[Sourced], found: dict[str, Origin]) -> dict[str, Speaker]:
    """A number that a report prints in its own voice, too, is that of whoever it quotes for it: "15 dead", and "15 died, police said".

    One who is named goes before one who is not: "Prosecutor: 15 dead", and "15 died, said Ada Vance, the prosecutor". Gives the speakers
    of claims in the report's own voice.
    """
    quoted: dict[tuple[str, Hashable], tuple[Origin, Speaker]] = {}
    speakers = {}
    for count in sorted(counts, key=lambda count: (_is_unnamed(found[count.claim.key]), count.claim.evidence[0].start, count.claim.key)):
        if count.claim.said_by is not None:
            quoted.setdefault(_said(count), (found[count.claim.key], count.claim.said_by))
    for count in counts:
        said = quoted.get(_said(count))
        if said is None or (count.claim.said_by is not None and not _is_unnamed(found[count.claim.key])):
            continue
        origin, speaker = said
        found[count.claim.key] = Origin(node=origin.node, name=origin.name, why=origin.why)
        if count.claim.said_by is None:
            speakers[count.claim.key] = speaker
    return speakers


def _is_unnamed(origin: Origin) -> bool:
    return origin.node[0] == "unnamed"


def _said(count: Sourced) -> tuple[str, Hashable]:
    return count.told.document.key, count.said


@dataclass(slots=True, kw_only=True)
class _Texts:
    """The documents of the claims, and whose text each is."""

    told: Mapping[str, Told]
    family_of: Mapping[str, str]
    registry: Registry | None = None
    _families: dict[str, list[Told]] = field(default_factory=dict)  # who printed first comes first
    _credits: dict[str, str | None] = field(default_factory=dict)  # the agency that one of a family credits
    _runs: dict[str, frozenset[tuple[str, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, each in self.told.items():
            if key in self.family_of:
                self._families.setdefault(self.family_of[key], []).append(each)
        for root, family in self._families.items():
            family.sort(key=lambda each: self.rank(each.document, root=root))
            self._credits[root] = next((each.document.copy_credit for each in family if each.document.copy_credit), None)

    def source(self, count: Sourced) -> Origin:
        """Whose words a claim is told in, apart from who is quoted."""
        told = count.told
        credit = count.claim.original_source or told.document.copy_credit
        root = self.family_of.get(told.document.key, "")
        family = self._families.get(root, [])
        if len(family) > 1 and self._is_shared(count, family):
            origin = _outlet(family[0], self._credits[root] or credit, self.registry)
            return Origin(node=origin.node, name=origin.name, why="copies of one text")
        return _outlet(told, credit, self.registry)

    def rank(self, document: Document, *, root: str = "") -> tuple[bool, date, str]:
        """Sorts documents by who printed first."""
        told = self.told[document.key]
        return document.key != root, day_of(told.published) or date.max, document.key

    def _is_shared(self, count: Sourced, family: Sequence[Told]) -> bool:
        """Whether a claim stands in the part of a copy that others of its family have too, numbers aside."""
        mine = _runs(folded_words(sentence_of(count.told, count.claim)))
        if not mine:
            return True
        others = [each.document for each in family if each.document.key != count.told.document.key]
        return any(len(mine & self._runs_of(other)) >= SHARED * len(mine) for other in others)

    def _runs_of(self, document: Document) -> frozenset[tuple[str, ...]]:
        if document.key not in self._runs:
            self._runs[document.key] = _runs(folded_words(document.text))
        return self._runs[document.key]


def _outlet(told: Told, credit: str | None, registry: Registry | None) -> Origin:
    """The agency that is credited, else the outlet, else the text itself."""
    if credit:
        agency = source_of(credit, registry)
        return Origin(node=("source", agency.id), name=agency.name, why=f"credits {agency.name}")
    if told.outlet:
        return Origin(node=("source", source_of(told.outlet, registry).id), name=told.outlet, why=f"{told.outlet} in its own voice")
    return Origin(node=("text", told.document.key), name=UNNAMED_OUTLET, why="an outlet that is not known")


def _runs(words: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Runs of words, every number alike."""
    masked = ["#" if word[0].isdigit() else word for word in words]
    return frozenset(tuple(masked[at : at + RUN]) for at in range(len(masked) - RUN + 1))


def _fullest(names: Iterable[str]) -> str:
    """The longest name, the commonest of equals."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-len(name.split()), -counts[name], name))
