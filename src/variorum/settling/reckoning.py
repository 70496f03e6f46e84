"""Incidents reckoned from what is told of them, some at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from variorum.lexicon.registry import Registry
from variorum.model import Incident, Link
from variorum.model.words import Rule
from variorum.reckon import reckon
from variorum.reckon.grades import GradesByAccount
from variorum.settling.telling import People, Telling
from variorum.store.batches import batches
from variorum.store.filed import Files

AT_ONCE = 200  # incidents of which what is told is asked for together


class Reckoning:
    """Reckons incidents by the ledger's rule and registry, with what people said."""

    def __init__(self, files: Files, telling: Telling, people: People, rule: Rule, registry: Registry) -> None:
        self._files = files
        self._telling = telling
        self._naming = people.naming
        self._rule: Rule = rule
        self._registry = registry
        self._grades = GradesByAccount(people.grades)

    def incidents(self, groups: Iterable[tuple[str, ...]], links_in: Callable[[Sequence[str]], tuple[Link, ...]]) -> Iterator[Incident]:
        """The incidents of groups of accounts; `links_in` gives the links that hold a group together."""
        for some in batches(groups, size=AT_ONCE):
            document_of = {each.key: each.document for each in self._files.accounts(key for group in some for key in group)}
            told = {each.key: each for each in self._telling.told_of(set(document_of.values()))}
            family_of = self._families(set(document_of.values()))
            for group in some:
                yield reckon(
                    [told[key] for key in group],
                    rule=self._rule,
                    links=links_in(group),
                    family_of=family_of,
                    grades=self._grades.among(group),
                    registry=self._registry,
                    naming=self._naming,
                )

    def _families(self, documents: Iterable[str]) -> Mapping[str, str]:
        """The first document of its family of copies for every document that has one."""
        return {each.key: each.family for each in self._files.texts(documents) if each.family is not None}
