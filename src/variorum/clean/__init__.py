"""Bytes → documents: main text only, with headline, byline, date and language."""

from variorum.clean.clean import MAKER, Cleaned, clean

__all__ = ["MAKER", "Cleaned", "clean"]
