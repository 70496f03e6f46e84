"""Persons, armed groups and organisations, each under the fullest form that the document gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from variorum.lexicon.actors import Alias, ArmedGroup, aliases_by_first_word
from variorum.lexicon.roles import is_person_role, is_role, titles
from variorum.model import Mention
from variorum.model.words import MentionKind
from variorum.read.parse import in_capitals
from variorum.read.parsed import Parsed

LONGEST_NAME = 7  # words; what the model takes for a longer personal name is a headline or a list
_SHORTEST = 2  # letters of an abbreviation: fewer fit too many names
_ACRONYM = re.compile(r"\s?\(([A-Z][A-Za-z&.-]{1,9})\)")
_POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})
_COURTESY = frozenset(
    {"mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "pc", "wpc", "mr.", "mrs.", "ms.", "dr.", "sheikh", "hajji", "san"}
)
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W\d_]")


def find_names(parsed: Parsed) -> tuple[Mention, ...]:
    """Persons, groups and organisations in the order of the text. `value` is the fullest form: "Varga" has the value "Tomas Varga"."""
    doc = parsed.doc
    capitals = in_capitals(parsed.text)
    groups = list(_groups(parsed, capitals=capitals))
    inside_group = {index for start, end, _ in groups for index in range(start, end)}
    people: list[Tokens] = []
    bodies: list[Tokens] = []
    for entity in doc.ents:
        if any(token.i in inside_group for token in entity):
            continue
        if entity.label_ == "PERSON" and (name := _person(entity)) is not None:
            people.append(name)
        elif entity.label_ == "ORG" and (body := _body(entity)) is not None:
            bodies.append(body)
    if capitals:
        people += _titled(doc, {token.i for name in people for token in name} | inside_group)
    people += _introduced(doc, bodies, people)
    people += _surnames(doc, people, bodies, capitals=capitals)
    full = _fullest([_printed(parsed, name) for name in people])
    found: list[tuple[int, int, MentionKind, str]] = [(start, end, "group", group.name) for start, end, group in groups]
    found += [(name.start, name.end, "person", full[_printed(parsed, name)]) for name in people]
    long_form = _acronyms(parsed, bodies)
    found += [(body.start, body.end, "organisation", long_form.get(_printed(parsed, body), _printed(parsed, body))) for body in bodies]
    found.sort()
    return tuple(Mention(span=parsed.span_of(doc[start:end]), kind=kind, value=value) for start, end, kind, value in found)


def role_of(parsed: Parsed, mention: Mention) -> str | None:
    """What a person is called beside his or her name: "Defence Minister", "a mountain warlord"; at any mention in the document.

    None where the document never says.
    """
    own = _role_beside(parsed, mention)
    if own is not None or mention.kind != "person":
        return own
    for other in parsed.names:
        if other.kind == "person" and other.value == mention.value and other.span != mention.span:
            role = _role_beside(parsed, other)
            if role is not None:
                return role
    return None


def _groups(parsed: Parsed, *, capitals: bool) -> Iterator[tuple[int, int, ArmedGroup]]:
    """Names of the list, longest first, as token ranges. An abbreviation counts in capitals only, any other name with a capital in it."""
    table = aliases_by_first_word()
    text = parsed.text
    words = [(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    free = 0
    for position, (word, start, _) in enumerate(words):
        if word not in table or position < free:
            continue
        for alias in table[word]:
            length = len(alias.words)
            if tuple(part for part, _, _ in words[position : position + length]) != alias.words:
                continue
            end = words[position + length - 1][2]
            if not _printed_as_name(text[start:end], alias, capitals=capitals):
                continue
            tokens = parsed.doc.char_span(start, end, alignment_mode="expand")
            if tokens is not None:
                yield tokens.start, tokens.end, alias.group
            free = position + length
            break


def _printed_as_name(printed: str, alias: Alias, *, capitals: bool) -> bool:
    if "\n\n" in printed:
        return False
    if capitals:
        return len(alias.words) > 1 or len(printed) > 3
    return printed == alias.exact if alias.exact is not None else printed != printed.lower()


def _person(entity: Tokens) -> Tokens | None:
    """The name without title and possessive ending; None where the model took something else for a person."""
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].lower_ in _COURTESY or doc[start].is_punct or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _POSSESSIVE or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    while start > 0 and _is_first_name(doc[start - 1], doc[start:end]):
        start -= 1
    while end - start > 1 and (is_role(doc[start].text) or (_is_title(doc[start]) and is_role(doc[start + 1].text))):
        start += 1
    name = doc[start:end]
    if not 0 < end - start <= LONGEST_NAME or "\n" in name.text or any(token.like_num for token in name):
        return None
    if not _LETTERS.search(name.text) or all(is_role(token.text) for token in name):
        return None
    return name


def _is_title(token: Token) -> bool:
    return token.lower_.rstrip(".") in titles()


def _body(entity: Tokens) -> Tokens | None:
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (doc[start].lower_ == "the" or doc[start].is_punct or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].text in _POSSESSIVE or doc[end - 1].is_space):
        end -= 1
    if start == end or "\n" in doc[start:end].text or not _LETTERS.search(doc[start:end].text):
        return None
    return doc[start:end]


def _is_first_name(token: Token, name: Tokens) -> bool:
    """Whether the model left out the first name before a surname: "the minister, Ana Orsini"."""
    if token.pos_ != "PROPN" or token.ent_type_ or token.dep_ != "compound" or not name.start <= token.head.i < name.end:
        return False
    return token.is_title and token.is_alpha and not is_role(token.text) and token.lower_ not in titles() and token.lower_ not in _COURTESY


def _titled(doc: Doc, taken: set[int]) -> list[Tokens]:
    """Names behind a title, for texts in capitals, where the model sees none: "COLONEL TOMAS VARGA"."""
    found: list[Tokens] = []
    index = 0
    while index < len(doc) - 1:
        token = doc[index]
        index += 1
        if token.i in taken or token.lower_.rstrip(".") not in titles():
            continue
        start = index + 1 if doc[index].text == "." and index + 1 < len(doc) else index
        end = start
        while end < len(doc) and end - start < 4 and _may_be_name(doc[end]):
            end += 1
        if end > start and not taken.intersection(range(start, end)):
            found.append(doc[start:end])
            index = end
    return found


def _introduced(doc: Doc, bodies: list[Tokens], people: list[Tokens]) -> list[Tokens]:
    """Persons that the text introduces and the model took for a body or for nothing: "Orsini, a mountain warlord, …"."""
    found = []
    taken = {token.i for name in people for token in name}
    for token in doc:
        if token.dep_ != "appos" or token.i <= token.head.i or not is_person_role(token.lemma_) or token.left_edge.pos_ != "DET":
            continue
        head = token.head
        if head.pos_ != "PROPN" or head.i in taken or head.ent_type_ not in ("", "ORG", "NORP") or is_role(head.text):
            continue
        start = head.i
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head == head and not is_role(doc[start - 1].text):
            start -= 1
        bodies[:] = [body for body in bodies if body.end <= start or body.start > head.i]
        found.append(doc[start : head.i + 1])
    return found


def _surnames(doc: Doc, people: list[Tokens], bodies: list[Tokens], *, capitals: bool) -> list[Tokens]:
    """Surnames of known persons that stand alone and that the model took for a body or for nothing: "Mr Varga's aides"."""
    known = {name[-1].text for name in people if len(name) > 1 and len(name[-1]) > 2 and (capitals or name[-1].text[0].isupper())}
    taken = {token.i for name in people for token in name}
    if not known:
        return []
    bodies[:] = [body for body in bodies if not (len(body) == 1 and body.text in known)]
    taken.update(token.i for body in bodies for token in body)
    return [doc[token.i : token.i + 1] for token in doc if token.text in known and token.i not in taken and not _is_place(token)]


def _is_place(token: Token) -> bool:
    """Whether a word that is also somebody's surname stands for a place here: "in Lincoln"."""
    return token.ent_type_ in ("GPE", "LOC", "FAC") and token.i > 0 and token.nbor(-1).pos_ == "ADP"


def _may_be_name(token: Token) -> bool:
    return (
        token.is_alpha
        and not token.is_stop
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and len(token) > 1
        and not is_role(token.text)
        and token.ent_type_ not in ("GPE", "DATE", "NORP", "CARDINAL")
    )


def _printed(parsed: Parsed, tokens: Tokens) -> str:
    """Words as they stand in the document, white space made plain."""
    return " ".join(parsed.text[tokens.start_char : tokens.end_char].split())


def _fullest(names: list[str]) -> dict[str, str]:
    """Each name → the longest name of the document that ends, or else begins, with it. Of two such the first of the document."""
    words = {name: tuple(word.lower() for word in _WORD.findall(name)) for name in dict.fromkeys(names)}
    longer: dict[str, list[str]] = {}
    for name, parts in words.items():
        if len(parts) > 1:
            longer.setdefault(parts[-1], []).append(name)
            longer.setdefault(parts[0], []).append(name)
    full: dict[str, str] = {}
    for name, parts in words.items():
        if not parts:
            full[name] = name
            continue
        ending = [other for other in longer.get(parts[-1], ()) if words[other][-len(parts) :] == parts]
        beginning = [other for other in longer.get(parts[0], ()) if words[other][: len(parts)] == parts]
        full[name] = max(ending or beginning or [name], key=lambda other: len(words[other]))
    return full


