"""Quotations and who is cited: "…," X said · said X: "…" · "…," he said, "…" · "…" without a word, where the one before goes on."""

from __future__ import annotations

import re
from bisect import bisect_left

from spacy.tokens import Doc, Token

from variorum.lexicon.speech import reporting_verbs
from variorum.read.attributions.frames import Range, source_range, speaker_of, tidy
from variorum.read.attributions.quotations import Quotation
from variorum.read.attributions.raw import Raw

LONGEST_SEGMENT = 45  # tokens between a quotation and its verb: "said X, who for ten years was …" is about as long
ADJACENT = 3  # tokens from a verb that is on no list to the quotation behind it: Smith shot back, "…"
_GOING_ON = frozenset({"and", "but", "or", "while", "because"})  # the clause before the quotation goes on
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_PLAIN = frozenset({"have", "be", "do"})
NEAR = 8  # tokens from a quotation to a verb that is on no list: "…," a weary clerk shot back
FARTHEST = 400  # code points between two quotations of one speaker in a paragraph
_ENDS = frozenset(".!?;")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"[”\"'’)]*[.!?][^.!?]{0,3}$")  # between what somebody says and a quotation that stands alone
_LISTING = frozenset({"and", "or", ","})
_CLAUSES = frozenset({"when", "while", "if", "but", "although", "though"})
_MARKS = frozenset("\"“”„«»'’`")
_BETWEEN = frozenset({"that", "as", ",", ":", "—", "-", "–"})


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
        goes_on = not ends_with_stop or self._lower_after(after) or (whole and self._names_only(after, before))
        cue = self._cue_after(after, after_comma=whole and inner.endswith(",")) if goes_on else None
        start = quotation.start
        if cue is not None and not whole and not inner.endswith((",", "?", "!", "—", "…", "-")):
            cue = None
        if cue is not None:
            earlier = self._cue_before(before)
            if earlier is not None and (earlier.i in self._of_cue or self._introduces_next(after, index)):
                cue = earlier
            elif earlier is None:
                start = self._start_of_words(index, before)
        else:
            cue = self._cue_before(before, tidy_quotation=self._is_tidy(quotation))
            if cue is not None and not whole and doc[before[1] - 1].text not in (":", ","):
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

    def _names_only(self, after: Range, before: Range) -> bool:
        """Whether nothing but speaker and verb stand behind a quotation that ends with a stop: "It is over." Smith said."""
        words = [
            token for token in self.doc[after[0] : after[1]] if not token.is_punct and token.ent_type_ != "DATE" and token.pos_ != "ADV"
        ]
        if not 2 <= len(words) <= NEAR or after[1] >= len(self.doc) or self.doc[after[1]].text != "." or before[0] < before[1]:
            return False
        verbs = [token for token in words if token.pos_ in ("VERB", "AUX")]
        return len(verbs) == 1 and verbs[0] is words[-1] and verbs[0].tag_ in _FINITE

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
        if before[0] == before[1]:
            return self.quotations[index].start
        while index and self.doc[before[0]].lower_ in ("and", "or", "but", ","):
            if index - 1 in self.claimed or not self._same_sentence(index):
                return self.quotations[index].start
            index -= 1
            before = self._segment_before(index, self._tokens(self.quotations[index])[0])
            if before[0] == before[1] or any(self._speaks(token) for token in self.doc[before[0] : before[1]]):
                return self.quotations[index].start
        if self.doc[before[0]].lower_ in ("and", "but", ",") or self._cue_before(before) is not None:
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
            gap = self.text[end : quotation.start] if end <= quotation.start else "."
            if _SENTENCE_END.match(gap) and not any(quotation.start < start < quotation.end for start, _ in raw.content):
                raw.content.append((quotation.start, quotation.end))

    def _is_nearer(self, saying: Raw, raw: Raw, quotation: Quotation) -> bool:
        """Whether a quotation goes on with what was said last: "…," Smith said, adding that it was over. "We are done." """
        gap = self.text[saying.end : quotation.start] if saying.end <= quotation.start else ""
        cue = saying.cue_token
        if not _SENTENCE_END.match(gap) or cue is None or any(quotation.start == start for start, _ in saying.content):
            return False
        return len(raw.content) > 1 and cue.tag_ in _FINITE and not any(_is_relative(token, 0) for token in (cue, cue.head))

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
        if any(self._speaks(token) for token in self.doc[previous.cue_token.i + 1 : before[1]]):
            return False
        if self.doc[before[1] - 1].text == ",":
            return True
        between = self.doc[previous.cue_token.i + 1 : before[1]]
        return self.text[self.quotations[index].inner_start :][:1].islower() and not any(token.pos_ == "VERB" for token in between)

    def _speaks(self, token: Token) -> bool:
        return token.pos_ == "VERB" and (token.lemma_.lower(), "that") in reporting_verbs()

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
            end = first
        start = end
        while start > floor and first - start < LONGEST_SEGMENT and not self._breaks(start - 1):
            start -= 1
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

    def _cue_after(self, segment: Range, *, after_comma: bool) -> Token | None:
        verbs = reporting_verbs()
        if any(token.lower_ in _GOING_ON for token in self.doc[segment[0] : min(segment[0] + 2, segment[1])]):
            return None
        for token in self.doc[segment[0] : segment[1]]:
            if token.pos_ not in ("VERB", "AUX") or _is_relative(token, segment[0]):
                continue
            if token.pos_ == "VERB" and (token.lemma_.lower(), "quote") in verbs:
                if not after_comma and any(child.dep_ == "ccomp" and token.i < child.i < segment[1] for child in token.children):
                    return None
                return token
            if after_comma and token.i - segment[0] <= NEAR and _tells_plainly(token):
                return token
            if token.dep_ not in ("aux", "auxpass", "relcl", "acl", "amod") and token.head.dep_ not in ("relcl", "acl"):
                return None
        return None

    def _cue_before(self, segment: Range, *, tidy_quotation: bool = False) -> Token | None:
        """The last verb before a quotation, if it may introduce one and nothing else stands between. A colon makes any verb do."""
        if segment[0] == segment[1]:
            return None
        verbs = reporting_verbs()
        doc = self.doc
        last = doc[segment[1] - 1]
        introduced = last.lower_ in (",", ":", "that", "as")
        for index in range(segment[1] - 1, segment[0] - 1, -1):
            token = doc[index]
            if token.pos_ == "VERB":
                if (token.lemma_.lower(), "quote") not in verbs:
                    if last.text == ":" and (token.tag_ not in _FINITE or _is_relative(token, segment[0])):
                        continue
                    adjacent = last.text == "," and segment[1] - token.i <= ADJACENT and _tells_plainly(token)
                    return token if last.text == ":" or (adjacent and tidy_quotation) else None
                between = doc[index + 1 : segment[1]]
                adjacent = all(part.lower_ in _BETWEEN or part.is_space for part in between)
                heard = token.lemma_ == "tell" and all(part.pos_ in ("NOUN", "PROPN", "PRON", "DET") for part in between)
                return token if adjacent or heard or (introduced and not any(part.dep_ == "ccomp" for part in between)) else None
            if token.pos_ == "AUX" and token.dep_ not in ("aux", "auxpass"):
                return None
        return None

    def _name_source(self, raw: Raw, cue: Token, segment: Range) -> None:
        """The subject that the parse gives, where it stands in this sentence; else the noun phrase next to the verb."""
        speaker = speaker_of(cue)
        if (
            speaker is not None
            and not (segment[0] <= speaker.i < segment[1])
            and any(quotation.holds(speaker.idx) for quotation in self.quotations)
        ):
            speaker = None
        if speaker is None:
            speaker = self._first_noun(cue, segment) or self._beside(cue, segment)
        if speaker is not None:
            raw.speaker = speaker
            raw.source = [source_range(speaker, cue)]

    def _first_noun(self, cue: Token, segment: Range) -> Token | None:
        """The noun phrase with which the sentence goes on behind a quotation: "…," a source, who was not cleared to speak, told us."""
        doc = self.doc
        for index in range(segment[0], cue.i):
            if doc[index].pos_ in ("NOUN", "PROPN", "PRON"):
                token = doc[index]
                while (
                    token.dep_ in ("compound", "nmod", "poss") and token.i < token.head.i < cue.i and token.head.pos_ in ("NOUN", "PROPN")
                ):
                    token = token.head
                return token
            if doc[index].pos_ not in ("DET", "ADJ", "PUNCT", "NUM", "SPACE"):
                return None
        return None

    def _beside(self, cue: Token, segment: Range) -> Token | None:
        doc = self.doc
        for indices in (range(cue.i - 1, segment[0] - 1, -1), range(cue.i + 1, min(cue.i + 8, segment[1]))):
            for index in indices:
                if doc[index].pos_ in ("NOUN", "PROPN", "PRON"):
                    token = doc[index]
                    while (
                        token.dep_ in ("compound", "nmod")
                        and segment[0] <= token.head.i < segment[1]
                        and token.head.pos_ in ("NOUN", "PROPN")
                    ):
                        token = token.head
                    return token
                if doc[index].pos_ == "VERB":
                    break
        return None

    def _without_cue(self, quotation: Quotation, before: Range, *, whole: bool, previous: Raw | None, previous_end: int) -> Raw | None:
        doc = self.doc
        if before[1] > before[0]:
            if whole and doc[before[1] - 1].text == ":":
                return self._after_colon(quotation, before)
            return None
        if not whole or previous is None:
            return None
        gap = self.text[previous_end : quotation.start]
        if gap.strip() and (len(gap) > FARTHEST or (_BLANK_LINE.search(gap) and not self._next_paragraph(gap, quotation))):
            return None
        previous.content.append((quotation.start, quotation.end))
        self._carried.append((previous, quotation))
        return previous

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
        source = tidy(self.doc, before[0], before[1] - 1)
        if not source:
            return None
        raw = Raw(content=[(quotation.start, quotation.end)], source=list(source), speaker=span.root, quoted=True)
        raw.cue = [(before[1] - 1, before[1])]
        self.found.append(raw)
        return raw


def _says(raw: Raw) -> bool:
    return raw.cue_class == "say" and raw.speaker is not None and raw.cue_token is not None


def _cue_end(raw: Raw) -> int:
    token = raw.cue_token
    return token.idx + len(token) if token is not None else 0


def _is_relative(verb: Token, floor: int) -> bool:
    """Whether a verb belongs to "who for ten years was …", beside the sentence."""
    if verb.dep_ in ("relcl", "acl"):
        return True
    return any(part.lower_ in ("who", "which", "whose") for part in verb.lefts if part.i >= floor)


def _tells_plainly(verb: Token) -> bool:
    """Whether a verb that is on no list may introduce a quotation beside it."""
    return verb.pos_ == "VERB" and verb.tag_ in _FINITE and verb.lemma_ not in _PLAIN
