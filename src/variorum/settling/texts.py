"""Texts filed to be held against each other, kept up with the documents; and the families of copies among those that a change touched."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace

import msgspec

from variorum.lexicon.registry import Registry
from variorum.model import Copy, Document, Problem, When
from variorum.reckon.copied import CopyPair
from variorum.resolve.copies import relate, with_said
from variorum.resolve.copies.reuse import COPY, NEARNESS, Reuse, day_of, may_be_copies, precedence, text_of, weigh
from variorum.resolve.copies.sketch import Sketch, sketch
from variorum.settling.keeping import Keeping, components_around, joined_by
from variorum.store.filed import FiledText, Files, Pair, number_of

NO_COPY = COPY - 1e-7  # odds have six digits
Dated = tuple[Document, When | None]  # a document and its date, printed or worked out


@dataclass(slots=True)
class Kin:
    """What became of copies: the documents that were looked at, what they and what was taken from them are copies of now, those whose
    family is another, and where people contradict each other.
    """

    looked_at: set[str] = field(default_factory=set)
    relations: dict[tuple[str, str], Copy] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class Texts:
    """The filed texts of a ledger and what people said of pairs of them. `dated` gives documents with their dates by their keys."""

    def __init__(
        self, files: Files, decided: Sequence[CopyPair], dated: Callable[[Sequence[str]], Iterable[Dated]], registry: Registry
    ) -> None:
        self._files = files
        self._index = files.text_index
        self._decided = decided
        self._joined = joined_by(decided, "copy")
        self._dated = dated
        self._registry = registry
        self._known: dict[int, FiledText] = {}
        self._sketches: dict[str, Sketch] = {}
        self._keeping = Keeping(self._index, NEARNESS, self._known_of, self._weigh)
        self._touched: set[str] = set()
        self._left: set[str] = set()  # families that lost a document
        self.taken_out: set[str] = set()

    # ------------------------------------------------------------ filing

    def refile(self, blobs: Iterable[str], documents: Iterable[Dated]) -> None:
        """Let the documents made of some bytes be these; what else is filed of them is taken out."""
        was = {each.key: each for each in self._files.texts_of(blobs)}
        now = {}
        for document, when in documents:
            found = sketch(document, when, registry=self._registry)
            self._sketches[document.key] = found
            now[document.key] = filed_text(document, found)
        same = {key for key, each in now.items() if key in was and replace(was[key], first=True, family=None) == each}
        for key in sorted(was.keys() - same):
            self._take_out(*self._files.texts([key]))  # as it is now: it may have become the first print since
        for key in sorted(now.keys() - same):
            self._put_in(now[key])
        self._touched |= now.keys()

    def _put_in(self, text: FiledText) -> None:
        first = self._files.first_print_of(text.text) if text.text is not None else None
        if first is not None and first.precedence < text.precedence:
            self._file(replace(text, first=False))
            self._link_print(first, text)
            return
        if first is not None:
            self._step_back(first)
        self._file(text)
        self._keeping.enter(text)
        for each in self._other_prints(text):
            self._link_print(text, each)

    def _take_out(self, text: FiledText) -> None:
        self._files.drop_texts([text.key])
        self.taken_out.add(text.key)
        self._known.pop(number_of(text.key), None)
        if text.family is not None:
            self._left.add(text.family)
        if not text.first:
            self._keeping.forget(text)
            return
        self._keeping.leave(text)
        heir = self._files.first_print_of(text.text) if text.text is not None else None
        if heir is None:
            return
        heir = replace(heir, first=True)
        self._files.set_first(heir.key, first=True)
        self._known[heir.at[1]] = heir
        self._keeping.enter(heir)
        for each in self._other_prints(heir):
            self._link_print(heir, each)

    def _step_back(self, first: FiledText) -> None:
        """An earlier print has come."""
        self._keeping.leave(first)
        self._files.set_first(first.key, first=False)
        self._known[first.at[1]] = replace(first, first=False)

    def _file(self, text: FiledText) -> None:
        self._files.put_texts([text])
        self._known[text.at[1]] = text

    def _other_prints(self, text: FiledText) -> list[FiledText]:
        return [each for each in self._files.prints_of(text.text) if each.key != text.key] if text.text is not None else []

    def _link_print(self, first: FiledText, other: FiledText) -> None:
        left, right = sorted((first, other), key=lambda each: each.at[1])
        if (pair := self._pair(self._weighed(left.key, right.key))) is not None:
            self._keeping.put(pair)

    def _known_of(self, numbers: Set[int]) -> Mapping[int, FiledText]:
        """What is known, these and others: they are looked up at once."""
        self._known.update({each.at[1]: each for each in self._files.texts_numbered(sorted(numbers - self._known.keys()))})
        return self._known

    def _weigh(self, near: Sequence[tuple[FiledText, FiledText, int]]) -> Iterator[Pair | None]:
        worth = [may_be_copies(rows, min(one.words, other.words)) for one, other, rows in near]
        self._make_sketches({each.key for (*two, _), wanted in zip(near, worth, strict=True) for each in two if wanted})
        for (one, other, _), wanted in zip(near, worth, strict=True):
            yield self._pair(self._weighed(one.key, other.key)) if wanted else None

    def _weighed(self, one: str, other: str) -> Reuse:
        return weigh(self._sketch(one), self._sketch(other))

    def _sketch(self, key: str) -> Sketch:
        self._make_sketches({key})
        return self._sketches[key]

    def _make_sketches(self, keys: Set[str]) -> None:
        """Make those that are not at hand: what they are made of is looked up at once."""
        missing = keys - self._sketches.keys()
        for document, when in self._dated(sorted(missing)) if missing else ():
            self._sketches[document.key] = sketch(document, when, registry=self._registry)

    def _pair(self, found: Reuse) -> Pair | None:
        return pair_of(found) if found.tells else None

    # ------------------------------------------------------------ families

    def resolve(self) -> Kin:
        """Find the families among all that was touched, and note them."""
        seeds = self._touched | {each.key for pair in self._keeping.changed for each in self._files.texts_numbered(pair)}
        kin, files = Kin(), self._files
        for texts in components_around(
            seeds, filed=files.texts, numbered=files.texts_numbered, beside=self._beside, company=self._relatives
        ):
            kin.looked_at |= texts.keys()
            self._relate(texts, kin)
        return kin

    def _relatives(self, texts: Iterable[FiledText]) -> set[str]:
        families = {each.family for each in texts if each.family is not None} | self._left
        return {each.key for each in self._files.texts_in(families)}

    def _beside(self, numbers: set[int]) -> set[int]:
        """Those of which some are copies, by a pair or a person's word, or which are copies of them."""
        found = {number for pair in self._index.pairs_of(numbers, above=NO_COPY) for number in pair[:2]}
        return found | {number for each in numbers for number in self._joined.get(each, ())}

    def _relate(self, texts: Mapping[str, FiledText], kin: Kin) -> None:
        decided = [each for each in self._decided if each.left in texts or each.right in texts]
        reuses = self._reuses_among(texts, decided)
        copies = relate(reuses, decided, {key: each.precedence for key, each in texts.items()})
        moved = {key: copies.family_of.get(key) for key, each in texts.items() if each.family != copies.family_of.get(key)}
        self._files.set_families(moved)
        for key, family in moved.items():
            self._known[number_of(key)] = replace(texts[key], family=family)
        kin.moved |= moved.keys()
        kin.relations |= {(copy.document, copy.of): copy for copy in copies.relations}
        kin.problems += copies.problems

    def _reuses_among(self, texts: Collection[str], decided: Sequence[CopyPair]) -> list[Reuse]:
        """What is kept of pairs that one of these is in, and of those that a person spoke of."""
        kept = map(reuse_of, self._index.pairs_of(map(number_of, texts)))
        return with_said(kept, decided, self._sketch)


def filed_text(document: Document, found: Sketch) -> FiledText:
    """A text as it is filed, the first print of its words."""
    return FiledText(
        key=document.key,
        blob=document.blob,
        day=day_of(found),
        text=text_of(found),
        first=True,
        precedence=precedence(found),
        words=found.words,
        marks=tuple(sorted(found.marks)),
    )


def pair_of(found: Reuse) -> Pair:
    """What two texts have of each other, as the index keeps it."""
    return number_of(found.left), number_of(found.right), found.odds, msgspec.json.encode(found).decode()


def reuse_of(pair: Pair) -> Reuse:
    """What the index has of two texts."""
    return msgspec.json.decode(pair[3] or "", type=Reuse)
