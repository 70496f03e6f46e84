"""When: time expressions tied to the calendar, the document's own date, and which date belongs to which words."""

from variorum.read.times.attachment import as_of, dates_what_is_to_come, when_of, words_before
from variorum.read.times.document_date import document_date
from variorum.read.times.mentions import find_times

__all__ = ["as_of", "dates_what_is_to_come", "document_date", "find_times", "when_of", "words_before"]
