"""People who came to harm, by name."""

from __future__ import annotations

import re
from typing import get_args

from spacy.tokens import Token

from variorum.lexicon.en.harm import group_nouns, harm_nouns, harm_verbs
from variorum.lexicon.properties import word_class
from variorum.lexicon.roles import is_role
from variorum.model import Mention, VictimValue
from variorum.model.words import Category
from variorum.read.finding import Finding
from variorum.read.names import role_of
from variorum.read.properties.phrases import Phrases, after, child_of, is_negated, is_passive, passive_subject, subject, tells_harm
from variorum.read.properties.rolls import SLAIN, name_behind, on_rolls

_FATES = frozenset({"killed", "injured", "hostage", "abducted", "missing"})
_AGE = re.compile(r",? (?:aged |age )?(\d{1,3})(?=[,.;)]| and\b|\s*$)|, (?:a |an )?(\d{1,3})[- ]years?[- ]old| ?\((\d{1,3})\)")
_AGE_BEFORE = re.compile(r"(\d{1,3})[- ]years?[- ]old(?: [\w-]+){0,3} $")
_BEFORE_ROLE = re.compile(r"^(?:(?:his|her|their|its) )?(?:\d{1,3}-years?-old\s*)?", re.IGNORECASE)
_ROLE = re.compile(r",? an? ([a-z][\w -]{2,40}?)(?=,|\.| who\b| from\b)")
_HE = re.compile(r"^[^.]{0,80}\b(?:his|he|himself|father|husband|son|brother|man|boy|schoolboy)\b", re.IGNORECASE)
_SHE = re.compile(r"^[^.]{0,80}\b(?:her|she|herself|mother|wife|daughter|sister|woman|girl|schoolgirl)\b", re.IGNORECASE)
_MEN = frozenset({"mr", "mr.", "man", "boy", "father", "husband", "son", "brother", "schoolboy", "businessman", "policeman"})
_WOMEN = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "woman", "girl", "mother", "wife", "daughter", "sister", "schoolgirl", "policewoman"}
)
_SUSPECTS = word_class("suspect_role")
_DEAD = frozenset({"victim", "dead", "casualty", "fatality", "deceased", "hostage"})
_NAMING = frozenset({"name", "identify"})
OLDEST = 115  # years
LONGEST_ROLE = 6  # words; a longer one is a stretch of the sentence


def find_victims(phrases: Phrases) -> tuple[Finding, ...]:
    """Named people under a verb of harm ("X, 34, was killed") or named as victims; nobody who is told as suspect or fighter."""
    found: dict[str, Finding] = {}
    rolls: list[tuple[Token, Category]] = [(name, "killed") for name in on_rolls(phrases)]
    for token, fate in (*_under_verbs(phrases), *_named_as(phrases), *rolls):
        for head in (token, *token.conjuncts):
            finding = _victim(phrases, head, fate)
            if finding is not None and isinstance(finding.value, VictimValue):
                found.setdefault(finding.value.name, finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.evidence[0].start))


def _under_verbs(phrases: Phrases) -> list[tuple[Token, Category]]:
    table = harm_verbs()
    found: list[tuple[Token, Category]] = []
    for token in phrases.doc:
        verb = table.get(token.lower_)
        if verb is None or token.pos_ != "VERB" or verb.category not in _FATES or is_negated(token) or not tells_harm(token, verb):
            continue
        if any(child.dep_ == "aux" and child.lower_ in ("will", "would", "could", "may", "might") for child in token.children):
            continue
        passive = is_passive(token)
        part = passive_subject(token) if passive else child_of(token, "dobj")
        if verb.role == "subject" or (part is None and not passive and verb.role == "both"):
            part = subject(token)
        if part is None and passive and token.dep_ in ("acl", "relcl"):
            part = token.head
        if part is not None and part.lower_ == "who" and token.dep_ == "relcl":
            part = token.head
        if part is not None:
            deadly = verb.kind == "attack" and any(word.lower_ in ("dead", "death", "fatally", "mortally") for word in token.subtree)
            found.append((name_behind(phrases, part) or part, "killed" if deadly else verb.category))
    for token in phrases.doc:
        deed = harm_nouns().get(token.lower_) if token.pos_ == "NOUN" else None
        if deed is not None and deed.kind in ("deed", "of") and deed.category in _FATES:
            found += [(part, deed.category) for part in (after(token, "of"), child_of(token, "poss")) if part is not None]
    return found


def _named_as(phrases: Phrases) -> list[tuple[Token, Category]]:
    """ "The victims were named as …", "among the dead was …"."""
    found: list[tuple[Token, Category]] = []
    for verb in phrases.of(*_NAMING, pos="VERB"):
        who = passive_subject(verb) or child_of(verb, "dobj")
        if who is None or not (who.lemma_.lower() in _DEAD or any(child.lower_ in SLAIN for child in who.lefts)):
            continue
        preposition = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "as"), None)
        name = child_of(preposition, "pobj") if preposition is not None else child_of(verb, "oprd", "attr")
        if name is not None:
            found.append((name, "killed" if who.lemma_.lower() != "hostage" else "hostage"))
    for word in phrases.of("among"):
        of = child_of(word, "pobj")
        if of is None or of.lemma_.lower() not in ("dead", "victim", "killed", "deceased"):
            continue
        head = word.head
        name = child_of(head, "nsubj", "attr") if head.lemma_ == "be" else None
        if name is not None:
            found.append((name, "killed"))
    return found


