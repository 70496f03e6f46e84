"""Who the speaker is: pronouns and nominals ("he", "the official") written out in the fullest words of the text before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Doc, Token

from variorum.lexicon.actors import group_named
from variorum.lexicon.outlets import is_outlet
from variorum.lexicon.roles import is_person, kind_of
from variorum.lexicon.speech import nobody_sources
from variorum.model import Mention, Speaker
from variorum.model.words import SpeakerKind
from variorum.read.attributions.beside import is_number
from variorum.read.attributions.frames import Range, name_range
from variorum.read.attributions.naming import GROUP_WORDS, kind_in_words, kind_of_role, without_surroundings
from variorum.read.attributions.raw import Raw
from variorum.read.names import role_of
from variorum.read.parsed import Parsed

REACH = 6  # sentences back: a pronoun or "the official" farther from its name than that is not written out
_HE_OR_SHE = frozenset({"he", "she", "him", "her", "himself", "herself", "his"})
_THEY = frozenset({"they", "them", "themselves", "their"})
_WE = frozenset({"i", "we", "us", "me"})
_WHO = frozenset({"who", "that", "which", "whom"})
_NOBODY = frozenset({"it", "there", "this", "what", "you", "one", "all", "its", "your", "our", "my"})
_UNSAID = _HE_OR_SHE | _THEY | _WE | _WHO | _NOBODY
_ALIKE = frozenset({"same", "unnamed", "other", "former"})  # what "the health ministry" adds tells it from "the women's ministry"
_UNNAMED = ("anonym", "not to be named", "unnamed", "unidentified source", "on condition")


class Speakers:
    """Resolves speakers in the order of the text; each resolved one may be the antecedent of later ones."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.doc: Doc = parsed.doc
        self.known: list[tuple[int, Speaker, bool]] = []  # token, speaker, plural
        self.sentence_of: list[int] = []
        for number, sentence in enumerate(self.doc.sents):
            self.sentence_of.extend([number] * len(sentence))
        self.person_at: dict[int, Mention] = {}
        for mention in parsed.names:
            tokens = self.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if tokens is not None:
                for token in tokens:
                    self.person_at[token.i] = mention

    def resolve(self, raws: list[Raw]) -> list[Speaker | None]:
        """The speaker of each attribution; None where nobody is named or a pronoun stays dark."""
        order = sorted(range(len(raws)), key=lambda index: _place(raws[index]))
        speakers: list[Speaker | None] = [None] * len(raws)
        for index in order:
            raw = raws[index]
            if raw.speaker is None or raw.cue_class == "seem":
                continue
            speakers[index] = self._speaker(raw)
        for index, raw in enumerate(raws):
            speakers[index] = self._via(raws, speakers, raw, speakers[index])
        return speakers

    def _via(self, raws: list[Raw], speakers: list[Speaker | None], raw: Raw, speaker: Speaker | None) -> Speaker | None:
        """Somebody cited by somebody is known through the latter; "we" and "I" are the latter."""
        first_person = raw.speaker is not None and raw.speaker.lower_ in _WE
        if speaker is None and not first_person:
            return None
        outer = self._outer(raws, speakers, raw)
        if outer is None or speaker is None:
            return outer if first_person else speaker
        return speaker if outer.name == speaker.name else replace(speaker, via=outer.name)

    def _outer(self, raws: list[Raw], speakers: list[Speaker | None], raw: Raw) -> Speaker | None:
        """The speaker in whose words this attribution stands."""
        if raw.cue_token is None:
            return None
        start = raw.cue_token.idx
        best: tuple[int, Speaker] | None = None
        for index, other in enumerate(raws):
            speaker = speakers[index]
            if other is raw or speaker is None or other.cue_class in ("stance", "seem") or not other.holds(start, start + 1):
                continue
            if best is None or other.length < best[0]:
                best = (other.length, speaker)
        return best[1] if best is not None else None

    def _speaker(self, raw: Raw) -> Speaker | None:
        token = raw.speaker
        if token is not None and token.lower_ in _WHO and token.pos_ in ("PRON", "DET", "SCONJ"):
            token = self._antecedent_of_relative(token)
        if token is None or _is_nobody(token) or is_number(token) or _begins_clause(token):
            return None
        span = self.parsed.span_of(self.doc[slice(*name_range(token, raw.cue_token or token))])
        found = self._side_by_side(raw.pieces) if raw.pieces else None
        if found is not None:
            span = self.parsed.span_of(self.doc[raw.pieces[0][0] : raw.pieces[-1][1]])
        elif token.pos_ == "PRON":
            found = self._pronoun(token)
        if found is None and (token.lower_ not in _UNSAID or _is_one_of(token)):
            found = self._noun(token, raw)
        if found is None:
            return None
        name, role = without_surroundings(found.name), without_surroundings(found.role) if found.role else None
        speaker = replace(found, name=name, role=role, cue=self._cue(raw), span=span, via=None)
        self.known.append((token.i, speaker, _plural(token)))
        return speaker

    def describe(self, token: Token) -> Speaker | None:
        """Who is meant by a noun or pronoun that need not speak, in the document's fullest words; None where it stays dark."""
        if not self.known:
            self._recall()
        raw = Raw(content=[], speaker=token, cue_token=token.head)
        known = len(self.known)
        found = self._speaker(raw)
        del self.known[known:]
        return found

    def _recall(self) -> None:
        """Make the speakers of the document's attributions known again."""
        for attribution in self.parsed.attributions:
            speaker = attribution.speaker
            if speaker is None or speaker.span is None:
                continue
            tokens = self.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand")
            if tokens is not None:
                self.known.append((tokens.root.i, speaker, _plural(tokens.root)))
        self.known.sort(key=lambda entry: entry[0])

    def _side_by_side(self, pieces: tuple[Range, ...]) -> Speaker | None:
        """Name and role of somebody from phrases beside each other; None for a pronoun, which is written out as elsewhere."""
        if any(self.doc[start].pos_ == "PRON" and end - start == 1 for start, end in pieces):
            return None
        phrases = [self._phrase(start, end) for start, end in pieces]
        for number, (start, end) in enumerate(pieces):
            index = next((index for index in range(start, end) if self._names_person(self.doc[index])), None)
            if index is not None:
                mention = self.person_at[index]
                before = self._phrase(start, index)
                role = before or (phrases[1 - number] if len(pieces) > 1 else "") or role_of(self.parsed, mention)
                role = re.sub(r"^(?:the|an?) ", "", role or "", flags=re.IGNORECASE) or None
                return Speaker(name=mention.value or mention.span.exact, role=role, kind=kind_of_role(role) if role else None)
        words = ", ".join(phrases)
        return Speaker(name=words, kind=self._kind(self.doc[pieces[0][0] : pieces[0][1]].root, words)) if words else None

    def _cue(self, raw: Raw) -> str | None:
        if not raw.cue:
            return None
        start, end = raw.cue[0]
        span = self.parsed.span_of(self.doc[start:end])
        return " ".join(span.exact.split())

    def _antecedent_of_relative(self, token: Token) -> Token | None:
        verb = token.head
        for _ in range(4):
            if verb.dep_ == "relcl":
                return verb.head
            verb = verb.head
        return None

    def _pronoun(self, token: Token) -> Speaker | None:
        """The nearest speaker before it that fits; for he and she, a person who is the subject of a nearer sentence."""
        word = token.lower_
        if word == "it":
            return self._last(token, lambda speaker, plural: not self._is_person(speaker) and not (plural and self._is_common(speaker)))
        if word in _THEY:
            return self._last(token, lambda _, plural: plural)
        return self._he_or_she(token) if word in _HE_OR_SHE else None

    def _he_or_she(self, token: Token) -> Speaker | None:
        speaker = self._last(token, lambda speaker, plural: not plural and self._is_person(speaker))
        subject = self._last_person_subject(token)
        if subject is None:
            return speaker
        if speaker is not None and (self._position(speaker) >= subject.i or self.sentence_of[subject.i] == self.sentence_of[token.i]):
            return speaker
        return self._noun(subject, None)

    def _is_common(self, speaker: Speaker) -> bool:
        """Whether the speaker goes under a common noun: "witnesses", not "the Red Cross"."""
        tokens = self.doc.char_span(speaker.span.start, speaker.span.end, alignment_mode="expand") if speaker.span else None
        return tokens is None or tokens.root.pos_ != "PROPN"

    def _position(self, speaker: Speaker) -> int:
        return next((index for index, known, _ in reversed(self.known) if known.name == speaker.name), -1)

    def _last(self, token: Token, fits: Callable[[Speaker, bool], bool]) -> Speaker | None:
        for index, speaker, plural in reversed(self.known):
            if index >= token.i:
                continue
            if self.sentence_of[token.i] - self.sentence_of[index] > REACH:
                return None
            if fits(speaker, plural):
                return speaker
        return None

    def _last_person_subject(self, token: Token) -> Token | None:
        floor = max(0, self.sentence_of[token.i] - 3)
        index = token.i - 1
        while index >= 0 and self.sentence_of[index] >= floor:
            candidate = self.doc[index]
            if candidate.dep_ == "nsubj" and not _plural(candidate) and self._core_person(candidate) is not None:
                return candidate
            index -= 1
        return None

    def _names_person(self, token: Token) -> bool:
        mention = self.person_at.get(token.i)
        return mention is not None and mention.kind == "person"

    def _is_person(self, speaker: Speaker) -> bool:
        """A named person, or somebody told by a role; ministries and agencies are no "he"."""
        if speaker.role is not None:
            return True
        span = speaker.span
        if span is None:
            return False
        tokens = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is None:
            return False
        root = tokens.root
        return self._names_person(root) or (root.pos_ == "NOUN" and is_person(root.lemma_))

    def _noun(self, token: Token, raw: Raw | None) -> Speaker | None:
        start, end = (
            name_range(token, raw.cue_token)
            if raw is not None and raw.cue_token is not None
            else (token.left_edge.i, token.right_edge.i + 1)
        )
        mention = self._core_person(token)
        if mention is not None and mention.value:
            role = role_of(self.parsed, mention)
            return Speaker(name=mention.value, role=role, kind=kind_of_role(role) if role else None)
        words = self._phrase(start, end)
        if not words:
            return None
        if self._definite(token, start, end):
            earlier = self._same_noun(token)
            if earlier is not None:
                return earlier
        if self._whole_name(token) is not None:
            words = self._whole_name(token) or words
        return Speaker(name=words, kind=self._kind(token, words))

    def _kind(self, token: Token, words: str) -> SpeakerKind | None:
        mention = self.person_at.get(token.i)
        if (mention is not None and mention.kind == "group") or group_named(words) is not None:
            return "armed_group"
        if token.lemma_.lower() in GROUP_WORDS and token.i > 0 and token.nbor(-1).lower_ == "the" and self._is_armed_group(token):
            return "armed_group"
        sentence = token.sent.text
        if any(mark in sentence for mark in _UNNAMED):
            return kind_in_words(words) or "unnamed"
        kind = kind_in_words(words)
        return "agency" if kind is None and is_outlet(words) else kind

    def _is_armed_group(self, token: Token) -> bool:
        """Whether the body named last before "the group" is an armed one; an outlet's name is passed over."""
        floor = max(0, self.sentence_of[token.i] - 3)
        for index in range(token.i - 1, -1, -1):
            if self.sentence_of[index] < floor:
                return False
            mention = self.person_at.get(index)
            if mention is not None and (mention.kind == "group" or (mention.kind == "organisation" and not is_outlet(mention.span.exact))):
                return mention.kind == "group"
        return False

    def _core_person(self, token: Token) -> Mention | None:
        """The person whom a noun phrase names: its head, or beside its head ("a rebel spokesman, Tomas Varga"); no possessor."""
        if any(child.dep_ == "conj" for child in token.children):
            return None
        if self._names_person(token):
            return self.person_at[token.i]
        for child in token.children:
            if child.dep_ in ("appos", "compound", "nmod", "flat") and self._names_person(child) and not _behind_colon(token, child):
                if child.dep_ == "compound" and not token.lower_.endswith("s") and token.pos_ == "NOUN":
                    continue
                return self.person_at[child.i]
        if token.dep_ == "appos" and self._names_person(token.head):
            return self.person_at[token.head.i]
        return None

    def _whole_name(self, token: Token) -> str | None:
        """An organisation under its long form, where the text gives one."""
        mention = self.person_at.get(token.i)
        if mention is None or mention.kind != "organisation" or mention.value is None:
            return None
        return mention.value if len(mention.value) > len(mention.span.exact) else None

    def _phrase(self, start: int, end: int) -> str:
        """The words of a noun phrase as printed, white space made plain; a bracket that the parse left open is cut off."""
        doc = self.doc
        while start < end and (doc[start].is_punct or doc[start].is_space):
            start += 1
        while start < end and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in ("'s", "’s")):
            end -= 1
        if start == end:
            return ""
        words = " ".join(self.parsed.text[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])].split())
        if words.count("(") > words.count(")"):
            words = words[: words.rindex("(")].rstrip()
        return words

    def _definite(self, token: Token, start: int, end: int) -> bool:
        return end - start <= 3 and self.doc[start].lower_ in ("the", "this", "that") and token.pos_ in ("NOUN", "PROPN")

    def _same_noun(self, token: Token) -> Speaker | None:
        """ "The official": the official of the sentences before, in more words."""
        lemma = token.lemma_.lower()
        told = {word.lower_ for word in token.lefts if word.dep_ in ("compound", "amod", "nmod")}
        for index, speaker, _ in reversed(self.known):
            if index >= token.i:
                continue
            if self.sentence_of[token.i] - self.sentence_of[index] > REACH:
                break
            said = f"{speaker.role or ''} {speaker.name}".lower().split()
            if lemma in said and len(said) > 2 and told <= {*said, *_ALIKE}:
                return speaker
        index = token.i - 1
        while index >= 0 and self.sentence_of[token.i] - self.sentence_of[index] <= REACH:
            other = self.doc[index]
            alike = other.lemma_.lower() == lemma and other.pos_ in ("NOUN", "PROPN") and other.tag_ == token.tag_
            if alike and told <= {word.lower_ for word in other.subtree} | _ALIKE:
                mention = self._core_person(other)
                if mention is None and other.dep_ == "compound" and self._names_person(other.head):
                    mention = self.person_at[other.head.i]
                if mention is not None:
                    return self._noun(other if mention is self._core_person(other) else other.head, None)
                if other.right_edge.i - other.left_edge.i >= 2:
                    start, end = name_range(other, other)
                    words = self._phrase(start if start <= other.i else other.left_edge.i, max(end, other.i + 1))
                    return Speaker(name=words, kind=kind_of(words)) if words else None
            index -= 1
        return None


