"""From piles to what is told: each account with the claims that people's judgements leave it, for some files or for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from variorum.model import Account, Claim, Document, Judgement, Problem, Told, When
from variorum.model.identity import canonical_json, digest
from variorum.reckon.aliases import decided_names
from variorum.reckon.copied import decided_copies
from variorum.reckon.grades import decided_grades
from variorum.reckon.judged import Judged, Pair, judged
from variorum.store.reckoned import Derived

ON_PAIRS = frozenset({"same", "different", "unsure"})
ON_COPIES = frozenset({"copy", "independent"})
NOWHERE = ""  # the file of a judgement of which no words were kept


def tellings(accounts: Iterable[Account], documents: Mapping[str, Document], decided: Judged) -> Iterator[Told]:
    """Each account with the claims that people's judgements leave it and its document's date."""
    return _tellings(accounts, documents, (each.claim for each in decided.claims if each.standing != "rejected"))


def _tellings(accounts: Iterable[Account], documents: Mapping[str, Document], claims: Iterable[Claim]) -> Iterator[Told]:
    by_account: dict[str, list[Claim]] = defaultdict(list)
    inferred: dict[str, When] = {}
    for claim in claims:
        if claim.account is not None:
            by_account[claim.account].append(claim)
        if claim.property == "published" and isinstance(claim.value, When):
            inferred[claim.document] = claim.value
    for account in accounts:
        document = documents[account.document]
        yield Told(
            account=account,
            document=document,
            claims=tuple(by_account.get(account.key, ())),
            published=document.published or inferred.get(document.key),
            outlet=document.publisher or document.source,
        )


class People:
    """What people said, sorted by what it bears on. `judgements` are all of the ledger, as they came."""

    def __init__(self, derived: Derived, judgements: Sequence[Judgement]) -> None:
        self._derived = derived
        self._by_key = {each.key: each for each in judgements}
        self._on_claims: dict[str, list[Judgement]] = defaultdict(list)
        on_claims = [each for each in judgements if each.verdict not in ON_PAIRS | ON_COPIES]
        for each, blobs in zip(on_claims, self._blobs_of(on_claims), strict=True):
            for blob in blobs:
                self._on_claims[blob].append(each)
        subjects = {key for each in judgements for key in (each.subject, each.other) if key and key.startswith("account:")}
        current = derived.current_among(subjects)
        aliases = derived.successors(derived.captures_of(subjects - current))
        there = current | derived.current_among(aliases.values())
        told = judged((), {}, [each for each in judgements if each.verdict in ON_PAIRS], aliases=aliases)
        self.pairs: tuple[Pair, ...] = tuple(pair for pair in told.pairs if {pair.left, pair.right} <= there)
        documents = {
            document.key: document
            for document in derived.documents_of(self.blobs_of(each for each in judgements if each.verdict in ON_COPIES))
        }
        self.copies, unfit = decided_copies(judgements, documents)
        self.naming, misnamed = decided_names(judgements)
        self.grades, ungraded = decided_grades(judgements, there, aliases, self.naming)
        self.problems = (*told.problems, *unfit, *misnamed, *ungraded)

    @property
    def named(self) -> str:
        """A digest of what people said of actors' names."""
        return digest(canonical_json([sorted(self.naming.of.items()), sorted(self.naming.names.items())]))

    def blobs_of(self, judgements: Iterable[Judgement]) -> set[str]:
        """The files whose claims, accounts or documents some judgements are about."""
        return set().union(*self._blobs_of(list(judgements)))

    @property
    def judged_blobs(self) -> Set[str]:
        """The files on whose claims somebody said something."""
        return self._on_claims.keys()

    def on_claims_of(self, blob: str) -> Sequence[Judgement]:
        """What was said of claims that were read from a file."""
        return self._on_claims.get(blob, ())

    def _blobs_of(self, judgements: Sequence[Judgement]) -> list[set[str]]:
        """The files that each judgement is about; one that withdraws another is about the files of that, too."""
        chains = [self._chain(each) for each in judgements]
        asked = (each for chain in chains for each in chain if _said_in(each) is None)
        made_of = self._derived.blobs_by_key(key for each in asked for key in (each.subject, each.other) if key)
        return [{blob for each in chain for blob in _blobs_of_one(each, made_of)} for chain in chains]

    def _chain(self, judgement: Judgement) -> list[Judgement]:
        """A judgement, the one that it withdraws, the one that that withdraws, …"""
        chain = [judgement]
        while (withdrawn := self._by_key.get(chain[-1].withdraws or "")) is not None and withdrawn not in chain:
            chain.append(withdrawn)
        return chain


