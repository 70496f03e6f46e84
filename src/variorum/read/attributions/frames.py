"""Where the parse puts speaker and words of a verb: the raw material of attributions, before any word list has a say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from variorum.lexicon.speech import reporting_nouns, reporting_verbs

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_GOES_ON = frozenset({"as", "at", "among", "including"})  # "identified the dead as …", "put the toll at 12"
_TRIM = frozenset(",;:.—–-\"“”'’‘```''«»()[]!?…")

_SET_OFF = frozenset({",", "—", "–", "-", "--"})
_RELATIVES = frozenset({"who", "whose", "whom"})

Range = tuple[int, int]  # of tokens, half open


@dataclass(frozen=True, slots=True)
class Frame:
    """A word that may ascribe words to somebody.

    `shape` is how the content hangs on it: that, before, inf, ing, np, aside, or a preposition.
    """

    cue: Token
    shape: str
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    cue_range: Range
    speaker: Token | None = None

    @property
    def lemma(self) -> str:
        """Of the cue, in lower case."""
        return self.cue.lemma_.lower()


def frames_of(verb: Token) -> Iterator[Frame]:
    """The frames of one verb, most telling first."""
    children = list(verb.children)
    speaker = speaker_of(verb) or (_noun_before(verb) if verb.dep_ == "ROOT" else None)
    source = () if speaker is None else (source_range(speaker, verb),)
    cue = cue_range(verb)
    clauses = [child for child in children if child.dep_ == "ccomp"]
    clause = next((child for child in clauses if child.i > verb.i), clauses[0] if clauses else None)
    if clause is not None and clause.i > verb.i:
        yield Frame(verb, "that", source, clause_after(verb, clause), cue, speaker)
    elif clause is not None and not _is_closed_off(clause, verb):
        yield Frame(verb, "before", source, clause_before(verb, clause, source), cue, speaker)
    elif aside := _aside(verb, children):
        yield Frame(verb, "aside", source, aside, cue, speaker)
    for child in children:
        if child.i < verb.i:
            continue
        if child.dep_ == "xcomp":
            shape = (
                "inf"
                if any(part.dep_ == "aux" and part.lower_ == "to" for part in child.lefts)
                else "ing"
                if child.tag_ == "VBG"
                else "xcomp"
            )
            yield Frame(verb, shape, source, tidy(verb.doc, child.left_edge.i, child.right_edge.i + 1), cue, speaker)
        elif child.dep_ in ("dobj", "attr", "oprd"):
            end = child.right_edge.i
            if frame_goes_on := next((part for part in children if part.i > end and part.dep_ == "prep" and part.lower_ in _GOES_ON), None):
                end = frame_goes_on.right_edge.i
            yield Frame(verb, "np", source, tidy(verb.doc, child.left_edge.i, end + 1), cue, speaker)
        elif child.dep_ in ("prep", "agent") and (inner := next((part for part in child.children if part.i > child.i), None)) is not None:
            if verb.lemma_ == "admit" and any(part.dep_ in ("auxpass", "dobj") for part in children):
                continue  # "were admitted to two hospitals"
            content = tidy(verb.doc, inner.left_edge.i, inner.right_edge.i + 1)
            yield Frame(verb, child.lower_, source, content, (cue[0], max(cue[1], child.i + 1)), speaker)


def clause_after(verb: Token, clause: Token) -> tuple[Range, ...]:
    """A clause that follows its verb, with its "that"."""
    start = max(clause.left_edge.i, verb.i + 1)
    return tidy(verb.doc, start, max(clause.right_edge.i, clause.i) + 1)


def clause_before(verb: Token, clause: Token, source: tuple[Range, ...]) -> tuple[Range, ...]:
    """A clause that stands before "police said", and what goes on after it when it was only interrupted."""
    first = min([verb.i, *(start for start, _ in source)])
    pieces = tidy(verb.doc, clause.left_edge.i, first)
    last = max([verb.i + 1, *(end for _, end in source)])
    if clause.right_edge.i >= last:
        pieces += tidy(verb.doc, last, clause.right_edge.i + 1)
    return pieces


def _is_closed_off(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and what the parse takes for its verb of saying: "A says …; B admits …" are two."""
    return any(token.text == ";" for token in verb.doc[clause.i : verb.i])


def _aside(verb: Token, children: list[Token]) -> tuple[Range, ...]:
    """What an aside such as "police say" is set into: its head's clause without the aside."""
    head = verb.head
    if head == verb or verb.dep_ not in ("parataxis", "ccomp", "advcl") or head.pos_ not in ("VERB", "AUX"):
        return ()
    if any(child.dep_ in ("dobj", "xcomp", "acomp", "attr", "prep") for child in children) or not any(
        child.dep_ in SUBJECTS for child in children
    ):
        return ()
    if verb.right_edge.i - verb.left_edge.i > 12:
        return ()
    return around(head, verb.left_edge.i, verb.right_edge.i + 1)


def around(head: Token, start: int, end: int) -> tuple[Range, ...]:
    """The clause of `head`, without the tokens from start to end."""
    left, right = head.left_edge.i, head.right_edge.i + 1
    return tidy(head.doc, left, min(start, right)) + tidy(head.doc, max(end, left), right)


def tidy(doc: Doc, start: int, end: int) -> tuple[Range, ...]:
    """The range without punctuation at its edges; nothing where no word is left."""
    while start < end and (doc[start].is_space or doc[start].text in _TRIM):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in _TRIM):
        end -= 1
    return ((start, end),) if start < end else ()


