"""How far two places lie apart."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from variorum.model import Where

EARTH = 6371.0  # km: the mean radius


def kilometres(left: Where, right: Where) -> float | None:
    """Great-circle distance, by the haversine formula; None where a place is not on the map."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    height = sin(radians(right.lat - left.lat) / 2) ** 2
    width = sin(radians(right.lon - left.lon) / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, height + cos(radians(left.lat)) * cos(radians(right.lat)) * width)))
