"""From some words of a text to those who answer for them."""

from __future__ import annotations

import re

from spacy.tokens import Span as Tokens

from variorum.lexicon.outlets import is_outlet
from variorum.lexicon.registry import shipped
from variorum.lexicon.roles import kind_of
from variorum.lexicon.speech import VOUCHING, CueClass, reporting_adverbs, reporting_nouns, reporting_verbs
from variorum.model import QuoteValue, Span
from variorum.read.finding import Attribution, Finding
from variorum.read.parsed import Parsed

WINDOW = 600  # code points round the words: a "sentence" may be a table without a full stop
_SPOKEN = re.compile(r"\b(?:says?|said|admits?|admitted|claims?|claimed|denies|denied|reports?|reported|confirms?|confirmed)\b")
_CARRIES_ON = frozenset({",", ";", "-", "–", "—", ":"})
_NAME = r"(?:[Tt]he )?[A-Z][\w&.’'-]*(?: (?:of|the|de|[A-Z\d][\w&.’'-]*)){0,5}"
_COMMON = r"(?:[Ll]ocal|[Ss]tate|[Oo]fficial|[A-Z]\w+) (?:media|television|TV|radio)"
_TOLD = re.compile(rf"\b(?:told|tells|telling) ({_COMMON}|{_NAME})")
_REPORTED = re.compile(rf"({_COMMON}|{_NAME}) (?:(?:has|have|had|also|later) )?(?:reported|reports|report|said|says|quoted|cited)\b")
_BEHIND = re.compile(rf"\b(?:reports?|reported|according to|quoted by|cited by|reports in) ({_COMMON}|{_NAME}|media reports)")
_CLOSING = re.compile(
    rf"[,;)]\s*(?:as )?(?:reports|reported|adds|added) (?:the )?(?:(?:\w+ )?(?:newspaper|daily|website|agency) )?({_NAME})\s*\.?$"
)


def attribution_for(parsed: Parsed, span: Span) -> Attribution | None:
    """The innermost attribution whose content holds the words and whose speaker answers for them; None where the outlet itself speaks.

    One without a named source ("reportedly") gives way to a speaker round it.
    """
    holding = [one for one in parsed.attributions if one.covers(span) and vouches(parsed, one)]
    if not holding:
        return _over_the_sentence(parsed, span)
    return min(holding, key=lambda one: (one.speaker is None and _gives_way(one), sum(piece.end - piece.start for piece in one.content)))


def _gives_way(attribution: Attribution) -> bool:
    """An adverb doesn't take the words from whoever speaks; "is said to have" and "reports say" do."""
    return not attribution.source and (not attribution.cue or attribution.cue[0].exact.lower() in reporting_adverbs())


def _over_the_sentence(parsed: Parsed, span: Span) -> Attribution | None:
    """Words behind the content in one sentence, which the parse hung elsewhere: "the mayor said …, but nobody was hurt"."""
    sentence = _sentence(parsed, span)
    for one in parsed.attributions:
        cue = one.cue[0] if one.cue else None
        if cue is None or one.speaker is None or not sentence.start_char <= cue.start < sentence.end_char or "\n" in sentence.text.strip():
            continue
        if (
            one.content[-1].end <= span.start
            and cue.end <= one.content[0].start
            and cue_class(parsed, one) == "say"
            and _carried_on(parsed, one, span)
        ):
            return one
    return None


def _carried_on(parsed: Parsed, attribution: Attribution, span: Span) -> bool:
    between = parsed.text[attribution.content[-1].end : span.start].lstrip()
    if between[:1] == ";" and _SPOKEN.search(between):
        return False  # "A says that …; B admits to nine": another speaks
    return between[:1] in _CARRIES_ON or between.split(" ", 1)[0].lower() in ("and", "but", "while", "with", "including", "among")


def vouches(parsed: Parsed, attribution: Attribution) -> bool:
    """Whether the speaker says, thinks or finds it. Who wants, fears losing or opposes something doesn't say that it is so."""
    return cue_class(parsed, attribution) in VOUCHING


