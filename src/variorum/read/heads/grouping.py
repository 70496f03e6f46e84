"""Which items of a report belong to one incident: clusters from what the trained head says of every two."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

MOST_ITEMS = 150  # of a digest; beyond, every two are too many to compare, and the tellings of the rules stand


def group(same: NDArray[np.float32], threshold: float) -> list[list[int]]:
    """Clusters of items by average linkage (Sokal and Michener 1958): the two that are most alike are joined while their mean logit
    reaches the threshold. `same` is (items, items), symmetric. Clusters and their items come in the items' order."""
    members = [[index] for index in range(len(same))]
    likeness = same.astype(np.float64).copy()
    np.fill_diagonal(likeness, -np.inf)
    while len(members) > 1:
        one, other = sorted(divmod(int(likeness.argmax()), len(members)))
        if likeness[one, other] < threshold:
            break
        sizes = len(members[one]), len(members[other])
        joined = (sizes[0] * likeness[one] + sizes[1] * likeness[other]) / sum(sizes)
        likeness[one], likeness[:, one] = joined, joined
        likeness[one, one] = -np.inf
        likeness = np.delete(np.delete(likeness, other, axis=0), other, axis=1)
        members[one] = sorted(members[one] + members.pop(other))
    return sorted(members)
