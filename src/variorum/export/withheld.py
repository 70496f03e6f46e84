"""Which claims name people who came to harm: left out of pages and exports unless asked for."""

from __future__ import annotations

from variorum.export.contents import Contents
from variorum.model import TargetValue
from variorum.model.incident import PUBLIC_OFFICE


def withheld(contents: Contents) -> frozenset[str]:
    """The keys of claims that name a victim, or as a target a person who holds no public office.

    What office a person holds, all reports of the incident tell together; of a claim that entered no incident, its own words alone.
    """
    private = {key: target.private for incident in contents.incidents for target in incident.targets for key in target.claims}
    names = set()
    for claim in contents.claims:
        if claim.property == "victim":
            names.add(claim.key)
        elif isinstance(claim.value, TargetValue) and claim.value.kind == "human" and claim.value.name:
            key = claim.key
            if private.get(key, claim.value.type not in PUBLIC_OFFICE):
                names.add(key)
    return frozenset(names)
