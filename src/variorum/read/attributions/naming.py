"""The words that name a speaker without what stands beside them by chance, and the kind that a group's own words tell."""

from __future__ import annotations

import re

from variorum.lexicon.actors import group_meant
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.datelines import dateline_of
from variorum.lexicon.roles import kind_of
from variorum.model.words import SpeakerKind

_DAY = re.compile(
    r"(?<! of),? (?:(?:late |early )?on (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: (?:morning|afternoon|evening|night))?"
    r"|(?:earlier|later|last|this) (?:week|month|year|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|yesterday|today|meanwhile)$"
)
_GROUP = re.compile(
    r"\b(?P<before>.*?)\b(?:group|movement|organi[sz]ation|faction|network|cell|party)s?\b,?"
    r"(?P<own> (?:calling|styling|naming) itself| (?:called|named|known as))? ?(?P<name>.*)$"
)
_ARMED = frozenset({"armed", "jihadi", "guerrilla", "guerilla", "paramilitary", "terror", "terrorist", "extremist", "unknown", "shadowy"})
_OF_FIGHTERS = frozenset({"mujahideen", "mujahidin", "mujahedeen", "jihad", "martyrs", "fighters", "brigade", "brigades", "front", "army"})
_UNARMED = frozenset({"rights", "aid", "watch", "relief", "monitoring", "advocacy", "campaign", "peace", "charity"})
_AUTHOR = re.compile(r"^(?:an? |the )?(?:\w+ )?report (?:by|of|from) (?P<author>.+)$")


GROUP_WORDS = frozenset({"group", "movement", "organisation", "organization", "faction", "militia"})
_SPEAKS_FOR = r"(?:spokes(?:man|woman|person|men|people)|leader|commander|chief|emir|statement|official|source)s?"
_OWNED = re.compile(rf"(?:^|, )(?:the )?(?P<owner>[^,]{{2,60}}?)['’]s? (?:[\w-]+ ){{0,4}}{_SPEAKS_FOR}\b")
_FOR = re.compile(rf"\b{_SPEAKS_FOR} (?:for|of) (?:the )?(?P<owner>[^,]{{2,60}})")
_OF_WHAT = r"(?:(?:military|chief|senior|media|political|operations) )*"
_BEFORE = re.compile(rf"(?:^|, )(?:an? |the )?(?P<owner>[^,]{{2,60}}?) {_OF_WHAT}{_SPEAKS_FOR}\b")


def kind_of_role(role: str) -> SpeakerKind | None:
    """The kind that a role tells. Who speaks for an armed group is of it: "X's military operations spokesman", "a spokesman for X"."""
    for pattern in (_OWNED, _FOR, _BEFORE):
        told = pattern.search(role)
        if told is not None and group_meant(told["owner"]) is not None:
            return "armed_group"
    return kind_of(role)


def without_surroundings(words: str) -> str:
    """A name or role without the dateline before it and the day behind it: "LARNOW - Ardania's interior minister", "a court on Monday"."""
    line = dateline_of(words)
    return _DAY.sub("", words[line.end :] if line else words) or words


def kind_in_words(words: str) -> SpeakerKind | None:
    """The kind that some words tell. A group is what its name or the words before it say: "the Ardanian group Red Dawn", "an armed group";
    a report speaks as who wrote it.
    """
    if group_meant(words) is not None:
        return "armed_group"
    told = _GROUP.search(words)
    if told is not None and _is_armed(told["before"], told["name"], own=bool(told["own"])):
        return "armed_group"
    author = _AUTHOR.match(words)
    return kind_of_role(author["author"] if author else words)


def _is_armed(before: str, name: str, *, own: bool) -> bool:
    before_words = before.lower().split()
    if _UNARMED.intersection(before_words):
        return False
    if any(word in _ARMED or perpetrator_nouns().get(word) == "armed_group" for word in before_words):
        return True
    bare = name.removeprefix("the ")
    return bool(bare) and (group_meant(bare) is not None or (own and bool(_OF_FIGHTERS.intersection(bare.lower().split()))))
