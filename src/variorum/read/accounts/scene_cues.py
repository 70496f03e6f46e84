"""What a clause's own words say of its place in the news: told of today, before, over months, in a forecast."""

from __future__ import annotations

import re

from spacy.tokens import Token

from variorum.lexicon.triggers import account_cues, event_triggers
from variorum.model import When
from variorum.read.accounts.carving import NAMED_DAY
from variorum.read.accounts.scene import Scene, where
from variorum.read.parsed import Parsed

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "such", "both"})
_POINTING = frozenset({"those", "these", "such"})
_LEAD = 2  # sentences
_STALE = 10  # days before the document's own: older news is told as background
_UNREST = frozenset({"violence", "unrest", "crackdown", "bloodshed", "fighting"})
_WARS = frozenset({"war", "uprising", "conflict", "revolt", "insurgency", "rebellion", "intifada"})
_THIS_YEAR = re.compile(r"(?<!earlier )\bthis year\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}|\d{2,3},?000")
SUPERLATIVE = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|gravest|heaviest|costliest|fiercest|most (?:deadly|violent|serious|lethal|brazen))"
    r"(?:\s+\w+)? (?:attack|assault|ambush|raid|bombing|blast|explosion|shooting|massacre|strike|incident|violence|disaster|accident|"
    r"clash|fighting|battle|loss|killing|kidnapping|abduction|riot|unrest|day|single day|act|atrocity|terror|siege)\w*\b[^.;:]*$",
    re.IGNORECASE,
)
_WIDE = frozenset({"country", "region", "admin1"})
_YEAR = 300  # days
_MANY = 20
_FEW_WORDS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())
_MONTH = 27  # days: "in April", "in 2011" tell of another time than "on Monday"
_LIKENING = frozenset({"compare", "liken", "equate"})
_LIKENESS = frozenset({"like", "unlike", "than", "since"})
_OCCASIONS = (  # what had its day beforehand: two days before one is no time past
    r"(?:elections?|polls?|votes?|voting|ballot|referendum|run-?off|final|match|game|summit|visit|trial|hearing|anniversary|christmas|easter|"
    r"ramadan|eid|inauguration|wedding|birthday|holidays?|festival|deadline|talks|conference|congress)\b"
)
_BEFORE_OCCASION = re.compile(rf"\s+(?:[\w'’-]+\s+){{0,4}}?{_OCCASIONS}", re.IGNORECASE)
_MEASURED = re.compile(
    rf"\b(?:days?|weeks?|months?|years?|decades?)\s+(?:after|since|before(?!\s+(?:[\w'’-]+\s+){{0,4}}?{_OCCASIONS}))\b", re.IGNORECASE
)


def read_cues(scene: Scene, parsed: Parsed, disaster: bool) -> None:
    """Set what the words of the clause say of its place in the news.

    `disaster` where most of the text tells of one: it kills more than attacks do.
    """
    cues, words, root = account_cues(), scene.clause.text, scene.clause.root
    scene.separate = bool(cues["separate"].search(words))
    scene.another = bool(cues["strong"].search(words))
    scene.also = any(child.lower_ == "also" for child in root.lefts)
    scene.active = any(child.dep_ == "nsubj" for child in root.lefts) and any(role == "act" for _, _, role in scene.events)
    scene.apart = bool(cues["apart"].match(words))
    scene.continued = bool(cues["continued"].match(words))
    scene.definite = any(_is_definite(token) for _, token, _ in scene.events)
    scene.pointing = any(child.lower_ in _POINTING for _, token, _ in scene.events for child in token.lefts)
    scene.numbers = any(token.like_num for token in scene.clause.tokens)
    scene.perfect = any(child.lower_ in {"has", "have", "'ve"} for child in root.lefts)
    scene.wide = scene.tells and (scene.wide or bool(cues["wide"].search(words)) or (not disaster and _is_a_countrys(scene)))
    if _has_total(words) or _of_a_year(scene) or _war_toll(scene) or (not disaster and _is_huge(scene)):
        scene.hint = "cumulative"
    elif _looks_back(scene, parsed, words):
        scene.hint = "background"
    elif scene.tells and all(event.stage == "THREATENED" or event.hedge == "predicted" for event, _, _ in scene.events):
        scene.hint = "planned"
    elif scene.tells and (_is_conditional(scene) or _is_imagined(scene, words)):
        scene.hint = "hypothetical"


def _is_conditional(scene: Scene) -> bool:
    return all(event.hedge == "conditional" for event, _, _ in scene.events)


def _is_imagined(scene: Scene, words: str) -> bool:
    """ "Dozens could be killed"; "may have been killed" tells of what happened."""
    if scene.perfect or any(event.hedge not in {"possible", "conditional"} for event, _, _ in scene.events):
        return False
    return account_cues()["hypothetical"].search(words) is not None and not any(child.lower_ == "have" for child in scene.clause.root.lefts)


def _is_definite(token: Token) -> bool:
    return token.pos_ == "NOUN" and any(child.lower_ in _DEFINITE for child in token.lefts)


