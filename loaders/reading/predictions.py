"""Proposals as the files that a reader's scorer takes: the text, and a table for each kind of proposal."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, Proposals, RelationProposal

ISSUER = "@ISSUER"  # the end of a relation that the sentence leaves unsaid
PredictionRow: TypeAlias = Sequence[str | int | float]

ENTITY_PREDICTION_COLUMNS = (
    "type",
    "char_start",
    "char_end",
    "status",
    "granularity",
    "name",
    "text",
    "rule",
    "certainty",
)
RELATION_PREDICTION_COLUMNS = (
    "relation", "source", "source_start", "source_end", "target", "target_start", "target_end",
    "status", "char_start", "char_end", "text", "rule", "certainty",
)  # fmt: skip
INDICATOR_PREDICTION_COLUMNS = (
    "name", "comparator", "value", "value_max", "unit", "period", "kind", "applies_to",
    "char_start", "char_end", "text", "rule", "certainty",
)  # fmt: skip
GROUP_PREDICTION_COLUMNS = (
    "group", "stated_size", "unit", "members_in_text", "char_start", "char_end", "text", "rule", "certainty",
)  # fmt: skip


def write_predictions(proposals: Proposals, text: str, folder: Path) -> None:
    """Write the proposals of a document. Offsets count the code points of ``text.txt``.

    Args:
        proposals: the proposals.
        text: the document's text.
        folder: where the files go; it is made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "text.txt").write_text(text, "utf-8", newline="")
    _write(folder / "entities.csv", ENTITY_PREDICTION_COLUMNS, _entity_rows(proposals.entities, text))
    _write(
        folder / "relations.csv",
        RELATION_PREDICTION_COLUMNS,
        (_relation_row(item, text) for item in proposals.relations),
    )
    _write(folder / "indicators.csv", INDICATOR_PREDICTION_COLUMNS, map(_indicator_row, proposals.indicators))
    _write(folder / "groups.csv", GROUP_PREDICTION_COLUMNS, map(_group_row, proposals.groups))


def _write(file: Path, columns: Sequence[str], rows: Iterable[PredictionRow]) -> None:
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def _entity_rows(entities: Iterable[EntityProposal], text: str) -> Iterator[PredictionRow]:
    """Yield a row for each place of each entity."""
    for item in entities:
        for span in (item.span, *item.mentions):
            yield (
                item.type, *span, item.status, item.granularity, item.name, text[slice(*span)], item.rule,
                item.certainty,
            )  # fmt: skip


def _relation_row(item: RelationProposal, text: str) -> PredictionRow:
    ends = (*_end(item.source, text), *_end(item.target, text))
    return (item.relation, *ends, item.status, *item.clause, item.text, item.rule, item.certainty)


def _end(span: Span | None, text: str) -> tuple[str, str | int, str | int]:
    return (ISSUER, "", "") if span is None else (text[slice(*span)], *span)


def _indicator_row(item: IndicatorProposal) -> PredictionRow:
    figures = (item.comparator, item.value, item.value_max, item.unit, item.period, item.kind, item.applies_to)
    return (item.name, *figures, *item.span, item.text, item.rule, item.certainty)


def _group_row(item: GroupProposal) -> PredictionRow:
    members = "、".join(item.members)
    return (item.name, item.size, item.unit, members, *item.span, item.text, item.rule, item.certainty)
