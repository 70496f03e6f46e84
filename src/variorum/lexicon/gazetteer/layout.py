"""How the compiled table lies in its file: a header, then columns one after another, little-endian.

Columns: ids, latitudes and longitudes (1e-5 degrees), populations, positions of the two containing regions, offsets of names, countries and
meta (u16), sorted index words of names and of demonyms (u64), the filter of first words (one bit a hash), names (UTF-8).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from variorum.lexicon.gazetteer.folding import HASH_BITS

MAGIC = b"VARPLACE"
VERSION = 1
HEADER = struct.Struct("<8sIIIII64s36x")  # magic, version, places, names, demonyms, bytes of the filter, made from: 128 bytes in all
KINDS = ("populated", "district", "admin2", "admin1", "country", "region", "landmark", "water")
OURS = 4_000_000_000  # ids from here on are of our own regions table, not of GeoNames
HASH_SHIFT = 64 - HASH_BITS  # an index word: 44 bits of hash, one bit "this is the place's name, not an alias", 19 bits of position
PRIMARY = 1 << (HASH_SHIFT - 1)
POSITION = PRIMARY - 1
FILTER_BYTES = 1 << 16  # 2^19 bits, 63,000 of them set: one in eight other words passes the filter
CAPITAL = 1 << 3
COLUMNS = (("id", "I"), ("lat", "i"), ("lon", "i"), ("population", "I"), ("admin1", "I"), ("admin2", "I"), ("name", "I"), ("country", "H"),
           ("meta", "H"), ("names", "Q"), ("demonyms", "Q"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place as the build hands it over; `admin1` and `admin2` are ids or 0."""

    id: int
    lat: float
    lon: float
    population: int
    admin1: int
    admin2: int
    country: str
    kind: str
    capital: bool
    prominence: int
    name: str


def pack(name_hash: int, primary: bool, position: int) -> int:
    """An index word."""
    if position > POSITION:
        raise ValueError("too many places for the index")
    return name_hash << HASH_SHIFT | (PRIMARY if primary else 0) | position


def filter_bit(name_hash: int) -> tuple[int, int]:
    """Byte and mask of a first word's hash in the filter."""
    bit = name_hash % (FILTER_BYTES * 8)
    return bit >> 3, 1 << (bit & 7)


def encode(places: Sequence[Entry], names: Sequence[int], demonyms: Sequence[int], first_words: Iterable[int], made_from: str) -> bytes:
    """The whole file. `places` are sorted by id, `names` and `demonyms` ascending."""
    position = {place.id: index + 1 for index, place in enumerate(places)}
    blob = bytearray()
    offsets = []
    for place in places:
        offsets.append(len(blob))
        blob += place.name.encode()
    offsets.append(len(blob))
    bits = bytearray(FILTER_BYTES)
    for word in first_words:
        byte, mask = filter_bit(word)
        bits[byte] |= mask
    columns: dict[str, list[int]] = {
        "id": [place.id for place in places],
        "lat": [round(place.lat * 1e5) for place in places],
        "lon": [round(place.lon * 1e5) for place in places],
        "population": [place.population for place in places],
        "admin1": [position.get(place.admin1, 0) for place in places],
        "admin2": [position.get(place.admin2, 0) for place in places],
        "name": offsets,
        "country": [int.from_bytes(place.country.encode().ljust(2, b"\0"), "big") for place in places],
        "meta": [KINDS.index(place.kind) | (CAPITAL if place.capital else 0) | place.prominence << 8 for place in places],
        "names": list(names),
        "demonyms": list(demonyms),
    }
    header = HEADER.pack(MAGIC, VERSION, len(places), len(names), len(demonyms), len(bits), made_from.encode()[:64])
    parts = [header]
    for name, code in COLUMNS:
        column = array(code, columns[name])
        if sys.byteorder == "big":
            column.byteswap()
        parts.append(_padded(column.tobytes()))
    return b"".join([*parts, bytes(bits), bytes(blob)])


def _padded(data: bytes) -> bytes:
    """Every column starts at a multiple of eight bytes."""
    return data + bytes(-len(data) % 8)
