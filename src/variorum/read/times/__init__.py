"""When: time expressions tied to the calendar, the document's own date, and which date belongs to which words."""

from variorum.read.times.attachment import as_of, when_of
from variorum.read.times.document_date import document_date
from variorum.read.times.mentions import find_times

__all__ = ["as_of", "document_date", "find_times", "when_of"]