def _victim(phrases: Phrases, head: Token, fate: Category) -> Finding | None:
    mention = phrases.mention(head)
    if mention is None or mention.kind != "person" or not mention.value or fate not in get_args(Category):
        return None
    if not mention.value[0].isupper() or is_role(mention.value.split()[-1]):
        return None  # a role that the model took for a name
    role = role_of(phrases.parsed, mention)
    if _is_suspect(phrases, mention, role, head):
        return None
    age, age_words = _age(phrases, mention)
    value = VictimValue(
        name=mention.value,
        age=age,
        sex=_sex(phrases, mention, role),
        role=_plain_role(role)
        or (head.text if head.i not in phrases.named and is_role(head.text) else None)
        or _role_behind_age(phrases, max(mention.span.end, age_words)),
        nationality=_nationality(role),
        fate=fate,
    )
    end = max(mention.span.end, age_words)
    return Finding(property="victim", value=value, evidence=(phrases.parsed.span(mention.span.start, end),))


def _is_suspect(phrases: Phrases, mention: Mention, role: str | None, head: Token) -> bool:
    """Whether the text calls the person by a word for those who do it, here or by name elsewhere; or names somebody's group."""
    if role is not None and _SUSPECTS & set(re.findall(r"[\w-]+", role.lower())):
        return True
    before = phrases.doc[max(head.sent.start, head.i - 9) : head.i]
    if any(token.lemma_.lower() in ("accuse", "suspect", "blame") and token.pos_ == "VERB" for token in before):
        return True
    around = {child.lemma_.lower() for child in head.children if child.dep_ in ("compound", "amod", "appos", "nmod")}
    if any(_did_it(phrases, other) for other in phrases.named if phrases.named[other].value == mention.value):
        return True
    if _SUSPECTS & around or (head.dep_ == "appos" and head.head.lemma_.lower() in _SUSPECTS):
        return True
    return any(
        other.kind == "person"
        and other.value == mention.value
        and (words := phrases.doc.char_span(other.span.start, other.span.end, alignment_mode="expand")) is not None
        and bool(_SUSPECTS & {token.lemma_.lower() for token in phrases.doc[max(0, words.start - 3) : words.start]})
        for other in phrases.parsed.names
    )


def _did_it(phrases: Phrases, at: int) -> bool:
    """Whether a name stands where who did it stands: "X drove into the crowd, killing two", "the victims of X", "the attack by X"."""
    token = phrases.doc[at]
    if token.dep_ == "pobj":
        noun = token.head.head
        return (token.head.lower_ == "of" and noun.lemma_.lower() == "victim") or (
            token.head.lower_ == "by" and noun.pos_ == "NOUN" and noun.i in phrases.event_at
        )
    if token.dep_ != "nsubj":
        return False
    verbs = [token.head, *(child for child in token.head.children if child.dep_ == "advcl" and child.tag_ == "VBG")]
    table = harm_verbs()
    return any(
        (verb := table.get(word.lower_)) is not None
        and verb.category in ("killed", "injured")
        and verb.role != "subject"
        and any(child.dep_ == "dobj" and child.lower_ not in _SELF for child in word.children)
        for word in verbs
    )


_SELF = frozenset({"himself", "herself", "themselves"})


def _age(phrases: Phrases, mention: Mention) -> tuple[int | None, int]:
    """The age behind the name and where its words end: "X, 34," and "X (34)"; or before it: "34-year-old X"."""
    text = phrases.parsed.text
    behind = _AGE.match(text, mention.span.end)
    if behind is not None:
        age = int(next(part for part in behind.groups() if part))
        return (age, behind.end()) if 0 < age <= OLDEST else (None, 0)
    before = _AGE_BEFORE.search(text[max(0, mention.span.start - 60) : mention.span.start])
    return (int(before.group(1)), 0) if before is not None and 0 < int(before.group(1)) <= OLDEST else (None, 0)


def _sex(phrases: Phrases, mention: Mention, role: str | None) -> str | None:
    """Only where a noun, title or pronoun of the same sentence says it."""
    words = {word.strip(".,") for word in (role or "").lower().split()}
    before = phrases.parsed.text[max(0, mention.span.start - 8) : mention.span.start].lower().split()
    words.update(before[-1:])
    if words & _WOMEN:
        return "female"
    if words & _MEN:
        return "male"
    rest = phrases.parsed.text[mention.span.end : mention.span.end + 120]
    she, he = _SHE.match(rest), _HE.match(rest)
    return None if (she is None) == (he is None) else "female" if she else "male"


def _plain_role(role: str | None) -> str | None:
    """A role without the age and the possessor before it."""
    plain = _BEFORE_ROLE.sub("", role or "")
    return None if not plain or "," in plain or "victim" in plain or len(plain.split()) > LONGEST_ROLE else plain


def _role_behind_age(phrases: Phrases, start: int) -> str | None:
    """ "X, 34, a nurse, …"."""
    found = _ROLE.match(phrases.parsed.text, start)
    return found.group(1) if found is not None and any(is_role(word) or word in group_nouns() for word in found.group(1).split()) else None


def _nationality(role: str | None) -> str | None:
    return None if role is None else next((word for word in role.split() if re.fullmatch(r"[A-Z]\w+(?:ese|ian|an|ish|i|ch)", word)), None)
