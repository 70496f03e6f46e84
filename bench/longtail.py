"""From many reports to incidents, the set `longtail`: python -m bench.longtail DOCUMENTS… --out predictions.jsonl [--cache DIR]

Read: `id`, `url`, `domain`, `title`, `published`, `text`. Every row goes through the program's own cleaner and reader; then all
accounts through `resolve` and `reckon`, as in a ledger. `--cache` keeps what was read, by row and reader, so that resolve can be
tuned without reading again.

The archive's conventions are not the program's, and they live here:
* each document tells of one incident, its main account's: what it only mentions is left out; a document without an account stands alone;
* the archive counts everybody who was shot, suspects too, and harm that nobody states is 0: a killed or injured figure that the
  program leaves empty is 0, but a row has somebody who was hit, so that one injured stands where the program finds nobody; the dead are
  taken to be among "five people shot", and one who "kills four, then himself" is added to the four;
* which pair of numbers it is, where reports differ or leave them to their readers, is told by a learnt table (`reckon/tally.tsv`), beside
  which the program's own figures count as one more report;
* a document is about one incident: where its main account tells of nobody who was hit, or no day, the first account of its news that
  does speaks for it;
* its date is one day and its place one town: the likeliest by all its reports, said or unsaid (`reckon/day.tsv`, beside which the first day
  of the incident counts as one more report, or where no account gives it that of the first report; `read/places/town.tsv`): the archive
  has the (postal) town where they name a suburb, a county or a road.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from variorum.clean import clean
from variorum.model import Account, Capture, Claim, Document, Figure, FigureValue, Hints, Incident, Mention, Span, Told, When, Where
from variorum.model.records import from_builtins, to_builtins
from variorum.read.claims import maker
from variorum.read.places.town import Town, towns_of
from variorum.read.task import ReadTask, read_task
from variorum.reckon import reckon
from variorum.reckon.day import days_of, likeliest_day
from variorum.reckon.tally import likeliest, tallies_of
from variorum.resolve import resolve
from variorum.resolve.copies import find_copies
from variorum.workers import Died, spread

ROW = "application/json"
Row = dict[str, Any]
UNLIKELY = 0.05  # chance that a report's town has at least, so that no single report rules it out
IN_COUNTY = 0.5  # of a county's chance, to a town in it
NEAR = 60  # letters
SHOT = re.compile(
    r"[^.;]{0,60}?\b(?:(?:shot|struck by gunfire)\b(?! (?:dead|to death|and killed))|gunshot wounds?|gunshot victims?)", re.IGNORECASE
)
SHOOTS = re.compile(
    r"\b(?:shot|shoots|shooting(?: of)?|opened fire on|hits|hitting|striking|struck)(?: at least| a total of)?\s+$", re.IGNORECASE
)
SURVIVE = re.compile(r"\b(?:injur|wound(?!s\b)|hurt|other|surviv|recover|non-?life|another|additional|more)", re.IGNORECASE)
KILLS = re.compile(r"\b(?:kills?|killed|killing|shot(?: and killed)?|murder(?:ed|ing|s)|slay(?:s|ing))(?: at least)?\s+$", re.IGNORECASE)
OWN_HAND = re.compile(
    r"\b(?:(?:kill|shoot|shot)\w*(?: and kill\w+)?|on) (?:himself|herself|self)\b|\bown life\b|\bsuicide\b|\bself-inflicted\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One row as the program reads it; `document` is None where the cleaner finds no text."""

    row: str
    document: Document | None
    accounts: tuple[Account, ...] = ()
    claims: tuple[Claim, ...] = ()
    places: tuple[Mention, ...] = ()
    times: tuple[Mention, ...] = ()


def rows_of(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """The rows of the input files, with the domain as publisher."""
    rows = []
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines if line.strip()]
    return [{key: row.get(key) for key in ("id", "url", "title", "published", "text")} | {"publisher": row.get("domain")} for row in rows]


