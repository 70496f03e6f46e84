"""Indirect and mixed speech: "said that …", "…, police said", "according to X", "the claim that …", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from variorum.lexicon.roles import is_role
from variorum.lexicon.speech import VOUCHING, CueClass, reporting_adverbs, reporting_lemmas, reporting_nouns, reporting_verbs
from variorum.read.attributions.beside import LONGEST, is_number, pieces_before
from variorum.read.attributions.candidates import SHAPE_OF, Candidate, Page, chars, of_adjective, of_noun, of_verb
from variorum.read.attributions.frames import Frame, Range, around, cue_range, frames_of, owner_of, source_range, tidy
from variorum.read.attributions.raw import Raw
from variorum.read.attributions.weigh import best, is_known

_OPEN = frozenset({"VERB", "NOUN", "ADJ"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_TAIL = frozenset({"on", "in", "at", "late", "early", "by", "after", "during", "to", "as", "while", "when", "from", "later", "and"})
_ASIDE = frozenset({",", "—", "–", "--", "-"})
_COUNTS = frozenset({"count", "account", "tally", "reckoning", "estimate"})
_TOLLS = frozenset({"toll", "number", "count", "tally", "figure", "total", "estimate"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr"})
_COUNTING_ANEW = frozenset({"raise", "revise", "lower", "increase", "reduce", "correct", "cut", "update", "upgrade", "downgrade"})
CLOSING = 8  # tokens after speaker and verb that still leave them the close of a sentence: "police said on Monday."


def read_clauses(page: Page, taken: set[int]) -> Iterator[Raw]:
    """Attributions of all words that are not in `taken` (tokens that already introduce a quotation)."""
    adverbs = reporting_adverbs()
    for token in page.doc:
        if token.i in taken:
            continue
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ == "ADV" and token.lower_ in adverbs:
            yield from _of_adverb(token)
        elif token.pos_ in _OPEN and (raw := best(readings(page, token))) is not None:
            yield raw
        if token.pos_ == "NOUN" and token.lemma_ in _COUNTS and token.head.lower_ == "by":
            yield from _by_count(token)


def readings(page: Page, token: Token, *, every: bool = False) -> Iterator[Candidate]:
    """All that a verb, noun or adjective may ascribe to somebody, with the reading of the rules among it.

    Words that never ascribed anything where the weights were learnt are left out, except for learning (`every`).
    """
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        ruled = _of_verb(token) if lemma in reporting_lemmas() or lemma in _COUNTING_ANEW else None
        if ruled is not None and ruled.cue_class in VOUCHING and not every:
            yield Candidate(ruled, [], by_rule=True)
        elif every or ruled is not None or is_known("l", lemma):
            yield from of_verb(page, token, ruled)
    elif token.pos_ == "NOUN":
        name = reporting_nouns().get(lemma)
        if name is not None or every or is_known("n", lemma):
            yield from of_noun(page, token, list(_of_noun(token, name)) if name is not None else [])
    elif token.pos_ == "ADJ" and (every or is_known("a", lemma)):
        yield from of_adjective(page, token)


def _of_verb(verb: Token) -> Raw | None:
    raw = _by_frames(verb)
    if raw is None:
        return _aside_said(verb)
    misread = raw.speaker is None or is_number(raw.speaker) or (raw.source and raw.source[0][1] - raw.source[0][0] > LONGEST)
    if not raw.unowned and misread and raw.start < verb.idx and (pieces := pieces_before(verb)):
        _give_to(raw, verb, pieces)
    return raw


def _give_to(raw: Raw, verb: Token, pieces: tuple[Range, ...]) -> None:
    """Name as speaker who stands right before the verb; all before him is what he says."""
    doc, first = verb.doc, pieces[0][0]
    raw.pieces, raw.source, raw.speaker = pieces, [(first, pieces[-1][1])], doc[pieces[0][0] : pieces[0][1]].root
    behind = [piece for piece in raw.content if piece[0] > verb.idx]
    raw.content = chars(doc, tidy(doc, verb.sent.start, first)) + behind


def _aside_said(verb: Token) -> Raw | None:
    """ "…, X said on Monday." and "…, he said, …" for which the parse has no frame."""
    doc, after = verb.doc, verb.i + 1
    if verb.tag_ not in _FINITE or not any(
        reporting_verbs().get((verb.lemma_.lower(), shape)) in ("say", "think") for shape in ("that", "quote")
    ):
        return None
    following = doc[after] if after < verb.sent.end else None
    if following is not None and not (
        following.is_punct or following.is_space or following.ent_type_ == "DATE" or following.lower_ in _TAIL
    ):
        return None
    pieces = pieces_before(verb)
    if not pieces or doc[pieces[0][0] - 1].text not in _ASIDE:
        return None
    raw = Raw(content=[], cue=[cue_range(verb)], cue_token=verb)
    _give_to(raw, verb, pieces)
    if following is not None and following.text == ",":
        raw.content += chars(doc, tidy(doc, after, verb.sent.end))
    return raw if raw.content else None


def _by_frames(verb: Token) -> Raw | None:
    verbs = reporting_verbs()
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    best: tuple[Frame, CueClass] | None = None
    for frame in frames_of(verb):
        shape = SHAPE_OF.get(frame.shape, frame.shape)
        name = verbs.get((frame.lemma, shape)) or ("say" if _counts_anew(frame) else None)
        if name is None or not frame.content:
            continue
        if frame.shape in ("aside", "before", "xcomp") and name not in ("say", "show"):
            continue
        if passive and frame.shape in ("aside", "before"):
            continue
        if frame.shape == "xcomp" and verb.dep_ != "relcl":  # "the driver, who police say fled"
            continue
        if frame.shape == "np" and frame.lemma == "claim" and _claims_lives(verb):
            continue
        if frame.shape == "np" and frame.lemma == "put" and not _gives_number(frame):
            continue
        if frame.shape == "np" and (frame.lemma == "put" or _counts_anew(frame)):
            last = verb.right_edge.i if frame.lemma == "put" else _end_of_count(verb)
            frame = replace(frame, content=tidy(verb.doc, verb.i + 1, last + 1))  # noqa: PLW2901
        if best is None or (frame.shape in ("inf", "that") and best[0].shape == "np"):
            best = (frame, name)
    if best is None:
        return _passive_object(verb) if passive else None
    if passive:
        return _passive(verb, *best)
    raw = _raw(verb.doc, *best)
    if best[0].shape == "before":
        _reach_sentence_start(raw, verb)
    return raw


def _claims_lives(verb: Token) -> bool:
    return any(child.dep_ == "dobj" and child.lemma_ == "life" for child in verb.children)


def _reach_sentence_start(raw: Raw, verb: Token) -> None:
    """ "…, police said." at the end of a sentence reaches over all its clauses, however the parse hung them."""
    sentence = verb.sent
    if sentence.root == verb and sentence.end - max(verb.i, raw.source[-1][1] if raw.source else 0) <= CLOSING:
        start, end = raw.content[0]
        raw.content[0] = (min(start, sentence[0].idx), end)


def _passive_object(verb: Token) -> Raw | None:
    """ "The deaths were reported by the ministry"."""
    name = reporting_verbs().get((verb.lemma_.lower(), "of" if verb.lemma_ in ("tell", "inform") else "np"))
    if name is None or verb.lemma_ == "quote":
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    speaker = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent is not None else None
    if subject is None or speaker is None:
        return None
    content = tidy(verb.doc, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
    source = source_range(speaker, verb)
    if verb.lemma_ in ("tell", "inform"):
        content, source = _heard(verb, speaker, source)
    number = next((child for child in verb.children if child.dep_ == "prep" and child.lower_ == "at"), None)
    if number is not None:
        content += tidy(verb.doc, number.i, number.right_edge.i + 1)
    return (
        Raw(
            content=chars(verb.doc, content),
            cue=[cue_range(verb)],
            source=[source],
            cue_token=verb,
            speaker=speaker,
            cue_class=name,
            pieces=(source,) if source[1] <= speaker.right_edge.i else (),
        )
        if content
        else None
    )


def _heard(verb: Token, speaker: Token, source: Range) -> tuple[tuple[Range, ...], Range]:
    """ "Were told by the hospital of 20 dead": the subject only listens. The number may hang on the speaker."""
    for head in (verb, speaker):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i > speaker.i and any(word.like_num for word in child.subtree):
                return tidy(verb.doc, child.i + 1, child.right_edge.i + 1), (source[0], min(source[1], child.i))
    return (), source


def _gives_number(frame: Frame) -> bool:
    """ "Put the toll at 12"; one may put anything else anywhere."""
    return any(token.lower_ == "at" and token.i + 1 < len(token.doc) and token.nbor().like_num for token in frame.cue.subtree)


def _counts_anew(frame: Frame) -> bool:
    """ "The minister raised the toll to 30": who gives a new number speaks, and no blast does."""
    if frame.shape != "np" or frame.lemma not in _COUNTING_ANEW or frame.speaker is None or _end_of_count(frame.cue) < 0:
        return False
    counted = any(child.dep_ == "dobj" and child.lemma_.lower() in _TOLLS for child in frame.cue.children)
    who = frame.speaker
    titled = any(child.lower_.rstrip(".") in _TITLES for child in who.children)
    return counted and (who.ent_type_ in ("PERSON", "ORG") or is_role(who.lemma_) or titled or who.lower_ in ("he", "she", "they"))


def _end_of_count(verb: Token) -> int:
    """The last word of "to 30" behind "raised the toll"; -1 where no number follows."""
    over = (verb, *(child for child in verb.children if child.dep_ == "dobj"))
    links = [child for word in over for child in word.children if child.i > verb.i and child.lower_ in ("to", "at")]
    return max((noun.i for link in links for noun in link.children if noun.like_num or any(n.like_num for n in noun.lefts)), default=-1)


def _raw(doc: Doc, frame: Frame, name: CueClass) -> Raw:
    return Raw(
        content=chars(doc, frame.content),
        cue=[frame.cue_range],
        source=list(frame.source),
        cue_token=frame.cue,
        speaker=frame.speaker,
        cue_class=name,
    )


def _passive(verb: Token, frame: Frame, name: CueClass) -> Raw:
    """ "It was reported by X that …", "is said to have …": the speaker is the agent, or nobody is named."""
    raw = _raw(verb.doc, frame, name)
    raw.source, raw.speaker, raw.unowned = [], None, True
    agent = next((child for child in verb.children if child.dep_ == "agent"), None)
    if agent is not None:
        speaker = next((child for child in agent.children if child.dep_ == "pobj"), None)
        if speaker is not None:
            raw.speaker, raw.source, raw.unowned = speaker, [source_range(speaker, verb)], False
    subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if subject is not None and frame.shape == "inf":
        raw.content = chars(verb.doc, (source_range(subject, verb),)) + raw.content
    return raw


def _according(token: Token) -> Iterator[Raw]:
    to = next((child for child in token.rights if child.lower_ == "to"), None)
    speaker = next((child for child in to.children if child.dep_ == "pobj"), None) if to is not None else None
    if to is None or speaker is None:
        return
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.head != head:
        head = head.head
    source = source_range(speaker, token)
    end = max(source[1], speaker.i + 1)
    content = _rest_of_sentence(token, end) or around(_clause_of(head), token.i, end)
    if content:
        yield Raw(content=chars(token.doc, content), cue=[(token.i, to.i + 1)], source=[source], cue_token=token, speaker=speaker)


def _by_count(noun: Token) -> Iterator[Raw]:
    """ "By the ministry's count", "by his account": at the start or the end of a sentence."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    by = noun.head
    if owner is None:
        return
    content = _rest_of_sentence(by, noun.i + 1)
    if content:
        yield Raw(content=chars(noun.doc, content), cue=[(by.i, by.i + 1)], source=[source_range(owner, noun)], cue_token=by, speaker=owner)


