"""Who is said to have done it: the noun phrase of an actor, its name and kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from variorum.lexicon.actors import group_named
from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.roles import kind_of
from variorum.lexicon.speech import reporting_lemmas
from variorum.model import Actor
from variorum.read.responsibility.charged import charged_before
from variorum.read.responsibility.named import Named

_NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_LEFT = frozenset({"compound", "amod", "nmod", "poss", "nummod", "case", "quantmod", "advmod"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "him", "her", "them"})
_DOUBTED = frozenset(["suspected", "alleged", "purported", "apparent", "presumed", "accused", "reported", "believed", "supposed"])
_DROPPED = _DOUBTED | frozenset(
    "the a an some these those this that other several many more all only also than least most about up how each both another".split()
)
_NOBODY = frozenset({"no", "neither", "any", "nobody", "none", "either"})
_GENERAL = frozenset(
    "group man woman men women people person movement organisation organization gang person attacker assailant suspect member network"
    " side party force youth teenager boy girl driver passenger one duo trio pair child kid student resident other"
    " tank aircraft airstrike artillery sniper helicopter warplane jet gunboat warship drone suspect criminal".split()
)  # alone they tell nothing of who it was
_ARMED = frozenset({"gunman", "shooter", "killer", "bomber", "murderer", "assassin", "kidnapper", "robber"})  # may be told by name, too
_NO_ACTORS = frozenset(
    {"ied", "ieds", "fact", "bomb", "grenade", "rocket", "mine", "victim", "casualty", "toll"}
)  # capitals hide what they are
_COUNTED = frozenset({"man", "woman", "youth", "teenager", "boy", "student", "suspect"})
_STANDS_FOR = frozenset(
    {"group", "movement", "organisation", "organization", "militia", "gang", "cartel", "network", "faction", "militant"}
)
_OF_HEADS = frozenset(
    [
        "member",
        "force",
        "fighter",
        "cadre",
        "soldier",
        "group",
        "unit",
        "faction",
        "wing",
        "gang",
        "agent",
        "man",
        "men",
        "son",
        "troop",
        "activist",
        "leader",
        "militant",
        "rebel",
        "supporter",
        "follower",
        "band",
        "dozen",
        "hundred",
        "front",
        "commander",
        "government",
        "army",
        "part",
        "element",
        "brother",
        "hand",
        "subordinate",
        "ally",
    ]
)
_BORNE = frozenset({"dobj", "nsubjpass", "pobj", "dative"})  # where the blamed stand
_LINKS = frozenset({"of", "from", "to", "in"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BODIES = frozenset({"group", "army", "government", "regime", "gang", "police", "organisation", "organization", "militia"})
_ENTITY_KINDS = {"PERSON": "person", "GPE": "state", "ORG": "group", "NORP": "group"}
_AGE = re.compile(r"^(?:\d+[ -]*)?year[ -]*old (?=[A-ZÀ-Þ])")  # before a name
_LONG = 150  # tokens
_MANY = 12
_DEEP = 3  # "members of the armed wing of the Front of Q."
_DOERS = frozenset({"military", "police", "armed_group", "politician"})  # of those who speak, who may also do it
_STATE = frozenset({"police", "state"})
_FAR = 2  # sentences back in which a pronoun finds its name
_OF_COURT = frozenset(
    {"judge", "justice", "magistrate", "prosecutor", "attorney", "coroner", "lawyer", "sheriff", "spokesman", "spokeswoman"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor's words: head token, first and last token, the actor, and whether the words themselves doubt him ("suspected militants").

    `named`: a name, a people or a state is among them; `bare`: they are a general noun and no more ("the group", "men"); `owned`: they
    say whose he is ("her husband"); `counted`: how many they are.
    """

    head: Token
    first: int
    last: int
    actor: Actor
    doubted: bool
    named: bool = False
    bare: bool = False
    owned: bool = False
    counted: bool = False


def actors_of(token: Token, named: Named, *, blamed: bool = False) -> Iterator[Phrase]:
    """The actors that a token in the place of an actor stands for: pronouns are written out, "A and B" are two.

    `blamed`: the words stand where a verb of blame has its actor, so a name that nothing else vouches for is one.
    """
    for head in (token, *_conjuncts(token)):
        phrase = actor_at(head, named, blamed=blamed)
        if phrase is not None:
            yield phrase


def _conjuncts(token: Token) -> list[Token]:
    """What is coordinated with a noun, up to a dozen of them."""
    found: list[Token] = []
    last: Token | None = token
    while last is not None and len(found) < _MANY:
        last = next((child for child in last.rights if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        if last is not None:
            found.append(last)
    return found


def actor_at(token: Token, named: Named, *, blamed: bool = False) -> Phrase | None:
    """The actor whose noun phrase has this head; None where it names nobody who may have done it."""
    doc, told = named.doc, _told(token, named)
    if told is None or any(child.lower_ in _NOBODY and child.dep_ in {"det", "neg", "amod"} for child in told.children):
        return None
    kind = _kind(told, named)
    state = blamed and (told.ent_type_ == "GPE" or named.is_capital(told)) and not named.in_dateline(told)
    if kind is None and blamed and told.pos_ == "PROPN" and told.ent_type_ == "":
        kind = "state" if state else "person"
    if kind is None and blamed and told.pos_ == "NOUN" and told.dep_ in _BORNE and kind_of(told.lower_) == "official":
        kind = "state"
    if kind is None or (named.is_place(told) and not state):
        return None
    first, last = _bounds(told)
    doubted = any(doc[index].lower_ in _DOUBTED for index in range(first, last + 1))
    known = named.is_named(first, last) or (blamed and told.pos_ == "PROPN")
    name = _name(doc, first, last)
    if not known and doc[last].lower_ in _STANDS_FOR and _is_definite(doc[last]):
        mention = named.group_before(told)
        if mention is not None:
            name, known = " ".join(mention.span.exact.split()), True
    name = _of_group(told, last, named) or name
    mention = named.name_at.get(told.i)
    if mention is not None and mention.kind == "person" and mention.value and len(mention.value) > len(name):
        name = mention.value
    if not name:
        return None
    bare = not known and told.lemma_.lower() in _GENERAL and len(name.split()) == 1 and not _is_described(told)
    kind = "armed_group" if group_named(name) else kind  # the model takes many a group for a person or a land
    actor = Actor(name=name, kind=kind, nationality=_nationality(told))
    at = (first, last) if told is token else (token.i, token.i)
    links = {child.dep_ for child in told.children}
    return Phrase(token, *at, actor, doubted, known, bare, "poss" in links, "nummod" in links and told.lemma_ in _COUNTED)


def _told(token: Token, named: Named) -> Token | None:
    """The noun that a token stands for: itself, the noun of a relative clause, what a pronoun means."""
    if token.lower_ in _RELATIVES and token.pos_ in {"PRON", "DET", "SCONJ"}:
        relative = next((word for word in token.ancestors if word.dep_ == "relcl"), None)
        return None if relative is None else _one_of(relative.head, named) or relative.head
    if token.pos_ == "PRON":
        return (charged_before(token, named) or _antecedent(token, named)) if token.lower_ in _PRONOUNS else None
    return _called(token, named) or _known_as(token) or _by_name(token, named) or _one_of(token, named) or token


def _by_name(token: Token, named: Named) -> Token | None:
    """The name put beside a noun that tells of one person or body: "the Q. group X", "a faction of it, X", "the only gunman alive, X"."""
    if token.tag_ != "NN":
        return None
    group = token.lemma_.lower() in _STANDS_FOR | {"wing", "branch", "offshoot"}
    if not group and _kind(token, named) not in {"person", "armed_group"}:
        return None
    if group and any(child.i in named.name_at and named.name_at[child.i].kind != "person" for child in token.lefts):
        return None  # "the Q. group" has its name
    for name in token.rights:
        if name.dep_ == "appos" and name.pos_ == "PROPN" and (group or _is_person(name, named)):
            return name
    return None


def _known_as(token: Token) -> Token | None:
    """The name of a body told by a general noun: "the criminal group known as the Q.", "a group calling itself Q."."""
    if token.lemma_.lower() not in _STANDS_FOR:
        return None
    for verb in token.rights:
        if verb.dep_ in {"acl", "relcl"} and verb.lemma_.lower() in {"know", "call", "name", "dub", "identify", "style"}:
            over = [verb, *(link for link in verb.children if link.lower_ == "as")]
            for name in (child for word in over for child in word.rights):
                if name.pos_ == "PROPN" and name.dep_ in {"pobj", "oprd", "attr", "dobj", "ccomp"}:
                    return name
    return None


def _one_of(token: Token, named: Named) -> Token | None:
    """Who is said to be one of those told: "X was one of the men involved", "X is among those accused", "X was the man who fired"."""
    if token.lemma_.lower() not in _GENERAL | _ARMED | {"one", "those", "serviceman", "soldier", "officer"}:
        return None
    word = token
    if token.dep_ == "pobj" and token.head.lower_ == "among":
        word = token.head
    elif token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "one":
        word = token.head.head
    if word.head.lemma_ != "be" or not (word.dep_ == "attr" or word.lower_ == "among"):
        return None
    subject = next((child for child in word.head.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ == "NOUN":
        return None
    return _antecedent(subject, named) if subject.lower_ in _PRONOUNS else subject if subject.pos_ == "PROPN" else None


def _called(token: Token, named: Named) -> Token | None:
    """The name of somebody told by a general noun: "X, the man accused of it", "the suspect, identified as 42-year-old X"."""
    if token.lemma_.lower() not in _GENERAL | _ARMED or token.tag_ != "NN":
        return None
    if token.dep_ == "appos" and token.head.pos_ == "PROPN" and _kind(token.head, named) == "person" and not named.in_dateline(token.head):
        return token.head
    for verb in token.children:
        if verb.dep_ in {"acl", "relcl"} and verb.lemma_.lower() in {"identify", "name"}:
            for link in verb.children:
                found = [noun for noun in link.children if noun.dep_ == "pobj" and noun.pos_ == "PROPN"] if link.lower_ == "as" else []
                if found and _kind(found[0], named) == "person":
                    return found[0]
    return None


def _is_person(name: Token, named: Named) -> bool:
    """Whether a name is a person's, though the model may take it for a body's: "another man, 30-year-old X"."""
    mention = named.name_at.get(name.i)
    return (
        name.ent_type_ == "PERSON"
        or (mention is not None and mention.kind == "person")
        or any(child.lower_ == "old" for child in name.children)
    )


def _of_group(told: Token, last: int, named: Named) -> str:
    """ "Guerrillas of the Red Dawn Brigade": the brigade, where it has a name of at least two words or an abbreviation."""
    if told.tag_ not in {"NNS", "NNPS"} or told.pos_ != "NOUN":
        return ""
    for link in told.rights:
        for child in link.children if link.lower_ == "of" else ():
            first, end = _bounds(child, 1)
            mention = named.name_at.get(child.i)
            if mention is not None and mention.kind == "group":
                return " ".join(mention.span.exact.split())  # capitals hide what is a name from the parse
            if child.pos_ == "PROPN" and end <= last and (end > first or child.text.isupper()):
                return _name(told.doc, first, end)
    return ""


def _is_described(token: Token) -> bool:
    """Whether a number or a participle tells more of a general noun."""
    return any(child.dep_ in {"nummod", "acl"} for child in token.children)


def _is_definite(token: Token) -> bool:
    return any(child.lower_ in {"the", "this", "that", "its", "same"} for child in token.lefts)


def _antecedent(token: Token, named: Named) -> Token | None:
    """The nearest subject before a pronoun that may be meant: a person for he and she, several or a body for they, a body for it.

    Those of the court and spokesmen are passed over: "Judge X set bail. He is charged with murder".
    """
    wanted, doc = token.lower_, named.doc
    charged = token.dep_ == "nsubjpass"  # "Police arrested two men. They are charged with murder"
    steps, at = 0, token.i - 1
    while at >= 0 and steps <= _FAR and token.i - at < _LONG:
        word = doc[at]
        if word.dep_ in _SUBJECTS and word.pos_ in {"NOUN", "PROPN"} and _fits(wanted, word, named):
            kind = _kind(word, named)
            if kind and not (kind in _STATE and (charged or _told_of_others(word, token))):
                return _known_as(word) or _by_name(word, named) or word
        steps += bool(word.is_sent_start)
        at -= 1
    return None


def _told_of_others(speaker: Token, pronoun: Token) -> bool:
    """Whether somebody who only spoke a sentence ago is no "they": "16 died, police said. They were holding guests"."""
    return speaker.head.lemma_.lower() in reporting_lemmas() and not speaker.head.is_ancestor(pronoun)


def _is_of_court(word: Token) -> bool:
    return any(
        each.lemma_.lower() in _OF_COURT for each in (word, *(child for child in word.children if child.dep_ in {"compound", "appos"}))
    )


def _fits(pronoun: str, word: Token, named: Named) -> bool:
    if _is_of_court(word):
        return False
    if word.text.isupper() and not named.capitals and pronoun in {"he", "she", "him", "her"}:
        return False  # a dateline
    plural = word.tag_ in {"NNS", "NNPS"}
    if pronoun in {"he", "she", "him", "her"}:
        return word.ent_type_ in {"PERSON", ""} and not plural and _kind(word, named) == "person"
    mention = named.name_at.get(word.i)
    if mention is not None and mention.kind != "person":
        return True
    if pronoun in {"they", "them"}:
        return plural or word.ent_type_ in {"ORG", "NORP"} or word.lower_ in {"police", "group", "gang"}
    return not plural and not named.is_place(word) and (word.ent_type_ in {"ORG", "GPE"} or word.lower_ in _BODIES)


def _kind(token: Token, named: Named) -> str | None:
    """What kind of actor a noun is; None for one that is none: a bomb, a quake, a week."""
    if token.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"} or token.lower_ in _NO_ACTORS:
        return None
    of_age = token.lower_ == "old" and token.i > 1 and token.nbor(-2).lower_ == "year"  # "a 16-year-old"
    kind = _noun_kind(token.lemma_.lower()) or _noun_kind(token.lower_) or _ENTITY_KINDS.get(token.ent_type_)
    if kind is not None or of_age:
        return "person" if of_age else kind
    mention = named.name_at.get(token.i)
    if mention is not None:
        return "person" if mention.kind == "person" else "armed_group" if mention.kind == "group" else "group"
    if token.pos_ == "PROPN" and token.ent_type_ == "" and len(token) > 1 and (token.text.isupper() or named.capitals or _has_title(token)):
        return "group"
    kind = kind_of(token.lower_) if token.pos_ == "NOUN" else None
    return kind if kind in _DOERS else None


def _has_title(token: Token) -> bool:
    """Whether a name that the model does not know has the form of a body's: "the Red Hand"."""
    before = list(token.lefts)
    return any(word.lower_ == "the" for word in before) and any(word.dep_ == "compound" and word.pos_ == "PROPN" for word in before)


def _noun_kind(word: str) -> str | None:
    nouns = perpetrator_nouns()
    if word in nouns:
        return nouns[word]
    if word.endswith("men"):
        return nouns.get(word[:-3] + "man")
    return nouns.get(word[:-1]) if word.endswith("s") else None


def _bounds(token: Token, depth: int = 0) -> tuple[int, int]:
    """First and last token of the name: what stands before the head, the rest of its entity, and "of …" after general nouns."""
    first = last = token.i
    for word in token.lefts:
        if word.dep_ in _LEFT or (token.lower_ == "old" and word.lower_ == "year"):
            first = min(first, word.left_edge.i)
    if token.ent_type_ in _NAMES:
        doc = token.doc
        while last + 1 < len(doc) and doc[last + 1].ent_iob_ == "I" and doc[last + 1].ent_type_ == token.ent_type_:
            last += 1
        while doc[first].ent_iob_ == "I" and first > 0:
            first -= 1
    if depth < _DEEP and (
        token.lemma_.lower() in _OF_HEADS or token.ent_type_ == "ORG" or _noun_kind(token.lemma_.lower()) == "armed_group"
    ):
        for word in token.rights:
            if word.lower_ in _LINKS and word.dep_ == "prep" and word.i <= last + 2:
                for child in word.children:
                    if child.dep_ == "pobj" and _is_body(child) and (word.lower_ in {"of", "from"} or child.ent_type_ in {"PERSON", "GPE"}):
                        last = max(last, _bounds(child, depth + 1)[1])
            elif word.lower_ == "loyal" and word.right_edge.i - token.i < 9:
                last = max(last, word.right_edge.i)
    return first, last


def _counts(token: Token) -> bool:
    if token.like_num:
        return True
    return token.ent_type_ == "DATE" and not any("old" in word.text for word in token.head.subtree if word.ent_type_ == "DATE")


def _is_body(token: Token) -> bool:
    """Whether "of …" goes on with somebody, not with a deed: "a force of gunmen", not "accused the army of negligence"."""
    return token.pos_ == "PROPN" or token.ent_type_ in _NAMES or any(_noun_kind(word) for word in (token.lemma_.lower(), token.lower_))


def _name(doc: Doc, first: int, last: int) -> str:
    """The words from first to last, less articles and doubts before the name."""
    while first < last and (doc[first].lower_ in _DROPPED or doc[first].is_punct or doc[first].is_space or _counts(doc[first])):
        if _tells_age(doc, first):
            break
        first += 1
    words = doc[first : last + 1].text.strip(" \n\t,;:-–—'\"“”‘’`")
    return _AGE.sub("", re.sub(r"['’]s?$", "", " ".join(words.split())))


def _tells_age(doc: Doc, at: int) -> bool:
    """Whether a number begins an age: "16-year-old boy"."""
    following = [doc[index].lower_ for index in range(at + 1, min(at + 5, len(doc))) if doc[index].text != "-"]
    return doc[at].like_num and following[:2] == ["year", "old"]


def _nationality(token: Token) -> str | None:
    """The people or country in the phrase, where it is not all of it ("Israeli forces")."""
    for word in token.lefts:
        if word.ent_type_ in {"NORP", "GPE"}:
            return str(word.text)
    return None
