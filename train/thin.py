"""Leave out the units in between of an encoder that the others can stand in for: a third of the work goes, and little of what it says.

The units of a dense layer go one by one, each time the one whose leaving changes the output least once the weights of the others are set
anew to make up for it: the optimal brain surgeon (Hassibi and Stork 1993) on a layer that is linear in its units. What the units do is
measured on windows of the reports that the reader learns from.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from train.encoder import Encoder, Layer
from variorum.read.encoder.pieces import pad

# units that stay in each layer, of 1,536: some 3 % of what a dense layer adds is lost, 5 % in the last
INNER = (384, 1_024, 576, 768)
EVERY = 9  # of the windows is measured on: 50,000 pieces say enough of 1,536 units
BATCH = 16  # windows
RIDGE = 1e-4  # of the mean square of a unit: keeps the squares of units that are nearly always still from being 0


def thin(encoder: Encoder, windows: Sequence[Sequence[int]], inner: Sequence[int] = INNER) -> list[float]:
    """Leave `inner[n]` units in layer n of the encoder, which is changed in place. `windows` are ids of pieces.

    Gives for each layer the share of the variance of what its dense layers add that is lost.
    """
    lost = []
    with torch.no_grad():  # what is left of the layers may learn on
        given = [_embedded(encoder, windows[at : at + BATCH]) for at in range(0, len(windows), BATCH)]
        for layer, units in zip(encoder.layers, inner, strict=True):
            assert isinstance(layer, Layer)
            attended = [(layer.attended(hidden, mask[:, None, None, :], 0.0), mask) for hidden, mask in given]
            squares = torch.stack([_squares(layer.inner(hidden)[mask]) for hidden, mask in attended]).sum(0)
            given = [(layer.narrowed(hidden + layer.narrow(layer.inner(hidden))), mask) for hidden, mask in attended]
            squares, whole = squares / squares[-1, -1], _whole(layer.narrow)
            stays, weights, cost = _kept(squares, whole, units)
            lost.append(cost / _variance(squares, whole))
            _leave(layer, stays, weights)
    return lost


def _embedded(encoder: Encoder, windows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    ids, mask = (torch.from_numpy(array) for array in pad(windows))
    return encoder.below(ids.long(), mask, 0), mask


def _squares(units: Tensor) -> Tensor:
    """(pieces, units) → (units + 1, units + 1): the products of each two units, and of each with the bias, summed over the pieces."""
    biased = torch.cat([units, torch.ones(len(units), 1)], 1).double()
    return biased.T @ biased


def _whole(dense: nn.Linear) -> Tensor:
    """Weights and bias in one: (outputs, units + 1)."""
    return torch.cat([dense.weight, dense.bias[:, None]], 1).double()


def _variance(squares: Tensor, weights: Tensor) -> float:
    """That of the output, summed over its parts."""
    apart = squares[:-1, :-1] - torch.outer(squares[-1, :-1], squares[-1, :-1])
    return float(torch.einsum("ij,jk,ik->", weights[:, :-1], apart, weights[:, :-1]))


def _kept(squares: Tensor, weights: Tensor, units: int) -> tuple[Tensor, Tensor, float]:
    """Which units stay, weights and bias (outputs, units + 1) set anew for them, and the mean square by which the output changes."""
    size = len(squares) - 1
    ridge = RIDGE * squares.diagonal()[:-1].mean()
    inverse = torch.linalg.inv(squares + ridge * torch.eye(size + 1, dtype=squares.dtype))
    stays, changed = torch.ones(size + 1, dtype=torch.bool), 0.0
    for _ in range(size - units):
        cost = (weights**2).sum(0) / inverse.diagonal()
        cost[~stays] = cost[-1] = torch.inf
        least = int(cost.argmin())
        changed += float(cost[least])
        column = inverse[:, least].clone()
        weights = weights - torch.outer(weights[:, least] / column[least], column)
        inverse -= torch.outer(column, column) / column[least]
        stays[least] = False
        weights[:, least] = inverse[:, least] = inverse[least] = 0
    return stays[:-1], weights[:, stays], changed


def _leave(layer: Layer, stays: Tensor, weights: Tensor) -> None:
    layer.widen.weight, layer.widen.bias = nn.Parameter(layer.widen.weight[stays]), nn.Parameter(layer.widen.bias[stays])
    layer.narrow.weight, layer.narrow.bias = nn.Parameter(weights[:, :-1].float()), nn.Parameter(weights[:, -1].float())
