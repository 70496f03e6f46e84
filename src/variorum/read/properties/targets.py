"""Who and what was aimed at or harmed: people by name or description, and things."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.en.harm import group_nouns, harm_nouns, harm_verbs
from variorum.lexicon.properties import physical_targets, target_roles, word_class
from variorum.model import Span, TargetValue
from variorum.read.finding import Finding
from variorum.read.names import role_of
from variorum.read.properties.phrases import Phrases, after, child_of, is_negated, is_passive, passive_subject, plain, subject, tells_harm

_ON_THINGS = word_class("building_verb")
_ON_PEOPLE = word_class("person_verb")
_EFFECTS = {"killed": "DEATH", "injured": "INJURY", "released": "REGAINED FREEDOM", "rescued": "REGAINED FREEDOM", "escaped": "ESCAPED"}
_HARMS = frozenset({"killed", "injured", "hostage", "abducted"})
_DAMAGE = {
    "destroy": "DESTROYED", "demolish": "DESTROYED", "raze": "DESTROYED", "gut": "DESTROYED", "level": "DESTROYED", "wreck": "DESTROYED",
    "damage": "SOME DAMAGE", "shatter": "SOME DAMAGE", "torch": "SOME DAMAGE", "burn": "SOME DAMAGE",
}  # fmt: skip
_DAMAGE_NOUNS = {"damage": "SOME DAMAGE", "destruction": "DESTROYED"}
_SETTING_OFF = ("explode", "detonate", "plant", "place", "throw", "hurl", "fire", "launch", "go")
_SPOTS = frozenset({"at", "in", "outside", "near", "against", "on", "under", "inside", "into", "by", "next"})
_CHARGES = frozenset({"bomb", "explosive", "grenade", "dynamite", "rocket", "mortar", "charge", "device", "shell", "missile", "car-bomb"})
_AT = frozenset({"on", "at", "against", "outside", "of", "in", "inside", "near"})
_APART = frozenset({"relcl", "acl", "advcl", "appos", "conj", "cc", "punct"})
_TRYING = frozenset({"try", "attempt", "plot", "conspire", "seek", "plan", "intend", "want", "threaten"})
_AIMED = frozenset({"on", "against", "of", "at"})


def find_targets(phrases: Phrases) -> tuple[Finding, ...]:
    """Objects of verbs of harm and attack, and what an attack was "on"; each phrase once."""
    found: dict[int, Finding] = {}
    for token, effect in (*_harmed(phrases), *_attacked(phrases), *_of_nouns(phrases), *_where_it_went_off(phrases)):
        for head in (token, *token.conjuncts):
            finding = _target(phrases, head, effect)
            if finding is None:
                continue
            known = found.get(finding.evidence[0].start)
            if known is None or _effect(known) is None:
                found[finding.evidence[0].start] = finding
    return tuple(sorted(found.values(), key=lambda finding: finding.evidence[0].start))


def _effect(finding: Finding) -> str | None:
    return finding.value.effect if isinstance(finding.value, TargetValue) else None


def _harmed(phrases: Phrases) -> list[tuple[Token, str | None]]:
    """Whoever is killed, hurt, taken or held: by the table of harm verbs."""
    table = harm_verbs()
    found: list[tuple[Token, str | None]] = []
    for token in phrases.doc:
        verb = table.get(token.lower_)
        if verb is None or token.pos_ != "VERB" or verb.category not in _HARMS or is_negated(token) or not tells_harm(token, verb):
            continue
        part = passive_subject(token) if is_passive(token) else child_of(token, "dobj")
        if verb.role == "subject" or (part is None and verb.role == "both"):
            part = subject(token)
        if part is None and token.dep_ in ("acl", "relcl") and is_passive(token):
            part = token.head
        if part is not None:
            effect = "DEATH" if verb.kind == "attack" and _to_death(token) else _EFFECTS.get(verb.category)
            found.append((part, None if _is_only_tried(token) else effect))
    return found


def _is_only_tried(deed: Token) -> bool:
    """ "Tried to kill", "attempted murder": whoever was to die is told of without what became of them."""
    above = deed.head.lemma_.lower() in _TRYING and deed.dep_ == "xcomp"
    return above or any(child.lower_ == "attempted" for child in deed.children)


def _to_death(verb: Token) -> bool:
    """ "Shot dead", "stabbed to death", "fatally wounded"."""
    return any(token.lower_ in ("dead", "death", "fatally", "mortally") for token in verb.subtree)


def _attacked(phrases: Phrases) -> list[tuple[Token, str | None]]:
    found: list[tuple[Token, str | None]] = []
    for verb in phrases.of(*_ON_THINGS, *_ON_PEOPLE, pos="VERB"):
        if is_negated(verb):
            continue
        part = passive_subject(verb) if is_passive(verb) else child_of(verb, "dobj")
        if part is not None:
            found.append((part, _DAMAGE.get(verb.lemma_.lower())))
    return found


def _of_nouns(phrases: Phrases) -> list[tuple[Token, str | None]]:
    """ "The attack on the embassy", "a bomb outside the court", "the murder of the judge", "the judge's murder", "damage to the school"."""
    found: list[tuple[Token, str | None]] = []
    for index in phrases.event_at:
        noun = phrases.doc[index]
        if noun.pos_ != "NOUN":
            continue
        for preposition in noun.children:
            word = preposition.lower_
            part = child_of(preposition, "pobj") if preposition.dep_ == "prep" and word in _AT else None
            if part is not None and (word in _AIMED or part.lemma_.lower() in physical_targets()):
                found.append((part, None))
    for token in phrases.doc:
        if token.pos_ != "NOUN":
            continue
        deed = harm_nouns().get(token.lower_)
        if deed is not None and deed.kind in ("deed", "of") and deed.category in _HARMS:
            effect = None if _is_only_tried(token) else _EFFECTS.get(deed.category)
            found += [(part, effect) for part in (after(token, "of"), child_of(token, "poss")) if part is not None]
        elif token.lower_ in _DAMAGE_NOUNS and (thing := after(token, "to", "of")) is not None:
            found.append((thing, _DAMAGE_NOUNS[token.lower_]))
    return found


def _where_it_went_off(phrases: Phrases) -> list[tuple[Token, str | None]]:
    """ "A bomb exploded outside the court", "hurled grenades at the barracks"."""
    found: list[tuple[Token, str | None]] = []
    for verb in phrases.of(*_SETTING_OFF, pos="VERB"):
        for preposition in verb.children:
            part = child_of(preposition, "pobj") if preposition.dep_ == "prep" and preposition.lower_ in _SPOTS else None
            if (
                part is not None
                and part.lemma_.lower() in physical_targets()
                and any(token.lemma_.lower() in _CHARGES for token in verb.subtree)
            ):
                found.append((part, None))
    return found


def _target(phrases: Phrases, head: Token, effect: str | None) -> Finding | None:
    lemma = head.lemma_.lower()
    words = _words(phrases, head)
    if words is None or len(words.exact) > 160 or phrases.is_perpetrator(head):
        return None
    mention = phrases.mention(head)
    number = _number(head)
    if mention is not None and mention.kind == "person":
        role = role_of(phrases.parsed, mention)
        if role is None and effect is None:
            return None  # "the attack on" a capitalised word that the model took for a person
        if role is not None and word_class("suspect_role") & set(role.lower().split()):
            return None
        value = TargetValue(kind="human", name=mention.value, description=role, type=_role_type(role or ""), number="1", effect=effect)
    elif head.pos_ == "NOUN" and lemma in group_nouns():
        value = TargetValue(kind="human", description=plain(words), type=_role_type(lemma), number=number, effect=effect)
    elif (kind := _thing_type(head)) is not None and head.pos_ in ("NOUN", "PROPN"):
        damage = effect if effect in _DAMAGE.values() else None
        proper = head.pos_ == "PROPN"
        value = TargetValue(
            kind="physical",
            name=plain(words) if proper else None,
            description=None if proper else plain(words),
            type=kind,
            number=number,
            effect=damage,
        )
    else:
        return None
    return Finding(property="target", value=value, evidence=(words,))


def _words(phrases: Phrases, head: Token) -> Span | None:
    """The phrase by itself: no coordination, no clause, no "with a knife"; with the name that stands beside it."""
    start, end = phrases.bounds(head, cut=_APART)
    for token in head.doc[head.i + 1 : end]:
        own = token.dep_ == "prep" and token.head == head
        in_event = token.lower_ in ("in", "by") and any(child.i in phrases.event_at for child in token.children)
        if own and (in_event or token.lower_ in ("with", "after", "during", "on")):  # "21 others in a bombing"
            end = token.i
            break
    mention = phrases.mention(head)
    words = phrases.span(start, end)
    if words is not None and mention is not None and 0 <= mention.span.start - words.end <= 2:
        return phrases.parsed.span(words.start, mention.span.end)
    return words


def _thing_type(head: Token) -> str | None:
    types = physical_targets()
    found = types.get(head.lemma_.lower()) or types.get(head.lower_)
    if found in (None, "OTHER") and "police" in {child.lower_ for child in head.children}:
        return "LAW ENFORCEMENT FACILITY" if found else None
    return found


def _role_type(words: str) -> str:
    roles = target_roles()
    parts = words.lower().replace("-", " ").split()
    found = next((roles[part] for part in reversed(parts) if part in roles), "CIVILIAN")
    if found == "GOVERNMENT OFFICIAL" and ("former" in parts or "ex" in parts):
        return "FORMER GOVERNMENT OFFICIAL"
    return found


def _number(head: Token) -> str | None:
    """The number as words; PLURAL where only more than one is told."""
    counts = [child for child in head.children if child.dep_ == "nummod" and child.i < head.i]
    if counts:
        first = counts[0]
        return head.doc[first.left_edge.i : first.right_edge.i + 1].text
    if head.tag_ in ("NNS", "NNPS"):
        return "PLURAL"
    return "1" if any(child.lower_ in ("a", "an") for child in head.children) else None
