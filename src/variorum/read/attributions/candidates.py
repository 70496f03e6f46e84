"""What a verb, a noun or an adjective may ascribe to somebody, and the traits by which `weigh` tells whether it does.

Besides what the word lists know ("said that …"), politics and war are told in many verbs that only often do: "called the raid a crime",
"criticism of the raid", "was wary of the truce". Every reading of such a word is a candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from variorum.lexicon.speech import CueClass, reporting_lemmas, reporting_nouns, reporting_verbs
from variorum.read.attributions.frames import SUBJECTS, Range, cue_range, frames_of, source_range, speaker_of, tidy
from variorum.read.attributions.quotations import Quotation, quotation_at
from variorum.read.attributions.raw import Chars, Raw

SHAPE_OF = {"before": "that", "aside": "that", "xcomp": "that"}
_CLOSED = frozenset({"DET", "PRON", "SCONJ", "ADP", "PART", "ADV"})
_BESIDE = frozenset({"punct", "advcl", "cc", "conj", "npadvmod"})
_OWNING = frozenset({"by", "from", "among"})
_LIGHT = frozenset({"have", "make", "express", "voice", "give", "take", "offer", "face", "draw", "get", "raise", "show"})
_STATES = frozenset({"be", "become", "remain", "feel", "seem", "appear", "get", "grow", "sound"})
_LENGTHS = ((1, "1"), (2, "2"), (4, "3-4"), (8, "5-8"), (16, "9-16"))


@dataclass(slots=True)
class Candidate:
    """One reading of one word. `by_rule`: the word lists and the rules give it, too."""

    raw: Raw
    traits: list[str]
    by_rule: bool = False


class Page:
    """A document's tokens with what is known of the quotations round them."""

    def __init__(self, doc: Doc, quotations: tuple[Quotation, ...], claimed: list[Chars]) -> None:
        self.doc = doc
        self.quotations = quotations
        self._claimed = sorted(claimed)
        self._starts = [start for start, _ in self._claimed]

    def quoted(self, token: Token) -> bool:
        """Whether a word stands in quotation marks."""
        return quotation_at(self.quotations, token.idx) is not None

    def claimed(self, token: Token) -> bool:
        """Whether a word stands in a quotation that somebody is known to have said."""
        index = bisect_right(self._starts, token.idx) - 1
        return index >= 0 and token.idx < self._claimed[index][1]

    def quotes(self, ranges: tuple[Range, ...]) -> bool:
        """Whether a quotation begins in some words."""
        for start, end in ranges:
            first = bisect_right(self.quotations, self.doc[start].idx - 1, key=lambda quotation: quotation.start)
            if first < len(self.quotations) and self.quotations[first].start < self.doc[end - 1].idx:
                return True
        return False


def of_verb(page: Page, verb: Token, ruled: Raw | None) -> Iterator[Candidate]:
    """The readings of a verb. `ruled` is the one that word lists and rules give, if any."""
    lemma = verb.lemma_.lower()
    around = _of_clause(page, verb)
    same = None
    for shape, cue, speaker, content in _verb_readings(verb):
        pieces = chars(page.doc, content)
        if ruled is not None and pieces == ruled.content:
            same = same or shape
            continue
        name = _class_of(verb, shape)
        who = _of_speaker(speaker)
        traits = [*around, f"l:{lemma}", f"ls:{lemma}|{shape}", f"sh:{shape}", f"cl:{name or '-'}", f"shcl:{shape}|{name or '-'}", who]
        traits += [*_of_content(page, content), f"sh&{who}", *(f"cl:{name or '-'}&{trait}" for trait in around)]
        source = [source_range(speaker, verb)] if speaker is not None else []
        raw = Raw(pieces, [cue], source, verb, speaker, (name if speaker is not None else None) or "stance")
        raw.unowned, raw.learnt = speaker is None, True
        yield Candidate(raw, traits)
    if ruled is not None:
        yield Candidate(ruled, _of_ruled(page, verb, ruled, around, same), by_rule=True)


def _class_of(verb: Token, shape: str) -> CueClass | None:
    """The class of a verb with content of some shape. "Accused them of killing two" is what "accuse of" is."""
    table, lemma = reporting_verbs(), verb.lemma_.lower()
    if not shape.endswith("+"):
        return table.get((lemma, SHAPE_OF.get(shape, shape)))
    shapes = [child.lower_ for child in verb.rights if child.dep_ == "prep"]
    return next((table[lemma, one] for one in [*shapes, shape[:-1]] if (lemma, one) in table), None)


