"""Which candidates name places: traits of the words around them, weighed by a logistic model.

The traits are closed classes and shapes, never the name itself, so that names that were never seen are judged alike; where there is an
encoder, the mean vector of the name's words is weighed too. A second pass knows what the first thought of the same name elsewhere in the
document.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from variorum.lexicon.gazetteer import fold
from variorum.read.places.candidates import Candidate, Page
from variorum.read.places.qualify import qualifier_after, qualifier_before
from variorum.read.places.seen import Floats, columns, see
from variorum.read.places.weights import weights
from variorum.read.places.words import common_names, word_classes

LIKELY = 0.5
_PAPERS = frozenset("Post Times Herald Tribune Gazette Journal Chronicle Guardian Telegraph Globe Examiner Observer Inquirer Daily".split())


def recognise(page: Page, found: list[Candidate]) -> list[Candidate]:
    """The candidates that name places, none overlapping another, each with its chance."""
    if not found:
        return []
    describe(page, found)
    vectors = see(page.parsed, found)
    judge(found, "first", vectors)
    describe_again(found)
    judge(found, "second", vectors)
    for candidate in found:
        if names_another(page, candidate):
            candidate.chance = 0.0
    return choose(found)


def judge(found: Sequence[Candidate], model: str, vectors: Floats | None) -> None:
    """Give every candidate its chance by one model: of its traits alone, or with what the encoder sees."""
    if vectors is not None:
        model = f"{model}_seen"
    weigh = weights(model)
    sights = [0.0] * len(found) if vectors is None else (vectors @ columns(model)).tolist()
    for candidate, sight in zip(found, sights, strict=True):
        candidate.chance = chance(candidate.traits, weigh, sight)


def names_another(page: Page, candidate: Candidate) -> bool:
    """Whether the place is a word in the name of a newspaper or of an armed group: "The Washington Post", "Islamic State of Iraq"."""
    after = page.words[candidate.end : candidate.end + 1]
    if after and after[0] in _PAPERS:
        return True
    return page.lower[max(0, candidate.start - 3) : candidate.start] == ["islamic", "state", "of"]


def choose(found: Sequence[Candidate]) -> list[Candidate]:
    """The likeliest candidates of every stretch, above the mark."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(found, key=lambda one: (-one.chance, one.start, -one.end)):
        if candidate.chance < LIKELY:
            break
        if not any(at in taken for at in range(candidate.start, candidate.end)):
            kept.append(candidate)
            taken.update(range(candidate.start, candidate.end))
    return sorted(kept, key=lambda one: one.start)


def chance(traits: Sequence[str], weigh: Mapping[str, float], sight: float = 0.0) -> float:
    """The logistic function of the traits' weights, and of what the vectors add."""
    total = sight + sum(weigh.get(trait, 0.0) for trait in traits)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def describe(page: Page, found: Sequence[Candidate]) -> None:
    """Give every candidate its traits."""
    tails, heads = _people(page)
    counts = Counter(candidate.folded for candidate in found)
    small = {word for word, capital in zip(page.lower, page.capital, strict=True) if not capital}
    for candidate in found:
        traits = ["bias", candidate.kind, *_of_name(candidate), *_of_parse(page, candidate)]
        before, after = _left(page, candidate), _right(page, candidate)
        traits += [f"<{one}" for one in before] + [f">{one}" for one in after]
        traits += [f"{candidate.kind}<{one}" for one in before[:2]] + [f"{candidate.kind}>{one}" for one in after[:2]]
        label = next((trait for trait in traits if trait.startswith("ent:")), "")
        traits += [f"{label}<{one}" for one in before[:2]] + [f"{label}>{one}" for one in after[:2]]
        for condition, trait in (
            (candidate.folded in tails, "person_tail"),
            (candidate.folded in heads, "person_head"),
            (candidate.folded in small, "in_small_letters"),
            (qualifier_after(page, candidate) is not None, "qualified"),
            (qualifier_before(page, candidate), "qualifies"),
            (page.in_capitals, "capitals"),
            (page.parsed.doc[candidate.start].is_sent_start, "opens"),
            (not page.in_capitals and page.words[candidate.end - 1].isupper() and len(page.words[candidate.end - 1]) > 3, "shouted"),
        ):
            if condition:
                traits += [trait, f"{candidate.kind}&{trait}"]
        traits.append(f"count:{min(counts[candidate.folded], 3)}")
        candidate.traits = traits