def _looks_back(scene: Scene, parsed: Parsed, words: str) -> bool:
    """Whether the words set the clause before today's news, or beside it as a likeness."""
    cues, root, start = account_cues(), scene.clause.root, scene.clause.tokens[0].idx
    if _has_background(words) or _MEASURED.search(parsed.text[max(0, start - 30) : start + 20]):
        return True
    if NAMED_DAY.fullmatch(root.text):
        return True
    if root.pos_ in {"NOUN", "PROPN"} and (root.head.lower_ in _LIKENESS or root.head.lemma_ == "follow"):
        return True
    if root.dep_ == "relcl" and root.head.dep_ == "pobj" and root.head.head.head.lemma_ in _LIKENING and scene.events:
        return True  # "compare it with Q., where 300 died"
    if scene.events and scene.days is not None and (scene.days.last - scene.days.first >= _MONTH or _is_old(scene, parsed.anchor)):
        return True
    named = any(role in {"act", "generic", "war"} for _, _, role in scene.events)
    return named and bool(cues["comparison"].search(words))


def _has_total(words: str) -> bool:
    """Whether words of a total stand in a clause, and not behind a superlative: "the deadliest attack since the uprising began" is one."""
    match = account_cues()["cumulative"].search(words)
    return match is not None and SUPERLATIVE.search(words, 0, match.start()) is None


def _has_background(words: str) -> bool:
    """Whether words of the past stand in a clause, and not those of an occasion to come ("two days before the vote")."""
    match = account_cues()["background"].search(words)
    if match is None or (match[0].endswith("before") and _BEFORE_OCCASION.match(words, match.end())):
        return False
    return SUPERLATIVE.search(words, 0, match.end()) is None


def _is_old(scene: Scene, anchor: When | None) -> bool:
    """Whether its day lies long before the document's; what the first sentences tell is news however old."""
    if anchor is None or anchor.earliest is None or scene.days is None or scene.days.yearless or scene.clause.sentence < _LEAD:
        return False
    return anchor.earliest.toordinal() - scene.days.last >= _STALE


def _is_a_countrys(scene: Scene) -> bool:
    """Whether numbers came to harm in a country, and nothing says by what: "35 people were killed in Q. on Tuesday"."""
    if not scene.numbers or not scene.places or any(role != "harm" for _, _, role in scene.events):
        return False
    return all((one := where(place)) is not None and one.kind == "country" for place in scene.places.values())


def _of_a_year(scene: Scene) -> bool:
    """Whether people came to harm in a whole year, at no place in particular: "338 were killed last year", "the 295 murders of 2013"."""
    if not scene.tells or any(role != "harm" for _, _, role in scene.events) or not any(_counts(token) for token in scene.clause.tokens):
        return False
    if any((one := where(place)) is None or one.kind not in _WIDE for place in scene.places.values()):
        return False
    if _THIS_YEAR.search(scene.clause.text):
        return True
    return scene.days is not None and scene.days.last - scene.days.first >= _YEAR


def _counts(token: Token) -> bool:
    """Whether a noun counts several: "338 officers", "over 50 deaths"."""
    numbers = [child.text for child in token.lefts if child.like_num]
    many = any(int(number) >= _MANY if number.isdecimal() else number.lower() not in _FEW_WORDS for number in numbers)
    return many and token.tag_ in {"NNS", "NNPS"} and token.ent_type_ not in {"DATE", "TIME"}


def _is_huge(scene: Scene) -> bool:
    """Whether more died than one incident kills, disasters aside: "some 4,200 have been killed in the revolt"."""
    if not any(role == "harm" and event.type == "other" for event, _, role in scene.events):
        return False
    if scene.days is not None and scene.days.last - scene.days.first < 3:
        return False
    return any(_THOUSANDS.fullmatch(token.text) for token in scene.clause.tokens)


def _war_toll(scene: Scene) -> bool:
    """Whether people "have died" in a war or an uprising this year: a running total, however it is said."""
    if not (scene.perfect or scene.clause.root.dep_ == "relcl") or not any(role == "harm" for _, _, role in scene.events):
        return False
    head = scene.clause.root.head
    words = event_triggers().words
    over = words.get((head.lemma_.lower(), "n")) if scene.clause.root.dep_ == "relcl" else None
    if (over is not None and over.role == "war") or (scene.perfect and _THIS_YEAR.search(scene.clause.text)):
        return True
    if head.lemma_.lower() in _UNREST and scene.clause.root.dep_ == "relcl" and scene.numbers:
        return True
    return scene.perfect and any(token.lemma_.lower() in _UNREST | _WARS for _, token, _ in scene.events)


def is_measured(scene: Scene) -> bool:
    """Whether a clause tells how long after it: "ten years after gunmen seized …"."""
    start = scene.clause.tokens[0].i
    doc = scene.clause.root.doc
    return _MEASURED.search(doc[max(0, start - 3) : start + 5].text) is not None