def _of_ruled(page: Page, verb: Token, ruled: Raw, around: list[str], shape: str | None) -> list[str]:
    lemma, who = verb.lemma_.lower(), _of_speaker(ruled.speaker)
    spans = [page.doc.char_span(start, end, alignment_mode="expand") for start, end in ruled.content]
    ranges = tuple((span.start, span.end) for span in spans if span is not None and len(span))
    traits = [*around, "rule", f"l:{lemma}", f"r:{lemma}|{ruled.cue_class}", f"r:{ruled.cue_class}", who]
    traits += _of_content(page, ranges or ((verb.i, verb.i + 1),))
    traits += [f"rsh:{shape}", f"ls:{lemma}|{shape}", f"rshcl:{shape}|{ruled.cue_class}"] if shape else ["rsh:?"]
    return traits + [f"r&{trait}" for trait in (*around, who)]


def _of_clause(page: Page, verb: Token) -> list[str]:
    agent = any(child.dep_ == "agent" for child in verb.children)
    traits = [f"dep:{verb.dep_}", f"tag:{verb.tag_}"]
    for child in verb.children:
        if child.dep_ == "auxpass":
            traits.append("passive by" if agent else "passive")
        elif child.dep_ == "neg":
            traits.append("not")
        elif child.tag_ == "MD":
            traits.append(f"modal:{child.lower_}")
    if page.quoted(verb):
        traits.append("quoted")
    if page.claimed(verb):
        traits.append("claimed")
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "conj") and verb.head != verb and verb.head.pos_ == "VERB":
        traits.append("under reporting" if verb.head.lemma_.lower() in reporting_lemmas() else "under other")
    return traits