def describe_again(found: Sequence[Candidate]) -> None:
    """Add what the first pass thought, of the candidate and of the same name elsewhere."""
    groups: dict[str, list[float]] = defaultdict(list)
    for candidate in found:
        groups[candidate.folded].append(candidate.chance)
    spans: dict[int, list[Candidate]] = {}
    for candidate in found:
        for at in range(candidate.start, candidate.end):
            spans.setdefault(at, []).append(candidate)
    for candidate in found:
        chances = groups[candidate.folded]
        own = candidate.chance
        others = (sum(chances) - own) / (len(chances) - 1) if len(chances) > 1 else None
        candidate.traits.append(f"own:{_decile(own)}")
        candidate.traits.append(f"others:{'none' if others is None else _decile(others)}")
        if others is not None:
            candidate.traits.append(f"best:{_decile(max(chances))}")
        rivals = [one for at in range(candidate.start, candidate.end) for one in spans[at] if one is not candidate]
        if rivals:
            rival = max(rivals, key=lambda one: one.chance)
            wider = "wider" if rival.end - rival.start > candidate.end - candidate.start else "narrower"
            candidate.traits.append(f"rival:{wider}:{_decile(rival.chance)}")
            candidate.traits.append(f"{candidate.kind}&rival:{wider}:{'better' if rival.chance > own else 'worse'}")


def _decile(value: float) -> int:
    return min(9, int(value * 10))


def _of_name(candidate: Candidate) -> list[str]:
    """Traits of the name and of the places that bear it."""
    words = candidate.folded.count(" ") + 1
    traits = [f"words:{min(words, 3)}"]
    if words == 1 and candidate.folded in common_names():
        traits.append("common")
    if candidate.places:
        best = candidate.places[0]
        level = min(best.prominence // 10, 11)
        traits += [f"kind:{best.kind}", f"prominence:{level}", f"bearers:{min(len(candidate.places), 6)}"]
        traits.append("first_name" if any(fold(place.name) == candidate.folded for place in candidate.places[:3]) else "alias_only")
        if words == 1:
            traits.append(f"single:prominence:{level}")
    return traits


def _of_parse(page: Page, candidate: Candidate) -> list[str]:
    """Traits that the parse gives: entity label and how it lies over the candidate, part of speech, dependency."""
    last = page.parsed.doc[candidate.end - 1]
    traits = [f"pos:{last.pos_}", f"dep:{last.dep_}", f"{candidate.kind}&dep:{last.dep_}", f"head:{last.head.pos_}"]
    entity = page.entity[candidate.end - 1] or page.entity[candidate.start]
    if entity is None:
        return [*traits, "ent:none"]
    starts = entity.start == candidate.start or (entity.start == candidate.start - 1 and page.lower[entity.start] == "the")
    ends = entity.end == candidate.end or (entity.end == candidate.end + 1 and page.lower[entity.end - 1] in ("'s", "’s"))
    lie = "same" if starts and ends else "starts" if starts else "ends" if ends else "inside"
    label = f"ent:{entity.label_}:{lie}"
    return [label, f"ent_label:{entity.label_}", *traits, f"{label}&{candidate.kind}"]


def _left(page: Page, candidate: Candidate) -> list[str]:
    """Classes of the word before."""
    at = candidate.start - 1
    if at >= 0 and page.lower[at] == "the":
        at -= 1
        classes = _classes(page, at)
        return [*classes, "the"]
    return _classes(page, at)


def _right(page: Page, candidate: Candidate) -> list[str]:
    """Classes of the word after."""
    return _classes(page, candidate.end, after=True)


def _classes(page: Page, at: int, *, after: bool = False) -> list[str]:
    """Classes of a word beside a candidate: shape first."""
    if not 0 <= at < len(page.words):
        return ["edge"]
    lower = page.lower[at]
    token = page.parsed.doc[at]
    if token.is_space:
        return ["break"]
    known = word_classes().get(lower.rstrip("."), word_classes().get(lower, ()))
    if page.capital[at] and not page.in_capitals:
        entity = page.entity[at]
        person = after and entity is not None and entity.label_ == "PERSON"
        otherwise = "Cap:person" if person else "Cap:common" if lower in common_names() else "Cap:else"
        return [*([f"Cap:{name}" for name in known if name not in ("inside", "other")] or [otherwise]), "Cap"]
    closed = [name for name in known if name in ("inside", "other", "settled", "travel", "office", "direction", "title")]
    if "inside" in closed or "other" in closed:
        return [f"'{lower}'", closed[0]]
    return [*closed, f"pos:{token.pos_}"] if closed else [f"pos:{token.pos_}"]


def _people(page: Page) -> tuple[set[str], set[str]]:
    """Last words and first words of the names of people (of two words or more)."""
    tails, heads = set(), set()
    for span in page.parsed.doc.ents:
        if span.label_ == "PERSON":
            words = [page.words[at] for at in range(span.start, span.end) if page.capital[at]]
            if len(words) > 1:
                tails.add(fold(words[-1]))
                heads.add(fold(words[0]))
    return tails, heads
