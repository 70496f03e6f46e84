"""Words that somebody was made to say: what a captive is quoted as saying is alleged, however plainly it is put."""

from __future__ import annotations

import re
from functools import cache

from variorum.lexicon.en.tables import read_lines
from variorum.lexicon.properties import word_class
from variorum.model.words import Certainty
from variorum.read.finding import Attribution
from variorum.read.parsed import Parsed


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(read_lines("duress_cues.txt")) + r")\b", re.IGNORECASE)


def lowered_by_duress(parsed: Parsed, attribution: Attribution | None, certainty: Certainty) -> Certainty:
    """The certainty, or "alleged" where a captive or suspect says it and the sentence, or the next one, tells of duress."""
    if certainty not in ("asserted", "confirmed") or attribution is None or not _is_captive(attribution):
        return certainty
    sentence = parsed.sentence_at(attribution.content[0].start)
    end = sentence.end_char
    if sentence.end < len(parsed.doc):
        end = parsed.doc[sentence.end].sent.end_char
    return "alleged" if _cues().search(parsed.text, sentence.start_char, end) else certainty


def _is_captive(attribution: Attribution) -> bool:
    """Whether the speaker is held, or the words are called a confession."""
    speaker = attribution.speaker
    words = [part.exact for part in (*attribution.cue, *attribution.source)]
    if speaker is not None:
        words += [speaker.name, speaker.role or ""]
    return bool(word_class("captive_speech") & set(re.findall(r"[a-z-]+", " ".join(words).lower())))
