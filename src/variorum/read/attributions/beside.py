"""Who stands right before "said", by the commas: the parse may have hung the speaker on the clause before him.

"The rockets killed 30 people and injured 93, the secretary of the council, Tomas Varga, said."
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from variorum.lexicon.roles import is_role
from variorum.read.attributions.frames import Range

LONGEST = 14  # tokens of one piece: "a spokeswoman for the mayor of the port city"
_STOPS = frozenset([",", ";", ":", "—", "–", "--", "―", '"', "“", "”", "``", "''", "‘"])
_FIRST = frozenset({"DET", "PROPN", "NOUN", "ADJ", "PRON"})
_PRONOUNS = frozenset({"he", "she", "they"})
_NOBODY = frozenset({"it", "who", "which", "that", "what", "there", "one", "all", "some", "this", "these", "those", "i", "you", "we"})
_NAMES = frozenset({"PERSON", "ORG", "NORP"})
_NUMBERS = frozenset({"CARDINAL", "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def is_number(token: Token) -> bool:
    """Whether a word counts or dates: neither ever speaks."""
    return (token.pos_ == "NUM" or token.like_num or token.ent_type_ in _NUMBERS) and not is_role(token.text)


def pieces_before(verb: Token) -> tuple[Range, ...]:
    """The noun phrases right before a verb, as token ranges: two where one is in apposition, none where nobody is named."""
    doc, floor = verb.doc, verb.sent.start
    end = verb.i
    while end > floor and doc[end - 1].pos_ in {"AUX", "ADV", "PART"}:
        end -= 1
    closed = end > floor and doc[end - 1].text == ","
    if closed:
        end -= 1
    start = _start_of(doc, end, floor)
    if not _is_phrase(doc, start, end):
        return ()
    if not closed:
        return ((start, end),) if start > floor and _tells(doc, start, end) else ()
    if start - 1 <= floor or doc[start - 1].text != ",":
        return ()
    first = _start_of(doc, start - 1, floor)
    if not _is_phrase(doc, first, start - 1) or not (_tells(doc, first, start - 1) and _tells(doc, start, end)):
        return ()
    return ((first, start - 1), (start, end))


def _start_of(doc: Doc, end: int, floor: int) -> int:
    start = end
    while start > floor and doc[start - 1].text not in _STOPS and "\n" not in doc[start - 1].text:
        start -= 1
    return start


def _is_phrase(doc: Doc, start: int, end: int) -> bool:
    """Whether some words may be one noun phrase."""
    if not 0 < end - start <= LONGEST or doc[start].pos_ not in _FIRST or is_number(doc[start]) or doc[start].lower_ in _NOBODY:
        return False
    return not any(token.pos_ in {"VERB", "AUX", "SCONJ"} for token in doc[start:end])


def _tells(doc: Doc, start: int, end: int) -> bool:
    """Whether a phrase says who somebody is: a pronoun, a name or a role."""
    words = doc[start:end]
    if end - start == 1:
        token = words[0]
        return token.lower_ in _PRONOUNS or token.ent_type_ in _NAMES or is_role(token.text)
    return any(token.ent_type_ in _NAMES or is_role(token.text) for token in words)
