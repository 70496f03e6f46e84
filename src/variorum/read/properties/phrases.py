"""Phrases of a parse: who stands in a noun phrase, what a clause holds, and which words the finders of properties look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Doc, Token

from variorum.lexicon.en.harm import HarmVerb, group_nouns
from variorum.lexicon.roles import is_role, kind_of
from variorum.model import Mention, Span, Speaker
from variorum.read.attributions import attribution_for
from variorum.read.finding import Event, Finding
from variorum.read.names import role_of
from variorum.read.parsed import Parsed

LONGEST = 45  # words of a clause that may serve as evidence; a longer one is cut at its head's own words
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MEANS = frozenset(
    {"telephone", "phone", "radio", "email", "letter", "mail", "text", "fax", "night", "day", "force", "law", "hand", "air", "sea"}
)
_HE_OR_SHE = frozenset({"he", "she", "his", "her", "him", "hers"})
_EDGE = frozenset({",", ";", ":", "-", "–", "—", "--", "(", ")", '"', "“", "”", ".", "!", "?", "'", "’s", "'s", "‘", "’"})
_OPENERS = frozenset({",", "that", "when", "while", "after", "before", "as", "because", "where", "since", "although", "though"})
_ASIDES = frozenset({"relcl", "parataxis"})
_AMONG_THEM = frozenset({"group", "man", "woman", "captor", "militia", "cell", "faction", "gang"})
_PEACEFUL = frozenset(
    {"journalist", "right", "rights", "aid", "advocacy", "student", "industry", "press", "medium", "media", "church", "relief"}
)
_PERSONAL = frozenset({"they", "them", "their", "it", "its", "who", "which", "that"})


class Phrases:
    """One document's tokens by lemma, its names by token, and the phrases round them."""

    def __init__(self, parsed: Parsed, events: tuple[Event, ...] = ()) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self._by_lemma: dict[str, list[Token]] = {}
        for token in self.doc:
            self._by_lemma.setdefault(token.lemma_.lower(), []).append(token)
        self.placed = {token.i: mention for mention in parsed.places for token in self._tokens(mention.span)}
        self.named = {
            token.i: mention
            for mention in parsed.names
            for token in self._tokens(mention.span)
            if not (mention.kind == "person" and token.i in self.placed)  # a town that the model took for a person
        }
        self.events = events
        self.event_at = {token.i: event for event in events for token in self._tokens(event.span)}
        self._armed: dict[int, bool] = {}
        self.event_sentences = {self.doc[i].sent.start for i in self.event_at}

    def _tokens(self, span: Span) -> Iterable[Token]:
        return self.doc.char_span(span.start, span.end, alignment_mode="expand") or ()

    def of(self, *lemmas: str, pos: str | None = None) -> Iterator[Token]:
        """The tokens of some lemmas, in the order of the lemmas, then of the text; `pos` VERB or NOUN."""
        for lemma in lemmas:
            for token in self._by_lemma.get(lemma, ()):
                if pos is None or token.pos_ == pos:
                    yield token

    def span(self, start: int, end: int) -> Span | None:
        """The span of a token range without what hangs on its edges; None if nothing is left or it runs over a paragraph."""
        doc = self.doc
        while start < end and (doc[start].text in _EDGE or doc[start].is_space or (doc[start].dep_ == "cc")):
            start += 1
        while start < end and (doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].dep_ == "cc"):
            end -= 1
        if start >= end or "\n\n" in doc[start:end].text:
            return None
        return self.parsed.span_of(doc[start:end])

    def phrase(self, head: Token, *, cut: frozenset[str] = frozenset()) -> Span | None:
        """A noun phrase: the head with its own words, without coordinated clauses and asides behind a comma."""
        start, end = self.bounds(head, cut=cut)
        return self.span(start, end)

    def bounds(self, head: Token, *, cut: frozenset[str] = frozenset()) -> tuple[int, int]:
        """The token range of a noun phrase. `cut`: children by relation that are left off with all behind them."""
        start, end = head.left_edge.i, head.right_edge.i + 1
        for child in head.children:
            aside = child.dep_ in _ASIDES or (child.dep_ in ("appos", "acl", "advcl", "conj") and _after_comma(child))
            if child.i > head.i and (aside or child.dep_ in cut or (child.dep_ == "punct" and child.text in ("(", "—", "–", ";"))):
                end = min(end, child.left_edge.i)
            if child.i < head.i and child.dep_ in ("cc", "punct", "advmod", "preconj") and child.i == start:
                start = child.i + 1
        return start, max(end, head.i + 1)

    def clause(self, verb: Token, *, cut: frozenset[str] = frozenset({"ccomp"})) -> Span | None:
        """A clause: the verb with subject, objects and what qualifies it, without coordinated clauses and clauses beside it."""
        start, end = verb.left_edge.i, verb.right_edge.i + 1
        for child in verb.children:
            if child.dep_ in ("conj", "parataxis") and child.i > verb.i:
                end = min(end, _with_joint(child))
            elif child.i < verb.i and child.dep_ in cut:
                start = max(start, child.right_edge.i + 1)
            elif child.i > verb.i and (child.dep_ in cut or ("preconj" in cut and any(part.dep_ == "preconj" for part in child.children))):
                end = min(end, child.left_edge.i)
        start, end = _within_brackets(verb, start, end)
        while start < verb.i and self.doc[start].dep_ in ("mark", "advmod", "punct") and self.doc[start].lower_ in _OPENERS:
            start += 1
        if end - start > LONGEST:
            start, end = max(start, verb.i - 12), min(end, verb.i + 20)
        return self.span(start, end)

    def who(self, token: Token | None) -> str | None:
        """Who or what a noun phrase names, in the fullest words of the document; None for a pronoun that stays dark."""
        if token is None:
            return None
        mention = self.mention(token)
        if mention is not None and mention.kind == "person":
            return mention.value or mention.span.exact
        if token.pos_ in ("PRON", "DET"):
            return self._pronoun(token)
        if token.dep_ == "poss":
            start, end = token.left_edge.i, token.i + 1
        else:
            start, end = self.bounds(token, cut=frozenset({"relcl", "acl", "advcl", "appos"}))
        while start < end and (self.doc[start].pos_ == "DET" or self.doc[start].dep_ == "predet"):
            start += 1
        span = self.span(start, min(end, start + 14))
        return " ".join(span.exact.split()) if span else None

    def mention(self, token: Token) -> Mention | None:
        """The name at a token, or the person in its apposition ("the minister, Joan Doe")."""
        found = self.named.get(token.i)
        if found is not None and found.kind == "person":
            return found
        for child in token.children:
            beside = self.named.get(child.i)
            if child.dep_ == "appos" and beside is not None and beside.kind == "person":
                return beside
        behind = self.named.get(token.i + 1)
        if behind is not None and behind.kind == "person" and token.pos_ == "NOUN" and is_role(token.text):
            return behind  # "the journalist Joan Doe", which the parse may cut in two
        return found

    def _pronoun(self, token: Token) -> str | None:
        word = token.lower_
        if word in ("who", "which", "that"):
            verb = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
            return self.who(verb.head) if verb is not None and verb.head.i < token.i and verb.head.pos_ != "PRON" else None
        if word in _HE_OR_SHE:
            return self._person_before(token)
        if word in ("we", "i", "our", "my"):
            speaker = self._quoted(token)
            return speaker.name if speaker is not None else None
        if word == "it" and token.head.dep_ == "ccomp" and token.head.head.i < token.i:
            outer = subject(token.head.head)
            return self.who(outer) if outer is not None and outer.lower_ != "it" else None
        if word in ("they", "their", "them"):
            other = self.perpetrators_before(token)
            return self.who(other) if other is not None else None
        return None

    def _person_before(self, token: Token) -> str | None:
        """The nearest person before who is a subject, in this sentence or the two before."""
        floor = token.sent.start
        for _ in range(2):
            floor = self.doc[floor - 1].sent.start if floor > 0 else 0
        for index in range(token.i - 1, floor - 1, -1):
            mention = self.named.get(index)
            if mention is not None and mention.kind == "person" and self.doc[index].dep_ in _SUBJECTS:
                return mention.value or mention.span.exact
        return None

    def is_perpetrator(self, token: Token | None) -> bool:
        """Whether a noun phrase names those who may have done it: "the gunmen", an armed group; pronouns by what went before."""
        if token is None:
            return False
        mention = self.named.get(token.i)
        if mention is not None:
            return mention.kind == "group"
        if token.lower_ in ("we", "i", "our", "my"):
            return self._spoken_by_perpetrators(token)
        if token.lower_ in _PERSONAL and token.pos_ in ("PRON", "DET"):
            if token.lower_ in ("who", "which", "that"):
                verb = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
                return verb is not None and self.is_perpetrator(verb.head)
            return self.perpetrators_before(token) is not None
        return names_perpetrators(token)

    def _spoken_by_perpetrators(self, token: Token) -> bool:
        speaker = self._quoted(token)
        if speaker is None:
            return False
        words = f"{speaker.name} {speaker.role or ''}".lower().replace(",", " ").split()
        return speaker.kind == "armed_group" or any(word in plural_perpetrators() for word in words)

    def _quoted(self, token: Token) -> Speaker | None:
        attribution = attribution_for(self.parsed, self.parsed.span(token.idx, token.idx + len(token.text)))
        return attribution.speaker if attribution is not None else None

    def tells_of_perpetrators(self, token: Token) -> bool:
        """Whether a noun in the sentence of a token stands for perpetrators."""
        start = token.sent.start
        if start not in self._armed:
            self._armed[start] = any(names_perpetrators(part) for part in token.sent if part.pos_ == "NOUN")
        return self._armed[start]

    def perpetrators_before(self, token: Token) -> Token | None:
        """The nearest noun before, in this sentence or the one before, that names perpetrators."""
        start = token.sent.start
        floor = self.doc[start - 1].sent.start if start > 0 else 0
        for index in range(token.i - 1, floor - 1, -1):
            other = self.doc[index]
            mention = self.named.get(index)
            if other.pos_ in ("NOUN", "PROPN") and (names_perpetrators(other) or (mention is not None and mention.kind == "group")):
                return other if mention is None else self.doc[self._head_index(mention)]
        return None

    def _head_index(self, mention: Mention) -> int:
        tokens = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        return tokens.root.i if tokens is not None else 0

    def speaker(self, token: Token | None) -> Speaker | None:
        """The speaker whom a noun phrase names, for finders that know who speaks."""
        name = self.who(token)
        if token is None or name is None:
            return None
        mention = self.mention(token)
        role = role_of(self.parsed, mention) if mention is not None and mention.kind == "person" else None
        return Speaker(name=name, role=role, kind=kind_of(role or name))

    def holds_event(self, start: int, end: int) -> bool:
        """Whether a violent event is told between two tokens."""
        return any(index in self.event_at for index in range(start, end))


