"""How many people were killed, injured, held, arrested …: every figure of a text, tied to its words."""

from variorum.read.figures.find import find_figures
from variorum.read.figures.pointed import find_pointed

__all__ = ["find_figures", "find_pointed"]
