"""Quotations and who is cited: "…," X said · said X: "…" · "…," he said, "…" · "…" without a word, where the one before goes on."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Token

from variorum.read.attributions.cues import (
    HEARING,
    behind_dash,
    cue_after,
    cue_before,
    first_noun,
    is_relative,
    misread_verb,
    names_only,
    noun_beside,
    passive_agent,
    speaks,
    verb_alone_before,
    words_beside,
)
from variorum.read.attributions.frames import Range, source_range, speaker_of, tidy
from variorum.read.attributions.quotations import Quotation
from variorum.read.attributions.raw import Raw

LONGEST_SEGMENT = 45  # tokens between a quotation and its verb: "said X, who for ten years was …" is about as long
LONGEST_SIGNATURE = 10  # tokens of the name under a quotation
FARTHEST = 400  # code points between two quotations of one speaker in a paragraph
_ENDS = frozenset(".!?;")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[”\"'’)]*[.!?][^.!?]{0,3}$")  # between what somebody says and a quotation that stands alone
_SIGNATURE = re.compile(r"[ \t]*(?:\n\s*)?(?P<dash>(?:—|–|--|-)[ \t]?)(?P<name>[A-Z][^\n,;:“”\"()—–]{2,60})(?=[\n,(]|$)")
_LISTING = frozenset({"and", "or", ","})
_CLAUSES = frozenset({"when", "while", "if", "but", "although", "though"})
_MARKS = frozenset("\"“”„«»'’`")
_SET_OFF = frozenset({":", "—", "–", "-", "--"})  # before a quotation: what stands before them is not its speaker's
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


class Speeches:
    """One pass over the quotations of a document. Token offsets are looked up once."""

    def __init__(self, doc: Doc, text: str, quotations: tuple[Quotation, ...]) -> None:
        self.doc = doc
        self.text = text
        self.quotations = quotations
        self.starts = [token.idx for token in doc]
        self.found: list[Raw] = []
        self._of_cue: dict[int, Raw] = {}
        self.claimed: set[int] = set()  # indices of the quotations that somebody is known to have said
        self._carried: list[tuple[Raw, Quotation]] = []  # given to the speaker before for want of a nearer one

    def read(self) -> list[Raw]:
        """All attributions that began as a quotation, in the order of the text."""
        previous: Raw | None = None
        previous_end = 0
        for index, quotation in enumerate(self.quotations):
            raw = self._read_one(index, quotation, previous, previous_end)
            if raw is not None:
                self.claimed.add(index)
                previous, previous_end = raw, quotation.end
        return self.found

    def _read_one(self, index: int, quotation: Quotation, previous: Raw | None, previous_end: int) -> Raw | None:
        doc = self.doc
        first, last = self._tokens(quotation)
        before = self._segment_before(index, first)
        after = self._segment_after(index, last)
        whole = self._is_speech(first, last)
        inner = self.text[quotation.inner_start : quotation.inner_end].rstrip()
        ends_with_stop = inner.endswith(".")
        goes_on = not ends_with_stop or self._lower_after(after) or (whole and names_only(doc, after, before))
        cue = self._cue_after(after, inner, whole=whole) if goes_on else None
        start = quotation.start
        if cue is not None and not whole and not inner.endswith((",", "?", "!", "—", "…", "-")):
            cue = None
        if cue is not None:
            earlier = cue_before(self.doc, before)
            if earlier is not None and (earlier.i in self._of_cue or self._introduces_next(after, index)):
                cue = earlier
            elif earlier is None:
                start = self._start_of_words(index, before)
        else:
            cue = cue_before(doc, before, tidy_quotation=self._is_tidy(quotation))
            if cue is not None and not whole and doc[before[1] - 1].text not in (":", ","):
                cue = None
            if cue is not None and previous is not None and _is_remark(cue) and self._interrupted(previous, before, index):
                cue = None
        if cue is None and previous is not None and (self._interrupted(previous, before, index) or self._listed(before, index)):
            previous.content.append((quotation.start, quotation.end))
            return previous
        if cue is None:
            return self._without_cue(quotation, before, whole=whole, previous=previous, previous_end=previous_end)
        if cue.i in self._of_cue:
            raw = self._of_cue[cue.i]
            raw.content.append((start, quotation.end))
            return raw
        if first and cue.i < first - 1 and doc[first - 1].lower_ == "that":
            start = min(start, doc[first - 1].idx)
        segment = after if after[0] <= cue.i < after[1] else before
        end = self._end_of_words(quotation, after) if segment is before and doc[before[1] - 1].text not in (",", ":") else quotation.end
        raw = Raw(content=[(start, end)], cue=[(cue.i, cue.i + 1)], cue_token=cue, quoted=True)
        self._name_source(raw, cue, segment)
        self._of_cue[cue.i] = raw
        self.found.append(raw)
        return raw

    def _cue_after(self, after: Range, inner: str, *, whole: bool) -> Token | None:
        """The verb behind a quotation, which ends as the words between the marks do."""
        called = whole and inner.endswith(("?", "!"))
        ended = whole and inner.endswith(",")
        cue = cue_after(self.doc, after, after_comma=ended, after_call=called)
        return misread_verb(self.doc, after) if cue is None and (ended or called) else cue

    def _introduces_next(self, after: Range, index: int) -> bool:
        """Whether the words behind a quotation lead to the next: he shouted, "…," and she said, "…" """
        if index + 1 >= len(self.quotations) or after[0] >= after[1]:
            return False
        following = self.quotations[index + 1]
        last = self.doc[after[1] - 1]
        return (
            last.text in (",", ":") and not self.text[last.idx + 1 : following.start].strip() and self._is_speech(*self._tokens(following))
        )

    def _start_of_words(self, index: int, before: Range) -> int:
        """Where words begin that end with a quotation: with the sentence, quotations in it, too: It is "…" and "…," X said."""
        if before[0] == before[1] or self.doc[before[1] - 1].text in _SET_OFF:
            return self.quotations[index].start
        while index and self.doc[before[0]].lower_ in ("and", "or", "but", ","):
            if index - 1 in self.claimed or not self._same_sentence(index):
                return self.quotations[index].start
            index -= 1
            before = self._segment_before(index, self._tokens(self.quotations[index])[0])
            if before[0] == before[1] or any(speaks(token) for token in self.doc[before[0] : before[1]]):
                return self.quotations[index].start
        if self.doc[before[0]].lower_ in ("and", "but", ",") or cue_before(self.doc, before) is not None:
            return self.quotations[index].start
        return self.doc[before[0]].idx

    def _same_sentence(self, index: int) -> bool:
        """Whether no sentence ends between a quotation and the one before it."""
        last = self.quotations[index - 1]
        between = self.text[last.end : self.quotations[index].start]
        return "." not in between and "\n" not in between and self.text[last.inner_end - 1 : last.inner_end] not in _ENDS

    def _listed(self, before: Range, index: int) -> bool:
        """Whether a quotation is one more of a list: they chanted "…" and "…" """
        if not index or index - 1 not in self.claimed or not before[0] < before[1] <= before[0] + 3:
            return False
        return self._same_sentence(index) and all(token.lower_ in _LISTING for token in self.doc[before[0] : before[1]])

    def _end_of_words(self, quotation: Quotation, after: Range) -> int:
        """Where a clause ends that a quotation begins: he says "…" despite the loss."""
        end = quotation.end
        if self.text[quotation.inner_end - 1] in ",.?!" or after[0] >= after[1] or not self.doc[after[0]].lower_[:1].isalpha():
            return end
        for token in self.doc[after[0] : after[1]]:
            if token.is_punct or token.is_space or (token.dep_ == "cc" and token.head.pos_ in ("VERB", "AUX")) or token.lower_ in _CLAUSES:
                break
            end = token.idx + len(token)
        return end

    def carry_on(self, raws: list[Raw]) -> None:
        """Give the quotations that stand alone to the speaker of the sentence before: Smith said it was over. "We are done." """
        saying = sorted((raw for raw in raws if _says(raw)), key=_cue_end)
        ends = [_cue_end(raw) for raw in saying]
        for raw, quotation in self._carried:
            at = bisect_left(ends, quotation.start) - 1
            if at >= 0 and saying[at] is not raw and ends[at] > _cue_end(raw) and self._is_nearer(saying[at], raw, quotation):
                raw.content.remove((quotation.start, quotation.end))
                saying[at].content.append((quotation.start, quotation.end))
        for index, quotation in enumerate(self.quotations):
            at = bisect_left(ends, quotation.start) - 1
            if index in self.claimed or at < 0 or not self._is_tidy(quotation) or not self._stands_alone(index, quotation):
                continue
            raw = saying[at]
            end = max(raw.end, ends[at])
            gap = self._gap(end, quotation) if end <= quotation.start else "."
            if _SENTENCE_END.match(gap) and not any(quotation.start < start < quotation.end for start, _ in raw.content):
                raw.content.append((quotation.start, quotation.end))

    def _is_nearer(self, saying: Raw, raw: Raw, quotation: Quotation) -> bool:
        """Whether a quotation goes on with what was said last: "…," Smith said, adding that it was over. "We are done." """
        gap = self._gap(saying.end, quotation) if saying.end <= quotation.start else ""
        cue = saying.cue_token
        if not _SENTENCE_END.match(gap) or cue is None or any(quotation.start == start for start, _ in saying.content):
            return False
        return len(raw.content) > 1 and cue.tag_ in _FINITE and not any(is_relative(token, 0) for token in (cue, cue.head))

    def _gap(self, end: int, quotation: Quotation) -> str:
        """What stands between words and a quotation behind them, with the stop that may stand in the words' own marks."""
        while end > 0 and (self.text[end - 1] in _MARKS or self.text[end - 1] in _ENDS):
            end -= 1
        return self.text[end : quotation.start]

    def _is_tidy(self, quotation: Quotation) -> bool:
        """Whether the marks are where they belong; in a text with a mark too many or too few the wrong words stand between them."""
        first = self.text[quotation.inner_start : quotation.inner_start + 1]
        before = self.text[quotation.start - 1 : quotation.start] if quotation.start else ""
        return not quotation.open_ended and (first.isupper() or first in "[.…‘'") and before not in _MARKS

    def _stands_alone(self, index: int, quotation: Quotation) -> bool:
        first, last = self._tokens(quotation)
        before = self._segment_before(index, first)
        following = self.text[quotation.end :].lstrip(" .")[:1]
        return self._is_speech(first, last) and before[0] == before[1] and not following.islower()

    def _interrupted(self, previous: Raw, before: Range, index: int) -> bool:
        """ "These words," said X, speaking of Y, "and no others." """
        if previous.cue_token is None or not before[0] <= previous.cue_token.i < before[1]:
            return False
        between = self.doc[previous.cue_token.i + 1 : before[1]]
        closed, goes_on = self.doc[before[1] - 1].text == ",", self.text[self.quotations[index].inner_start :][:1].islower()
        if any(speaks(token) and not (closed and goes_on and _is_remark(token)) for token in between):
            return False
        return closed or (goes_on and not any(token.pos_ == "VERB" for token in between))

    def _tokens(self, quotation: Quotation) -> Range:
        first = bisect_left(self.starts, quotation.start)
        if first and self.starts[first - 1] + len(self.doc[first - 1]) > quotation.start:
            first -= 1
        return first, max(bisect_left(self.starts, quotation.end), first + 1)

    def _is_speech(self, first: int, last: int) -> bool:
        """Speech has a verb or a handful of words; the rest are scare quotes, titles and names."""
        words = [token for token in self.doc[first:last] if token.is_alpha]
        return len(words) >= 5 or (len(words) >= 2 and any(token.pos_ in ("VERB", "AUX") for token in words))

    def _segment_before(self, index: int, first: int) -> Range:
        """The tokens of the sentence before a quotation, back to the quotation before it."""
        floor = 0
        if index:
            floor = bisect_left(self.starts, self.quotations[index - 1].end)
        end = first
        while end > floor and self.doc[end - 1].is_space:
            end -= 1
        if end == floor or self.doc[end - 1].text != ":":  # a colon introduces the paragraph that follows
            if end > floor and len(self.doc[end - 1]) > 1 and self.doc[end - 1].text[-1] == "." and self._is_tidy(self.quotations[index]):
                return first, first  # an abbreviation ends the sentence, too
            end = first
        start = end
        while start > floor and first - start < LONGEST_SEGMENT and not self._breaks(start - 1):
            start -= 1
        if end < len(self.doc) and end > start and self.doc[end - 1].text == ":":
            start = behind_dash(self.doc, start, end - 1)
        while start < end and self.doc[start].is_space:
            start += 1
        return start, end

    def _segment_after(self, index: int, last: int) -> Range:
        ceiling = len(self.doc)
        if index + 1 < len(self.quotations):
            ceiling = bisect_left(self.starts, self.quotations[index + 1].start)
        end = last
        while end < ceiling and end - last < LONGEST_SEGMENT and not self._breaks(end):
            end += 1
        return last, end

    def _breaks(self, index: int) -> bool:
        token = self.doc[index]
        return token.text in _ENDS or (token.is_space and "\n" in token.text)

    def _lower_after(self, segment: Range) -> bool:
        """Whether the sentence goes on behind the quotation: "… dead." said the mayor."""
        if segment[0] >= segment[1]:
            return False
        token = self.doc[segment[0]]
        return token.text[0].islower() or token.text == ","

    def _name_source(self, raw: Raw, cue: Token, segment: Range) -> None:
        """The subject that the parse gives, where it stands in this sentence; else the noun phrase next to the verb."""
        speaker = speaker_of(cue)
        if (
            speaker is not None
            and not (segment[0] <= speaker.i < segment[1])
            and any(quotation.holds(speaker.idx) for quotation in self.quotations)
        ):
            speaker = None
        if cue.lemma_ in HEARING and (agent := passive_agent(cue)) is not None:
            speaker = agent[0] if agent else None
            if speaker is None:
                return
        if speaker is None:
            speaker = first_noun(cue, segment) or noun_beside(cue, segment)
        if speaker is not None:
            raw.speaker = speaker
            raw.source = [self._outside(source_range(speaker, cue), speaker, raw)]
        elif segment[0] < segment[1] and raw.start < self.doc[segment[0]].idx and (words := words_beside(cue, segment)) is not None:
            raw.speaker, raw.source = self.doc[words[1] - 1], [words]

    def _outside(self, words: Range, speaker: Token, raw: Raw) -> Range:
        """A speaker's words without what he said, which the parse may have taken for a part of them."""
        start, end = words
        for first, last in raw.content:
            if last <= speaker.idx:
                start = max(start, bisect_left(self.starts, last))
            elif speaker.idx < first:
                end = min(end, bisect_left(self.starts, first))
        found = tidy(self.doc, start, end)
        return found[0] if found else words

    def _without_cue(self, quotation: Quotation, before: Range, *, whole: bool, previous: Raw | None, previous_end: int) -> Raw | None:
        doc = self.doc
        if before[1] > before[0]:
            if whole and doc[before[1] - 1].text == ":":
                return self._after_colon(quotation, before)
            return None
        verb = verb_alone_before(doc, self._tokens(quotation)[0] - 1) if whole and self._is_tidy(quotation) else None
        if verb is not None and verb.i not in self._of_cue:
            raw = Raw(content=[(quotation.start, quotation.end)], cue=[(verb.i, verb.i + 1)], cue_token=verb, quoted=True)
            self._name_source(raw, verb, (verb.sent.start, verb.sent.end))
            self._of_cue[verb.i] = raw
            self.found.append(raw)
            return raw
        if whole and (signed := self._signed(quotation)) is not None:
            return signed
        return self._carry(quotation, previous, previous_end) if whole and previous is not None else None

    def _carry(self, quotation: Quotation, previous: Raw, previous_end: int) -> Raw | None:
        """Give a quotation to the speaker before it, unless too much stands between."""
        gap = self.text[previous_end : quotation.start]
        if gap.strip() and (len(gap) > FARTHEST or (_BLANK_LINE.search(gap) and not self._next_paragraph(gap, quotation))):
            return None
        previous.content.append((quotation.start, quotation.end))
        self._carried.append((previous, quotation))
        return previous

    def _signed(self, quotation: Quotation) -> Raw | None:
        """A quotation with a dash and a name under it or behind it: "It is over." — Ann Smith, baker."""
        signature = _SIGNATURE.match(self.text, quotation.end)
        if signature is None or self.text[self.text.rfind("\n", 0, quotation.start) + 1 : quotation.start].strip():
            return None
        first, last = bisect_left(self.starts, signature.end("dash")), bisect_left(self.starts, signature.end("name"))
        source = tidy(self.doc, first, last)
        if not source or last - first > LONGEST_SIGNATURE or any(token.pos_ in ("VERB", "AUX") for token in self.doc[first:last]):
            return None
        dash = max(bisect_left(self.starts, signature.end("dash")) - 1, 0)
        raw = Raw(content=[(quotation.start, quotation.end)], cue=[(dash, dash + 1)], source=list(source), quoted=True)
        raw.speaker = self.doc[source[0][0] : source[0][1]].root
        self.found.append(raw)
        return raw

    def _next_paragraph(self, gap: str, quotation: Quotation) -> bool:
        """A paragraph that is nothing but a quotation goes on with the speech that the paragraph before it told of."""
        parts = _BLANK_LINE.split(gap)
        end = _BLANK_LINE.search(self.text, quotation.end)
        rest = self.text[quotation.end : end.start() if end else len(self.text)]
        return len(parts) == 2 and not parts[1].strip() and not rest.strip(" \n.")

    def _after_colon(self, quotation: Quotation, before: Range) -> Raw | None:
        """Speaker, colon, quotation."""
        span = self.doc[before[0] : before[1] - 1]
        if not 1 <= len(span) <= 8 or any(token.pos_ in ("VERB", "AUX") for token in span):
            return None
        first = before[0]
        while first + 2 < before[1] and (
            self.doc[first].pos_ == "ADP" or (self.doc[first].lower_ == "more" and self.doc[first + 1].pos_ == "ADP")
        ):
            first += 1  # by Ann Smith: · more from Ann Smith:
        source = tidy(self.doc, first, before[1] - 1)
        if not source:
            return None
        root = self.doc[source[0][0] : source[0][1]].root
        raw = Raw(content=[(quotation.start, quotation.end)], source=list(source), speaker=root, quoted=True)
        raw.cue = [(before[1] - 1, before[1])]
        self.found.append(raw)
        return raw


def _is_remark(verb: Token) -> bool:
    """Whether a verb tells on the way what the speech is about: he wrote in a letter explaining it, "…"; not: he said, adding that …"""
    return verb.tag_ == "VBG" and verb.i + 2 < len(verb.doc) and verb.nbor().lower_ != "that" and not verb.nbor().is_punct


def _says(raw: Raw) -> bool:
    return raw.cue_class == "say" and raw.speaker is not None and raw.cue_token is not None


def _cue_end(raw: Raw) -> int:
    token = raw.cue_token
    return token.idx + len(token) if token is not None else 0