def read_row(row: dict[str, Any]) -> Read:
    """One row, cleaned and read."""
    data = json.dumps(row, ensure_ascii=False, sort_keys=True).encode()
    capture = Capture(blob=hashlib.sha256(data).hexdigest(), media_type=ROW, address=row["url"], row=row["id"])
    documents = clean(capture, data).documents
    if not documents:
        return Read(row=row["id"], document=None)
    readout = read_task(ReadTask(document=documents[0], hints=Hints()))
    places, times = (tuple(mention for mention in readout.mentions if mention.kind == kind) for kind in ("place", "time"))
    return Read(row=row["id"], document=documents[0], accounts=readout.accounts, claims=readout.claims, places=places, times=times)


def read_rows(rows: list[dict[str, Any]], cache: Path | None, workers: int | None) -> dict[str, Read]:
    """All rows read, by id; from the cache what is there."""
    known = dict(_cached(cache)) if cache else {}
    done = {row["id"]: known[_digest(row)] for row in rows if _digest(row) in known}
    by_id = {row["id"]: row for row in rows}
    waiting = [row for row in rows if row["id"] not in done]
    for answer in spread(read_row, waiting, workers=workers):
        read = Read(row=answer.task["id"], document=None) if isinstance(answer, Died) else answer
        done[read.row] = read
        if cache:
            _keep(cache, _digest(by_id[read.row]), read)
    return done


def _digest(row: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps([maker(), row], sort_keys=True).encode()).hexdigest()


def _cached(cache: Path) -> Iterator[tuple[str, Read]]:
    path = cache / "read.jsonl"
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            key, row, document, accounts, claims, places, times = json.loads(line)
            yield (
                key,
                Read(
                    row=row,
                    document=from_builtins(document, Document) if document else None,
                    accounts=tuple(from_builtins(each, Account) for each in accounts),
                    claims=tuple(from_builtins(each, Claim) for each in claims),
                    places=tuple(from_builtins(each, Mention) for each in places),
                    times=tuple(from_builtins(each, Mention) for each in times),
                ),
            )


def _keep(cache: Path, key: str, read: Read) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "read.jsonl").open("a", encoding="utf-8") as out:
        record = [key, read.row, *(to_builtins(part) for part in (read.document, read.accounts, read.claims, read.places, read.times))]
        out.write(json.dumps(record, ensure_ascii=False) + "\n")


def told_of(reads: Iterable[Read]) -> Iterator[Told]:
    """The main account of each document, as `resolve` takes it: news, whatever else it looks like to the reader."""
    for read in sorted(reads, key=lambda read: read.row):
        document = read.document
        if document is None:
            continue
        words = document.text[: max(1, document.body_start)].strip() or document.text[:1]
        start = document.text.index(words)
        alone = Account(document=document.key, anchor=Span.of(document.text, start, start + len(words)), status="news", main=True)
        account = next((account for account in read.accounts if account.main), alone)
        claims = tuple(claim for claim in read.claims if claim.account == account.key)
        for tells in (tells_of_harm, tells_the_day):
            if not any(map(tells, claims)):
                claims += lent(read, tells)
        yield Told(
            account=replace(account, status="news"),
            document=document,
            claims=claims,
            published=document.published,
            outlet=document.publisher or "unknown outlet",
        )


def lent(read: Read, tells: Callable[[Claim], bool]) -> tuple[Claim, ...]:
    """What the first account of a document's news that tells of something tells of it."""
    news = {account.key for account in read.accounts if account.status == "news"}
    told = [claim for claim in read.claims if claim.account in news and tells(claim)]
    first = min(told, key=lambda claim: claim.evidence[0].start, default=None)
    return tuple(claim for claim in told if first and claim.account == first.account)


def tells_the_day(claim: Claim) -> bool:
    """Whether a claim gives the day, or a few days."""
    return isinstance(claim.value, When) and claim.property == "date" and claim.value.precision <= 2


def tells_of_harm(claim: Claim) -> bool:
    """Whether a claim counts people who were killed or injured."""
    return isinstance(claim.value, FigureValue) and claim.value.category in ("killed", "injured") and claim.value.scope is None


def predictions(reads: dict[str, Read]) -> Iterator[dict[str, Any]]:
    """One incident a group of documents, and one for every document without text."""
    told = {each.key: each for each in told_of(reads.values())}
    read_of = {read.document.key: read for read in reads.values() if read.document}
    family_of = find_copies(each.document for each in told.values()).family_of
    for group in resolve(list(told.values())).groups:
        accounts = [told[key] for key in group]
        yield incident_row(reckon(accounts, family_of=family_of), [read_of[each.document.key] for each in accounts], accounts)
    for row, read in sorted(reads.items()):
        if read.document is None:
            yield {"id": row, "documents": [row]}


def incident_row(incident: Incident, group: list[Read], accounts: list[Told]) -> dict[str, Any]:
    """An incident in the set's form, by the archive's conventions."""
    figures = {figure.category: figure for figure in incident.figures}
    days = [days_of(account, read.claims, read.times) for read, account in zip(group, accounts, strict=True)]
    day = likeliest_day(days, day_of(incident.when, accounts))
    town = town_of(group) or incident.where
    return {
        "id": incident.id,
        "documents": sorted(read.row for read in group),
        "date": {"earliest": day.isoformat(), "latest": day.isoformat()} if day else None,
        "place": place_row(town) if town else None,
        "figures": likeliest_figures(archive_figures(figures.get("killed"), figures.get("injured"), accounts), group, accounts),
    }


def _printed(category: str, accounts: list[Told], number: int) -> Iterator[tuple[FigureValue, str, str, str]]:
    """The printed figures of a number, each with its words and those of its sentence before and after it."""
    for each in accounts:
        for claim in each.claims:
            value = claim.value
            if isinstance(value, FigureValue) and value.category == category and not value.counted and value.low == number:
                words, text = claim.evidence[0], each.document.text
                yield value, text[max(0, words.start - NEAR) : words.start], words.exact, text[words.end : words.end + NEAR]


def _shot(injured: Figure, number: int, accounts: list[Told]) -> bool:
    """Whether the number of injured is a number of people who "were shot": the dead may be among them, unless some report calls them
    wounded, or others than the dead, or tells of one by himself.
    """
    used = [claim.value for each in accounts for claim in each.claims if claim.key in injured.claims]
    if any(isinstance(value, FigureValue) and value.counted and value.low == number for value in used):
        return False
    printed = list(_printed("injured", accounts, number))
    if any(SURVIVE.search(words) or SURVIVE.search(after.split(".")[0]) for _, _, words, after in printed):
        return False
    return any(SHOT.match(after) or SHOOTS.search(before) for _, before, _, after in printed)


def _without_attacker(number: int, accounts: list[Told]) -> bool:
    """Whether the number of dead leaves out an attacker who died, too: "kills four, then himself"; "four dead; the gunman was killed"."""
    printed = list(_printed("killed", accounts, number))
    if not printed or any(value.includes_perpetrators for value, _, _, _ in printed):
        return False
    values = [claim.value for each in accounts for claim in each.claims if isinstance(claim.value, FigureValue) and claim.value.counted]
    if any(value.category == "killed" and "perpetrators" in value.group for value in values):
        return True
    return all(KILLS.search(before) for _, before, _, _ in printed) and any(OWN_HAND.search(each.document.text) for each in accounts)


def archive_figures(killed: Figure | None, injured: Figure | None, accounts: list[Told]) -> dict[str, dict[str, int]]:
    """Killed and injured by the archive's conventions: one who "was shot" and died is no injured; a row tells of somebody who was hit."""
    rows = {"killed": figure_row(killed), "injured": figure_row(injured)}
    hurt = rows["injured"]["best"]
    victims = rows["killed"]["best"]
    if victims > 1 and _without_attacker(victims, accounts):
        rows["killed"] = {**rows["killed"], "best": victims + 1, "high": max(victims + 1, rows["killed"]["high"])}
    if victims and injured is not None and _shot(injured, hurt, accounts):
        rows["injured"] = {"low": 0, "best": max(0, hurt - victims), "high": rows["injured"]["high"]}
    if not rows["killed"]["best"] and not rows["injured"]["best"]:
        rows["injured"] = {"low": 0, "best": 1, "high": max(1, rows["injured"]["high"])}
    return rows


def likeliest_figures(rows: dict[str, dict[str, int]], group: list[Read], accounts: list[Told]) -> dict[str, dict[str, int]]:
    """The figures with the two numbers that are likeliest by all reports of a group; low and high take them in."""
    told = [tallies_of(account, read.claims) for read, account in zip(group, accounts, strict=True)]
    killed, injured = likeliest(told, (rows["killed"]["best"], rows["injured"]["best"]))
    return {
        category: {"low": min(rows[category]["low"], best), "best": best, "high": max(rows[category]["high"], best)}
        for category, best in (("killed", killed), ("injured", injured))
    }


def figure_row(figure: Figure | None) -> dict[str, int]:
    """Low, best and high; harm that nobody counts is 0."""
    if figure is None:
        return {"low": 0, "best": 0, "high": 0}
    low = figure.low or 0
    best = low if figure.best is None else figure.best
    return {"low": min(low, best), "best": best, "high": max(best, low, figure.high or 0)}


def day_of(when: When | None, accounts: list[Told]) -> date | None:
    """The day on which it began, if it is known to within some days; else that of the first report."""
    if when is not None and when.precision <= 2:
        return when.earliest or when.latest
    published = [each.published.earliest for each in accounts if each.published and each.published.earliest]
    return min(published, default=None)


def town_of(group: list[Read]) -> Where | None:
    """The town that is likeliest by all reports of a group together; one that tells of a county alone allows each town in it."""
    told = {read.row: towns_of(read.document, read.places) for read in group if read.document is not None}
    chances: dict[str, list[float]] = defaultdict(list)
    known: dict[str, Town] = {}
    for towns in told.values():
        for town in towns:
            chances[town.key].append(max(town.chance, UNLIKELY))
            known.setdefault(town.key, town)
    if not chances:
        return None
    for key, town in known.items():
        chances[key] += [max(IN_COUNTY * chance, UNLIKELY) for towns in told.values() for chance in _of_county(town, towns)]
    best = known[max(chances, key=lambda key: (sum(math.log(chance / UNLIKELY) for chance in chances[key]), key))]
    return best.where or Where(name=best.name, kind="populated", precision=1)


def _of_county(town: Town, towns: list[Town]) -> list[float]:
    """The chance of a town's county among the towns of a report that does not tell of the town."""
    county = town.place.admin2_id if town.place is not None and town.place.kind == "populated" else None
    if county is None or any(other.key == town.key for other in towns):
        return []
    return [other.chance for other in towns if other.place is not None and other.place.id == county]


def place_row(where: Where) -> dict[str, Any]:
    """A place in the set's form; the name only of a place in a region."""
    fine = where.precision <= 3
    return {"name": where.name if fine else "", "admin1": where.admin1, "country": where.country, "lat": where.lat, "lon": where.lon}


def write_predictions(
    description: str | None, rows: Callable[[list[Path]], list[Row]], predict: Callable[[dict[str, Read]], Iterable[Row]]
) -> None:
    """The command line of a runner: read the rows of the inputs, or take them from the cache, and write what `predict` makes of them."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--cache", type=Path, help="a folder that keeps what was read")
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    reads = read_rows(rows(arguments.inputs), arguments.cache, arguments.workers)
    with arguments.out.open("w", encoding="utf-8") as out:
        for row in predict(reads):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_predictions(__doc__, rows_of, predictions)
