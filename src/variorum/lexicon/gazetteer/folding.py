"""Names brought to one form: the same place, however an outlet writes it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

HASH_BITS = 44  # some 500,000 names in 2^44: a name that is not in the table looks as if it were once in thirty million times
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ð": "d", "ə": "a",
    "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "ʿ": None, "ʾ": None, "`": None, "´": None, "′": None, ".": None, "\u00ad": None,
})  # fmt: skip
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
DESIGNATORS = {
    "city": "populated", "town": "populated", "village": "populated", "township": "populated",
    "province": "admin1", "governorate": "admin1", "oblast": "admin1", "state": "admin1", "region": "admin1", "republic": "admin1",
    "krai": "admin1", "kray": "admin1", "territory": "admin1", "prefecture": "admin1", "department": "admin1", "emirate": "admin1",
    "voivodeship": "admin1", "canton": "admin1",
    "county": "admin2", "district": "admin2", "parish": "admin2", "municipality": "admin2", "raion": "admin2", "rayon": "admin2",
    "subdistrict": "admin2", "borough": "admin2",
}  # fmt: skip


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name without case, accents, apostrophes and full stops, hyphens as blanks, "St." as "saint", no leading "the"."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in name if not unicodedata.combining(letter))
    words = _NOT_LETTERS.sub(" ", name.casefold().translate(_LETTERS)).split()
    if not words:
        return ""
    if len(words) > 1:
        words[0] = _SHORT.get(words[0], words[0])
        if words[0] == "the":
            del words[0]
    return " ".join(words)


def without_designator(folded: str) -> tuple[str, str | None]:
    """A folded name without "province", "city of" …, and the kind of place that the word stands for (None if there is none)."""
    words = folded.split(" ")
    if len(words) > 1 and words[-1] in DESIGNATORS:
        return " ".join(words[:-1]), DESIGNATORS[words[-1]]
    if len(words) > 2 and words[1] == "of" and words[0] in DESIGNATORS:
        return " ".join(words[2:]), DESIGNATORS[words[0]]
    return folded, None


@lru_cache(maxsize=65536)
def name_hash(folded: str) -> int:
    """The first 44 bits of the BLAKE2b hash of a folded name."""
    return int.from_bytes(hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> (64 - HASH_BITS)
