"""Who says what: the words that a text ascribes to somebody, and the speaker behind any words."""

from variorum.read.attributions.find import find_attributions
from variorum.read.attributions.lookup import attribution_for, find_quotes, original_source_of

__all__ = ["attribution_for", "find_attributions", "find_quotes", "original_source_of"]
