"""Trouble is data: counted, shown, and never the end of a run."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.errors import InvalidRecord
from variorum.model.identity import key_of
from variorum.model.span import Span
from variorum.model.words import ProcessStage, Severity, require_word


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`code` is one of `CODES`; `subject` is the key of a record, or the name of an input file; `message` is one sentence."""

    stage: ProcessStage
    code: str
    subject: str
    message: str
    severity: Severity = "warning"
    span: Span | None = None

    def __post_init__(self) -> None:
        require_word(self.stage, ProcessStage, "stage")
        require_word(self.severity, Severity, "severity")
        if self.code not in CODES:
            raise InvalidRecord(f"{self.code!r} is not a documented problem code")

    @property
    def key(self) -> str:
        """Stage, code, subject and place."""
        return key_of("problem", self.stage, self.code, self.subject, self.span.start if self.span else None)


CODES: dict[str, str] = {
    # acquire
    "unreadable_file": "The file cannot be opened or unpacked.",
    "unknown_format": "No reader for this kind of file.",
    "empty_file": "The file holds no bytes.",
    "bad_row": "A row of a JSON Lines file or a spreadsheet cannot be read, or has no text.",
    "too_large": "The file is larger than the limit of the ledger.",
    # clean
    "undecodable": "The bytes are text in no encoding that was tried; what could not be decoded is shown as U+FFFD.",
    "no_text": "No article was found in the page.",
    "unknown_language": "The language could not be told.",
    "bad_date": "A printed or given date cannot be understood.",
    # read
    "language_without_reader": "There is no reader for the language: the text is kept and can be searched.",
    "long_document": "The text is longer than the reader takes in one go; it was read in parts.",
    "unresolved_date": "A date is printed that cannot be tied to a day, month or year.",
    "ambiguous_place": "A place name has several candidates, and nothing decides between them.",
    "weights_unusable": "A file of learnt weights is not what was shipped, or cannot be run: rules read in its place.",
    "reader_died": "The process that read this document ended without an answer; the others went on.",
    "reader_failed": "The reader failed on this document: a bug of ours, please report it.",
    # resolve, reckon
    "contradictory_judgements": "Two people's judgements contradict each other; both are shown.",
    "value_changed": "A judgement stands, but the reader now says another value for the same words.",
    "words_gone": "A judgement stands, but the reader no longer finds its words.",
    # store
    "broken_chain": "A row of a pile is no longer what was written.",
    "damaged_blob": "The bytes of a capture are gone or were changed.",
}