def _rest_of_sentence(token: Token, end: int) -> tuple[Range, ...]:
    """At the start or the end of a sentence, behind a comma, "according to" reaches over all of it."""
    sentence = token.sent
    last = sentence.end
    while last > end and not token.doc[last - 1].is_alpha:
        last -= 1
    if token.i - sentence.start <= 1:
        return tidy(token.doc, end, sentence.end)
    if last - end <= 2 and token.doc[token.i - 1].text == ",":
        return tidy(token.doc, sentence.start, token.i)
    return ()


def _clause_of(verb: Token) -> Token:
    """The head of the highest clause that is not itself ascribed: an "according to" at its end reaches over all of it."""
    while verb.dep_ in ("advcl", "conj", "relcl", "acl", "xcomp", "pcomp") and verb.head != verb:
        head = verb.head
        while head.pos_ not in ("VERB", "AUX") and head.head != head:
            head = head.head
        if head == verb or head.lemma_.lower() in reporting_lemmas():
            break
        verb = head
    return verb


def _of_noun(noun: Token, name: CueClass) -> Iterator[Raw]:
    clause = next(
        (child for child in noun.children if child.dep_ in ("acl", "ccomp", "relcl") and child.i > noun.i and _begins_with_that(child)),
        None,
    )
    if clause is None:
        return
    owner = owner_of(noun)
    raw = Raw(
        content=chars(noun.doc, tidy(noun.doc, clause.left_edge.i, clause.right_edge.i + 1)),
        cue=[(noun.i, noun.i + 1)],
        cue_token=noun,
        cue_class=name,
    )
    if owner is not None and owner != noun:
        raw.speaker, raw.source = owner, [source_range(owner, noun)]
    else:
        by = next((child for child in noun.children if child.lower_ in ("by", "from") and child.dep_ == "prep"), None)
        speaker = next((child for child in by.children if child.dep_ == "pobj"), None) if by is not None else None
        if speaker is not None:
            raw.speaker, raw.source = speaker, [source_range(speaker, clause)]
    if raw.content:
        yield raw


def _begins_with_that(clause: Token) -> bool:
    return clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark"


def _of_adverb(adverb: Token) -> Iterator[Raw]:
    content = around(adverb.head, adverb.i, adverb.i + 1) if adverb.head.pos_ in ("VERB", "AUX") else ()
    content = tuple(piece for piece in content if piece[1] > adverb.i)
    if content:
        yield Raw(content=chars(adverb.doc, content), cue=[(adverb.i, adverb.i + 1)], cue_token=adverb)