@cache
def plural_perpetrators() -> frozenset[str]:
    """Every form of the nouns for perpetrators."""
    return frozenset(noun for noun, groups in group_nouns().items() if "perpetrators" in groups)


def names_perpetrators(token: Token) -> bool:
    """Whether a noun by itself stands for perpetrators, or for a band of people who may be."""
    lemma = token.lemma_.lower()
    if any(child.lemma_.lower() in _PEACEFUL for child in token.children if child.dep_ in ("compound", "amod", "nmod", "poss")):
        return False
    return "perpetrators" in group_nouns().get(lemma, ()) or lemma in _AMONG_THEM


def once_each(*findings: Finding) -> tuple[Finding, ...]:
    """Findings in the order of the text; of several over the same words, the first that was given."""
    found: dict[tuple[int, int], Finding] = {}
    for finding in findings:
        found.setdefault((finding.evidence[0].start, finding.evidence[0].end), finding)
    return tuple(sorted(found.values(), key=lambda finding: finding.evidence[0].start))


def subject(verb: Token) -> Token | None:
    """The subject of a verb in the active; of a participle or infinitive the subject of the verb above; None in a passive."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj"):
                return child
            if child.dep_ == "nsubjpass":
                return None if verb.tag_ == "VBN" and not _is_outer(verb) else child
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ not in ("conj", "xcomp", "advcl", "pcomp") or verb.head == verb:
            return None
        verb = verb.head if verb.dep_ != "pcomp" else verb.head.head
    return None


def _is_outer(verb: Token) -> bool:
    return not any(child.dep_ == "auxpass" for child in verb.children)


def passive_subject(verb: Token) -> Token | None:
    """What a passive verb is done to."""
    return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)


def agent(verb: Token) -> Token | None:
    """The doer of a passive verb: "condemned by the council"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"):
            return next((part for part in child.children if part.dep_ == "pobj" and part.lemma_.lower() not in _MEANS), None)
    return None


