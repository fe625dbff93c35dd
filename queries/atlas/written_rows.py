"""The rows of an atlas: arrays of a batch as columns of its tables."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from graph.analysis.atlas.cells import STATE_ORDER, UNKNOWN, CellArrays, role_order
from graph.analysis.atlas.gaps import KIND_ORDER, NO_KIND
from graph.analysis.method import Method
from graph.analysis.regions.peers import Peer, peers_of_all
from graph.analysis.regions.presence import Presence
from graph.model.records import PRODUCTION
from queries.atlas.answers import ChainAnswer, chain_answers
from queries.atlas.batches import Batch
from queries.atlas.output import OutputTables, named
from queries.atlas.template import Template

STATE_COLUMNS = ("strong", "weak", "planned", "absent", "unknown")  # in the order of STATE_ORDER


def write_batch(tables: OutputTables, batch: Batch, cells: CellArrays, template: Template, method: Method) -> None:
    """Write the states, figures and gaps of a batch.

    Args:
        tables: where to.
        batch: the regions.
        cells: their cells.
        template: segments and chains.
        method: thresholds and weights.
    """
    roles = role_order(method)
    shown = np.array([at for at, role in enumerate(roles) if role != PRODUCTION])  # ``Method.views``, supply last
    _write_states(tables, batch, cells, template, roles, shown)
    answers = list(chain_answers(cells, template, method))
    _write_figures(tables, batch, answers, roles, shown)
    _write_gaps(tables, batch, answers, template)


def write_peers(tables: OutputTables, presence: Presence) -> None:
    """Write the peers of every region."""
    pairs: list[tuple[str, int, Peer]] = [
        (region, place, peer) for region, peers in peers_of_all(presence).items() for place, peer in enumerate(peers, 1)
    ]
    tables.write(
        "peers",
        {
            "region": pa.array([region for region, _, _ in pairs], pa.string()),
            "peer": pa.array([peer.region for _, _, peer in pairs], pa.string()),
            "place": pa.array([place for _, place, _ in pairs], pa.int16()),
            "similarity": np.array([peer.similarity for _, _, peer in pairs], np.float64),
            "low": np.array([peer.interval.low for _, _, peer in pairs], np.float64),
            "high": np.array([peer.interval.high for _, _, peer in pairs], np.float64),
            "common": pa.array([peer.common for _, _, peer in pairs], pa.int32()),
        },
    )


def _write_states(
    tables: OutputTables,
    batch: Batch,
    cells: CellArrays,
    template: Template,
    roles: tuple[str, ...],
    shown: np.ndarray,
) -> None:
    """Write the cells that are not 未知: what is not in the table is unknown."""
    is_known = cells.state != UNKNOWN
    is_known[:, [at for at in range(len(roles)) if at not in shown]] = False
    region, role, segment = at = np.nonzero(is_known)
    tables.write(
        "states",
        {
            "region": named(region, batch.regions),
            "segment": named(segment, template.segments),
            "role": named(role, roles),
            "state": named(cells.state[at], tuple(map(str, STATE_ORDER))),
            "supply": cells.supply[at],
            "suppliers": cells.suppliers[at],
            "low": cells.low[at],
            "high": cells.high[at],
        },
    )


def _write_figures(
    tables: OutputTables, batch: Batch, answers: list[ChainAnswer], roles: tuple[str, ...], shown: np.ndarray
) -> None:
    regions, chains, figures = len(batch.regions), len(answers), [answer.figures.of(answer.rows) for answer in answers]
    in_role_order = [np.stack([getattr(each, name)[:, shown] for each in figures], axis=1) for name in _FIGURES]
    counts = np.stack([each.counts[:, shown] for each in figures], axis=1).reshape(-1, len(STATE_ORDER))
    rows = regions * chains * len(shown)
    place = np.arange(rows)
    tables.write(
        "chains",
        {
            "region": named(place // (chains * len(shown)), batch.regions),
            "chain": named(place // len(shown) % chains, tuple(answer.shape.id for answer in answers)),
            "role": named(shown[place % len(shown)], roles),
            **{name: counts[:, code] for code, name in enumerate(STATE_COLUMNS)},
            **{name: values.reshape(-1) for name, values in zip(_FIGURES, in_role_order, strict=True)},
        },
    )


_FIGURES = ("low", "high", "known_share", "known_completeness", "is_assessable")


def _write_gaps(tables: OutputTables, batch: Batch, answers: list[ChainAnswer], template: Template) -> None:
    parts = list(_gap_parts(answers))
    region, chain, segment, kind, certain, score = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    order = np.lexsort((segment, chain, region))
    tables.write(
        "gaps",
        {
            "region": named(region[order], batch.regions),
            "chain": named(chain[order], tuple(answer.shape.id for answer in answers)),
            "segment": named(segment[order], template.segments),
            "kind": named(kind[order], tuple(map(str, KIND_ORDER))),
            "certain": certain[order],
            "score": score[order],
        },
    )


def _gap_parts(answers: list[ChainAnswer]) -> Iterator[tuple[np.ndarray, ...]]:
    """Return, of each chain, the region, chain, segment (-1: the chain itself), kind, sureness and score of gaps."""
    for place, answer in enumerate(answers):
        kind = answer.gaps.kind[answer.rows]
        region, at = np.nonzero(kind != NO_KIND)
        columns = np.concatenate([[-1], answer.shape.columns])
        rows = answer.rows[region]
        yield (
            region,
            np.full(len(region), place),
            columns[at],
            kind[region, at],
            answer.gaps.certain[rows, at],
            answer.gaps.score[rows, at],
        )
