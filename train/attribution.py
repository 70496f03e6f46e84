"""Learn which readings of a word ascribe something to somebody, where what they ascribe ends, and where the name of a speaker ends.

`python -m train.attribution SETS_FOLDER [--parses FILE.spacy] [--whole] [--only readings|ends|sources]`

SETS_FOLDER holds attribution/data/dev.jsonl.gz: {"id", "split", "text", "attributions": [{"source", "cue", "content"}]}, all spans of
characters. Learnt from split=train without every fifth document, on which the report at the end is made; `--whole` learns from all of
it for the weights that ship. The weights files hold lemmas of common words, closed-class words and shapes, no text. Seed fixed.
"""

from __future__ import annotations

import argparse
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from bench.attribution import outermost, unquoted
from bench.rows import json_rows
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Doc, DocBin

from variorum.model import Document
from variorum.read.attributions import ends, find_attributions, sources, weigh
from variorum.read.attributions.candidates import Candidate, Page, chars
from variorum.read.attributions.clauses import readings
from variorum.read.attributions.find import read_all
from variorum.read.attributions.logistic import weights_of
from variorum.read.attributions.quotations import find_quotations, joined
from variorum.read.attributions.raw import Raw
from variorum.read.attributions.speech import Speeches
from variorum.read.attributions.trim import hard_breaks
from variorum.read.names import find_names
from variorum.read.parse import _model, parse
from variorum.read.parsed import Parsed

WORD = re.compile(r"\w+(?:['’]\w+)*")
SEED = 7
FEWEST = 3  # documents in which a word must have ascribed something to be known
RARE_STEP = 8  # the same for the phrases with which a content may go on
STRENGTH_ENDS = 0.1  # inverse of the penalty
RARE_PART = 4  # traits of phrases behind a speaker's name seen fewer times are left out
STRENGTH_SOURCES = 0.3  # inverse of the penalty
LIKE = 0.3  # overlap of words that are meant for the same
RARE = 5  # traits seen in fewer candidates are left out
SMALL = 0.05  # weights below it are left out
STRENGTH = 1.0  # inverse of the penalty: .3 and 1 within .3 points of who+what on held-out thirds
LEMMA = re.compile(r"^(l|ls|r|n|ns|nown|a|as):([^|]+)")
KINDS = {"l": "l", "ls": "l", "r": "l", "n": "n", "ns": "n", "nown": "n", "a": "a", "as": "a"}
CLASSES = frozenset({"say", "think", "want", "show", "seem", "stance"})

Words = frozenset[int]


@dataclass
class Row:
    """One candidate: its document, its word, its traits, whether it is right."""

    document: int
    traits: list[str]
    right: bool
    lower: bool
    by_rule: bool


@dataclass
class Step:
    """A phrase with which a content goes on or not."""

    traits: Sequence[str]
    goes_on: bool