def cue_range(verb: Token) -> Range:
    """The verb with its auxiliaries and particles."""
    start, end = verb.i, verb.i + 1
    for child in verb.children:
        if (
            child.dep_ in ("aux", "auxpass", "neg", "advmod")
            and child.i < verb.i
            and all(verb.doc[i].dep_ in ("aux", "auxpass", "neg", "advmod") and verb.doc[i].head == verb for i in range(child.i, verb.i))
        ):
            start = min(start, child.i)
        elif child.dep_ == "prt" and child.i == end:
            end += 1
    return start, end


def speaker_of(verb: Token) -> Token | None:
    """The subject of a verb, also of "adding", "and said", "went on to say"; None where nobody is named. A passive has its agent."""
    seen = 0
    token = verb
    while seen < 6:
        seen += 1
        subjects = [child for child in token.children if child.dep_ in SUBJECTS and not _is_behind_colon(child, token)]
        if subjects:  # the nearest: a dateline may pass for another
            return max(subjects, key=lambda child: child.i)
        if token.dep_ == "pcomp" and (cited := _cited(token)) is not None:
            return cited
        if token.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis", "dep") and token.head != token:
            token = token.head
        elif token.dep_ == "acl" and token.tag_ != "VBN" and token.head.pos_ in ("NOUN", "PROPN"):
            return owner_of(token.head)
        else:
            return None
    return None


def _is_behind_colon(noun: Token, verb: Token) -> bool:
    """Whether a colon parts a noun from the verb before it: "the mission wrote: Ana Low, Ben Roe" lists whom it tells of."""
    return noun.i > verb.i and any(token.text == ":" for token in verb.doc[verb.i : noun.i])


def _noun_before(verb: Token) -> Token | None:
    """The head of the noun phrase right before a verb for which the parse found no subject."""
    doc = verb.doc
    index = verb.i - 1
    for _ in range(4):
        if index < verb.sent.start or doc[index].pos_ not in ("NOUN", "PROPN", "PRON"):
            return None
        token = doc[index]
        while token.dep_ in ("pobj", "prep", "compound", "nmod") and token.head.i < verb.i and token.head.pos_ in ("NOUN", "PROPN", "ADP"):
            token = token.head
        if token.pos_ != "ADP":
            return token
        index = token.i - 1
    return None


def _cited(saying: Token) -> Token | None:
    """Who is quoted: "the agency quoted the army as saying …", "the army was quoted as saying …"."""
    quoting = saying.head.head
    if saying.head.lower_ != "as" or quoting.pos_ != "VERB" or quoting.lemma_ not in ("quote", "cite", "report", "describe"):
        return None
    for role in ("nsubjpass", "dobj", "nsubj"):
        found = next((child for child in quoting.children if child.dep_ == role), None)
        if found is not None:
            return found
    return None


def owner_of(noun: Token) -> Token | None:
    """Whose statement it is: "police in a statement saying …", "the ministry's report saying …"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    if noun.dep_ == "dobj" or (noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with")):
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.pos_ == "VERB" and noun.lemma_.lower() in reporting_nouns():
            return speaker_of(verb) or noun
    return noun


def source_range(speaker: Token, verb: Token) -> Range:
    """The speaker's words, without the verb itself."""
    end = speaker.right_edge.i + 1
    before = verb.i > speaker.i
    end = min([end, *(child.left_edge.i for child in speaker.rights if _tells(child, verb) or (before and _is_remark(child)))])
    return _without_verb(speaker.doc, speaker.left_edge.i, end, speaker, verb)


def _tells(clause: Token, verb: Token) -> bool:
    """Whether a relative clause is speech of its own or says why there is no name: "Smith, who added that …", "who asked for anonymity"."""
    doc, start = clause.doc, clause.left_edge.i
    if clause.dep_ != "relcl" or doc[start].lower_ != "who":
        return False
    if any(token.lower_ == "anonymity" for token in doc[start : clause.right_edge.i + 1]):
        return verb.pos_ == "VERB"
    spoken = (clause.lemma_.lower(), "that") in reporting_verbs() and any(child.dep_ == "ccomp" for child in clause.children)
    return spoken and doc[start - 1].text in _SET_OFF


def _is_remark(clause: Token) -> bool:
    """Whether a clause is the outlet's aside about somebody known: "Smith, who left in May, said", "Smith, speaking in May, said".

    Of one whom the text brings in, name and all, it tells who that is: "Ann Smith, who runs the mill, said".
    """
    speaker, start = clause.head, clause.left_edge.i
    if speaker.doc[start - 1].text not in _SET_OFF:
        return False
    if clause.dep_ == "acl":
        return speaker.pos_ == "PROPN"
    known = start - 1 - speaker.left_edge.i == 1 or speaker.left_edge.lower_ == "the"
    return clause.dep_ == "relcl" and known and speaker.doc[start].lower_ in _RELATIVES


def name_range(speaker: Token, verb: Token) -> Range:
    """The speaker's words without what a relative clause or a participle behind a comma adds."""
    end = speaker.right_edge.i + 1
    for child in speaker.rights:
        if child.dep_ in ("relcl", "advcl", "parataxis") or (
            child.dep_ == "acl" and child.left_edge.i > 0 and speaker.doc[child.left_edge.i - 1].text == ","
        ):
            end = min(end, child.left_edge.i)
    return _without_verb(speaker.doc, speaker.left_edge.i, end, speaker, verb)


def _without_verb(doc: Doc, start: int, end: int, speaker: Token, verb: Token) -> Range:
    if start <= verb.i < end:
        if verb.i > speaker.i:
            end = verb.i
        else:
            start = verb.i + 1
    trimmed = tidy(doc, start, end)
    return trimmed[0] if trimmed else (speaker.i, speaker.i + 1)
