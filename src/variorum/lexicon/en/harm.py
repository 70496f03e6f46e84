"""Words that tell what became of people, and words for people: the reviewed tables, with every form spelled out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from variorum.lexicon.en.inflect import VerbForm, plural, verb_forms
from variorum.lexicon.en.tables import read_lines, read_rows
from variorum.model.words import Category, Group

Role = Literal["object", "subject", "both"]
# blow: counts only where people are struck, and not houses or targets; fall: where people are said to fall, and no city
VerbKind = Literal["plain", "attack", "down", "free", "blow", "hold", "fall"]
NounKind = Literal["deed", "of", "person", "life", "refugee", "survivor"]


@dataclass(frozen=True, slots=True)
class HarmVerb:
    """A form of a verb that says what became of people; `role` is the argument whose number counts."""

    base: str
    form: VerbForm
    category: Category
    role: Role
    kind: VerbKind


@dataclass(frozen=True, slots=True)
class HarmNoun:
    """A noun of harm. `deed`: its own number counts, or that of what follows "of"; `of`: only the latter; `person`: somebody so harmed."""

    singular: str
    category: Category
    kind: NounKind


@cache
def harm_verbs() -> dict[str, HarmVerb]:
    """Every form of every harm verb."""
    verbs: dict[str, HarmVerb] = {}
    for base, irregular, category, role, kind in read_rows("harm_verbs.tsv"):
        forms = () if irregular == "-" else tuple(irregular.split())
        for form, its in verb_forms(base, forms).items():
            verbs[form] = HarmVerb(base, its, cast(Category, category), cast(Role, role), cast(VerbKind, kind))
    return verbs


@cache
def harm_states() -> dict[str, tuple[tuple[tuple[str, ...], Category], ...]]:
    """First word of a state → the phrases that begin with it, longest first, as words, each with its category."""
    states: dict[str, list[tuple[tuple[str, ...], Category]]] = {}
    for phrase, category in read_rows("harm_states.tsv"):
        words = tuple(phrase.split())
        states.setdefault(words[0], []).append((words, cast(Category, category)))
    return {first: tuple(sorted(phrases, key=lambda item: -len(item[0]))) for first, phrases in states.items()}


@cache
def harm_nouns() -> dict[str, HarmNoun]:
    """Every single-word noun of harm, singular and plural."""
    nouns: dict[str, HarmNoun] = {}
    for singular, category, kind in read_rows("harm_nouns.tsv"):
        entry = HarmNoun(singular, cast(Category, category), cast(NounKind, kind))
        nouns[singular] = entry
        nouns["lives" if singular == "life" else plural(singular)] = entry
    return nouns


@cache
def group_nouns() -> dict[str, tuple[Group, ...]]:
    """Every noun for people (one or two words, singular and plural) and its groups."""
    nouns: dict[str, tuple[Group, ...]] = {}
    for singular, groups, *plurals in read_rows("group_nouns.tsv"):
        its = cast(tuple[Group, ...], tuple(groups.split(",")))
        nouns[singular] = its
        for form in plurals[0].split() if plurals else [plural(singular)]:
            nouns[form] = its
    return nouns


@cache
def thing_nouns() -> frozenset[str]:
    """Every noun for what is not people, singular and plural."""
    singulars = read_lines("things.tsv")
    return frozenset(singulars) | frozenset(map(plural, singulars)) | {"knives"}


@cache
def plural_group_nouns() -> frozenset[str]:
    """The forms of group nouns that speak of several."""
    forms: set[str] = set()
    for singular, _, *plurals in read_rows("group_nouns.tsv"):
        forms.update(plurals[0].split() if plurals else [plural(singular)])
    return frozenset(forms)
