"""The rows of an atlas on regions beside each other: complexity, and how near each segment is to what a region has."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from graph.analysis.array_types import Reals
from graph.analysis.regions.complexity import complexity
from graph.analysis.regions.presence import LEAST_REGIONS, Presence
from graph.analysis.regions.proximity import density, density_bounds, proximity, proximity_bounds
from graph.analysis.regions.specialisation import advantage_bounds, comparative_advantage
from queries.atlas.output import OutputTables, named


def write_complexity(tables: OutputTables, presence: Presence) -> None:
    """Write ``region_complexity`` with ECI, ``segment_complexity`` with PCI, ``related`` with RCA and density.

    With too few regions nothing is near to anything: the indices are none, and ``related`` has no density.
    """
    enough = len(presence.regions) >= LEAST_REGIONS
    indices = complexity(presence.held) if enough else None
    none = np.full(len(presence.regions), np.nan), np.full(len(presence.segments), np.nan)
    eci, pci = none if indices is None else (indices.eci, indices.pci)
    tables.write(
        "region_complexity",
        {
            "region": pa.array(presence.regions, pa.string()),
            "held": presence.held.sum(axis=1, dtype=np.int32),
            "unknown": presence.unknown.sum(axis=1, dtype=np.int32),
            "eci": eci,
        },
    )
    tables.write(
        "segment_complexity",
        {
            "segment": pa.array(presence.segments, pa.string()),
            "regions": presence.held.sum(axis=0, dtype=np.int32),
            "unknown": presence.unknown.sum(axis=0, dtype=np.int32),
            "pci": pci,
        },
    )
    _write_related(tables, presence, enough)


def _write_related(tables: OutputTables, presence: Presence, enough: bool) -> None:
    """Write one row for each region and segment that some region is found to have."""
    nothing: Reals = np.full(presence.held.shape, np.nan)
    near = proximity(presence.held)
    densities = density(presence.held, near) if enough else nothing
    ends = density_bounds(presence, proximity_bounds(presence)) if enough else None
    advantages = comparative_advantage(presence.suppliers.astype(np.float64))
    advantage_ends = advantage_bounds(presence)
    shown = np.broadcast_to(np.any(presence.held, axis=0), presence.held.shape)
    region, segment = at = np.nonzero(shown)
    tables.write(
        "related",
        {
            "region": named(region, presence.regions),
            "segment": named(segment, presence.segments),
            "is_found": presence.held[at],
            "is_unknown": presence.unknown[at],
            "suppliers": presence.suppliers[at],
            "rca": advantages[at],
            "presence_rca_low": advantage_ends.low[at],
            "presence_rca_high": advantage_ends.high[at],
            "density": densities[at],
            "density_low": (nothing if ends is None else ends.low)[at],
            "density_high": (nothing if ends is None else ends.high)[at],
        },
    )
