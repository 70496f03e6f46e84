"""The scorer of a test set, from the folder of the sets: its functions, to be asked for one document at a time."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType


@cache
def scorer_of(sets: Path, name: str) -> ModuleType:
    """The module `score.py` of a set. Raises `SystemExit`, which says where it was looked for."""
    path = sets / name / "score.py"
    spec = importlib.util.spec_from_file_location(f"scorer_of_{name}", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise SystemExit(f"no scorer at {path}: --sets names the folder of the sets")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses of a module look themselves up there
    spec.loader.exec_module(module)
    return module
