"""All that is derived across documents, derived anew: every account is filed, compared and resolved at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from variorum.lexicon.registry import Registry
from variorum.model import Document, Link, Told, When
from variorum.resolve import profiles_of, resolve_profiles
from variorum.resolve.copies import relate, reuses_among, with_said
from variorum.resolve.copies.prints import Prints
from variorum.resolve.copies.sketch import Sketch, sketch
from variorum.resolve.pairs import Near
from variorum.resolve.profile import Profile
from variorum.settling.accounts import by_document, filed_account
from variorum.settling.telling import NOWHERE, People, Telling, dates_in
from variorum.settling.texts import filed_text, pair_of
from variorum.store.batches import batches
from variorum.store.filed import Pair, number_of
from variorum.store.reckoned import Derived
from variorum.workers import spread_large

AT_ONCE = 200  # documents that are told together
SKETCHED = 10_000  # sketches at hand, about 150 MB: with 2,000 each was made 2.6 times
Progress = Callable[[int], None]


class Whole:
    """Files and resolves all that the ledger holds, into tables that are empty."""

    def __init__(self, derived: Derived, telling: Telling, people: People, registry: Registry, workers: int | None) -> None:
        self._derived = derived
        self._files = derived.files
        self._telling = telling
        self._people = people
        self._registry = registry
        self._workers = workers
        self._prints = Prints()
        self._document_of: dict[str, str] = {}  # of every account
        self._dates: dict[str, When] = {}  # of documents
        self._links: Mapping[str, tuple[Link, ...]] = {}

    def resolve(self, documents: Iterable[Document], progress: Progress) -> Sequence[tuple[str, ...]]:
        """File all documents and their accounts, find incidents and families of copies, and note them. Gives the incidents' accounts."""
        resolved, filed, compared = resolve_profiles(
            self._profiles(documents, progress),
            self._document_of,
            pairs=self._people.pairs,
            packed_of=self._packed,
            spread=partial(spread_large, workers=self._workers),
        )
        index = self._files.account_index
        index.enter_all({"mark": mark, "day": day, "number": number_of(key)} for mark, day, key in filed.rows())
        index.put_all(sorted(_pair(each) for each in compared))
        incident_of = {key: group[0] for group in resolved.groups for key in group}
        self._files.set_incidents(incident_of)
        successors = self._derived.successors()
        self._derived.put_aliases(incident_of | {was: incident_of[now] for was, now in successors.items() if now in incident_of})
        self._derived.put_links(resolved.suggestions)
        self._derived.put_problems_by_subject(resolved.problems)
        self._relate()
        self._links = resolved.links
        return resolved.groups

    def links_in(self, group: Sequence[str]) -> tuple[Link, ...]:
        """The links that hold an incident together."""
        return self._links.get(group[0], ())

    def _profiles(self, documents: Iterable[Document], progress: Progress) -> Iterator[Profile]:
        done = 0
        for told, some in self._told(documents):
            done += len(some)
            progress(done)
            dates = dates_in(told)
            self._dates |= dates
            self._file_texts([(document, sketch(document, dates.get(document.key), registry=self._registry)) for document in some])
            for document, accounts in by_document(told).items():
                profiles = {each.key: each for each in profiles_of(accounts)}
                self._document_of |= {each.key: document for each in accounts}
                self._files.put_accounts(filed_account(each.key, document, profiles.get(each.key)) for each in accounts)
                yield from profiles.values()

    def _told(self, documents: Iterable[Document]) -> Iterator[tuple[list[Told], list[Document]]]:
        """What all documents tell, those on whose claims people said something file by file."""
        judged = self._people.judged_blobs | {NOWHERE}
        for some in batches((each for each in documents if each.blob not in judged), size=AT_ONCE):
            yield self._telling.told_by(some), some
        for blob in sorted(judged):
            some, told, problems = self._telling.told_in(blob)
            self._derived.put_problems(blob, problems)
            yield told, some

    def _packed(self, keys: Iterable[str]) -> dict[str, bytes]:
        return {each.key: each.packed for each in self._files.accounts(keys) if each.packed is not None}

    # ------------------------------------------------------------ copies

    def _file_texts(self, sketches: list[tuple[Document, Sketch]]) -> None:
        for _, found in sketches:
            self._prints.add(found)
        self._files.put_texts(filed_text(document, found) for document, found in sketches)

    def _relate(self) -> None:
        @lru_cache(maxsize=SKETCHED)
        def sketch_of(key: str) -> Sketch:
            return sketch(self._derived.document(key), self._dates.get(key), registry=self._registry)

        for key, first in self._prints.firsts().items():
            if key != first:
                self._files.set_first(key, first=False)
        index = self._files.text_index
        index.enter_all({"mark": mark, "day": day, "number": number_of(key)} for mark, day, key in self._prints.rows())
        kept = list(reuses_among(self._prints, sketch_of))
        index.put_all(sorted(map(pair_of, kept)))
        copies = relate(with_said(kept, self._people.copies, sketch_of), self._people.copies, self._prints.precedence_of)
        self._files.set_families(dict(copies.family_of))
        self._derived.put_copies(copies.relations)
        self._derived.put_problems_by_subject(copies.problems)


def _pair(each: Near) -> Pair:
    left, right = sorted((number_of(each.left), number_of(each.right)))
    return left, right, each.odds, None
