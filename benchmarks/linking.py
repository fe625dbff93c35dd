"""How often the rules that join organisations are right: a labelled sample of pairs of public names.

    python -m benchmarks.linking

``linking.csv`` holds pairs with ``same`` 1 or 0 and their origin: ``alias`` (names that bundled sources give one
body, many of them short), ``near`` (alike names of different bodies), ``known`` (renamings, subsidiaries and branches
of known companies), ``variant`` (one registered name written as offices write it, or with another city or branch).
"""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

from loaders.linking.compare import compare_names
from loaders.linking.org_name import parse_name
from loaders.linking.rules import DIFFERENT, NONE, REVIEW, SAME


def main() -> None:
    """Print, for all pairs and for each origin, how many sure joins are right and what is found."""
    text = files("benchmarks").joinpath("linking.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    for origin in ("", *dict.fromkeys(row["origin"] for row in rows)):
        found: Counter[tuple[str, bool]] = Counter()
        for row in rows:
            if origin in ("", row["origin"]):
                outcome = compare_names(parse_name(row["left"]), parse_name(row["right"])).outcome
                found[outcome, row["same"] == "1"] += 1
        print(_line(origin or "all", found))


def _line(origin: str, found: Counter[tuple[str, bool]]) -> str:
    sure, true = found[SAME, True], sum(count for (_, same), count in found.items() if same)
    joined, apart = sure + found[SAME, False], found[DIFFERENT, True] + found[DIFFERENT, False]
    return (
        f"{origin:8} {sum(found.values()):4} pairs  sure: {sure} of {joined} right, {_share(sure, true)} found;  "
        f"with review {_share(sure + found[REVIEW, True], true)};  "
        f"sure not: {found[DIFFERENT, False]} of {apart} right;  "
        f"for review in vain {found[REVIEW, False]}, silent {found[NONE, False]}"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


if __name__ == "__main__":
    main()
