"""Demands, warnings, responses, forecasts, comparisons, targets, victims and weapons: one module a property."""

from variorum.read.properties.find import find_properties

__all__ = ["find_properties"]
