"""What was reckoned of a ledger, in a form that can be compared: without positions, and with the home of every account that ever was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from variorum import desk
from variorum.errors import UsageError
from variorum.model.identity import canonical_json
from variorum.model.records import to_builtins
from variorum.store import Ledger

State = dict[str, Any]
SHOWN = 12  # differences in a message


def state_of(ledger: Ledger, accounts: Iterable[str]) -> State:
    """Incidents by id, suggestions, copies and problems in an order of their own, and the incident that account keys lead to: of all that
    are in no incident now, and of one in eight that are, since asking takes its time.
    """
    incidents = list(ledger.incidents())
    members = {account for incident in incidents for account in incident.accounts}
    return {
        "incidents": {each.id: to_builtins(each) for each in incidents},
        "suggestions": _sorted(ledger.links()),
        "copies": _sorted(ledger.copies()),
        "problems": _sorted(each for each in ledger.problems() if each.stage in ("resolve", "reckon")),
        "homes": {key: home_of(ledger, key) for key in sorted(accounts) if key not in members or key[-1] in "07"},
    }


def exported(ledger: Ledger) -> State:
    """What goes into every export: incidents with people's decisions, claims as they stand, suggestions, copies, problems."""
    held = desk.contents(ledger)
    return {
        "incidents": {each.id: to_builtins(each) for each in held.incidents},
        "claims": _sorted(held.claims),
        "standing": dict(held.standing),
        "known_as": dict(held.known_as),
        "unfound": dict.fromkeys(held.unfound, True),
        "incident_of": dict(held.incident_of),
        "problems": _sorted(held.problems),
    }


def home_of(ledger: Ledger, account: str) -> str | None:
    """The incident that an account leads to; None where it leads nowhere."""
    try:
        return ledger.incident(account).id
    except UsageError:
        return None


def _sorted(records: Iterable[Any]) -> dict[str, Any]:
    """Records by their canonical JSON; equal ones are numbered, since two are not one."""
    found: dict[str, Any] = {}
    for record in records:
        data = to_builtins(record)
        name = canonical_json(data).decode()
        while name in found:
            name += "+"
        found[name] = data
    return found


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Where two states differ, a line for each place."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if key not in other:
                yield f"{path}/{key}: only here: {_short(one[key])}"
            elif key not in one:
                yield f"{path}/{key}: only there: {_short(other[key])}"
            else:
                yield from differences(one[key], other[key], f"{path}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from differences(left, right, f"{path}[{at}]")
    elif one != other:
        yield f"{path}: here {_short(one)}, there {_short(other)}"


def require_equal(one: State, other: State, what: str) -> None:
    """Raise `AssertionError` with the first differences."""
    if one == other:
        return
    found = list(differences(one, other))
    raise AssertionError("\n".join([f"{what}: {len(found)} differences", *found[:SHOWN]]))


def _short(value: Any) -> str:
    text = canonical_json(value).decode()
    return text if len(text) <= 300 else f"{text[:300]}…"