def cue_class(parsed: Parsed, attribution: Attribution) -> CueClass:
    """The class of the attribution's cue; a colon, "according to" and the like say."""
    if attribution.cue_class is not None or not attribution.cue:
        return attribution.cue_class or "say"
    verbs = reporting_verbs()
    cue = attribution.cue[0]
    words = parsed.doc.char_span(cue.start, cue.end, alignment_mode="expand")
    if not words:
        return "say"
    if words[-1].pos_ == "ADP" and (found := verbs.get((words.root.lemma_.lower(), words[-1].lower_))) is not None:
        return found
    token = next((word for word in reversed(words) if word.pos_ in ("VERB", "NOUN")), words.root)
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        return reporting_nouns().get(lemma, "say")
    if attribution.kind == "indirect" and (found := verbs.get((lemma, "np"))) is not None and not _has_verb(parsed, attribution):
        return found
    return next((name for shape in ("that", "quote", "inf", "np", "as") if (name := verbs.get((lemma, shape))) is not None), "say")


def _has_verb(parsed: Parsed, attribution: Attribution) -> bool:
    words = parsed.doc.char_span(attribution.content[0].start, attribution.content[0].end, alignment_mode="expand")
    return words is not None and len(words) > 0 and words.root.pos_ in ("VERB", "AUX")


def original_source_of(parsed: Parsed, span: Span) -> str | None:
    """The agency or outlet that carried the words first: "told Interfax", "Reuters reported", "local media"; None if none is named.

    Looked for in the sentence of the words; what closes it (", reports the Gazette.") needs no other sign of being an outlet.
    """
    sentence = _sentence(parsed, span)
    start, end = max(sentence.start_char, span.start - WINDOW), min(sentence.end_char, span.end + WINDOW)
    return parsed.once(("original source", start, end), lambda: _source_within(parsed, parsed.text[start:end].rstrip()))


def _source_within(parsed: Parsed, text: str) -> str | None:
    closing = _CLOSING.search(text)
    if closing is not None and kind_of(closing.group(1)) in (None, "agency", "ngo") and not _is_person(parsed, closing.group(1)):
        return _outlet_name(closing.group(1))
    for pattern in (_TOLD, _BEHIND, _REPORTED):
        for match in pattern.finditer(text):
            name = _outlet_name(match.group(1))
            if (is_outlet(name) and not _is_own(parsed, name) and not _is_body(name)) or name == "media reports":
                return name
    return None


def _is_own(parsed: Parsed, name: str) -> bool:
    """ "Told the Times" in a report of the Lakeside Times: the outlet itself."""
    publisher = (parsed.document.publisher or "").casefold()
    return publisher.endswith(name.casefold())


def _is_body(name: str) -> bool:
    """Whether a name is that of a body which speaks for itself, though it publishes, too: a rights group, a ministry."""
    known = shipped().named(name)
    return known is not None and known.kind in ("ngo", "official")


def _sentence(parsed: Parsed, span: Span) -> Tokens:
    """The sentence of some words, also where these are only white space."""
    words = parsed.doc.char_span(span.start, span.end, alignment_mode="expand")
    return words.sent if words else parsed.doc[0:0]


def _outlet_name(words: str) -> str:
    return re.sub(r"['’]s\b.*$", "", words.removeprefix("the ")).rstrip(".'’ ")


def _is_person(parsed: Parsed, name: str) -> bool:
    return any(mention.kind == "person" and mention.span.exact == name for mention in parsed.names)


def find_quotes(parsed: Parsed) -> tuple[Finding, ...]:
    """Quotations worth a claim: all direct and mixed speech, and indirect speech of somebody who is named or described."""
    found = []
    for attribution in parsed.attributions:
        if attribution.kind == "indirect" and (attribution.speaker is None or cue_class(parsed, attribution) != "say"):
            continue
        found.append(
            Finding(property="quote", value=QuoteValue(kind=attribution.kind), evidence=attribution.content, said_by=attribution.speaker)
        )
    return tuple(found)
