"""The day and the clock time of a clause: of what happened, not of what was said or done about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from variorum.lexicon.triggers import aftermath_verbs
from variorum.model import Mention
from variorum.read.accounts.carving import NAMED_DAY
from variorum.read.accounts.scene import Days, Scene, days_of
from variorum.read.parsed import Parsed
from variorum.read.times import dates_what_is_to_come, words_before
from variorum.read.times.tense import tense_of

_CLOCK = re.compile(r"T(\d\d):(\d\d)")
_DYING = frozenset({"die", "succumb"})
_WOUNDS = frozenset({"wound", "burn", "injury"})


def place_in_time(parsed: Parsed, scenes: Sequence[Scene], clause_of: Sequence[int], starts: Sequence[int]) -> None:
    """Give each clause the narrowest day, and the first clock time, that stands in it."""
    for mention in parsed.times:
        if NAMED_DAY.fullmatch(mention.span.exact):
            continue  # "our 9/11" names an incident: it does not date today's
        if parsed.dateline_at(mention.span.start) is not None:
            continue  # the day of the report
        token = parsed.doc[bisect_right(starts, mention.span.start) - 1]
        if token.i and parsed.doc[token.i - 1].lower_ == "ago":
            continue  # "ten years ago today"
        if dates_what_is_to_come(_head_of(token, mention)):
            continue
        scene = _scene_of(token, scenes, clause_of)
        scene.clock = _clock(mention) if scene.clock is None else scene.clock
        days = days_of(mention) if not scene.events or dates_the_event(token, scene) else None
        if days is not None and _is_to_come(days, scene, parsed):
            continue
        if days is not None and (scene.days is None or days.last - days.first < scene.days.last - scene.days.first):
            scene.days = days


def _head_of(token: Token, mention: Mention) -> Token:
    """The word of a time expression on which the others hang."""
    while token.head != token and mention.span.start <= token.head.idx < mention.span.end:
        token = token.head
    return token


def _scene_of(token: Token, scenes: Sequence[Scene], clause_of: Sequence[int]) -> Scene:
    """The clause that a time belongs to: that of the words, where it stands at their end ("…, on Monday, officials said")."""
    scene = scenes[clause_of[token.i]]
    words = words_before(token, scene.clause.root)
    return scenes[clause_of[words.i]] if words is not None else scene


def _is_to_come(days: Days, scene: Scene, parsed: Parsed) -> bool:
    """Whether a day lies behind the report's own where the clause tells of what has happened, which has none such."""
    anchor = parsed.anchor
    if anchor is None or anchor.latest is None or days.yearless or days.first <= anchor.latest.toordinal() + 1:
        return False
    if not scene.events:
        return True  # "the government, which is to hold talks next month, confirmed the toll": no day to lend
    told = any(event.stage != "THREATENED" and event.hedge is None for event, _, _ in scene.events)
    return told and tense_of(scene.clause.root) == "past"


def _clock(mention: Mention) -> int | None:
    """The minute of the day that a time expression tells."""
    match = _CLOCK.search(mention.timex.value) if mention.timex is not None else None
    return int(match[1]) * 60 + int(match[2]) if match else None


def dates_the_event(token: Token, scene: Scene) -> bool:
    """Whether a time belongs to what happened, not to what was said or done about it ("was buried on Monday")."""
    root = scene.clause.root
    later = tells_of_later(root)
    if later and any(above.lower_ == "ago" for above in token.ancestors):
        return True  # "found X guilty of a murder fifteen years ago"
    if not later and (root.lemma_.lower() not in aftermath_verbs() or any(word == root for _, word, _ in scene.events)):
        return True
    own = {word.i for _, word, _ in scene.events if word != root}
    return any(above.i in own for above in token.ancestors)


def tells_of_later(verb: Token) -> bool:
    """Whether a verb of harm or judgement tells of a later day than that of the attack: a death of wounds, a verdict."""
    return _dies_of_wounds(verb) or _finds_guilty(verb)


def _dies_of_wounds(verb: Token) -> bool:
    """ "Died of his burns on Monday": the day of a death, and not that of the attack."""
    for link in verb.children if verb.lemma_.lower() in _DYING else ():
        for noun in link.children if link.lower_ in {"of", "from", "to"} else ():
            if noun.lemma_.lower() in _WOUNDS and any(child.dep_ == "poss" for child in noun.children):
                return True
    return False


def _finds_guilty(verb: Token) -> bool:
    """ "The court on Tuesday found X guilty"."""
    return verb.lemma_.lower() == "find" and any(child.lower_ == "guilty" for word in verb.rights for child in (word, *word.rights))