class Gold:
    """The attributions of a document as sets of words."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.starts = [match.start() for match in WORD.finditer(row["text"])]
        self.ends = [match.end() for match in WORD.finditer(row["text"])]
        self.items = [(self.words(one["content"]), self.words(one["source"])) for one in row["attributions"]]
        self.cues = [self.words(one["cue"]) for one in row["attributions"]]

    def words(self, pieces: Iterable[Iterable[int]]) -> Words:
        """The words that some pieces touch."""
        found: set[int] = set()
        for start, end in pieces:
            found.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(found)

    def matches(self, content: Words, source: Words) -> list[tuple[float, int]]:
        """The attributions with half of the content and of the source, best first."""
        found = [
            (overlap(content, words), at)
            for at, (words, who) in enumerate(self.items)
            if content & words and (who == source or overlap(who, source) >= 0.5)
        ]
        return sorted((one for one in found if one[0] >= 0.5), reverse=True)


def overlap(left: Words, right: Words) -> float:
    """Shared words as a part of the larger set."""
    return len(left & right) / max(len(left), len(right)) if left and right else 0.0


def load(folder: Path, parses: Path | None) -> list[tuple[dict[str, Any], Parsed]]:
    """The documents for learning, parsed, names found."""
    rows = [row for row in json_rows(folder / "attribution" / "data" / "dev.jsonl.gz") if row["split"] == "train"]
    docs = DocBin().from_disk(parses).get_docs(_model().vocab) if parses else (parse(row["text"]) for row in rows)
    found = []
    for row, doc in zip(rows, docs, strict=True):
        parsed = Parsed(document=Document(capture="train", blob="train", text=row["text"]), doc=doc)
        found.append((row, replace(parsed, names=find_names(parsed))))
    return found


def rows_of(number: int, row: dict[str, Any], parsed: Parsed) -> list[Row]:
    """All candidates of a document, each marked right or wrong."""
    gold, doc = Gold(row), parsed.doc
    quotations = find_quotations(parsed.text)
    speeches = Speeches(doc, parsed.text, joined(quotations, parsed.text)).read()
    taken = {raw.cue_token.i for raw in speeches if raw.cue_token is not None}
    page = Page(doc, quotations, [piece for raw in speeches for piece in raw.content])
    found = []
    for token in doc:
        if token.i not in taken:
            for candidate in readings(page, token, every=True):
                found.append(marked(number, gold, parsed, candidate, lower=token.text.islower()))
    return found


def marked(number: int, gold: Gold, parsed: Parsed, candidate: Candidate, *, lower: bool) -> Row:
    """A candidate against the gold."""
    content = gold.words(candidate.raw.content)
    source = gold.words(chars(parsed.doc, tuple(candidate.raw.source)))
    return Row(number, candidate.traits, bool(gold.matches(content, source)), lower, candidate.by_rule)


def word_of(traits: Iterable[str]) -> tuple[str, str]:
    """Kind and lemma of the word that a candidate reads."""
    return next((trait[0], trait[2:]) for trait in traits if trait[:2] in ("l:", "n:", "a:"))


def known_words(rows: list[Row]) -> set[tuple[str, str]]:
    """Words in small letters that ascribed something in several documents."""
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.right and row.lower:
            seen[word_of(row.traits)].add(row.document)
    return {word for word, documents in seen.items() if len(documents) >= FEWEST and word[1].isalpha()}


def allowed(trait: str, words: set[tuple[str, str]]) -> bool:
    """Whether a trait names no word, or a known one."""
    match = LEMMA.match(trait)
    return match is None or match.group(2) in CLASSES or (KINDS[match.group(1)], match.group(2)) in words


def steps_of(row: dict[str, Any], parsed: Parsed) -> list[Step]:
    """The phrases behind each verb that ascribes something, up to the first with which the words do not go on."""
    gold, doc = Gold(row), parsed.doc
    quotations = find_quotations(parsed.text)
    phrases, breaks = ends.Phrases(doc, quotations), frozenset(hard_breaks(doc, parsed.text))
    found: list[Step] = []
    for raw in read_all(parsed, quotations)[0]:
        last = _last_word(gold, doc, raw)
        for step in phrases.steps(raw, breaks) if last is not None else ():
            first = gold.words([(doc[step.first].idx, doc[step.first].idx + len(doc[step.first]))])
            if last is not None and first:
                found.append(Step(step.traits, max(first) <= last))
                if not found[-1].goes_on:
                    break
    return found


def _last_word(gold: Gold, doc: Doc, raw: Raw) -> int | None:
    """Where the words of the same cue end in the answers, if they begin alike."""
    content, cue, piece = gold.words(raw.content), gold.words(chars(doc, tuple(raw.cue))), gold.words([max(raw.content)])
    for (words, _), told in zip(gold.items, gold.cues, strict=True):
        if words & content and told & cue:
            return max(words) if set(sorted(piece)[:3]) & words else None
    return None


def parts_of(row: dict[str, Any], parsed: Parsed) -> list[Step]:
    """The phrases behind the names of speakers, up to the first that belongs to no name."""
    gold, doc = Gold(row), parsed.doc
    quotations, breaks = find_quotations(parsed.text), hard_breaks(doc, parsed.text)
    raws, speeches = read_all(parsed, quotations)
    ends.set_ends(doc, quotations, raws, breaks)
    speeches.carry_on(raws)
    found: list[Step] = []
    for raw in raws:
        name = _same_name(gold, raw)
        for part in sources.parts(doc, raw, frozenset(breaks)) if name is not None else ():
            first = gold.words([(doc[part.first].idx, doc[part.first].idx + len(doc[part.first]))])
            if name is not None and first:
                found.append(Step(part.traits, min(first) in name))
                if not found[-1].goes_on:
                    break
    return found


def _same_name(gold: Gold, raw: Raw) -> Words | None:
    """The speaker of the same words in the answers, if it holds the head of the name."""
    if raw.speaker is None or not raw.source:
        return None
    content, head = gold.words(raw.content), gold.words([(raw.speaker.idx, raw.speaker.idx + len(raw.speaker))])
    held = [(overlap(words, content), source) for words, source in gold.items if head & source]
    likeness, name = max(held, key=lambda one: one[0], default=(0.0, frozenset()))
    return name if likeness >= LIKE else None


def learn_steps(steps: list[Step], rare: int, strength: float) -> dict[str, float]:
    """The weights of the phrases by trait."""
    counts = Counter(trait for step in steps for trait in step.traits)
    names = {trait: at for at, trait in enumerate(sorted(trait for trait, count in counts.items() if count >= rare))}
    table = fit([step.traits for step in steps], [step.goes_on for step in steps], names, strength)
    print(f"{len(steps)} phrases, {sum(step.goes_on for step in steps)} go on, {len(table)} weights")
    return {trait: value for trait, value in table.items() if abs(value) >= SMALL or trait == "bias"}


def fit(traits: Sequence[Sequence[str]], right: Sequence[bool], names: dict[str, int], strength: float) -> dict[str, float]:
    """The weights of a logistic regression by trait, with "bias"."""
    places = [(at, names[trait]) for at, row in enumerate(traits) for trait in sorted(set(row)) if trait in names]
    matrix = csr_matrix((np.ones(len(places)), tuple(zip(*places, strict=True))), shape=(len(traits), len(names)))
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=SEED)
    model.fit(matrix, right)
    return {"bias": float(model.intercept_[0]), **{trait: float(model.coef_[0][at]) for trait, at in names.items()}}


def learn(rows: list[Row]) -> dict[str, float]:
    """The weights by trait."""
    words = known_words(rows)
    rows = [row for row in rows if row.by_rule or word_of(row.traits) in words]
    counts = Counter(trait for row in rows for trait in set(row.traits) if allowed(trait, words))
    names = {trait: at for at, trait in enumerate(sorted(trait for trait, count in counts.items() if count >= RARE))}
    table = fit([row.traits for row in rows], [row.right for row in rows], names, STRENGTH)
    kept = {trait: value for trait, value in table.items() if abs(value) >= SMALL or trait == "bias" or trait[:2] in ("l:", "n:", "a:")}
    print(f"{len(rows)} candidates, {sum(row.right for row in rows)} right, {len(words)} words, {len(kept)} weights")
    return kept


def write(table: dict[str, float], path: Path, title: str) -> None:
    """A weights file."""
    lines = [
        f"# {title}, by trait",
        "# learnt by train/attribution.py from PolNeAR (Newell, Margolin, Ruths, LREC 2018), the part for learning",
    ]
    lines += [f"{trait}\t{value:.3f}" for trait, value in sorted(table.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    weights_of.cache_clear()


def report(data: list[tuple[dict[str, Any], Parsed]], name: str) -> None:
    """Who+what on some documents: half of the content's words and half of the source's, one to one."""
    right = given = asked = 0
    for row, parsed in data:
        gold, used = Gold(row), set()
        found = outermost(unquoted(parsed.text, find_attributions(parsed)))
        for one in found:
            spans = [[(span.start, span.end) for span in part] for part in (one.content, one.source)]
            match = next((at for _, at in gold.matches(gold.words(spans[0]), gold.words(spans[1])) if at not in used), None)
            if match is not None:
                used.add(match)
        right, given, asked = right + len(used), given + len(found), asked + len(gold.items)
    print(f"{name}: who+what precision {right / given:.3f} recall {right / asked:.3f} F1 {2 * right / (given + asked):.3f}")


def main() -> None:
    """Learn, write, report."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sets", type=Path)
    options.add_argument("--parses", type=Path, help="the parses of these documents, in their order")
    options.add_argument("--whole", action="store_true", help="learn from every document; there is nothing left to report on")
    options.add_argument("--only", choices=("readings", "ends", "sources"), help="leave the other weights as they are")
    chosen = options.parse_args()
    data = load(chosen.sets, chosen.parses)
    left_out = [] if chosen.whole else data[4::5]
    learnt_from = [(number, *one) for number, one in enumerate(data) if chosen.whole or number % 5 != 4]
    if chosen.only in (None, "readings"):
        table = learn([row for number, document, parsed in learnt_from for row in rows_of(number, document, parsed)])
        write(table, weigh.WEIGHTS, "weights of the readings of verbs, nouns and adjectives that may ascribe something to somebody")
    if chosen.only in (None, "ends"):
        steps = [step for _, document, parsed in learnt_from for step in steps_of(document, parsed)]
        write(learn_steps(steps, RARE_STEP, STRENGTH_ENDS), ends.WEIGHTS, "weights of the phrases with which ascribed words go on or not")
    if chosen.only in (None, "sources"):
        steps = [step for _, document, parsed in learnt_from for step in parts_of(document, parsed)]
        table = learn_steps(steps, RARE_PART, STRENGTH_SOURCES)
        write(table, sources.WEIGHTS, "weights of the phrases that belong to the name of a speaker or not")
    if left_out:
        report(left_out, "every fifth document, left out")


if __name__ == "__main__":
    main()
