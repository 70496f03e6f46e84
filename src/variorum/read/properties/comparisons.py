"""One incident likened to another: a link, never a merge."""

from __future__ import annotations

from spacy.tokens import Token

from variorum.lexicon.properties import word_class
from variorum.model import ComparisonValue, Span
from variorum.read.finding import Finding
from variorum.read.properties.phrases import Phrases, after, child_of, names_perpetrators, plain, subject

_NOUNS = word_class("likeness_noun")
_ADJECTIVES = word_class("likeness_adjective")
_MARKS = ("hallmark", "repeat", "memory", "reminder", "replay", "rerun")
_VERBS = word_class("likeness_verb")
_LIKENING = word_class("likening_verb")
_SUPERLATIVES = word_class("superlative")
_INCIDENTS = word_class("incident_noun")
_ANOTHER = frozenset({"another", "second", "new"})
_WHERE_AND_WHEN = frozenset({"DATE", "GPE", "LOC", "FAC"})
_POINTING = frozenset({"this", "that", "it", "which"})


def find_comparisons(phrases: Phrases) -> tuple[Finding, ...]:
    """By noun ("similarities to"), adjective, verb ("recalls"), superlative ("the worst since"), "like" and naming ("our own Y")."""
    found: list[Finding] = []
    for finding in (
        *_by_likeness(phrases),
        *_by_verb(phrases),
        *_by_superlative(phrases),
        *_by_preposition(phrases),
        *_by_naming(phrases),
    ):
        words = finding.evidence[0]
        if not any(words.start < other.evidence[0].end and other.evidence[0].start < words.end for other in found):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.evidence[0].start))


def _finding(evidence: Span | None, other: Span | None) -> list[Finding]:
    text = plain(other)
    if evidence is None or text is None:
        return []
    return [Finding(property="comparison", value=ComparisonValue(likened_to=text), evidence=(evidence,))]


def _end(other: Token) -> int:
    """Where the words for the other incident end: "in 1972" behind it belongs to it, whatever the parse hung it on."""
    end = other.right_edge.i + 1
    doc = other.doc
    while end + 1 < other.sent.end and doc[end].lower_ in ("in", "at", "of", "on") and doc[end + 1].ent_type_ in _WHERE_AND_WHEN:
        end += 2
        while end < other.sent.end and doc[end].ent_iob_ == "I":
            end += 1
    return end


def _likened(phrases: Phrases, other: Token) -> Span | None:
    start, end = phrases.bounds(other)
    return phrases.span(start, _end(other) if end == other.right_edge.i + 1 else end)


def _is_incident(phrases: Phrases, token: Token | None) -> bool:
    """Whether a phrase may name an incident: an event word in it, a place, a date or a year; no person."""
    if token is None:
        return False
    mention = phrases.named.get(token.i)
    if mention is not None and mention.kind == "person":
        return False
    heads = [token, *token.conjuncts, *(part for part in token.children if part.dep_ in ("compound", "nmod"))]
    inner = after(token, "of")
    heads += [inner] if inner is not None else []
    return any(
        part.i in phrases.event_at
        or part.i in phrases.placed
        or part.ent_type_ in ("EVENT", "DATE", "GPE", "FAC", "LOC")
        or part.lemma_.lower() in _INCIDENTS
        for part in heads
    )


def _is_dated_or_placed(phrases: Phrases, token: Token) -> bool:
    """ "The 2008 raid on Mumbai", not "an attack of that group"."""
    return any(part.i in phrases.placed or part.ent_type_ in ("DATE", "GPE", "EVENT", "FAC") for part in token.subtree)


def _is_event(phrases: Phrases, token: Token | None) -> bool:
    """Whether a phrase is headed by an event or points back to one."""
    if token is None:
        return False
    return (
        token.i in phrases.event_at
        or token.lemma_.lower() in _INCIDENTS
        or token.lower_ in _POINTING
        or any(part.i in phrases.event_at for part in token.subtree)
    )


def _by_likeness(phrases: Phrases) -> list[Finding]:
    found: list[Finding] = []
    for word in phrases.of(*_NOUNS, pos="NOUN"):
        other = after(word, "to", "with", "of", "between") or (after(word.head, "to", "with") if word.dep_ == "dobj" else None)
        if _is_incident(phrases, other) and other is not None:
            verb = word.head if word.dep_ == "dobj" and word.head.pos_ == "VERB" else None
            evidence = phrases.span(verb.i if verb is not None else word.left_edge.i, max(word.right_edge.i + 1, _end(other)))
            found += _finding(evidence, _likened(phrases, other))
    for word in phrases.of(*_MARKS, pos="NOUN"):
        other = after(word, "of")
        if (
            other is not None
            and _is_dated_or_placed(phrases, other)
            and _is_incident(phrases, other)
            and _is_thing(phrases, subject(word.head))
        ):
            found += _finding(phrases.span(word.left_edge.i, _end(other)), _likened(phrases, other))
    for word in phrases.of(*_ADJECTIVES, pos="ADJ"):
        other = after(word, "of", "to", "with")
        if _is_incident(phrases, other) and other is not None:
            found += _finding(phrases.span(word.i, _end(other)), _likened(phrases, other))
    return found


