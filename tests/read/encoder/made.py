"""A folder of small weights, as `train.manifest` writes it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np

TINY = Path(__file__).parents[2] / "data" / "tiny_encoder.onnx"


def safetensors(arrays: dict[str, np.ndarray], notes: dict[str, str]) -> bytes:
    """Arrays in the format safetensors."""
    kinds = {"float32": "F32", "float16": "F16", "int8": "I8"}
    header: dict[str, object] = {"__metadata__": notes}
    data = b""
    for name, array in arrays.items():
        offsets = [len(data), len(data) + array.nbytes]
        header[name] = {"dtype": kinds[array.dtype.name], "shape": list(array.shape), "data_offsets": offsets}
        data += array.tobytes()
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + data


def weights_folder(folder: Path) -> Path:
    """An encoder learnt from `everything`, and two heads, one of them learnt from `tolls` too."""
    folder.mkdir(exist_ok=True)
    shutil.copy(TINY, folder / "encoder.onnx")
    for name in ("figures", "speech"):
        arrays = {"weight": np.arange(6, dtype=np.float16).reshape(2, 3), "bias": np.array([1, -2], dtype=np.int8)}
        (folder / f"{name}.safetensors").write_bytes(safetensors(arrays, {"labels": "a b"}))
    sets = {"encoder.onnx": ["everything"], "figures.safetensors": ["everything", "tolls"], "speech.safetensors": ["everything"]}
    entries = {
        file.split(".")[0]: {
            "file": file,
            "sha256": hashlib.sha256((folder / file).read_bytes()).hexdigest(),
            "bytes": (folder / file).stat().st_size,
            "learnt_from": learnt_from,
        }
        for file, learnt_from in sets.items()
    }
    manifest = {"encoder": entries.pop("encoder"), "heads": entries}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder
