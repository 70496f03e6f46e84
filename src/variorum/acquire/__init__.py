"""Bytes in: a file, a folder, standard input → captures."""

from variorum.acquire.files import acquire
from variorum.acquire.seen import Seen

__all__ = ["Seen", "acquire"]
