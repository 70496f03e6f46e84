"""How likely a claim is right: a probability from what is known of it when it is put together.

Logistic regression over named traits, then Platt scaling (Platt 1999), learnt by `train/confidence.py` into `confidence.tsv`. Only the
properties that have a table there are calibrated; a claim of any other keeps what its finder gave it, which ranks and is no probability.
So do all claims where the choice of reader leaves out a set that the tables were learnt from.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from spacy.tokens import Span as Tokens

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import blame_verbs
from variorum.lexicon.en.harm import harm_nouns, harm_states, harm_verbs
from variorum.model import Account, Claim, FigureValue, ResponsibilityValue
from variorum.model.words import Category
from variorum.read.parsed import Parsed

TABLE = "confidence.tsv"
SETS = "# learnt from: "  # begins the line of the table that names the sets
SLOPE, SHIFT = "(slope)", "(shift)"  # the two constants of Platt scaling
ALWAYS = "(always)"
LOWEST, HIGHEST = 0.01, 0.99  # what is read from texts is never certain
_NEAR, _FAR = 3, 8  # words between a number and the word that tells what became of the people
_BESIDE = 6  # claims before and after, in the order of the text, among which those on the same words are
_SHORT, _LONG = 8, 40  # words of a sentence: a headline, a sentence that parsers lose their way in


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A document's claims in the order of the text, with its accounts by key: what the traits of one claim are taken from.

    `numbers` counts the values of each category, `actors` how often each actor is blamed.
    """

    parsed: Parsed
    accounts: Mapping[str, Account]
    claims: Sequence[Claim]
    numbers: Mapping[str, Counter[tuple[int, int | None]]]
    actors: Counter[str]

    @classmethod
    def of(cls, parsed: Parsed, accounts: Iterable[Account], claims: Sequence[Claim]) -> Page:
        """The page of a document."""
        numbers: dict[str, Counter[tuple[int, int | None]]] = defaultdict(Counter)
        actors: Counter[str] = Counter()
        for claim in claims:
            if isinstance(claim.value, FigureValue):
                numbers[claim.value.category][claim.value.low, claim.value.high] += 1
            elif isinstance(claim.value, ResponsibilityValue):
                actors[claim.value.actor.name.casefold()] += 1
        return cls(parsed=parsed, accounts={account.key: account for account in accounts}, claims=claims, numbers=numbers, actors=actors)

    def beside(self, index: int) -> Iterator[Claim]:
        """Claims of the same property whose words overlap those of a claim; far ones in the list do not."""
        claim = self.claims[index]
        for other in self.claims[max(0, index - _BESIDE) : index + _BESIDE + 1]:
            if other is not claim and other.property == claim.property and other.evidence[0].overlaps(claim.evidence[0]):
                yield other


