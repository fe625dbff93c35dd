"""The rows that the analysis of a region would read of a dataset's records, without a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from graph.model.records import Edge, Node
from loaders.records import RecordSet
from queries.query_row import QueryRow
from queries.rows.chains import AbsencesRow, ClaimsRow, FeedsRow, HoldingsRow, SegmentsRow

RowType = TypeVar("RowType", bound=QueryRow)
HOLDING, ABSENCE, SEGMENT_OF, FEEDS = "ACTIVE_IN", "LACKS", "HAS_SEGMENT", "FEEDS"


@dataclass(frozen=True)
class RecordRows:
    """The rows of one dataset's linked records.

    Args:
        records: linked and valid records.
        names: the names of entities that the records use and do not describe, by id.
    """

    records: RecordSet
    names: Mapping[str, str]

    def holdings(self, region: str) -> list[HoldingsRow]:
        """Return the holdings of a region that count."""
        nodes = self._nodes
        return [
            _row(
                HoldingsRow,
                edge.props,
                statement=edge.id,
                organisation_id=edge.source,
                organisation=self._name(edge.source, nodes),
                label=nodes[edge.source].label if edge.source in nodes else "",
                segment_id=edge.target,
                role=edge.props["kind"],
            )
            for edge in self._edges(HOLDING)
            if edge.props.get("region") == region
        ]

    def absences(self, region: str) -> list[AbsencesRow]:
        """Return the absences that are stated of a region."""
        nodes = self._nodes
        return [
            _row(
                AbsencesRow,
                edge.props,
                statement=edge.id,
                segment_id=edge.target,
                segment=self._name(edge.target, nodes),
                role=edge.props["kind"],
            )
            for edge in self._edges(ABSENCE)
            if edge.source == region
        ]

    def claims(self, region: str) -> list[ClaimsRow]:
        """Return the dataset's completeness claims as one row, or none."""
        dataset = self.records.dataset
        if dataset.region != region or not dataset.completeness_claims:
            return []
        claims = dataset.completeness_claims
        return [ClaimsRow(dataset=dataset.id, title=dataset.title, claims=claims, year=dataset.year or None)]

    def segments(self) -> list[SegmentsRow]:
        """Return the segments of chains that the dataset itself describes."""
        nodes = self._nodes
        return [
            _row(
                SegmentsRow,
                nodes[edge.target].props,
                chain_id=edge.source,
                chain=self._name(edge.source, nodes),
                segment_id=edge.target,
                segment=self._name(edge.target, nodes),
            )
            for edge in self._edges(SEGMENT_OF)
            if edge.target in nodes
        ]

    def feeds(self) -> list[FeedsRow]:
        """Return which segment feeds which."""
        return [FeedsRow(from_id=edge.source, to_id=edge.target) for edge in self._edges(FEEDS)]

    @property
    def _nodes(self) -> dict[str, Node]:
        return {node.id: node for node in sorted(self.records.nodes, key=lambda node: node.row, reverse=True)}

    def _name(self, id_: str, nodes: Mapping[str, Node]) -> str:
        own = nodes.get(id_)
        return str(own.props.get("name", id_)) if own else self.names.get(id_, id_)

    def _edges(self, edge_type: str) -> Iterable[Edge]:
        return (edge for edge in self.records.edges if edge.type == edge_type and _is_established(edge))


def _is_established(edge: Edge) -> bool:
    return edge.props.get("support") == "established"


def _row(row_type: type[RowType], props: Mapping[str, object], **columns: object) -> RowType:
    """Return the row that the query would give; most of its columns are properties of the same name."""
    values: dict[str, object] = {column: props.get(column) for column in row_type.__struct_fields__}
    return msgspec.convert({**values, **columns}, row_type)
