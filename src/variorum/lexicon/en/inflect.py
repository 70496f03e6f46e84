"""Regular English inflection, enough to spell out the forms of the words in our lists."""

from __future__ import annotations

from typing import Literal

VerbForm = Literal["base", "third", "past", "participle", "ing"]


def plural(noun: str) -> str:
    """The regular plural of a noun, or of the last word of a phrase."""
    if noun.endswith("man") and not noun.endswith(("human", "german")):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(base: str, irregular: tuple[str, ...] = ()) -> dict[str, VerbForm]:
    """Each form of a verb and what it is; a past that serves as participle too is "participle".

    Irregular forms are pasts, or an -ing form that is not built by rule.
    """
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) else base
    past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else stem + "ed"
    ing = (base if base.endswith("ee") else stem) + "ing"
    if base.endswith("ee"):
        past = base + "d"
    third = plural(base)
    forms: dict[str, VerbForm] = {base: "base", third: "third"}
    pasts = [form for form in irregular if not form.endswith("ing")] or [past]
    ings = [form for form in irregular if form.endswith("ing") and form not in pasts] or [ing]
    forms |= dict.fromkeys(ings, "ing")
    forms |= dict.fromkeys(pasts, "participle")
    return forms