def _verb_readings(verb: Token) -> Iterator[tuple[str, Range, Token | None, tuple[Range, ...]]]:
    """Shape, cue, speaker and content of all frames of a verb."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    agent = _object_of(next((child for child in verb.children if child.dep_ == "agent"), None))
    for frame in frames_of(verb):
        if not frame.content:
            continue
        if not passive:
            yield frame.shape, frame.cue_range, frame.speaker, frame.content
            if frame.shape in ("np", "that") and (longer := _with_complement(verb, frame.content)):
                yield f"{frame.shape}+", frame.cue_range, frame.speaker, longer
        elif frame.shape not in ("aside", "before", "by"):
            content = frame.content
            if subject is not None and frame.shape != "that":
                content = (source_range(subject, verb), *content)
            yield frame.shape, frame.cue_range, agent, content
    if passive and subject is not None:
        content = tidy(verb.doc, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
        if content:
            yield "passive", cue_range(verb), agent, content


def _with_complement(verb: Token, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """An object with what is said of it: "called the raid a crime", "thanked them for coming"."""
    ends = [child.right_edge.i + 1 for child in verb.children if child.i > verb.i and child.dep_ not in _BESIDE]
    last = max(ends, default=0)
    return tidy(verb.doc, content[0][0], last) if last > content[-1][1] else ()


def of_noun(page: Page, noun: Token, ruled: list[Raw]) -> Iterator[Candidate]:
    """The readings of a noun: "criticism of …", "their plan to …"."""
    lemma = noun.lemma_.lower()
    owner, how = _owner(noun)
    known = "in" if lemma in reporting_nouns() else "out"
    found = []
    for shape, content in _complements(noun, ("acl", "relcl", "ccomp", "xcomp")):
        source = [source_range(owner, noun)] if owner is not None else []
        if source and source[0][0] < content[0][1] and content[0][0] < source[0][1]:
            source = []
        pieces = chars(page.doc, content)
        found.append(pieces)
        who = _of_speaker(owner if source else None)
        traits = ["noun", f"n:{lemma}", f"ns:{lemma}|{shape}", f"nsh:{shape}", f"own:{how}", f"nown:{lemma}|{how}", f"ndep:{noun.dep_}"]
        traits += [f"n{known}", f"nsh:{shape}|{known}", f"n{noun.tag_}", *(f"n{trait}" for trait in (who, *_of_content(page, content)))]
        traits += [name for name, held in (("nquoted", page.quoted(noun)), ("claimed", page.claimed(noun))) if held]
        raw = next((one for one in ruled if one.content == pieces), None)
        if raw is None:
            name = reporting_nouns().get(lemma, "stance")
            raw = Raw(pieces, [(noun.i, noun.i + 1)], source, noun, owner if source else None, name if shape == "that" else "stance")
            raw.learnt = True
            yield Candidate(raw, traits)
        else:
            raw.source, raw.speaker = (source, owner) if source else (raw.source, raw.speaker)
            yield Candidate(raw, traits, by_rule=True)
    for raw in ruled:
        if raw.content not in found:
            yield Candidate(raw, ["noun", "nrule", f"n:{lemma}"], by_rule=True)


def of_adjective(page: Page, adjective: Token) -> Iterator[Candidate]:
    """The readings of a predicate: "was critical of …", "is sure that …"."""
    verb = adjective.head
    if adjective.dep_ != "acomp" or verb.lemma_ not in _STATES:
        return
    speaker = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    lemma = adjective.lemma_.lower()
    negated = ["anot"] if any(child.dep_ == "neg" for child in verb.children) else []
    for shape, content in _complements(adjective, ("ccomp", "xcomp")):
        traits = ["adjective", f"a:{lemma}", f"as:{lemma}|{shape}", f"ash:{shape}", f"av:{verb.lemma_}", *negated]
        traits += [f"a{trait}" for trait in (_of_speaker(speaker), *_of_content(page, content))]
        traits += ["claimed"] if page.claimed(adjective) else []
        source = [source_range(speaker, adjective)] if speaker is not None else []
        raw = Raw(chars(page.doc, content), [(adjective.i, adjective.i + 1)], source, adjective, speaker, "stance")
        raw.learnt = True
        yield Candidate(raw, traits)


def _complements(token: Token, clauses: tuple[str, ...]) -> Iterator[tuple[str, tuple[Range, ...]]]:
    """Shape and words of what hangs on a noun or adjective behind it."""
    for child in token.rights:
        if child.dep_ == "prep":
            inner = next(iter(child.rights), None)
            if child.lower_ in _OWNING or inner is None:
                continue
            shape, content = child.lower_, tidy(token.doc, inner.left_edge.i, inner.right_edge.i + 1)
        elif child.dep_ in clauses:
            content = tidy(token.doc, child.left_edge.i, child.right_edge.i + 1)
            first = child.left_edge
            shape = "that" if first.lower_ == "that" and first.dep_ == "mark" else "inf" if child.tag_ == "VB" else child.dep_
        else:
            continue
        if content:
            yield shape, content


def _owner(noun: Token) -> tuple[Token | None, str]:
    """Whose words or views a noun tells of, and how that is known."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner, "poss"
    by = next((child for child in noun.children if child.dep_ == "prep" and child.lower_ in _OWNING), None)
    if by is not None:
        return _object_of(by), by.lower_
    if noun.dep_ in ("dobj", "pobj"):
        verb = noun.head if noun.dep_ == "dobj" else noun.head.head
        if verb.pos_ == "VERB":
            return speaker_of(verb), "subject " + (verb.lemma_ if verb.lemma_ in _LIGHT else "prep" if noun.dep_ == "pobj" else "verb")
    return None, "none"


def _object_of(preposition: Token | None) -> Token | None:
    return next((child for child in preposition.children if child.dep_ == "pobj"), None) if preposition is not None else None


def _of_speaker(token: Token | None) -> str:
    if token is None:
        return "s:none"
    if token.pos_ == "PRON":
        return f"s:{token.lower_}"
    return f"s:{token.ent_type_ or 'name'}" if token.pos_ == "PROPN" else f"s:{token.tag_}"


def _of_content(page: Page, content: tuple[Range, ...]) -> list[str]:
    first = page.doc[content[0][0]]
    length = sum(end - start for start, end in content)
    traits = [
        f"c:{first.lower_ if first.pos_ in _CLOSED else first.pos_}",
        "c:" + next((name for most, name in _LENGTHS if length <= most), "17+"),
    ]
    return [*traits, "c:quote"] if page.quotes(content) else traits


def chars(doc: Doc, ranges: tuple[Range, ...]) -> list[Chars]:
    """Token ranges as character ranges."""
    return [(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) for start, end in ranges]
