"""Which words name a news agency or an outlet, as other reports credit it: those of the registry, and names like theirs."""

from __future__ import annotations

from functools import cache

from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.sources import is_known


@cache
def _news_words() -> frozenset[str]:
    return frozenset(read_lines("news_words.txt"))


def is_outlet(words: str) -> bool:
    """Whether some words name an agency or outlet: a known one, or a name that ends as those of newspapers and stations do."""
    plain = words.strip().removeprefix("the ").removeprefix("The ").strip()
    if not plain:
        return False
    if plain[0].isupper() and is_known(plain):
        return True
    parts = plain.split(" of ", 1)[0].split()  # "Times of India"
    last = parts[-1].lower().strip(".")
    if last not in _news_words() or last == "reporters":
        return False
    return len(plain.split()) > 1 or last == "media" or (words.strip().startswith("The ") and plain[0].isupper())
