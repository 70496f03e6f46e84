"""The layers that heads are made of, in numpy. Their arrays are those of torch modules, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Arrays = Mapping[str, NDArray[np.generic]]


def weight(arrays: Arrays, name: str) -> Floats:
    """The (outputs, inputs) matrix of a layer, fp32."""
    return arrays[f"{name}.weight"].astype(np.float32, copy=False)


def dense(arrays: Arrays, name: str, values: Floats) -> Floats:
    """(rows, outputs) of a layer with a bias."""
    bias = arrays[f"{name}.bias"].astype(np.float32, copy=False)
    return cast(Floats, values @ weight(arrays, name).T + bias)


def relu(values: Floats) -> Floats:
    """What is above zero."""
    return np.maximum(values, np.float32(0))


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return cast(Floats, powers / powers.sum(axis=-1, keepdims=True))
