"""Whether an incident is one that somebody asks for: by what it struck, what was used, who is said to have done it.

What is asked is words as a person types them: the words of a name or description, whatever their number and case ("churches" finds "the
Old Mill Church"), a type of target by its own name ("law enforcement") or by any word for those who are of it ("police"), a kind of weapon.
"""

from __future__ import annotations

from variorum.lexicon.headwords import filed_under, folded, singular
from variorum.lexicon.properties import target_roles
from variorum.model import Incident, Target, Weapon
from variorum.reckon.actors import key_of_actor
from variorum.reckon.naming import AS_TABLES_SAY, Naming


def struck(incident: Incident, asked: str) -> bool:
    """Whether some target is of that kind or type, or was told in those words."""
    return any(_is_target(target, asked) for target in incident.targets)


def used(incident: Incident, asked: str) -> bool:
    """Whether some weapon is of that kind, or was told in those words."""
    return any(_is_weapon(weapon, asked) for weapon in incident.weapons)


def blamed(incident: Incident, asked: str, naming: Naming = AS_TABLES_SAY) -> bool:
    """Whether somebody of that name is said to be responsible, on whatever footing; an actor by any of its names."""
    land = incident.where.country if incident.where else None
    key = key_of_actor(asked, naming, land) if asked.strip() else None
    wanted = _words(asked)
    names = (name for each in incident.responsibility for name in (each.actor.name, *each.told_as))
    return any((wanted and wanted <= _words(name)) or key_of_actor(name, naming, land) == key for name in names)


def _is_target(target: Target, asked: str) -> bool:
    plain = " ".join(asked.casefold().split())
    if plain in (target.kind, (target.type or "").casefold()):
        return True
    role = target_roles().get(singular(plain))
    if role is not None and role == target.type:
        return True
    wanted = _words(asked)
    told = (target.name or "", target.description or "", *target.told_as)
    return bool(wanted) and any(wanted <= _words(words) for words in told)


def _is_weapon(weapon: Weapon, asked: str) -> bool:
    wanted = _words(asked)
    return bool(wanted) and (wanted == _words(weapon.kind or "") or wanted <= _words(weapon.name))


def _words(words: str) -> frozenset[str]:
    """The words as they are held against each other: in the singular, as they are filed, without case and article."""
    filed = filed_under()
    singulars = [singular(word) for word in folded(words).split()]
    return frozenset(filed.get(word, word) for word in singulars)


__all__ = ["blamed", "struck", "used"]
