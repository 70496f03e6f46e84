"""The words of a document laid out for the figure finder: what it asks of every token, looked up once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from spacy.symbols import SPACE  # type: ignore[import-not-found]
from spacy.tokens import Doc

from variorum.lexicon.en.harm import HarmNoun, HarmVerb, group_nouns, harm_nouns, harm_states, harm_verbs
from variorum.lexicon.en.tables import closed_class
from variorum.model.words import Category
from variorum.read.parsed import Parsed

_MOVED = closed_class("moved")
_CARE = closed_class("care")
_JAIL = closed_class("jail")
_WAR = closed_class("war")
_CAPTIVE = frozenset(("captor", "captors", "captivity", "kidnapper", "kidnappers", "abductor", "abductors", "kidnapping", "abduction"))
_WAR_WORDS = 2  # one "army" may be a veteran's


@dataclass(frozen=True, slots=True)
class State:
    """A phrase that says in what state people are; tokens `start` to `end`."""

    start: int
    end: int
    category: Category


_COLUMNS = ("LOWER", "POS", "TAG", "DEP", "HEAD", "IDX", "LENGTH", "SENT_START", "ENT_TYPE")


def _sentence_of(opens: list[int]) -> list[int]:
    """The number of the sentence of each token, from the marks of where sentences open."""
    numbers, current = [], 0
    for opened in opens:
        current += opened == 1
        numbers.append(current)
    return numbers


class Words:
    """Tokens as parallel lists; `verbs`, `nouns`, `states` hold the harm words by token index."""

    __slots__ = (
        "_children", "count", "deps", "ends", "heads", "lower", "nouns", "people", "pos", "sent_end", "sent_start",
        "speaks_of_abduction", "speaks_of_hostages", "speaks_of_war", "starts", "states", "tags", "text", "verbs",
    )  # fmt: skip

    @classmethod
    def of(cls, parsed: Parsed) -> Words:
        """The words of a document, laid out once."""
        return parsed.once("words of figures", lambda: cls(parsed.doc, parsed.text))

    def __init__(self, doc: Doc, text: str) -> None:
        self.text = text
        # One array is ten times as fast as asking every token for every attribute.
        columns: list[list[int]] = doc.to_array(list(_COLUMNS)).astype("int64").T.tolist()
        strings = doc.vocab.strings
        person = strings["PERSON"]
        # Line breaks are tokens of their own: without them "ONE\nPERSON" reads as in one line.
        kept = [i for i, kind in enumerate(columns[1]) if kind != SPACE]
        sentences = _sentence_of(columns[7])
        place = {old: new for new, old in enumerate(kept)}
        lower, pos, tags, deps, heads, starts, lengths, _, entities = ([column[i] for i in kept] for column in columns)
        names = {code: strings[code & 0xFFFFFFFFFFFFFFFF] for code in {*lower, *pos, *tags, *deps}}
        self.count = len(kept)
        self.people = [kind == person for kind in entities]
        self.lower = [names[code].replace("’", "'") for code in lower]
        self.pos = [names[code] for code in pos]
        self.tags = [names[code] for code in tags]
        self.deps = [names[code] for code in deps]
        self.heads = [place.get(old + offset, new) for new, (old, offset) in enumerate(zip(kept, heads, strict=True))]
        self.starts: list[int] = starts
        self.ends = [start + length for start, length in zip(starts, lengths, strict=True)]
        self._join_hyphens()
        bounds = [new for new, old in enumerate(kept) if new == 0 or sentences[old] != sentences[kept[new - 1]]]
        self.sent_start, self.sent_end = [0] * self.count, [0] * self.count
        for first, last in zip(bounds, [*bounds[1:], self.count][: len(bounds)], strict=True):
            self.sent_start[first:last] = [first] * (last - first)
            self.sent_end[first:last] = [last] * (last - first)
        self._children: list[list[int]] | None = None
        verbs, nouns = harm_verbs(), harm_nouns()
        self.verbs: dict[int, HarmVerb] = {i: verbs[word] for i, word in enumerate(self.lower) if word in verbs}
        self.nouns: dict[int, HarmNoun] = {i: nouns[word] for i, word in enumerate(self.lower) if word in nouns}
        self.speaks_of_hostages = any(noun.category == "hostage" for noun in self.nouns.values()) or any(
            word.startswith("hijack") for word in self.lower
        )
        self.speaks_of_abduction = any(verb.category == "abducted" for verb in self.verbs.values()) or not _CAPTIVE.isdisjoint(self.lower)
        self.speaks_of_war = sum(word in _WAR for word in self.lower) >= _WAR_WORDS
        self.states: dict[int, State] = dict(self._find_states())

    def _join_hyphens(self) -> None:
        """ "hostage-takers" come as three words; the first of them is no hostage."""
        for i, word in enumerate(self.lower[:-2]):
            if word == "hostage" and self.lower[i + 1] == "-":
                self.lower[i] = "hostage-"

    def _find_states(self) -> list[tuple[int, State]]:
        states = harm_states()
        found = [(i, state) for i in range(self.count) if self.lower[i] in _MOVED and (state := self._moved(i))]
        for i, word in enumerate(self.lower):
            for phrase, category in states.get(word, ()):
                if tuple(self.lower[i : i + len(phrase)]) == phrase:
                    found.append((i, State(i, i + len(phrase), category)))
                    break
        return found

    def printed(self, i: int) -> str:
        """A token as printed."""
        return self.text[self.starts[i] : self.ends[i]]

    def _moved(self, i: int) -> State | None:
        """ "taken to a nearby hospital", "three others to the hospital", "sent to Central Prison"."""
        near = self.lower[i] in ("to", "in", "with")
        reach = 5 if near else 10
        for k in range(i + 1, min(self.sent_end[i], i + reach)):
            if self.lower[k] in _CARE:
                return State(i, k + 1, "injured")
            if self.lower[k] in _JAIL:
                return State(i, k + 1, "arrested")
            if self.pos[k] == "VERB" or self.lower[k] in (".", ";", ":"):
                return None
        return None

    def token_at(self, offset: int) -> int:
        """The index of the token that holds a character offset, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def is_person_noun(self, i: int) -> bool:
        """Whether a token is a noun for people, alone or with the word before."""
        nouns = group_nouns()
        return self.lower[i] in nouns or (i > 0 and f"{self.lower[i - 1]} {self.lower[i]}" in nouns)

    def children(self, i: int) -> list[int]:
        """The dependents of a token."""
        if self._children is None:
            self._children = [[] for _ in range(self.count)]
            for child, head in enumerate(self.heads):
                if child != head:
                    self._children[head].append(child)
        return self._children[i]

    def end_char(self, i: int) -> int:
        """The offset after a token."""
        return self.ends[i]

    def verbs_form(self, i: int) -> str | None:
        """The form of the harm verb at a token; None where there is none."""
        verb = self.verbs.get(i)
        return verb.form if verb else None