def _behind_colon(token: Token, child: Token) -> bool:
    """Whether a colon parts a name from its noun: "the mission wrote: Ana Low, Ben Roe" lists others."""
    return any(word.text == ":" for word in token.doc[token.i : child.i])


def _is_nobody(token: Token) -> bool:
    """ "Reports say", "some believe", "nobody knows"; a report of somebody's is his: "a report by the ministry"."""
    if token.lemma_.lower() not in nobody_sources() and token.lower_ not in nobody_sources():
        return False
    return not any(
        child.dep_ in ("poss", "relcl", "acl", "appos") or child.lower_ in ("by", "from", "in", "near", "at") for child in token.children
    )


def _begins_clause(token: Token) -> bool:
    """ "No group", and what is a clause for the parse: "what freed hostages say"."""
    first = token.left_edge
    return first.lower_ in ("no", "neither", "what", "whether") or (first.lower_ == "that" and first.dep_ == "mark")


def _is_one_of(token: Token) -> bool:
    """ "One of the residents", "one of them, Anna K.": unlike other pronouns these say who."""
    return token.lower_ == "one" and any(child.lower_ == "of" or child.dep_ == "appos" for child in token.children)


def _place(raw: Raw) -> int:
    return raw.speaker.i if raw.speaker is not None else -1


def _plural(token: Token) -> bool:
    if token.lower_ in _THEY or token.lower_ == "police":
        return True
    return (
        token.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in token.children)
        or token.lower_ in _THEY
        or token.lower_ == "police"
    )