def _by_verb(phrases: Phrases) -> list[Finding]:
    """ "The raid recalled the siege of …": the subject is an incident, nobody's memory."""
    found: list[Finding] = []
    for verb in phrases.of(*_VERBS, pos="VERB"):
        other = child_of(verb, "dobj")
        if other is not None and other.lemma_.lower() in _MARKS:
            continue  # "evoked memories of …" is told by the noun
        if other is not None and _is_incident(phrases, other) and _is_thing(phrases, subject(verb)):
            found += _finding(phrases.span(verb.i, _end(other)), _likened(phrases, other))
    for verb in phrases.of(*_LIKENING, pos="VERB"):
        likened = child_of(verb, "dobj")
        other = after(verb, "to", "with") or (after(likened, "to", "with") if likened is not None else None)
        if other is not None and _is_incident(phrases, other):
            found += _finding(phrases.clause(verb), _likened(phrases, other))
    return found


def _is_thing(phrases: Phrases, token: Token | None) -> bool:
    if token is None:
        return False
    mention = phrases.named.get(token.i)
    if mention is not None or token.pos_ == "PROPN":
        return False
    return token.lower_ in _POINTING or token.i in phrases.event_at or token.lemma_.lower() in _INCIDENTS or _is_event(phrases, token)


def _by_superlative(phrases: Phrases) -> list[Finding]:
    """ "The deadliest attack in the country since …"."""
    found: list[Finding] = []
    for mark in phrases.of("since"):
        other = child_of(mark, "pobj") or (mark.head if mark.dep_ == "mark" else None)
        start = mark.sent.start
        window = phrases.doc[max(start, mark.i - 14) : mark.i]
        best = next((token for token in reversed(window) if token.lower_ in _SUPERLATIVES), None)
        if mark.dep_ == "mark" and not phrases.holds_event(mark.i, mark.head.right_edge.i + 1):
            continue  # "since it opened"
        if other is None or best is None or (best.lower_ == "first" and not _any_event(phrases, best.i, mark.i)):
            continue
        begin = best.i - 1 if best.i > start and phrases.doc[best.i - 1].lower_ in ("the", "most", "its", "their") else best.i
        if not _any_event(phrases, begin, mark.i) and not _is_incident(phrases, other):
            continue
        liked = _likened(phrases, other) if mark.dep_ != "mark" else phrases.clause(other, cut=frozenset({"advcl"}))
        found += _finding(phrases.span(begin, max(_end(other), mark.i + 1)), liked)
    return found


def _any_event(phrases: Phrases, start: int, end: int) -> bool:
    return any(i in phrases.event_at or phrases.doc[i].lemma_.lower() in _INCIDENTS for i in range(start, end))


def _by_preposition(phrases: Phrases) -> list[Finding]:
    """ "An attack like the one on …", "as in …": the head is an incident or the sentence tells one."""
    found: list[Finding] = []
    for word in phrases.of("like", "unlike"):
        other = child_of(word, "pobj")
        if word.dep_ != "prep" or other is None or not _is_incident(phrases, other):
            continue
        if any(child.lower_ in ("a", "an") for child in other.children) and not _is_dated_or_placed(phrases, other):
            continue  # "a bang like a gunshot"
        if _is_event(phrases, word.head) and (
            other.i in phrases.event_at or other.lower_ in ("that", "those", "one") or _is_bare(word, other)
        ):
            found += _finding(phrases.span(word.i, _end(other)), _likened(phrases, other))
    for word in phrases.of("as"):
        inner = next((child for child in word.children if child.dep_ in ("prep", "pcomp") and child.lower_ in ("in", "at", "during")), None)
        other = child_of(inner, "pobj") if inner is not None else None
        if other is not None and _is_incident(phrases, other) and _tells_violence(phrases, word):
            found += _finding(phrases.span(word.i, _end(other)), _likened(phrases, other))
    return found


def _tells_violence(phrases: Phrases, word: Token) -> bool:
    return phrases.holds_event(word.sent.start, word.sent.end) or any(
        names_perpetrators(token) for token in word.sent if token.pos_ == "NOUN"
    )


def _is_bare(word: Token, other: Token) -> bool:
    """ "An attack like Munich", where a name stands for what happened there."""
    return other.pos_ == "PROPN" and word.head.pos_ == "NOUN" and word.i > word.head.i


def _by_naming(phrases: Phrases) -> list[Finding]:
    """ "This is our own Pearl Harbor", "another Guernica": a name of the past stands for the new incident."""
    found: list[Finding] = []
    for verb in phrases.of("be", "become"):
        name = child_of(verb, "attr")
        who = subject(verb)
        if name is None or who is None or not (_is_event(phrases, who)):
            continue
        if not _names_incident(name):
            continue
        mine = child_of(name, "poss")
        fresh = any(child.lower_ in _ANOTHER for child in name.children)
        if mine is not None or fresh:
            found += _finding(phrases.clause(verb), phrases.phrase(name))
    for word in phrases.of("another"):
        name = word.head
        if word.i < name.i and name.pos_ == "PROPN" and (name.i in phrases.placed or name.ent_type_ in ("GPE", "EVENT")):
            found += _finding(phrases.phrase(name), phrases.phrase(name))
    return found


def _names_incident(token: Token) -> bool:
    """A proper name, or a day that stands for one ("9/11")."""
    if token.pos_ == "PROPN" or token.ent_type_ in ("EVENT", "GPE", "LOC", "FAC"):
        return True
    return any(letter.isdigit() for letter in token.text) and any(mark in token.text for mark in "/-")