def with_confidence(parsed: Parsed, accounts: Iterable[Account], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a document, in the order of the text, with the score of each calibrated where its property has a table."""
    if learnt_from() & set(parsed.choice.without_sets):
        return tuple(claims)
    page = Page.of(parsed, accounts, claims)
    return tuple(
        replace(claim, score=probability(claim.property, traits_of(page, index))) if claim.property in tables() else claim
        for index, claim in enumerate(claims)
    )


def probability(name: str, traits: Iterable[str]) -> float:
    """How likely a claim of a property with these traits is right; traits that are not in the table say nothing."""
    table = tables()[name]
    raw = sum(table.get(trait, 0.0) for trait in (ALWAYS, *traits))
    scaled = table.get(SLOPE, 1.0) * raw + table.get(SHIFT, 0.0)
    return round(min(HIGHEST, max(LOWEST, 1 / (1 + math.exp(-scaled)))), 3)


@cache
def tables() -> Mapping[str, Mapping[str, float]]:
    """The weights of each calibrated property, by trait."""
    found: dict[str, dict[str, float]] = {}
    for line in _lines():
        if not line.startswith("#"):
            name, trait, weight = line.split("\t")
            found.setdefault(name, {})[trait] = float(weight)
    return found


@cache
def learnt_from() -> frozenset[str]:
    """The sets that the weights were learnt from, as the head of the file names them."""
    return frozenset(name for line in _lines() if line.startswith(SETS) for name in line.removeprefix(SETS).split(", "))


def _lines() -> list[str]:
    return files("variorum.read").joinpath(TABLE).read_text(encoding="utf-8").splitlines()


# ---------------------------------------------------------------- traits


def traits_of(page: Page, index: int) -> frozenset[str]:
    """What is known of a claim, in words: the names of the rows of the table."""
    claim = page.claims[index]
    sentence = page.parsed.sentence_at(claim.evidence[0].start)
    traits = {*_of_any(page, claim), *_of_sentence(sentence)}
    if isinstance(claim.value, FigureValue):
        traits.update(_of_figure(page, claim, claim.value, sentence))
        traits.update("words shared with another figure" for _ in page.beside(index))
    elif isinstance(claim.value, ResponsibilityValue):
        traits.update(_of_blame(page, claim, claim.value))
        traits.update("clause blames several" for _ in page.beside(index))
    return frozenset(traits)


def _of_any(page: Page, claim: Claim) -> Iterator[str]:
    """Traits that claims of every property have."""
    yield f"sure {math.floor(claim.score * 10 + 1e-9) / 10:.1f}"  # as the finder's rule goes
    yield f"certainty {claim.certainty}"
    speaker = claim.said_by
    yield "speaker none" if speaker is None else "speaker unnamed" if speaker.kind == "unnamed" else "speaker named"
    account = page.accounts.get(claim.account or "")
    yield "account none" if account is None else f"account {account.status}{' main' if account.main else ''}"


def _of_sentence(sentence: Tokens) -> Iterator[str]:
    words = [token for token in sentence if not token.is_space and not token.is_punct]
    yield "sentence short" if len(words) < _SHORT else "sentence long" if len(words) > _LONG else "sentence middling"
    if not any(token.pos_ in ("VERB", "AUX") for token in words):
        yield "sentence without verb"
    if sentence.start == 0:
        yield "first sentence"


def _of_figure(page: Page, claim: Claim, value: FigureValue, sentence: Tokens) -> Iterator[str]:
    yield f"category {value.category}"
    yield f"bound {value.bound if value.bound in ('exact', 'about', 'between', 'at_most') else 'open' if value.bound in _OPEN else 'vague'}"
    yield "group none" if set(value.group) <= {"all", "unknown"} else "group named"
    yield f"size {_size(value.low)}"
    words = claim.evidence[0].exact
    yield "number in digits" if any(letter.isdigit() for letter in words) else "number in words"
    if len(words.split()) == 1:
        yield "number alone"
    for name, holds in (
        ("told without a number", value.counted),
        ("part of a whole", value.part_of is not None),
        ("other scope", value.scope is not None),
        ("attackers", "perpetrators" in value.group),
    ):
        if holds:
            yield name
    numbers = page.numbers[value.category]
    if numbers[value.low, value.high] > 1:
        yield "said again"
    if len(numbers) > 1:
        yield "another number of the category"
    told = _told_by(page.parsed, claim, value.category, sentence)
    yield f"told by {told}"
    yield f"told by {told}, {value.category}"


_OPEN = frozenset({"at_least", "more_than"})


def _size(number: int) -> str:
    """The order of a number; what looks like a year stands by itself."""
    if 1900 <= number <= 2100:
        return "of a year"
    return next((name for limit, name in ((1, "0 or 1"), (9, "to 9"), (99, "to 99"), (999, "to 999")) if number <= limit), "1000 or more")


def _told_by(parsed: Parsed, claim: Claim, category: Category, sentence: Tokens) -> str:
    """Which kind of word of the sentence tells what became of the people, and how near it stands."""
    span = parsed.doc.char_span(claim.evidence[0].start, claim.evidence[0].end, alignment_mode="expand")
    if not span:
        return "nothing"
    found = []
    for token in sentence:
        kind = _harm_of(token.lower_, category)
        if kind is not None:
            distance = max(0, span.start - token.i - 1, token.i - span.end)
            found.append((distance, kind))
    if not found:
        return "nothing"
    distance, kind = min(found)
    return f"{kind} {'near' if distance <= _NEAR else 'by' if distance <= _FAR else 'far'}"


def _harm_of(word: str, category: Category) -> str | None:
    verb, noun = harm_verbs().get(word), harm_nouns().get(word)
    if verb is not None and verb.category == category:
        return "verb"
    if noun is not None and noun.category == category:
        return "noun"
    return "state" if any(held == category for _, held in harm_states().get(word, ())) else None


def _of_blame(page: Page, claim: Claim, value: ResponsibilityValue) -> Iterator[str]:
    yield f"status {value.status}"
    name = value.actor.name
    yield f"actor {value.actor.kind or 'of no kind'}"
    known = group_named(name) is not None
    yield "actor a known group" if known else "actor with capitals" if any(part[:1].isupper() for part in name.split()) else "actor plain"
    yield "actor of one word" if len(name.split()) == 1 else "actor of several words"
    yield "sayer is the actor" if claim.said_by and claim.said_by.name.casefold() == name.casefold() else "sayer is no actor"
    words = len(claim.evidence[0].exact.split())
    yield "clause short" if words <= _FAR else "clause long" if words > 2 * _FAR else "clause middling"
    blame = _blames(page.parsed, claim)
    yield f"told by {blame}"
    yield f"told by {blame}, {value.status}"
    if page.actors[name.casefold()] > 1:
        yield "actor blamed again"


def _blames(parsed: Parsed, claim: Claim) -> str:
    """Whether a clause says guilt ("claimed", "accused") or only the deed ("stormed")."""
    words: Tokens | None = parsed.doc.char_span(claim.evidence[0].start, claim.evidence[0].end, alignment_mode="expand")
    lemmas = {token.lemma_.lower() for token in words or ()}
    if lemmas & blame_verbs().keys():
        return "blame"
    return "harm" if any(token.lower_ in harm_verbs() or token.lower_ in harm_nouns() for token in words or ()) else "another deed"
