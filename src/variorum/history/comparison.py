"""The record of then and of now side by side: what became of an account, what people said in between, and why a claim came or went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from variorum.history.record import Settled
from variorum.lexicon.en.wording import UNNAMED_OUTLET
from variorum.model import Document, Judgement, Reading
from variorum.model.news import Cause
from variorum.reckon.judged import JudgedClaim

_FIRST = ("judgement", "report", "moved", "reader", "counting")  # of several causes the one that says most


@dataclass(slots=True, kw_only=True)
class _Claims:
    """The claims of one side: by their keys, by those of the ledger (another where a person corrected it), and by judgement."""

    by_key: Mapping[str, JudgedClaim] = field(default_factory=dict)
    known_as: Mapping[str, JudgedClaim] = field(default_factory=dict)
    judged_by: Mapping[str, JudgedClaim] = field(default_factory=dict)

    @classmethod
    def of(cls, side: Settled) -> _Claims:
        claims = side.decided.claims
        return cls(
            by_key={each.claim.key: each for each in claims},
            known_as={each.key: each for each in claims},
            judged_by={judgement: each for each in claims for judgement in each.judgements},
        )


@dataclass(slots=True, kw_only=True)
class Comparison:
    """Two states of one ledger. `judgements` are those made in between; `new_documents` are keys of documents that were not known then."""

    then: Settled
    now: Settled
    judgements: tuple[Judgement, ...] = ()
    new_documents: frozenset[str] = frozenset()
    _claims_then: _Claims = field(default_factory=_Claims)
    _claims_now: _Claims = field(default_factory=_Claims)
    _places_then: frozenset[tuple[str, int]] = frozenset()
    _main_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # of each document the accounts that it is about

    def __post_init__(self) -> None:
        made = {judgement.key for judgement in self.then.snapshot.judgements}
        self.judgements = tuple(each for each in self.now.snapshot.judgements if each.key not in made)
        self._places_then = frozenset(map(_place, self.then.documents.values()))
        self.new_documents = frozenset(key for key, each in self.now.documents.items() if not self.knew(each))
        self._claims_then, self._claims_now = _Claims.of(self.then), _Claims.of(self.now)
        for key, told in self.now.told.items():
            if told.account.main:
                self._main_of[told.document.key].append(key)

    def knew(self, document: Document) -> bool:
        """Whether the ledger held that article then, whatever a cleaner made of it."""
        return _place(document) in self._places_then

    def reader_of(self, document: str) -> str | None:
        """The reader of a document that has taken the place of the one of then."""
        was, now = (_reading(side, document) for side in (self.then, self.now))
        if now is None or (was is not None and was.maker == now.maker):
            return None
        return now.maker

    # ---------------------------------------------------------------- what people said

    def touched(self, judgement: Judgement) -> frozenset[tuple[str, str]]:
        """The incidents that a judgement is about: ("now", id), or ("then", id) where they are no longer told of."""
        accounts = list(self._accounts(judgement))
        now = {("now", id) for account in accounts if (id := self.now.place_of(account)) is not None}
        return frozenset(now or {("then", id) for account in accounts if (id := self.then.place_of(account)) is not None})

    def _accounts(self, judgement: Judgement) -> Iterator[str]:
        for key in filter(None, (judgement.withdraws, judgement.key)):
            for claims in (self._claims_now, self._claims_then):
                if key in claims.judged_by and (account := claims.judged_by[key].claim.account):
                    yield account
        for subject in filter(None, (judgement.subject, judgement.other)):
            if subject.startswith("account:"):
                yield subject
            elif subject.startswith("claim:"):
                claim = self._claims_now.known_as.get(subject) or self._claims_then.known_as.get(subject)
                if claim and claim.claim.account:
                    yield claim.claim.account
            elif subject.startswith("document:"):
                yield from self._main_of.get(subject, ())

    # ---------------------------------------------------------------- why

    def causes(self, *, came: Iterable[str] = (), went: Iterable[str] = (), then: str | None, now: str | None) -> tuple[Cause, ...]:
        """Why claims came and went, by their keys, between the incidents `then` and `now`: those that say most first, each once."""
        found = [self._came(key, then) for key in came] + [self._went(key, now) for key in went]
        each_once = {(cause.kind, cause.by, cause.came, cause.key): cause for cause in found}
        return tuple(sorted(each_once.values(), key=lambda cause: _FIRST.index(cause.kind)))

    def _came(self, key: str, then: str | None) -> Cause:
        each = self._claims_now.by_key[key]
        said = self._said(each, self._claims_then.known_as.get(each.key))
        claim, document = each.claim, self.now.documents.get(each.claim.document)
        if said is not None:
            return Cause(kind="judgement", by=said.by, claim=claim, key=each.key, judgement=said)
        if claim.document in self.new_documents:
            outlet = (document.publisher or document.source) if document else None
            return Cause(kind="report", by=outlet or UNNAMED_OUTLET, claim=claim, key=each.key)
        home = self.then.place_of(claim.account) if claim.account else None
        if home is not None and home != then:
            return Cause(kind="moved", by=self.then.incident(home).title)
        reader = self.reader_of(claim.document)
        return Cause(kind="reader", by=reader) if reader else Cause(kind="counting", by="")

    def _went(self, key: str, now: str | None) -> Cause:
        each = self._claims_then.by_key[key]
        said = self._said(each, self._claims_now.known_as.get(each.key))
        claim = each.claim
        if said is not None:
            return Cause(kind="judgement", by=said.by, came=False, claim=claim, key=each.key, judgement=said)
        home = self.now.place_of(claim.account) if claim.account else None
        if home is not None and home != now:
            return Cause(kind="moved", by=self.now.incident(home).title, came=False)
        reader = self.reader_of(claim.document)
        return Cause(kind="reader", by=reader, came=False) if reader else Cause(kind="counting", by="", came=False)

    def _said(self, one: JudgedClaim, other: JudgedClaim | None) -> Judgement | None:
        """The last judgement that holds of a claim on one side only, or the withdrawal of one."""
        differ = set(one.judgements) ^ set(other.judgements if other else ())
        found = [each for each in self.judgements if each.key in differ or each.withdraws in differ]
        return max(found, key=lambda each: (each.at, each.key), default=None)


def _place(document: Document) -> tuple[str, int]:
    return document.capture, document.part


def _reading(side: Settled, document: str) -> Reading | None:
    return side.snapshot.readings.get(document)
