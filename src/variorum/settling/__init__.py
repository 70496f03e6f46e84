"""What is derived across documents, brought up to date: incidents, copies, what a person is asked. Only what a change touches is derived
anew, and what comes out is what deriving everything anew would give.
"""

from __future__ import annotations

from collections.abc import Callable

from variorum.edition import edition
from variorum.registry import registry_of
from variorum.settling.piecemeal import Piecemeal
from variorum.settling.reckoning import Reckoning
from variorum.settling.telling import NOWHERE, People, Telling, tellings
from variorum.settling.whole import Whole
from variorum.store import Ledger
from variorum.store.reckoned import Derived, Since

Progress = Callable[[str, int, int | None], None]  # what is done, how many of it, of how many (None: not known)
PEOPLE = "people"  # the scope of problems between what people said
FEW, MANY = 20, 0.25  # files, and share of all files: with more of both it is faster to derive everything anew

__all__ = ["settle", "tellings"]


def settle(ledger: Ledger, *, every: bool = False, anew: bool = False, progress: Progress) -> int:
    """Bring all that is derived across documents up to date with the piles; gives the number of incidents.

    `every` reckons all incidents, whether or not something is new about them; `anew` derives everything, and so do other rules, another
    rule for figures and another registry of sources.
    """
    registry = registry_of(ledger)
    rules = edition("variorum.resolve", "variorum.reckon", "variorum.settling", "variorum.lexicon")
    maker = f"{rules} {ledger.config.rule} {registry.edition}"
    with ledger.deriving() as derived:
        people = People(derived, list(ledger.judgements()))
        telling = Telling(derived, people)
        since = None if anew else derived.since(maker)
        blobs = set() if since is None else _files_of(derived, people, since)
        if since is None or len(blobs) > max(FEW, MANY * derived.count_files()):
            derived.clear()
            whole = Whole(derived, telling, people, registry, ledger.config.workers)
            groups, held_by = whole.resolve(ledger.documents(), lambda done: progress("resolved", done, None)), whole.links_in
        else:
            piecemeal = Piecemeal(derived, telling, people, registry)
            groups, gone = piecemeal.resolve(sorted(blobs | {NOWHERE}), every=every or since.naming != people.named)
            derived.drop_incidents(gone)
            held_by = piecemeal.links_in
        reckoning = Reckoning(derived.files, telling, people, ledger.config.rule, registry)
        for count, incident in enumerate(reckoning.incidents(groups, held_by), start=1):
            derived.put_incidents([incident])
            progress("reckoned", count, len(groups))
        derived.drop_problems([PEOPLE])
        derived.put_problems(PEOPLE, people.problems)
        derived.done(maker, people.named)
        return derived.count_incidents()


def _files_of(derived: Derived, people: People, since: Since) -> set[str]:
    """The digests of the files that something is new about."""
    return derived.blobs_of(captures=since.captures, documents=since.documents) | people.blobs_of(since.judgements)