def _acronyms(parsed: Parsed, bodies: list[Tokens]) -> dict[str, str]:
    """Abbreviation → the name that it is printed behind: "Harbour Relief Fund (HRF)"."""
    found: dict[str, str] = {}
    for body in bodies:
        match = _ACRONYM.match(parsed.text, body.end_char)
        if match is not None:
            found.setdefault(match.group(1), _printed(parsed, body))
    short = {body.text for body in bodies if len(body) == 1 and body.text.isupper() and len(body.text) > _SHORTEST} - found.keys()
    if short:
        for body in bodies:
            initials = "".join(token.text[0] for token in body if token.is_title)
            if initials in short and len(body) > 1:  # never explained, but the whole name stands elsewhere
                found.setdefault(initials, _printed(parsed, body))
    return found


def _role_beside(parsed: Parsed, mention: Mention) -> str | None:
    name = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if name is None:
        return None
    bounds = _role_before(name) or _role_after(name) or _role_around(name)
    return None if bounds is None else _printed(parsed, parsed.doc[bounds[0] : bounds[1]])


def _role_before(name: Tokens) -> tuple[int, int] | None:
    """ "Defence Minister Tomas Varga"."""
    head = name.root
    start = min([token.left_edge.i for token in name if token.dep_ != "appos"] + [name.start])
    start = max(start, head.sent.start)
    while start < name.start and (name.doc[start].is_punct or name.doc[start].pos_ in ("DET", "ADP", "SPACE", "CCONJ")):
        start += 1
    return _as_role(name.doc, start, name.start)


def _role_after(name: Tokens) -> tuple[int, int] | None:
    """ "Orsini, a mountain warlord, …"."""
    for token in name:
        for child in token.children:
            if child.dep_ == "appos" and child.i >= name.end:
                end = min([part.left_edge.i for part in child.rights if part.dep_ in ("relcl", "acl", "advcl")] + [child.right_edge.i + 1])
                return _as_role(name.doc, child.left_edge.i, end)
    return None


def _role_around(name: Tokens) -> tuple[int, int] | None:
    """ "the island's president, Tomas Varga"."""
    head = name.root
    if head.dep_ != "appos" or head.head.i >= name.start or any(token.text == ":" for token in name.doc[head.head.i : name.start]):
        return None
    return _as_role(name.doc, head.head.left_edge.i, min(name.start, head.head.right_edge.i + 1))


def _as_role(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The words, if one of them says what somebody is."""
    while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in ("mr", "mr.", "mrs", "ms")):
        end -= 1
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ in ("a", "an", "the")):
        start += 1
    if start >= end or end - start > 20:
        return None
    return (start, end) if any(is_role(token.text) for token in doc[start:end]) else None
