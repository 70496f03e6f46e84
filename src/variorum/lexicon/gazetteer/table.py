"""The compiled table, mapped into memory: names to places, ids to places, places to what holds them."""

from __future__ import annotations

import mmap
import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from variorum.lexicon.gazetteer import layout
from variorum.lexicon.gazetteer.folding import fold, name_hash, without_designator
from variorum.model.words import PlaceKind

TABLE = Path(__file__).with_name("places.bin")
PRIMARY_BONUS = 10  # what a tenfold population is worth to `prominence`
NAMESAKE_MALUS = 30  # "Aleppo" is the town, not the governorate around it
LONGEST = 6  # words of a name: of 510,000 names some 400 are longer, most of them official titles


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer. `admin1` and `admin2` are names of the regions that hold it, `country` ISO 3166-1 alpha-2.

    `id` is the GeoNames id, or from 4000000001 on one of our own (`is_ours`). `prominence` (0–255) says how likely the bare name means
    this place: people, names in many languages, rank.
    """

    id: int
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    admin1: str | None = None
    admin2: str | None = None
    admin1_id: int | None = None
    admin2_id: int | None = None
    country: str | None = None
    population: int = 0
    is_capital: bool = False
    prominence: int = 0

    @property
    def is_ours(self) -> bool:
        """Whether GeoNames has no such id."""
        return self.id >= layout.OURS


class Table:
    """The columns of the file, mapped and read-only. Little-endian machines only: all that Python 3.11 wheels are built for, but one."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder != "little":
            raise RuntimeError("the gazetteer is read on little-endian machines only")
        with path.open("rb") as handle:
            self.data = memoryview(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))
        magic, self.version, places, names, demonyms, filter_bytes, made_from = layout.HEADER.unpack_from(self.data)
        if magic != layout.MAGIC or self.version != layout.VERSION:
            raise RuntimeError(f"{path.name} is not a gazetteer of version {layout.VERSION}: run `make gazetteer`")
        self.made_from = made_from.rstrip(b"\0").decode()
        self.columns: dict[str, memoryview] = {}
        offset = layout.HEADER.size
        counts = {"name": places + 1, "names": names, "demonyms": demonyms}
        for column, code in layout.COLUMNS:
            size = counts.get(column, places) * (8 if code == "Q" else 2 if code == "H" else 4)
            self.columns[column] = self.data[offset : offset + size].cast(code)  # type: ignore[call-overload]
            offset += size + -size % 8
        self.filter = self.data[offset : offset + filter_bytes]
        self.blob = self.data[offset + filter_bytes :]

    def positions(self, folded: str, column: str = "names") -> list[tuple[int, bool]]:
        """Positions of the places of that folded name, and whether it is their first name."""
        index = self.columns[column]
        low = name_hash(folded) << layout.HASH_SHIFT
        at = bisect_left(index, low)
        high = low + (1 << layout.HASH_SHIFT)
        found: dict[int, bool] = {}
        while at < len(index) and index[at] < high:
            word = index[at]
            position = word & layout.POSITION
            found[position] = found.get(position, False) or bool(word & layout.PRIMARY)
            at += 1
        return list(found.items())

    def holds(self, folded: str) -> bool:
        """Whether some place bears that folded name."""
        index = self.columns["names"]
        low = name_hash(folded) << layout.HASH_SHIFT
        at = bisect_left(index, low)
        return at < len(index) and index[at] >> layout.HASH_SHIFT == low >> layout.HASH_SHIFT

    def begins_name(self, word: str) -> bool:
        """Whether a name of several words may begin with this folded word."""
        byte, mask = layout.filter_bit(name_hash(word))
        return bool(self.filter[byte] & mask)

    @lru_cache(maxsize=20_000)  # noqa: B019 - one table a process, for its whole life
    def place(self, position: int) -> Place:
        """The place at a position."""
        columns = self.columns
        meta = columns["meta"][position]
        country = columns["country"][position]
        first, second = columns["admin1"][position], columns["admin2"][position]
        return Place(
            id=columns["id"][position],
            name=self.name(position),
            kind=layout.KINDS[meta & 7],  # type: ignore[arg-type]
            lat=columns["lat"][position] / 1e5,
            lon=columns["lon"][position] / 1e5,
            admin1=self.name(first - 1) if first else None,
            admin2=self.name(second - 1) if second else None,
            admin1_id=columns["id"][first - 1] if first else None,
            admin2_id=columns["id"][second - 1] if second else None,
            country=country.to_bytes(2, "big").decode() if country else None,
            population=columns["population"][position],
            is_capital=bool(meta & layout.CAPITAL),
            prominence=meta >> 8,
        )

    def name(self, position: int) -> str:
        """The name of the place at a position."""
        offsets = self.columns["name"]
        return bytes(self.blob[offsets[position] : offsets[position + 1]]).decode()


