"""The clauses of a text with what each tells, and what they lend each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Token

from variorum.lexicon.triggers import account_cues, aftermath_verbs
from variorum.read.accounts.carving import carve
from variorum.read.accounts.clauses import clauses_of
from variorum.read.accounts.scene import Scene
from variorum.read.accounts.scene_cues import SUPERLATIVE, is_measured, read_cues
from variorum.read.accounts.scene_places import place_in_space
from variorum.read.accounts.scene_times import place_in_time
from variorum.read.events import role_of
from variorum.read.finding import Event
from variorum.read.parsed import Parsed

_LEAD = 2  # sentences
_COUNTS = frozenset({"toll", "number", "count", "tally"})
_COUNTING_UP = frozenset({"rise", "climb", "reach", "increase", "jump", "pass", "grow", "stand", "mount", "surpass", "hit"})
_DOERS = frozenset({"bomber", "attacker"})
_JOURNEYS = frozenset({"return", "come", "fly", "travel"})
_LIVES = frozenset({"live", "study", "train", "grow", "visit"})
_DYING = frozenset({"die", "succumb"})
_OPENING = 4  # sentences: headline, dateline and lead
_REMEMBERED = 2  # words of anniversaries and trials


def looks_back(parsed: Parsed) -> bool:
    """Whether a text marks, judges or remembers what happened long before: an anniversary, a trial, a memorial."""
    found = parsed.once("retrospect", lambda: sum(1 for _ in account_cues()["retrospect"].finditer(parsed.text)))
    return found >= _REMEMBERED


def scenes_of(parsed: Parsed, events: Sequence[Event]) -> list[Scene]:
    """A scene for each clause of the text, in the clauses' order; noun phrases that look back are clauses of their own."""
    clauses, clause_of = clauses_of(parsed.doc)
    starts = parsed.starts
    placed = [(event, parsed.doc[bisect_right(starts, event.span.start) - 1]) for event in events]
    placed, beside = carve(parsed, placed, clauses, clause_of)
    parted = beside.keys() | set(beside.values())
    scenes = [Scene(clause, beside=beside.get(clause.index), parted=clause.index in parted) for clause in clauses]
    for event, token in placed:
        if _is_none(event, token):
            continue
        scenes[clause_of[token.i]].events.append((event, token, role_of(token, event)))
    place_in_time(parsed, scenes, clause_of, starts)
    place_in_space(parsed, scenes, clause_of, starts)
    for entity in parsed.doc.ents:
        if entity.label_ == "PERSON":
            scenes[clause_of[entity.root.i]].persons.add(entity[-1].lower_)
    for scene in scenes:
        own = scene.days.mention if scene.days is not None else None
        if own is not None and counts_up(scene.clause.root, own.span.start):
            scene.days = None  # the day of the count
        scene.persons -= {word for name in scene.places for word in name.split()}  # halls and stations are taken for people
        _lend(scene, scenes)
    disaster = 2 * sum(event.type == "disaster" for event in events) > sum(event.type != "other" for event in events)
    for scene in scenes:
        read_cues(scene, parsed, disaster)
    late = any(scene.clause.parent is not None and scene.tells and _is_of_wounds(scene, scenes[scene.clause.parent]) for scene in scenes)
    for scene in scenes:
        if late and scene.clause.root.lemma_.lower() in _DYING:
            scene.days = None  # the day of that death
        _hand_up(scene, scenes)
        _tell_of_one(scene, scenes)
    return scenes


def _is_none(event: Event, token: Token) -> bool:
    """ "No attack had been reported": of an incident that there was none nothing is told; "no deaths" says how one went. Nor is one told
    where only the life of the one who did it is: "The bomber had come back from Q."."""
    if token.lemma_.lower() in _DOERS and token.dep_ == "nsubj":
        before = any(child.lower_ in {"had", "'d"} for child in token.head.lefts)
        return token.head.lemma_.lower() in (_JOURNEYS | _LIVES if before else _LIVES)
    if event.hedge != "denied" or token.pos_ != "NOUN" or role_of(token, event) not in {"act", "generic"}:
        return False
    return any(child.lower_ == "no" and child.dep_ == "det" for child in token.lefts)


