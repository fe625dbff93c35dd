"""The engine within this process: part after part, and every selection in memory. For lists of up to a million rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from loaders.companies.blocks import MAX_BLOCK_NAMES
from loaders.companies.engine import Work
from loaders.companies.parts import PartRow, part_files, part_path, read_rows, write_part


class ProcessEngine:
    """Runs everything here, without another library or process."""

    def run(self, work: Work, numbers: Iterable[int], done: Callable[[], None]) -> None:
        """Make the parts, one after the other."""
        for number in numbers:
            work(number)
            done()

    def select(self, query: str, source: Path, target: Path) -> None:
        """Write the rows of a query as one part; no part where there is none."""
        if rows := list(SELECTIONS[query](read_rows(part_files(source)))):
            write_part(part_path(target, 0), pa.Table.from_pylist(rows))


def _shared(rows: Iterable[PartRow]) -> Iterator[PartRow]:
    """Return what shared.sql selects."""
    own: dict[tuple[str, ...], PartRow] = {}
    ids: dict[str, set[str]] = defaultdict(set)
    is_known: set[str] = set()
    for row in rows:
        ids[row["name_key"]].add(row["id"])
        if row["by_code"] or row["by_name"]:
            is_known.add(row["name_key"])
        key = tuple(row[name] for name in ("name_key", "label", "id", "code"))
        kept = own.setdefault(key, {**_some(row, "name", "by_code", "by_name", "number"), "last": row["number"]})
        kept["name"], kept["number"] = min(kept["name"], row["name"]), min(kept["number"], row["number"])
        for name, value in (("by_code", row["by_code"]), ("by_name", row["by_name"]), ("last", row["number"])):
            kept[name] = max(kept[name], value)
    for key in sorted(own, key=lambda key: (key[0], key[1], own[key]["number"])):
        if len(ids[key[0]]) > 1 or key[0] in is_known:
            yield dict(zip(("name_key", "label", "id", "code"), key, strict=True)) | own[key]


def _blocks(rows: Iterable[PartRow]) -> Iterator[PartRow]:
    """Return what blocks.sql selects."""
    own: dict[str, dict[tuple[str, str], PartRow]] = defaultdict(dict)
    for row in rows:
        kept = own[row["block"]].setdefault((row["id"], row["name"]), {**_some(row, "label", "code"), "places": set()})
        kept["label"], kept["code"] = min(kept["label"], row["label"]), max(kept["code"], row["code"])
        kept["places"] |= {row["district"]} - {""}
    for block in sorted(own):
        members = own[block]
        if len({id_ for id_, _ in members}) > 1 and len(members) <= MAX_BLOCK_NAMES:
            yield from (
                {
                    "block": block,
                    "id": id_,
                    "name": name,
                    **_some(members[id_, name], "label", "code"),
                    "district": _only(members[id_, name]["places"]),
                }
                for id_, name in sorted(members)
            )


def _only(texts: set[str]) -> str:
    """Return the only text of a set; "" where there are several, or none."""
    return next(iter(texts)) if len(texts) == 1 else ""


def _organisations(rows: Iterable[PartRow]) -> Iterator[PartRow]:
    """Return what organisations.sql selects."""
    own: dict[str, PartRow] = {}
    for row in rows:
        if row["organisation"]:
            kept = own.setdefault(row["organisation"], {**_some(row, "name", "code"), "rows": 0})
            kept["code"], kept["rows"] = max(kept["code"], row["code"]), kept["rows"] + 1
    yield from ({"organisation": id_, **own[id_]} for id_ in sorted(own))


def _pairs(rows: Iterable[PartRow]) -> Iterator[PartRow]:
    """Return what pairs.sql selects."""
    own: dict[tuple[str, str], PartRow] = {}
    for row in rows:
        key = row["left_id"], row["right_id"]
        own[key] = min(own.get(key, row), row, key=_likeness)
    yield from (own[key] for key in sorted(own))


def _likeness(pair: PartRow) -> tuple[float, str, str, str, str]:
    return -pair["score"], pair["left_name"], pair["right_name"], pair["outcome"], pair["rule"]


def _some(row: PartRow, *names: str) -> PartRow:
    return {name: row[name] for name in names}


SELECTIONS: dict[str, Callable[[Iterable[PartRow]], Iterator[PartRow]]] = {
    "shared": _shared,
    "blocks": _blocks,
    "organisations": _organisations,
    "pairs": _pairs,
}
