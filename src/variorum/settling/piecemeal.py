"""What is derived across documents, brought up to date where something changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from variorum.lexicon.registry import Registry
from variorum.model import Link
from variorum.resolve.component import links_within
from variorum.settling.accounts import Accounts, Moves
from variorum.settling.telling import People, Telling, dates_in
from variorum.settling.texts import Texts
from variorum.store.reckoned import Derived


class Piecemeal:
    """Brings filed accounts and texts, incidents and copies up to date with what some files tell now."""

    def __init__(self, derived: Derived, telling: Telling, people: People, registry: Registry) -> None:
        self._derived = derived
        self._files = derived.files
        self._telling = telling
        self._accounts = Accounts(derived.files, people.pairs)
        self._texts = Texts(derived.files, people.copies, telling.dated, registry)
        self._captures: set[str] = set()

    def resolve(self, blobs: Iterable[str], *, every: bool) -> tuple[list[tuple[str, ...]], set[str]]:
        """Take up what is told now by the documents that were made of these bytes, and note incidents and copies. Gives the incidents to be
        reckoned, or `every` one, and the ids of which what was reckoned no longer holds.
        """
        for blob in blobs:
            self._take(blob)
        kin = self._texts.resolve()
        self._derived.drop_copies(kin.looked_at | self._texts.taken_out)
        self._derived.put_copies(kin.relations.values())
        moves = self._accounts.resolve()
        self._derived.drop_problems({*moves.looked_at, *self._accounts.taken_out, *kin.looked_at, *self._texts.taken_out})
        self._derived.put_problems_by_subject([*moves.problems, *kin.problems])
        asked, single, links = self._accounts.questions(moves.moved)
        self._derived.drop_links(asked | self._accounts.taken_out)
        self._derived.drop_link_of(single)
        self._derived.put_links(links)
        self._lead_home(moves)
        others = self._files.incidents() if every else {each.incident for each in self._files.accounts_of(kin.moved) if each.incident}
        retold = others - moves.made.keys()
        for group in self._accounts.relinked(moves.made.keys() | retold):
            self._derived.relink(group[0], self.links_in(group))
        return [*moves.made.values(), *self._files.groups(retold)], moves.gone | retold

    def _take(self, blob: str) -> None:
        documents, told, problems = self._telling.told_in(blob)
        self._derived.drop_problems([blob])
        self._derived.put_problems(blob, problems)
        dates = dates_in(told)
        known = {each.key for each in self._files.texts_of([blob])} | {document.key for document in documents}
        self._accounts.refile(known, told)
        self._texts.refile([blob], ((document, dates.get(document.key)) for document in documents))
        self._captures |= self._derived.captures_with(known)

    def links_in(self, group: Sequence[str]) -> tuple[Link, ...]:
        """The links that hold an incident together."""
        if len(group) == 1:
            return ()
        keys = frozenset(group)
        near, decided = self._accounts.near_among(keys), self._accounts.decided_among(keys)
        return links_within([tuple(group)], near, decided, self._accounts.profile)[group[0]]

    def _lead_home(self, moves: Moves) -> None:
        """Let every account that ever was lead to the incident that it, or what takes its place, belongs to now."""
        astray = set(self._derived.accounts_once_in(moves.gone)) | {key for group in moves.made.values() for key in group}
        there = {each.key: each.incident for each in self._files.accounts(astray) if each.incident is not None}
        successors = self._derived.successors(self._captures | self._derived.captures_of(astray - there.keys()))
        heirs = {each.key: each.incident for each in self._files.accounts(successors.values()) if each.incident is not None}
        former = {was: heirs[now] for was, now in successors.items() if now in heirs}
        self._derived.drop_aliases(astray | self._accounts.taken_out | former.keys())
        self._derived.put_aliases(there | former)
