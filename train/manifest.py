"""Write the manifest of the weights: `python -m train.manifest encoder=SET,SET… [HEAD=SET,SET…]…`.

Each name is a file in `src/variorum/read/encoder/weights/`: `encoder.onnx` or `HEAD.safetensors`; the sets are those it was learnt from,
by their names in docs/models.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from variorum.read.encoder.weights import FOLDER

MOST_BYTES = 30_000_000  # all files together: what the package may weigh


def write_manifest(learnt_from: Mapping[str, Sequence[str]], folder: Path = FOLDER) -> None:
    """Write `manifest.json` for the files of these names, `encoder` among them. Raises `ValueError` where they weigh too much."""
    entries = {
        name: _entry(folder / (f"{name}.onnx" if name == "encoder" else f"{name}.safetensors"), sets) for name, sets in learnt_from.items()
    }
    if sum(entry["bytes"] for entry in entries.values() if isinstance(entry["bytes"], int)) > MOST_BYTES:
        raise ValueError(f"the weights take more than {MOST_BYTES:,} bytes")
    manifest = {"encoder": entries.pop("encoder"), "heads": dict(sorted(entries.items()))}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _entry(path: Path, sets: Sequence[str]) -> dict[str, object]:
    data = path.read_bytes()
    return {"file": path.name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data), "learnt_from": sorted(sets)}


def main() -> None:
    """Write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+", metavar="NAME=SET,…")
    given = dict(name.split("=", 1) for name in parser.parse_args().names)
    write_manifest({name: [each for each in sets.split(",") if each] for name, sets in given.items()})


if __name__ == "__main__":
    main()
