"""Incident templates of the set `muc4`: python -m bench.muc4 DOCS… --out predictions.jsonl

Read: `doc_id` and `text`. Each text goes through the program's cleaner and reader. Where there are heads of roles, each deed that they find
makes one template (`bench/muc4_deeds.py`). Without them each account that tells of a violent incident makes one, by rules that live here:
* a template is wanted for terrorist acts: attacks by armed groups or unknown hands, and acts of the state against civilians, but neither
  fighting between armed forces, nor disasters, nor running totals and suppositions;
* its seven types; dates "- DAY" (on or before) where no account gives the day, by the dateline;
* places as "COUNTRY: REGION (DEPARTMENT): TOWN (CITY)".
Lines of the set are of fixed width; they are joined before reading.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.longtail import Read, write_from_reads
from bench.muc4_deeds import day, plain, templates_of_deeds
from bench.rows import cleaned, json_rows
from variorum.config import Choice
from variorum.lexicon.gazetteer import country
from variorum.model import (
    Account,
    Claim,
    FigureValue,
    Hints,
    ResponsibilityValue,
    TargetValue,
    TypeValue,
    VictimValue,
    WeaponValue,
    When,
    Where,
)
from variorum.read.claims import understand
from variorum.read.encoder.weights import head
from variorum.read.heads.view import view_of
from variorum.read.roles.find import NAME, find_deeds
from variorum.workers import Died, spread

TYPES = {
    "bombing": "BOMBING", "arson": "ARSON", "kidnapping": "KIDNAPPING", "hostage_taking": "KIDNAPPING", "hijacking": "HIJACKING",
    "robbery": "ROBBERY", "forced_work_stoppage": "FORCED WORK STOPPAGE", "shooting": "ATTACK", "armed_assault": "ATTACK",
    "stabbing": "ATTACK", "assassination": "ATTACK", "execution": "ATTACK", "shelling": "ATTACK",
}  # fmt: skip
EFFECTS = {"killed": "DEATH", "injured": "INJURY"}
HUMAN_EFFECTS = frozenset({"DEATH", "INJURY", "NO INJURY", "NO DEATH", "NO INJURY OR DEATH"})
PHYSICAL_EFFECTS = frozenset({"DESTROYED", "SOME DAMAGE", "NO DAMAGE"})
INSTRUMENTS = {"gun": "GUN", "explosive": "EXPLOSIVE", "fire": "FIRE", "blade": "CUTTING DEVICE"}
FINER = (("CAR BOMB", "VEHICLE BOMB"), ("DYNAMITE", "DYNAMITE"), ("GRENADE", "GRENADE"), ("MACHINE", "MACHINE GUN"), ("RIFLE", "RIFLE"),
         ("MORTAR", "MORTAR"), ("ROCKET", "ROCKET"), ("MINE", "MINE"), ("BOMB", "BOMB"), ("MOLOTOV", "MOLOTOV COCKTAIL"))  # fmt: skip
STATE = frozenset({"military", "police", "official", "state"})
ORGANISED = STATE | {"group", "organisation", "armed_group"}
NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10"}


def rows_of(paths: Sequence[Path]) -> list[dict[str, Any]]:
    """The texts as rows of an input file, with their lines joined."""
    rows = []
    for row in json_rows(*paths):
        text = re.sub(r"[ \t]*\n(?!\s*\n)[ \t]*", " ", row["text"])
        rows.append({"id": row["doc_id"], "url": None, "title": None, "published": None, "text": text, "publisher": None})
    return rows


def templates_of(read: Read) -> Iterator[dict[str, Any]]:
    """One template for every account that tells of a terrorist act."""
    for account in read.accounts:
        claims = [claim for claim in read.claims if claim.account == account.key and claim.certainty != "denied"]
        kind = next((claim.value for claim in claims if isinstance(claim.value, TypeValue)), None)
        if kind is None or not _wanted(account, kind, claims):
            continue
        template = {
            "doc_id": read.row,
            "incident_type": TYPES.get(kind.type, "ATTACK"),
            "incident_stage_of_execution": kind.stage,
            "incident_date": date_of(read, claims),
            "incident_location": place_of(read, claims),
            **instruments(claims, TYPES.get(kind.type, "ATTACK")),
            **perpetrators(claims),
            "hum_tgt": human_targets(claims),
            "phys_tgt": physical_targets(claims, TYPES.get(kind.type, "ATTACK")),
        }
        yield {name: value for name, value in template.items() if value}


def _wanted(account: Account, kind: TypeValue, claims: Sequence[Claim]) -> bool:
    """Whether an account is of the kind that the set asks for."""
    if account.status not in ("news", "background") or not (account.main or account.status == "news"):
        return False
    if kind.type in TYPES:
        return _substance(claims)
    return kind.type == "other" and account.main and _substance(claims)


def _substance(claims: Sequence[Claim]) -> bool:
    """Whether somebody did something to somebody."""
    return any(isinstance(claim.value, (TargetValue, FigureValue, VictimValue, ResponsibilityValue)) for claim in claims)


def date_of(read: Read, claims: Sequence[Claim]) -> str | None:
    """The day, span or last possible day, as in a key."""
    when = next((claim.value for claim in claims if claim.property == "date" and isinstance(claim.value, When)), None)
    if when is not None and when.earliest and when.latest and when.precision <= 4:
        first, last = day(when.earliest), day(when.latest)
        return first if first == last else f"{first} - {last}"
    told = next((claim.value for claim in read.claims if claim.property == "published" and isinstance(claim.value, When)), None)
    published = (read.document.published if read.document else None) or told
    return f"- {day(published.latest)}" if published and published.latest else None


def place_of(read: Read, claims: Sequence[Claim]) -> str | None:
    """Country, region and town; the country that the text names first where the account has no place."""
    own = next((claim.value for claim in claims if isinstance(claim.value, Where)), None)
    where = own or next((mention.where for mention in read.places if mention.where and mention.where.country), None)
    if where is None or where.country is None:
        return None
    land = country(where.country)
    parts = [plain(land.name if land else where.name)]
    if where.kind == "admin1":
        parts.append(f"{plain(where.name)} (DEPARTMENT)")
    elif where.kind not in ("country", "region"):
        parts.append(f"{plain(where.name)} (CITY)")
    return ": ".join(parts)


def instruments(claims: Sequence[Claim], kind: str) -> dict[str, Any]:
    """Weapons and their classes; the set wants none for arson and kidnapping."""
    if kind in ("ARSON", "KIDNAPPING"):
        return {}
    weapons = {claim.value.name.upper(): claim.value.kind for claim in claims if isinstance(claim.value, WeaponValue)}
    classes = {name: _class(name, weapon) for name, weapon in weapons.items()}
    types = [{"value": kind, "instrument_id": name} for name, kind in classes.items() if kind]
    return {"incident_instrument_id": list(weapons), "incident_instrument_type": types}


def _class(name: str, kind: str | None) -> str | None:
    return next((value for word, value in FINER if word in name), INSTRUMENTS.get(kind or ""))


def perpetrators(claims: Sequence[Claim]) -> dict[str, Any]:
    """Who did it, and on what footing an organisation is named."""
    people: dict[str, None] = {}
    groups: dict[str, str] = {}
    state = False
    for claim in claims:
        if not isinstance(claim.value, ResponsibilityValue) or claim.value.status == "DENIED":
            continue
        actor = claim.value.actor
        state = state or (actor.kind or "") in STATE
        if actor.kind in ORGANISED:
            groups.setdefault(actor.name.upper(), claim.value.status)
        else:
            people.setdefault(actor.name.upper())
    for claim in claims:
        if isinstance(claim.value, FigureValue) and claim.value.category == "perpetrators":
            people.setdefault(claim.evidence[0].exact.upper())
    return {
        "perp_incident_category": "STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",
        "perp_individual_id": list(people),
        "perp_organization_id": list(groups),
        "perp_organization_confidence": [{"value": status, "organization_id": name} for name, status in groups.items()],
    }


def human_targets(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """People aimed at or harmed: targets and victims first, then those that only a figure counts."""
    targets: dict[str, dict[str, Any]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, TargetValue) and value.kind == "human":
            name, description = (value.name or "").upper(), _head(value.description)
            row = targets.setdefault(name or description, {"name": name, "description": description, "type": value.type})
            row["number"] = _number(value.number)
            if value.effect in HUMAN_EFFECTS:
                row.setdefault("effect_of_incident", [value.effect])
        elif isinstance(value, VictimValue):
            row = targets.setdefault(value.name.upper(), {"name": value.name.upper(), "description": (value.role or "").upper()})
            row.setdefault("number", "1")
            if value.fate in EFFECTS:
                row.setdefault("effect_of_incident", [EFFECTS[value.fate]])
    for claim in claims:
        if isinstance(claim.value, FigureValue) and claim.value.category in EFFECTS and claim.value.low and claim.value.group_text:
            words = claim.value.group_text.upper()
            if not any(words in name or name in words for name in targets):
                effect = [EFFECTS[claim.value.category]]
                targets[words] = {"description": words, "number": _figure(claim.value), "type": "CIVILIAN", "effect_of_incident": effect}
    return [{name: value for name, value in row.items() if value} for row in targets.values()]


def _head(description: str | None) -> str:
    """A description without article and number."""
    words = re.sub(r"[\[\]]", "", description or "").upper()
    return re.sub(r"^(?:THE|A|AN|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|\d+)\s+", "", words).strip()


def _number(number: str | None) -> str | None:
    return NUMBERS.get(number.lower(), number if re.fullmatch(r"[~-]?\d[\d-]*|PLURAL", number) else None) if number else None


def _figure(value: FigureValue) -> str:
    if value.bound in ("plural", "dozens", "scores", "hundreds", "thousands", "tens_of_thousands"):
        return "PLURAL"
    if value.bound == "about":
        return f"~{value.low}"
    if value.high is None:
        return f"{value.low}-"
    return str(value.low) if value.low == value.high else f"{value.low}-{value.high}"


def physical_targets(claims: Sequence[Claim], kind: str) -> list[dict[str, Any]]:
    """Things attacked; the set wants none for kidnappings."""
    if kind == "KIDNAPPING":
        return []
    targets: dict[str, dict[str, Any]] = {}
    for claim in claims:
        value = claim.value
        if isinstance(value, TargetValue) and value.kind == "physical":
            name = (value.name or value.description or "").upper()
            row = targets.setdefault(name, {"id": name, "type": value.type, "number": _number(value.number) or "1"})
            if value.effect in PHYSICAL_EFFECTS:
                row["effect_of_incident"] = [value.effect]
    return [{name: value for name, value in row.items() if value} for row in targets.values()]


def predictions(reads: Mapping[str, Read]) -> Iterator[dict[str, Any]]:
    """The templates of all texts, in the order of their ids."""
    for row in sorted(reads):
        yield from templates_of(reads[row])


def deeds_in(row: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """The id of a row, and the templates of its deeds."""
    document = cleaned(row)
    if document is None:
        return row["id"], []
    parsed = understand(document, Hints())
    return row["id"], list(templates_of_deeds(parsed, row["id"], find_deeds(parsed, view_of(parsed)) or ()))


def main() -> None:
    """Templates of deeds, where there are heads of roles; else of accounts."""
    if head(Choice.of(), NAME) is None:
        write_from_reads(__doc__, rows_of, predictions)
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int)
    given = parser.parse_args()
    found = []
    for answer in spread(deeds_in, rows_of(given.inputs), workers=given.workers):
        if isinstance(answer, Died):
            print(f"{answer.task['id']}: the process that read it ended without an answer", file=sys.stderr)
        else:
            found.append(answer)
    with given.out.open("w", encoding="utf-8") as out:
        for _, templates in sorted(found, key=lambda answer: answer[0]):
            out.writelines(json.dumps(template, ensure_ascii=False) + "\n" for template in templates)


if __name__ == "__main__":
    main()
