"""Responsibility: who is said to have done it, on what footing, and who says so."""

from variorum.read.responsibility.find import find_responsibility

__all__ = ["find_responsibility"]
