"""The first user's files, from the folder to the rows: python -m bench.seeds FOLDER [--work DIR] [-v]

FOLDER holds reports/, extra/, expected.jsonl and check.py. Makes a ledger and its export in DIR (a temporary folder if none is given)
by the program's own commands, and prints what check.py says of the export: one line a row, the count last.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    """Exit status: check.py's (0 if every row is met, 1 if not), or 2 where no export could be made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--work", type=Path, help="where the ledger and the export are made")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what each row expects")
    given = parser.parse_args()
    if given.work is not None:
        return check(given.folder, given.work, verbose=given.verbose)
    with tempfile.TemporaryDirectory() as work:
        return check(given.folder, Path(work), verbose=given.verbose)


def check(folder: Path, work: Path, *, verbose: bool = False) -> int:
    """Run the program on the folder's files and check.py on its export."""
    ledger, export = work / "seeds.variorum", work / "export.jsonl"
    work.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(ledger, ignore_errors=True)
    files = sorted(str(file) for part in ("reports", "extra") for file in (folder / part).iterdir() if file.is_file())
    for command in (["run", *files, "--ledger", str(ledger)], ["export", "--ledger", str(ledger), "--format", "jsonl", "-o", str(export)]):
        done = subprocess.run([sys.executable, "-m", "variorum", *command], capture_output=True, text=True, check=False)
        if done.returncode not in (0, 3):  # 3: some file could not be read, and is a problem in the ledger
            sys.stderr.write(done.stdout + done.stderr)
            return 2
    options = ["-v"] if verbose else []
    checked = subprocess.run([sys.executable, str(folder / "check.py"), str(export), *options], capture_output=True, text=True, check=False)
    sys.stdout.write(checked.stdout)
    sys.stderr.write(checked.stderr)
    return checked.returncode


if __name__ == "__main__":
    sys.exit(main())
