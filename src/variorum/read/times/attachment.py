"""Which date belongs to which words: the event's, or the one as of which a figure was given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from variorum.lexicon.speech import reporting_verbs
from variorum.lexicon.triggers import aftermath_verbs, event_triggers
from variorum.model import Mention, Span, When
from variorum.read.parsed import Parsed
from variorum.read.times.tense import governing_verb

Role = Literal["event", "said", "figure", "limit"]

_LIMITS = frozenset({"since", "until", "till", "before", "after", "than", "like", "from", "to", "through", "as"})
_BOUNDS = frozenset({"since", "until", "till", "before", "after"})
_BESIDE = frozenset({"in", "during", "at", "on", "by", "of", "with", "following", "from"})
_SAME_TIME = frozenset({"when", "as", "while"})
_MOVES = frozenset({"rise", "climb", "stand", "increase", "reach", "grow", "jump", "soar", "pass", "fall", "drop", "put", "revise"})
_TALLIES = frozenset({"toll", "number", "count", "tally", "total", "figure", "estimate", "death"})
_MAX_CLAUSES = 3  # beyond so many verbs a date no longer belongs to an event
_MAX_CLIMB = 40
_CLAUSAL = frozenset({"VERB", "AUX"})
_HANGING = frozenset({"poss", "compound", "nmod", "amod", "npadvmod", "nummod"})
_GIVEN_OUT = frozenset({"post", "publish", "issue", "circulate"})  # "in a letter posted on Friday"


@dataclass(frozen=True, slots=True)
class Timed:
    """A time mention, the head of its words, and what it dates."""

    mention: Mention
    token: Token
    role: Role


def when_of(parsed: Parsed, span: Span) -> When | None:
    """The date of an event told at a span, from `parsed.times`.

    It is the date in the same clause; else of a clause that the parse joins to it ("On Friday gunmen stormed the hall, killing 60"); else,
    where the sentence holds no other event date, that of the sentence before in the same paragraph. Dates of saying ("officials said on
    Saturday"), of counting ("as of Monday") and limits ("since 2004") are none. None where nothing is told.
    """
    tokens = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None or not parsed.times:
        return None
    sentence = tokens.root.sent
    told = [
        timed for timed in timed_in(parsed, sentence) if timed.role == "event" or (timed.role == "said" and _is_its_verb(timed, tokens))
    ]
    best = _nearest(tokens, told)
    if best is not None:
        return best.mention.timex.when if best.mention.timex else None
    if told or sentence.start == 0:
        return None
    before = parsed.doc[sentence.start - 1].sent
    if (
        "\n\n" in parsed.text[before.start_char : sentence.start_char].rstrip(" ")
        or "\n\n" in parsed.text[before.end_char : sentence.start_char]
    ):
        return None
    narrative = [timed for timed in timed_in(parsed, before) if timed.role == "event" and _dates_a_tale(timed.token)]
    timex = narrative[-1].mention.timex if narrative else None
    return timex.when if timex else None


def as_of(parsed: Parsed, span: Span) -> When | None:
    """The date as of which the figure at a span was given, from `parsed.times`; None where the words name none.

    "As of Monday", "by late Friday"; the day on which the speaker said so; the day on which the toll rose.
    """
    tokens = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None or not parsed.times:
        return None
    told = timed_in(parsed, tokens.root.sent)
    ancestors = {token.i for token in tokens.root.ancestors} | {tokens.root.i}
    for role in ("figure", "said"):
        for timed in told:
            if timed.role != role or timed.mention.timex is None:
                continue
            verb = governing_verb(timed.token)
            if role == "figure" or verb is None or verb.i in ancestors or _parenthetic(verb, tokens.root):
                return timed.mention.timex.when
    return None


def _is_its_verb(timed: Timed, tokens: Tokens) -> bool:
    """Whether the act of saying is itself the event that is asked for."""
    verb = governing_verb(timed.token)
    return verb is not None and tokens.start <= verb.i < tokens.end


def timed_in(parsed: Parsed, sentence: Tokens) -> list[Timed]:
    """The dated time mentions of a sentence, with their roles."""
    return parsed.once(("timed", sentence.start, sentence.end), lambda: _timed_in(parsed, sentence))


def _timed_in(parsed: Parsed, sentence: Tokens) -> list[Timed]:
    held = []
    for mention in parsed.times:
        if mention.span.start >= sentence.end_char:
            break
        timex = mention.timex
        if mention.span.start < sentence.start_char or timex is None or timex.when is None or timex.type not in ("DATE", "TIME"):
            continue
        tokens = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is None or parsed.dateline_at(mention.span.start) is not None:
            continue
        if not tokens.start or tokens.doc[tokens.start - 1].lower_ != "ago":  # "ten years ago today"
            held.append(Timed(mention, tokens.root, _role(tokens)))
    return held


def _role(tokens: Tokens) -> Role:
    root = tokens.root
    before = tokens.doc[tokens.start - 1].lower_ if tokens.start else ""
    before_that = tokens.doc[tokens.start - 2].lower_ if tokens.start > 1 else ""
    if before == "the":
        before = before_that
    tied = root.head.i <= root.i  # else it stands before its noun: "from Friday's attack"
    if tied and (before == "by" or (before == "of" and before_that == "as")):
        return "figure"
    if (tied and before in _LIMITS) or dates_what_is_to_come(root):
        return "limit"
    verb = governing_verb(root) if _modifies_verb(root) else None
    if verb is None:
        return "event"
    if verb.lemma_.lower() in _MOVES and any(child.lemma_.lower() in _TALLIES for child in verb.children if child.dep_.startswith("nsubj")):
        return "figure"
    says = _says(verb) or verb.lemma_.lower() in _GIVEN_OUT
    return "said" if says and words_before(root, verb) is None else "event"


def dates_what_is_to_come(time: Token) -> bool:
    """Whether a time dates what was yet to come then: "ahead of Saturday's vote", "days before the final on 1 June"."""
    noun = time
    for _ in range(3):
        if noun.dep_ in _HANGING or noun.dep_ == "pobj":
            noun = noun.head.head if noun.dep_ == "pobj" else noun.head
        if noun.pos_ in ("NOUN", "PROPN") and noun.i != time.i:
            break
    if noun.i == time.i or noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ != "pobj":
        return False
    if (noun.lemma_.lower(), "n") in event_triggers().words:
        return False
    before = noun.head
    return before.lower_ == "before" or (before.lower_ == "of" and before.i > 0 and before.nbor(-1).lower_ == "ahead")


def words_before(time: Token, verb: Token) -> Token | None:
    """The verb of the words that a verb of speech closes, where the time stands at their end: "Nine died at a post in Q., on Monday,
    officials said"; None where it dates the saying.
    """
    if verb.i < time.i or not _says(verb):
        return None
    if not any(child.dep_ == "nsubj" and time.i < child.left_edge.i for child in verb.lefts):
        return None
    return next((child for child in verb.lefts if child.dep_ == "ccomp" and child.i < time.i), None)


def _says(verb: Token) -> bool:
    """Whether a verb reports somebody's words."""
    lemma = verb.lemma_.lower()
    if any(child.dep_ == "dobj" and child.lower_ in ("responsibility", "credit") for child in verb.children):
        return False
    table = reporting_verbs()
    return table.get((lemma, "that")) == "say" or table.get((lemma, "quote")) == "say"


def _modifies_verb(token: Token) -> bool:
    """Whether a date stands by a verb, with or without a preposition, and not by a noun."""
    head = token.head
    if head.i == token.i:
        return True
    if head.pos_ in _CLAUSAL:
        return True
    return head.dep_ == "prep" and head.head.pos_ in _CLAUSAL


def _dates_a_tale(token: Token) -> bool:
    """Whether a date stands by a verb that may carry a story on: not "was convicted in 2006"."""
    verb = governing_verb(token) if _modifies_verb(token) else None
    return _modifies_verb(token) and (verb is None or verb.lemma_.lower() not in aftermath_verbs())


def _parenthetic(verb: Token, root: Token) -> bool:
    """Whether a verb of saying stands inside or after its words: "60 were killed, police said on Saturday"."""
    return verb.dep_ in ("parataxis", "ccomp", "ROOT") and (root.is_ancestor(verb) or verb.is_ancestor(root))


def _nearest(tokens: Tokens, told: list[Timed]) -> Timed | None:
    best: tuple[int, int] | None = None
    chosen = None
    for timed in told:
        if timed.token.i in range(tokens.start, tokens.end):
            return timed
        clauses = _clauses_between(tokens, timed.token)
        if clauses is None or clauses > _MAX_CLAUSES:
            continue
        cost = (clauses, abs(timed.token.i - tokens.root.i))
        if best is None or cost < best:
            best, chosen = cost, timed
    return chosen


def _clauses_between(tokens: Tokens, time: Token) -> int | None:
    """How many clauses lie between an event's words and a date; None where the date belongs to something else."""
    root = tokens.root
    above = {root.i: 0}
    clauses, current = 0, root
    for _ in range(_MAX_CLIMB):
        if current.head.i == current.i or (_says(current) and current.i != root.i):
            break
        clauses += current.pos_ in _CLAUSAL
        current = current.head
        above.setdefault(current.i, clauses)
    down, current, previous = 0, time, time
    for _ in range(_MAX_CLIMB):
        if current.i in above:
            return above[current.i] + down if _belongs(previous, current, root) else None
        if current.head.i == current.i or _bounds(current):
            return None
        if current.pos_ in _CLAUSAL:
            if not _opens_same_time(current) and current.head.i != root.i and current.head.i not in range(tokens.start, tokens.end):
                return None
            down += 1
        previous, current = current, current.head
    return None


def _bounds(token: Token) -> bool:
    """Whether a word makes what follows a limit: "since the raid of 7 May they have met twice"."""
    if token.pos_ in ("ADP", "SCONJ"):
        return token.lower_ in _BOUNDS
    return any(child.dep_ == "mark" and child.lower_ in _BOUNDS for child in token.lefts)


def _opens_same_time(verb: Token) -> bool:
    """Whether a clause tells when: "… when a bomb exploded on Friday"; or follows with "and"."""
    return verb.dep_ in ("conj", "ccomp", "xcomp") or any(
        child.lower_ in _SAME_TIME for child in verb.lefts if child.dep_ in ("mark", "advmod")
    )


def _belongs(branch: Token, meeting: Token, root: Token) -> bool:
    """Whether a date that comes up through `branch` dates what `meeting` tells: not if it hangs on another noun."""
    if meeting.i in (root.i, branch.i) or branch.ent_type_ in ("DATE", "TIME"):
        return True
    if branch.dep_ == "prep":
        return branch.lower_ in _BESIDE
    return branch.dep_ not in ("dobj", "attr", "oprd", "dative", "appos")
