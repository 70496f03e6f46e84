"""Across documents: which accounts are one incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from tempfile import TemporaryFile

from variorum.model import Link, Problem, Told
from variorum.resolve.component import Component
from variorum.resolve.filing import Compared, Filed
from variorum.resolve.nearness import Places
from variorum.resolve.pairs import Asking
from variorum.resolve.portions import Spread, compare_pairs, components_of, explain_pairs, here, pairs_of, solve_components
from variorum.resolve.profile import Profile, profile
from variorum.resolve.shelf import PackedOf, Store
from variorum.resolve.weighing import Decided

COMPARED = frozenset({"news", "background"})  # a running total, a plan and a supposition are no incident
MANY = 20_000  # accounts: with fewer, other processes take longer to start than they save


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Groups of account keys, each an incident; the links that hold each, by its first account; pairs for a person to decide."""

    groups: tuple[tuple[str, ...], ...]
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)
    suggestions: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def links_in(self, group: Sequence[str]) -> tuple[Link, ...]:
        """The links that hold one of the groups together, the best first."""
        return self.links.get(group[0], ())


def resolve(told: Iterable[Told], *, pairs: Sequence[Decided] = ()) -> Resolved:
    """Group accounts into incidents; `pairs` are people's judgements, which beat every score. The order of the accounts does not matter.

    Running totals, plans and suppositions stay alone, and so do two accounts of one document, unless a person joins them.
    """
    by_document: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        by_document[each.document.key].append(each)
    return resolve_documents(by_document.values(), pairs=pairs)


def resolve_documents(documents: Iterable[Sequence[Told]], *, pairs: Sequence[Decided] = (), spread: Spread = here) -> Resolved:
    """`resolve` of accounts that come document by document, and are not kept: for more of them than fit into memory."""
    document_of: dict[str, str] = {}
    with TemporaryFile() as file:
        store = Store(file)

        def profiles() -> Iterator[Profile]:
            for accounts in documents:
                document_of.update((each.key, each.document.key) for each in accounts)
                for each in profiles_of(accounts):
                    store.add(each)
                    yield each

        return resolve_profiles(profiles(), document_of, pairs=pairs, packed_of=store.packed_of, spread=spread)[0]


def profiles_of(accounts: Sequence[Told]) -> Iterator[Profile]:
    """The profiles of those accounts of one document that are compared with others."""
    return (profile(each, accounts) for each in accounts if each.account.status in COMPARED)


def resolve_profiles(
    profiles: Iterable[Profile],
    documents: Mapping[str, str],
    *,
    packed_of: PackedOf,
    pairs: Sequence[Decided] = (),
    spread: Spread = here,
) -> tuple[Resolved, Filed, Compared]:
    """`resolve` of accounts given as profiles, one after the other; with the index that they are filed in and the pairs compared.

    `documents` leads from all accounts, those not compared, too, to the keys of their documents; `packed_of` gives packed profiles by their
    keys. `spread` does the long work of many accounts, in other processes if it likes.
    """
    filed = Filed()
    for each in profiles:
        filed.add(each)
    if len(filed.keys) < MANY:
        spread = here
    compared = Compared(filed.keys, spread(compare_pairs, pairs_of(filed.keys, filed.near_pairs(), packed_of)))
    known = [pair for pair in pairs if {pair.left, pair.right} <= documents.keys()]
    groups, links, problems = _groups(documents, filed, compared, known, packed_of, spread)
    group_of = {key: group for group in groups for key in group}
    asking = Asking(
        near_of=compared.near_of,
        group_of=lambda key: group_of[key][0],
        is_alone=lambda key: len(group_of[key]) == 1,
        decided={(pair.left, pair.right): pair for pair in known},
    )
    questions = pairs_of(filed.keys, filed.by_time(*compared.places_of(asking.about(filed.keys))), packed_of)
    suggestions = (each for explained in spread(explain_pairs, questions) for each in _links(filed.keys, *explained))
    resolved = Resolved(
        groups=tuple(sorted(groups)),
        links=links,
        suggestions=tuple(sorted(suggestions, key=lambda link: (-link.score, link.left, link.right))),
        problems=tuple(sorted(problems, key=lambda problem: (problem.subject, problem.message))),
    )
    return resolved, filed, compared


def _groups(
    documents: Mapping[str, str], filed: Filed, compared: Compared, decided: Sequence[Decided], packed_of: PackedOf, spread: Spread
) -> tuple[list[tuple[str, ...]], dict[str, tuple[Link, ...]], list[Problem]]:
    """The incidents, the links that hold each, and where people contradict each other."""
    decided_of: dict[str, list[Decided]] = defaultdict(list)
    for pair in decided:
        decided_of[pair.left].append(pair)
    same = ((pair.left, pair.right) for pair in decided if pair.verdict == "same")
    connected_keys = connected(documents, (*compared.joining(), *same))
    groups = [tuple(keys) for keys in connected_keys if len(keys) == 1]
    links: dict[str, tuple[Link, ...]] = {}
    problems: list[Problem] = []
    filed_keys = frozenset(filed.keys)
    components = (
        Component(
            documents={key: documents[key] for key in keys},
            compared=filed_keys.intersection(keys),
            near=compared.near_among(keys),
            decided=[pair for key in keys for pair in decided_of.get(key, ())],
        )
        for keys in sorted(connected_keys, key=len, reverse=True)  # the largest first: no process has to wait for it in the end
        if len(keys) > 1
    )
    for solved in spread(solve_components, components_of(components, packed_of)):
        groups += solved.groups
        links |= solved.links
        problems += solved.problems
    return groups, links, problems


def _links(keys: Sequence[str], ones: Places, others: Places, explained: Iterable[tuple[float, tuple[str, ...]]]) -> Iterator[Link]:
    """Links of the accounts that stand at these places in `keys`."""
    for one, other, (score, reasons) in zip(ones.tolist(), others.tolist(), explained, strict=True):
        yield Link(left=keys[one], right=keys[other], score=score, reasons=reasons)


def connected(keys: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected groups of keys, each in order, the groups by their first keys."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for left, right in pairs:
        one, other = sorted((root(left), root(right)))
        parent[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[root(key)].append(key)
    return sorted(groups.values())
