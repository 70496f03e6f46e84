"""Which verb beside a quotation introduces it, and which noun beside that verb may be its speaker, by position in the sentence."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from variorum.lexicon.speech import reporting_nouns, reporting_verbs
from variorum.read.attributions.frames import SUBJECTS, Range, tidy

ADJACENT = 3  # tokens from a verb that is on no list to the quotation behind it: Smith shot back, "…"
NEAR = 8  # tokens from a quotation to a verb that is on no list: "…," a weary clerk shot back
LONGEST_TELLING = 25  # tokens of a sentence that says only who spoke, where and to whom
_GOING_ON = frozenset({"and", "but", "or", "while", "because"})  # the clause before the quotation goes on
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PLAIN = frozenset({"have", "be", "do"})
_MARKS = frozenset("\"“”„«»'’`")
_BETWEEN = frozenset({"that", "as", ",", ":", "—", "-", "–"})
HEARING = frozenset({"tell", "ask", "remind", "assure", "warn", "urge", "inform", "beg", "advise"})  # take who hears it, then the words
_DASHES = frozenset({"-", "–", "—", "--"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET"})
_PHRASE = _NOMINAL | {"ADP", "ADJ", "NUM", "ADV", "PART"}


def speaks(token: Token) -> bool:
    """Whether a verb takes what somebody says or thinks."""
    return token.pos_ == "VERB" and (token.lemma_.lower(), "that") in reporting_verbs()


def cue_after(doc: Doc, segment: Range, *, after_comma: bool, after_call: bool = False) -> Token | None:
    """The verb behind a quotation that says whose it is. `after_comma`, `after_call`: a comma, or ! or ?, closes the words."""
    if any(token.lower_ in _GOING_ON for token in doc[segment[0] : min(segment[0] + 2, segment[1])]):
        return None
    closed = after_comma or after_call
    for token in doc[segment[0] : segment[1]]:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in SUBJECTS:
            continue
        if is_relative(token, segment[0]) and not (closed and _has_name_before(token, segment[0])):
            continue
        if _may_quote(token):
            goes_on = not after_comma and any(child.dep_ == "ccomp" and token.i < child.i < segment[1] for child in token.children)
            return None if goes_on else token
        tells = tells_plainly(token) or (
            after_comma and token.tag_ == "VBN" and token.dep_ == "ROOT" and _has_name_before(token, segment[0])
        )
        plain = (after_comma or (after_call and _closes(token, segment))) and token.i - segment[0] <= NEAR and tells
        if plain or (closed and token.i == segment[0] and _is_inverted(token)):
            return token
        if closed and (token.dep_ == "pcomp" or (token.tag_ == "VB" and token.i == segment[0])):
            continue  # "…," Smith, after winning, said; the second is a title, whatever the parse says
        if token.dep_ not in ("aux", "auxpass", "relcl", "acl", "amod") and token.head.dep_ not in ("relcl", "acl"):
            return None
    return None


def misread_verb(doc: Doc, segment: Range) -> Token | None:
    """A verb of saying that closes the sentence behind a quotation and passes for a noun or a participle: "…," the two write."""
    words = [token for token in doc[segment[0] : segment[1]] if not token.is_punct and not token.is_space]
    if not 2 <= len(words) <= NEAR or words[0].pos_ not in _NOMINAL or words[-1].tag_ in _FINITE:
        return None
    last = words[-1]
    if any(token.pos_ in ("VERB", "AUX", "ADP", "CCONJ") for token in words[:-1]) or last.lower_ == last.lemma_ + "s":
        return None
    return last if (last.lemma_.lower(), "quote") in reporting_verbs() else None


def cue_before(doc: Doc, segment: Range, *, tidy_quotation: bool = False) -> Token | None:
    """The last verb before a quotation, if it may introduce one and nothing else stands between. A colon makes any verb do."""
    if segment[0] == segment[1]:
        return None
    last = doc[segment[1] - 1]
    for index in range(segment[1] - 1, segment[0] - 1, -1):
        token = doc[index]
        if token.pos_ == "VERB":
            if _may_quote(token):
                return token if _leads_to(doc[index + 1 : segment[1]], token, tidy_quotation=tidy_quotation) else None
            if last.text == ":" and (token.tag_ not in _FINITE or is_relative(token, segment[0])):
                continue
            if last.text == "," and tidy_quotation and is_relative(token, segment[0]):
                continue
            adjacent = (
                last.text == "," and tells_plainly(token) and (segment[1] - token.i <= ADJACENT or _gives_word(token, segment[1] - 2))
            )
            if last.text == ":":
                return _telling_verb(token, segment[0])
            return token if adjacent and tidy_quotation else None
        if token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
            return None
    return None


def _leads_to(between: Tokens, verb: Token, *, tidy_quotation: bool) -> bool:
    """Whether the words between a verb of saying and a quotation let it introduce the quotation."""
    if all(token.lower_ in _BETWEEN or token.is_space for token in between):
        return True
    if verb.lemma_ == "tell" and all(token.pos_ in _NOMINAL for token in between):
        return True
    if verb.lemma_ in HEARING and tidy_quotation and all(token.pos_ in _PHRASE - {"ADP", "ADV"} for token in between):
        return True
    return between[-1].lower_ in (",", ":", "that", "as") and not any(token.dep_ == "ccomp" for token in between)


def verb_alone_before(doc: Doc, stop: int) -> Token | None:
    """The verb of a sentence that tells only that somebody spoke, by its last token: Smith agreed. · She said in a statement."""
    if stop < 2 or doc[stop].text not in (".", ":"):
        return None
    index = stop - 1
    while index > max(0, stop - NEAR) and doc[index].pos_ in _PHRASE and doc[index].dep_ not in ("dobj", "attr"):
        index -= 1
    verb = doc[index]
    if verb.pos_ != "VERB" or verb.tag_ not in _FINITE or verb.dep_ != "ROOT" or (verb.lemma_.lower(), "quote") not in reporting_verbs():
        return None
    if index < stop - 1 and doc[index + 1].pos_ != "ADP":
        return None
    words = doc[verb.sent.start : verb.i]
    alone = len(words) <= LONGEST_TELLING and not any(token.pos_ in ("VERB", "AUX") or token.text in _MARKS for token in words)
    return verb if alone and any(child.dep_ in SUBJECTS for child in verb.children) else None


def names_only(doc: Doc, after: Range, before: Range) -> bool:
    """Whether nothing but speaker and verb stand behind a quotation that ends with a stop: "It is over." Smith said."""
    words = [token for token in doc[after[0] : after[1]] if not token.is_punct and token.ent_type_ != "DATE" and token.pos_ != "ADV"]
    if not 2 <= len(words) <= NEAR or after[1] >= len(doc) or doc[after[1]].text != "." or before[0] < before[1]:
        return False
    verbs = [token for token in words if token.pos_ in ("VERB", "AUX")]
    return len(verbs) == 1 and verbs[0] is words[-1] and verbs[0].tag_ in _FINITE


def first_noun(cue: Token, segment: Range) -> Token | None:
    """The noun phrase with which the sentence goes on behind a quotation: "…," a source, who was not cleared to speak, told us."""
    doc = cue.doc
    for index in range(segment[0], cue.i):
        if doc[index].pos_ in ("NOUN", "PROPN", "PRON"):
            token = doc[index]
            while token.dep_ in ("compound", "nmod", "poss") and token.i < token.head.i < cue.i and token.head.pos_ in ("NOUN", "PROPN"):
                token = token.head
            return token
        if doc[index].pos_ not in ("DET", "ADJ", "PUNCT", "NUM", "SPACE"):
            return None
    return None


def noun_beside(cue: Token, segment: Range) -> Token | None:
    """The noun nearest to a verb, before it or else behind it."""
    doc = cue.doc
    for indices in (range(cue.i - 1, segment[0] - 1, -1), range(cue.i + 1, min(cue.i + 8, segment[1]))):
        for index in indices:
            if doc[index].pos_ in ("NOUN", "PROPN", "PRON"):
                token = doc[index]
                while (
                    token.dep_ in ("compound", "nmod") and segment[0] <= token.head.i < segment[1] and token.head.pos_ in ("NOUN", "PROPN")
                ):
                    token = token.head
                return token
            if doc[index].pos_ == "VERB":
                break
    return None


def words_beside(cue: Token, segment: Range) -> Range | None:
    """The few words between a quotation and its verb, or from the verb to the next comma, where the parse sees no noun: "…," read one."""
    doc = cue.doc
    end = next((index for index in range(cue.i + 1, segment[1]) if doc[index].is_punct or doc[index].is_space), segment[1])
    for start, stop in ((segment[0], cue.i), (cue.i + 1, end)):
        found = tidy(doc, start, stop)
        if not found or found[0][1] - found[0][0] > NEAR or doc[found[0][0]].pos_ in ("ADP", "ADV", "SCONJ", "PART"):
            continue
        first, behind = found[0]
        if not any(token.pos_ in ("VERB", "AUX") and (token.tag_ != "VBN" or token.i + 1 == behind) for token in doc[first:behind]):
            return found[0]
    return None


def is_relative(verb: Token, floor: int) -> bool:
    """Whether a verb belongs to "who for ten years was …", beside the sentence."""
    if verb.dep_ in ("relcl", "acl"):
        return True
    return any(part.lower_ in ("who", "which", "whose") for part in verb.lefts if part.i >= floor)


def tells_plainly(verb: Token) -> bool:
    """Whether a verb that is on no list may introduce a quotation beside it."""
    return verb.pos_ == "VERB" and verb.tag_ in _FINITE and verb.lemma_ not in _PLAIN


def passive_agent(verb: Token) -> tuple[Token, ...] | None:
    """Who told a person that the sentence is about: "Smith was asked by a guest"; empty if nobody is named, None for the active voice."""
    if not any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return None
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return tuple(child for child in by.children if child.dep_ == "pobj")[:1] if by is not None else ()


def behind_dash(doc: Doc, start: int, end: int) -> int:
    """Where the speaker stands whom a line names behind a dash: "Bread runs out - Anna Smith: "; else where the line starts."""
    for index in range(end - 1, max(start, end - NEAR) - 1, -1):
        if doc[index].pos_ in ("VERB", "AUX"):
            return start
        if doc[index].text in _DASHES and index + 1 < end and index and doc[index - 1].whitespace_:
            return index + 1 if any(token.pos_ == "PROPN" for token in doc[index + 1 : end]) else start
    return start


def _telling_verb(verb: Token, floor: int) -> Token:
    """The verb of the sentence that a colon closes, whose last clause may have a verb of its own: he apologised for what happened: "…" """
    found = verb
    while found.dep_ in ("relcl", "ccomp", "pcomp", "csubj", "acl", "prep", "pobj", "dobj", "advcl") and floor <= found.head.i < found.i:
        found = found.head
    tells = found.pos_ == "VERB" and found.tag_ not in ("VB", "VBG") and any(child.dep_ in SUBJECTS for child in found.children)
    return found if tells else verb


def _has_name_before(verb: Token, floor: int) -> bool:
    """Whether only a name or a plain noun phrase stands between a quotation and a verb that the parse hangs on it: "…," the baker said."""
    words = [token for token in verb.doc[floor : verb.i] if not token.is_space]
    if not 1 <= len(words) <= NEAR or words[-1].tag_ in ("HYPH", "DT", "POS"):
        return False
    if any(child.dep_ in ("aux", "auxpass", "agent") for child in verb.children):
        return False
    if verb.tag_ not in _FINITE and (verb.tag_ != "VBN" or (verb.i + 1 < len(verb.doc) and verb.nbor().lower_ in ("by", "to"))):
        return False
    return not any(
        token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") or token.text == "," or token.tag_ in ("WDT", "WP", "WP$") for token in words
    )


def _closes(verb: Token, segment: Range) -> bool:
    """Whether a verb is the last word of its sentence."""
    return verb.i + 1 >= segment[1] or verb.nbor().is_punct


def _gives_word(verb: Token, last: int) -> bool:
    """Whether the object that closes the words before a quotation is itself a word of saying: they issued a statement, "…" """
    word = verb.doc[last]
    return word.dep_ == "dobj" and word.head == verb and word.lemma_.lower() in reporting_nouns()


def _may_quote(verb: Token) -> bool:
    return verb.pos_ == "VERB" and (verb.lemma_.lower(), "quote") in reporting_verbs()


def _is_inverted(verb: Token) -> bool:
    """Whether a verb right behind a quotation has its speaker behind it: "…!" beamed Smith."""
    if verb.i + 1 >= len(verb.doc) or verb.pos_ != "VERB" or not verb.is_lower or verb.lemma_ in _PLAIN:
        return False
    following = verb.doc[verb.i + 1].pos_
    return following == "PROPN" if verb.tag_ == "VBN" else verb.tag_ in _FINITE and following in ("PROPN", "PRON", "DET")