def _said_in(judgement: Judgement) -> str | None:
    """The file that a judgement on a claim names itself; None where it is to be looked up."""
    return judgement.locator.blob if judgement.locator is not None and judgement.verdict not in ON_PAIRS | ON_COPIES else None


def _blobs_of_one(judgement: Judgement, made_of: Mapping[str, set[str]]) -> set[str]:
    if (blob := _said_in(judgement)) is not None:
        return {blob}
    found = {blob for key in (judgement.subject, judgement.other) if key for blob in made_of[key]}
    places = judgement.value.values() if isinstance(judgement.value, dict) and judgement.verdict in ON_COPIES else ()
    found |= {place["blob"] for place in places if isinstance(place, dict) and "blob" in place}
    return found or {NOWHERE}


class Telling:
    """Tells what some files say, with people's judgements applied."""

    def __init__(self, derived: Derived, people: People) -> None:
        self._derived = derived
        self._people = people

    def told_in(self, blob: str) -> tuple[list[Document], list[Told], list[Problem]]:
        """The current documents that were made of these bytes, all their accounts, and what wants a look."""
        documents = self._derived.documents_of([blob])
        return documents, *self._told(documents, self._people.on_claims_of(blob))

    def told_of(self, documents: Iterable[str]) -> list[Told]:
        """All accounts of some current documents."""
        found = self._derived.documents(documents)
        wanted = {document.key for document in found}
        on_claims = {document.blob for document in found} & self._people.judged_blobs
        known, _ = self._told([each for each in found if each.blob not in on_claims], ())
        judged = (each for blob in sorted(on_claims) for each in self.told_in(blob)[1])
        return [*known, *(each for each in judged if each.document.key in wanted)]

    def dated(self, keys: Sequence[str]) -> list[tuple[Document, When | None]]:
        """Documents, current or no longer, with their dates, printed or worked out."""
        current = {document.key: document for document in self._derived.documents(keys)}
        dates = dates_in(self.told_of(document.key for document in current.values() if document.published is None))
        found = (current.get(key) or self._derived.document(key) for key in keys)
        return [(document, document.published or dates.get(document.key)) for document in found]

    def told_by(self, documents: Sequence[Document]) -> list[Told]:
        """All accounts of documents of whose claims nobody said anything."""
        return self._told(documents, ())[0]

    def _told(self, documents: Sequence[Document], judgements: Sequence[Judgement]) -> tuple[list[Told], list[Problem]]:
        by_key = {document.key: document for document in documents}
        accounts, claims = self._derived.accounts_of(by_key), self._derived.claims_of(by_key)
        if not judgements:
            return list(_tellings(accounts, by_key, claims)), []
        former = self._derived.former_claims(each.subject for each in judgements)
        aliases = self._derived.successors({document.capture for document in documents})
        decided = judged(claims, by_key, judgements, former=former, aliases=aliases)
        return list(tellings(accounts, by_key, decided)), list(decided.problems)


def dates_in(told: Iterable[Told]) -> dict[str, When]:
    """The dates of documents, printed or worked out, by key."""
    return {each.document.key: each.published for each in told if each.published is not None}
