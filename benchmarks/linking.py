"""How often the rules that join organisations are right: a labelled sample of pairs of public names.

    python -m benchmarks.linking

``linking.csv`` holds pairs with ``same`` 1 or 0 and their origin: ``alias`` (names that bundled sources give one
body, many of them short), ``near`` (alike names of different bodies), ``known`` (renamings, subsidiaries and branches
of known companies), ``variant`` (one registered name written as offices write it, or with another city or branch).

Half of the pairs, told by a hash of their names, are held out: rules are made by looking at the errors among the rest.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files

from loaders.linking.compare import compare_names
from loaders.linking.org_name import parse_name
from loaders.linking.rules import DIFFERENT, NONE, REVIEW, SAME


def main() -> None:
    """Print, for all pairs, the held-out half, and each origin, how many sure joins are right and what is found."""
    rows = labelled_pairs()
    parts = {"all": rows, "held out": [row for row in rows if is_held_out(row)]}
    for origin in dict.fromkeys(row["origin"] for row in rows):
        parts[origin] = [row for row in rows if row["origin"] == origin]
    for title, part in parts.items():
        print(_line(title, Counter((_outcome(row), row["same"] == "1") for row in part)))


def labelled_pairs() -> list[dict[str, str]]:
    """Return the labelled pairs."""
    return list(csv.DictReader(files("benchmarks").joinpath("linking.csv").read_text("utf-8").splitlines()))


def is_held_out(row: Mapping[str, str]) -> bool:
    """Return whether a pair measures rules that were made by looking at other pairs; all of one name go together."""
    digest = sha256(min(row["left"], row["right"]).encode()).hexdigest()
    return int(digest, 16) % 2 == 1


def _outcome(row: Mapping[str, str]) -> str:
    return compare_names(parse_name(row["left"]), parse_name(row["right"])).outcome


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
