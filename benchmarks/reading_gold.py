"""Annotated documents: the names of each, their places, and the stretches that are annotated."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from loaders.documents.text_document import Span, TextDocument
from loaders.documents.txt import parse_txt
from loaders.reading.entities import trimmed
from loaders.reading.passage import Passage, passages
from loaders.reading.tagged_clause import TaggedClause


@dataclass(frozen=True)
class GoldName:
    """An annotated name: its places, the types that are right, and whether it counts."""

    places: frozenset[Span]
    types: frozenset[str]
    counts: bool
    status: str
    granularity: str


@dataclass(frozen=True)
class GoldDocument:
    """An annotated document."""

    name: str
    document: TextDocument
    stretches: tuple[Span, ...]
    names: tuple[GoldName, ...]

    @cached_property
    def clauses(self) -> list[tuple[Passage, TaggedClause | None, TaggedClause]]:
        """Return the clauses inside the annotated stretches, each with its passage and the clause before it."""
        return [
            (passage, before, clause)
            for passage in passages(self.document)
            for before, clause in pairwise([None, *passage.tagged_clauses()])
            if clause is not None
            and any(stretch.contains(passage.span(clause.start, clause.end)) for stretch in self.stretches)
        ]


def read_gold(folder: Path, texts: Path) -> Iterator[GoldDocument]:
    """Yield the annotated documents of a folder.

    Args:
        folder: has a folder for each document.
        texts: has the documents' texts.
    """
    for home in sorted(path.parent for path in folder.glob("*/spans.json")):
        document = parse_txt((texts / f"{home.name}.txt").read_bytes(), home.name)
        stretches = json.loads((home / "spans.json").read_text("utf-8"))["annotated_spans"]
        places = defaultdict(set)
        for row in _rows(home / "mentions.csv"):
            places[row["entity_id"]].add(_trimmed(document.text, row))
        names = tuple(_gold_name(row, places[row["id"]], document.text) for row in _rows(home / "entities.csv"))
        yield GoldDocument(home.name, document, tuple(Span(*stretch) for stretch in stretches), names)


def _gold_name(row: dict[str, str], mentions: set[Span], text: str) -> GoldName:
    types = frozenset((row["type"], *filter(None, row["alt_types"].split("|"))))
    places = mentions | {_trimmed(text, row)}
    more = set(with_industry(text, places)) if "Technology" in types and row["granularity"] == "named" else set()
    return GoldName(frozenset(places | more), types, row["score"] == "yes", row["status"], row["granularity"])


def with_industry(text: str, places: Iterable[Span]) -> Iterator[Span]:
    """Yield a field's places with 产业 behind it, or without it: both count."""
    for start, end in places:
        if text.startswith("产业", end) and not text.startswith(("链", "集群"), end + 2):
            yield Span(start, end + 2)
        if text[start:end].endswith("产业") and end - start > 4:
            yield Span(start, end - 2)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _trimmed(text: str, row: dict[str, str]) -> Span:
    return Span(*trimmed(text, int(row["char_start"]), int(row["char_end"])))