@cache
def table() -> Table:
    """The table, mapped when first asked for, once a process."""
    return Table(TABLE)


@lru_cache(maxsize=20_000)
def lookup(name: str) -> tuple[Place, ...]:
    """All places of that name or alias, the most prominent first.

    Case, accents, hyphens, apostrophes and "St." do not matter. "X province", "city of X" mean X where no place bears the whole name, and
    then places of the word's kind come before the others.
    """
    folded = fold(name)
    found = _named(folded)
    if found or not folded:
        return found
    bare, kind = without_designator(folded)
    if kind is None:
        return ()
    kinds = {"admin1", "admin2", "region"} if kind.startswith("admin") else {"populated", "district"}
    return tuple(sorted(_named(bare), key=lambda place: (place.kind not in kinds, -place.prominence)))


def _named(folded: str) -> tuple[Place, ...]:
    """All places of a folded name."""
    here = table()
    found = [(here.place(position), primary) for position, primary in here.positions(folded)]
    holders = {number for place, _ in found for number in (place.admin1_id, place.admin2_id)}

    def rank(pair: tuple[Place, bool]) -> tuple[int, int]:
        place, primary = pair
        return (-place.prominence - (PRIMARY_BONUS if primary else 0) + (NAMESAKE_MALUS if place.id in holders else 0), place.id)

    return tuple(place for place, _ in sorted(found, key=rank))


@lru_cache(maxsize=4096)
def demonym(word: str) -> tuple[Place, ...]:
    """The lands whose adjective or people is that word ("Russian", "Lebanese"), the most prominent first."""
    here = table()
    found = [here.place(position) for position, _ in here.positions(fold(word), "demonyms")]
    return tuple(sorted(found, key=lambda place: (-place.prominence, place.id)))


@lru_cache(maxsize=4096)
def by_id(number: int) -> Place | None:
    """The place with that id, or None."""
    ids = table().columns["id"]
    at = bisect_left(ids, number)
    return table().place(at) if at < len(ids) and ids[at] == number else None


@cache
def country(code: str) -> Place | None:
    """The country with that ISO 3166-1 alpha-2 code."""
    columns = table().columns
    wanted = int.from_bytes(code.encode().ljust(2, b"\0")[:2], "big")
    kind = layout.KINDS.index("country")
    for position, meta in enumerate(columns["meta"]):
        if meta & 7 == kind and columns["country"][position] == wanted:
            return table().place(position)
    return None


def containing(place: Place) -> tuple[Place, ...]:
    """What holds a place, from the nearest outwards: second division, first division, country."""
    held = [by_id(number) for number in (place.admin2_id, place.admin1_id) if number]
    if place.country and place.kind != "country":
        held.append(country(place.country))
    return tuple(holder for holder in held if holder is not None and holder.id != place.id)


def longest(tokens: Sequence[str], start: int) -> int:
    """How many tokens from `start` on are the longest name of a place; 0 where none begins.

    Cheap: a word with which no name of several words begins is looked up alone.
    """
    here = table()
    first = fold(tokens[start])
    if not first:
        return 0
    words = first.split(" ")
    if here.begins_name(words[0]):
        for count in range(min(LONGEST, len(tokens) - start), 1, -1):
            if fold(tokens[start + count - 1]) and here.holds(fold(" ".join(tokens[start : start + count]))):
                return count
    return 1 if here.holds(first) else 0