def _lend(scene: Scene, scenes: Sequence[Scene]) -> None:
    """Day and place of a clause that tells nothing ("… was beaten for speaking out in Q. on Monday") are those of the clause above it."""
    parent = scene.clause.parent
    if parent is not None and scene.tells and scene.days is None and not scenes[parent].events:
        above = scenes[parent]
        measured = scene.clause.mark == "after" and is_measured(scene)
        if above.clause.root.lemma_.lower() not in aftermath_verbs() and scene.clause.mark in {"after", "when"} and not measured:
            scene.days = above.days
    if scene.events or parent is None or not scenes[parent].events or scene.clause.mark not in {"", "when"}:
        return
    above = scenes[parent]
    root = scene.clause.root
    if root.dep_ in {"relcl", "acl"} and root.lemma_.lower() in aftermath_verbs():
        return  # "the raid, in a letter posted on Friday"
    above.days = above.days or scene.days
    for name, mention in scene.places.items():
        above.places.setdefault(name, mention)


def counts_up(verb: Token, day: int) -> bool:
    """Whether a verb tells of a count, whose day stands at an offset: "the toll in the attack climbed to 50 on Sunday". The day of "the
    toll of Monday's attack climbed" is that of the attack.
    """
    if verb.lemma_.lower() not in _COUNTING_UP:
        return False
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"} and child.lemma_.lower() in _COUNTS]
    return any(not subject.left_edge.idx <= day <= subject.right_edge.idx for subject in subjects)


def _hand_up(scene: Scene, scenes: Sequence[Scene]) -> None:
    """A clause of "since" makes a total of the clause above it: "… have died since the fighting began"."""
    parent = scene.clause.parent
    if scene.clause.mark != "since" or scene.clause.root.dep_ == "pobj":
        return
    if parent is not None and SUPERLATIVE.search(scenes[parent].clause.text.rstrip(" .\n")):
        return  # "the deadliest attack since the uprising began"
    while parent is not None and scenes[parent].events:
        scenes[parent].hint = "cumulative"
        parent = scenes[parent].clause.parent if scenes[parent].clause.root.dep_ in {"conj", "acl", "advcl"} else None


def _is_of_wounds(scene: Scene, above: Scene) -> bool:
    """Whether a clause tells how somebody was hurt of whose death the news is: "X, who was shot in the attack last month, has died"."""
    verb, how = above.clause.root, scene.clause.root
    if above.clause.sentence >= _OPENING or verb.lemma_.lower() not in _DYING:
        return False
    if how.dep_ == "pobj" and how.head.lower_ == "after" and above.clause.sentence == 0:
        return True  # a headline: "Man dies seven weeks after the Q. attack"
    return how.dep_ in {"relcl", "acl"} and how.head.head == verb and how.head.dep_ in {"nsubj", "nsubjpass"}


def _tell_of_one(scene: Scene, scenes: Sequence[Scene]) -> None:
    """Clauses that tell of one incident share its day and its place in the news: "180 died when bombs went off on 11 July 2006", "hurt in
    the bombing that killed X two months ago".
    """
    if scene.clause.parent is None or not scene.tells:
        return
    above = scenes[scene.clause.parent]
    roles = {role for _, _, role in above.events}
    if _is_of_wounds(scene, above):
        above.days, scene.hint = scene.days or above.days, above.hint
        return
    if (
        scene.hint == "background"
        and scene.clause.mark in {"when", "as"}
        and roles == {"harm"}
        and above.days is None
        and above.hint is None
    ):
        if any(role == "act" for _, _, role in scene.events) and above.clause.sentence >= _LEAD:
            above.days, above.hint = scene.days, scene.hint
    elif (
        above.clause.sentence < _LEAD
        and scene.clause.root.dep_ == "relcl"
        and any(scene.clause.root.head == one[1] for one in above.events)
    ):
        above.days = above.days or scene.days
        scene.hint = above.hint if scene.hint == "background" else scene.hint
