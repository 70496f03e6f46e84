"""Where: the places that a text names, and the place of what it tells."""

from variorum.read.places.find import find_places, locate_given
from variorum.read.places.where import told_at, where_of

__all__ = ["find_places", "locate_given", "told_at", "where_of"]
