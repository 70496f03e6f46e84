"""Places of an incident that cannot both be right. A suburb and its town are no disagreement, nor are a town and its land."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from variorum.lexicon.distance import kilometres
from variorum.model import Claim, Disagreement, Told, Where
from variorum.reckon.disagreements.sides import disagreement_of, side_of
from variorum.reckon.wording import outlets, reports_of

NEAR = 50.0  # km: about twice what UCDP calls near a place; the middle of a large district may lie that far from its town
SEVERAL = 2  # reports: one alone that names no town may tell where its author was
MOST = 12  # places of an incident that are looked at, those that most reports give
_TOWN = 2  # UCDP where_prec: the place itself or near it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """One place and the reports that put the incident there."""

    where: Where
    held: tuple[tuple[Told, Claim], ...]

    @property
    def reports(self) -> int:
        return reports_of(each for each, _ in self.held)


def of_place(told: Sequence[Told]) -> Iterator[Disagreement]:
    """At most one: the place that most reports give, and those that exclude it by reports that do not so much as name it.

    Where one text names both, which of the two is meant is a question to our reader first.
    """
    sites = _sites(told)[:MOST]
    if len(sites) < 2:
        return
    common = sites[0]
    others = []
    for site in sites[1:]:
        firm = [(each, claim) for each, claim in site.held if not _names(each, common.where)]
        wide = site.where.precision > _TOWN and reports_of(each for each, _ in firm) < SEVERAL
        if firm and not wide and not compatible(site.where, common.where):
            others.append(_Site(where=site.where, held=tuple(firm)))
    for_common = [(each, claim) for each, claim in common.held if not any(_names(each, other.where) for other in others)]
    if others and for_common:
        yield _disagreement([_Site(where=common.where, held=tuple(for_common)), *others])


def _sites(told: Sequence[Told]) -> list[_Site]:
    """The places that are given, the one that most reports give first."""
    given: dict[tuple[int | None, str], list[tuple[Told, Claim, Where]]] = defaultdict(list)
    for each in told:
        for claim in each.claims:
            if claim.property == "place" and isinstance(claim.value, Where) and claim.certainty != "denied":
                given[(claim.value.gazetteer_id, claim.value.name)].append((each, claim, claim.value))
    sites = [_Site(where=held[0][2], held=tuple((each, claim) for each, claim, _ in held)) for held in given.values()]
    return sorted(sites, key=lambda site: (-site.reports, site.where.precision, site.where.name, site.where.gazetteer_id or 0))


def _names(each: Told, where: Where) -> bool:
    """Whether a report names a place; of a place no closer than its province also whether it names the province."""
    words = [where.name, where.admin1] if where.precision > _TOWN else [where.name]
    text = each.document.text.casefold()
    return any(word.casefold() in text for word in words if word)


def compatible(left: Where, right: Where) -> bool:
    """Whether an incident may be in both: one place, one in the other, near each other, or not known well enough to tell."""
    if left.gazetteer_id is not None and left.gazetteer_id == right.gazetteer_id:
        return True
    if left.country and right.country and left.country != right.country:
        near = kilometres(left, right)
        return near is not None and near <= NEAR and max(left.precision, right.precision) <= _TOWN
    wide, narrow = sorted((left, right), key=lambda where: -where.precision)
    if wide.precision > _TOWN:
        province = narrow.admin1 or (narrow.name if narrow.kind == "admin1" else None)
        return wide.kind != "admin1" or province in (None, wide.name)
    apart = kilometres(left, right)
    return apart is None or apart <= NEAR


def _disagreement(sites: Sequence[_Site]) -> Disagreement:
    sides = [side_of(_words(site.where), (claim for _, claim in site.held)) for site in sites]
    said = [f"{outlets(each for each, _ in site.held)} placed it in {side.says}" for side, site in zip(sides, sites, strict=True)]
    return disagreement_of("place", "; ".join(said[:3]), sides)


def _words(where: Where) -> str:
    return f"{where.name}, {where.admin1}" if where.admin1 and where.admin1 != where.name else where.name
