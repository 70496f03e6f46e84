"""What a text names, by token: persons and bodies, countries and other places; and what its general words stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from variorum.lexicon.blame import perpetrator_nouns
from variorum.lexicon.gazetteer import lookup
from variorum.lexicon.outlets import is_outlet
from variorum.model import Mention
from variorum.read.parse import in_capitals
from variorum.read.parsed import Parsed

_COUNTRIES = frozenset({"country", "territory"})
_SPEAKS_FOR = frozenset(
    {
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "leader",
        "commander",
        "chief",
        "statement",
        "message",
        "video",
        "head",
        "representative",
        "envoy",
        "adviser",
        "advisor",
        "aide",
        "ambassador",
        "diplomat",
    }
)
_WRITINGS = frozenset(
    {"statement", "message", "video", "communique", "communiqué", "tape", "note", "letter", "recording", "email", "e-mail", "leaflet"}
)
_GIVEN_OUT = frozenset({"purport", "sign", "issue", "release", "send", "write", "record", "say", "claim", "attribute", "make", "be"})
_REACH = 3  # sentences back from "the group" to its name
_REACH_ARMED = 6  # … to that of an armed one: a forum named in between is not meant
_FAR = 14  # tokens from "purporting" to whom the words are said to be from


class Named:
    """The mentions of a document, looked up once."""

    def __init__(self, parsed: Parsed) -> None:
        self.doc: Doc = parsed.doc
        self._parsed = parsed
        self.capitals = in_capitals(parsed.text)
        self._starts = parsed.starts
        self.name_at: dict[int, Mention] = {}
        self.place_at: dict[int, Mention] = {}
        self._groups: list[tuple[int, Mention]] = []
        for mention in parsed.names:
            first = self._index(mention.span.start)
            self.name_at.update(dict.fromkeys(range(first, self._index(mention.span.end - 1) + 1), mention))
            if mention.kind == "group" or (mention.kind == "organisation" and not _speaks(parsed, mention)):
                self._groups.append((first, mention))
        for mention in parsed.places:
            self.place_at.update(dict.fromkeys(range(self._index(mention.span.start), self._index(mention.span.end - 1) + 1), mention))

    @classmethod
    def of(cls, parsed: Parsed) -> Named:
        """Those of a document, made once."""
        return parsed.once("named", lambda: cls(parsed))

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def is_place(self, token: Token) -> bool:
        """Whether a word stands for a place that is no country: towns and streets do nothing to anybody."""
        mention = self.place_at.get(token.i)
        if mention is None:
            return token.ent_type_ in {"LOC", "FAC"}
        if token.i in self.name_at:
            return False
        return mention.where is None or mention.where.kind not in _COUNTRIES

    def is_capital(self, token: Token) -> bool:
        """Whether a word names a capital, which may stand for its state."""
        return token.i in self.place_at and any(place.is_capital for place in lookup(token.text)[:1])

    def is_named(self, first: int, last: int) -> bool:
        """Whether one of the words from first to last names somebody, a people or a state."""
        return any(index in self.name_at or self._names(self.doc[index]) for index in range(first, last + 1))

    def _names(self, token: Token) -> bool:
        if token.ent_type_ == "NORP":
            return True
        if token.pos_ != "PROPN":
            return False
        if token.ent_type_ in {"GPE", "PERSON", "ORG"} or self.capitals:
            return True
        return perpetrator_nouns().get(token.lower_.removesuffix("s")) == "armed_group"  # "Maoists"

    def group_before(self, token: Token) -> Mention | None:
        """The group that "the group" stands for: the last one named, at most three sentences back; an armed one before any other.

        Bodies that are quoted are passed over: "the Bureau said … Members of the group broke in".
        """
        position = bisect_right(self._groups, token.i, key=lambda entry: entry[0]) - 1
        near, far, steps = token.i, token.i, 0
        while far > 0 and steps <= _REACH_ARMED:
            far -= 1
            steps += bool(self.doc[far].is_sent_start)
            near = far if steps <= _REACH else near
        other: Mention | None = None
        while position >= 0 and self._groups[position][0] >= far:
            at, mention = self._groups[position]
            if mention.kind == "group":
                return mention
            other = other or (mention if at >= near else None)
            position -= 1
        return None if other is not None and is_outlet(other.span.exact) else other

    def on_behalf_of(self, token: Token) -> Token:
        """The body in whose name somebody speaks: "a spokesman for X", "X's leader, NAME"; the token itself where there is none."""
        heads = [token, *(child for child in token.children if child.dep_ == "appos")]
        if token.dep_ == "appos":
            heads.append(token.head)
        for head in heads:
            writing = head.lemma_.lower() in _WRITINGS
            if not writing and head.lemma_.lower() not in _SPEAKS_FOR:
                continue
            for child in head.children:
                links = child.children if child.dep_ == "prep" and child.lower_ in {"for", "of", "from", "by"} else ()
                owner: Token
                torn = _purported(child) if child.dep_ in {"acl", "relcl"} else ()
                for owner in (child, *links, *torn):
                    if owner.dep_ in {"poss", "compound", "pobj"} and self._may_own(owner, writing=writing):
                        return owner
        return token

    def _may_own(self, owner: Token, *, writing: bool) -> bool:
        """Whether somebody may have others speak for him: a body or a land; of what is written a person, too; never an outlet."""
        mention = self.name_at.get(owner.i)
        if mention is None:
            return not writing and owner.dep_ == "poss" and owner.ent_type_ == "GPE"
        return (writing or mention.kind != "person") and not is_outlet(mention.span.exact)

    def in_dateline(self, token: Token) -> bool:
        """Whether a word heads a report: "CITY -- FOUR MEN …"; the parse may take it for the subject, or for somebody by name."""
        return self._parsed.dateline_at(token.idx) is not None

    def behind_dateline(self, token: Token, predicate: Token) -> Token:
        """The noun with which a sentence begins behind its dateline, where the parse took the dateline for the subject."""
        line = self._parsed.dateline_at(token.idx)
        if line is None:
            return token
        for word in self.doc[token.i + 1 : predicate.i]:
            if word.idx >= line.end and word.pos_ in {"NOUN", "PROPN", "PRON"} and word.dep_ not in {"compound", "poss", "nmod", "amod"}:
                return word
        return token


def _purported(clause: Token) -> Iterator[Token]:
    """Whose a statement is said to be: "purporting to be from X", "signed by X"."""
    for link in clause.subtree if clause.lemma_.lower() in _GIVEN_OUT else ():
        if link.i - clause.i < _FAR and link.dep_ in {"prep", "agent"} and link.lower_ in {"from", "by"}:
            yield from (child for child in link.children if child.dep_ == "pobj")


def _speaks(parsed: Parsed, mention: Mention) -> bool:
    return any(span.overlaps(mention.span) for attribution in parsed.attributions for span in attribution.source)