def child_of(token: Token, *relations: str) -> Token | None:
    """The first child in one of some relations."""
    return next((child for child in token.children if child.dep_ in relations), None)


def after(token: Token, *prepositions: str) -> Token | None:
    """The noun behind a preposition of the token: `after(warning, "of", "about")`; also of a verb's or noun's "to"."""
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            found = next((part for part in child.children if part.dep_ in ("pobj", "pcomp")), None)
            if found is not None:
                return found
    return None


def owner(noun: Token) -> Token | None:
    """The possessor or the "by", "from" of a noun: "the mayor's warning", "a warning from the mayor"."""
    return child_of(noun, "poss") or after(noun, "by", "from")


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive or is a participle without an object of its own."""
    return verb.tag_ == "VBN" and not any(
        child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children if not _has_passive(verb)
    )


def _has_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether a verb or noun is denied in its own phrase."""
    return any(child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no") for child in verb.children)


def _within_brackets(head: Token, start: int, end: int) -> tuple[int, int]:
    """The range cut at a bracket that opens before the head, or closes behind it, on its own."""
    doc = head.doc
    for index in range(head.i - 1, start - 1, -1):
        if doc[index].text == ")":
            break
        if doc[index].text == "(":
            start = index + 1
            break
    for index in range(head.i + 1, end):
        if doc[index].text == "(":
            break
        if doc[index].text == ")":
            end = index
            break
    return start, end


def _after_comma(token: Token) -> bool:
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text in (",", "—", "–", "-", ";", "(")


def _with_joint(conj: Token) -> int:
    """Where a coordinated clause begins, with its "and" and comma."""
    index = conj.left_edge.i
    while index > 0 and (conj.doc[index - 1].dep_ == "cc" or conj.doc[index - 1].text == ","):
        index -= 1
    return index


def tells_harm(token: Token, verb: HarmVerb) -> bool:
    """Whether a verb of harm is meant as such without more words: "mow down" needs its "down", "hold" and "hit" need people, seen later."""
    if verb.kind in ("blow", "free"):
        return False
    return verb.kind != "down" or any(child.lower_ == "down" for child in token.children)


def plain(span: Span | None) -> str | None:
    """The words of a span with white space made plain."""
    return " ".join(span.exact.split()) if span is not None else None
