"""The position of a region among others in words: peers, what is near, what it is specialised in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from graph.analysis.cell import Interval
from graph.analysis.regions.back_test import LEAST_ENTRIES, BackTest
from graph.analysis.regions.completions import DRAWS
from graph.analysis.regions.presence import LEAST_REGIONS
from graph.analysis.rounding import SCORE_DECIMALS
from queries.region_position import RegionPosition
from ui.text import Words

PEER_COLUMNS = ("name", "similarity", "common", "held")
EXPANSION_COLUMNS = ("segment_name", "chain_name", "state", "density", "peers", "regions", "complexity")
STRENGTH_COLUMNS = ("segment_name", "chain_name", "suppliers", "advantage")
LEAST_WIDTH = 0.01  # of a range that is told: two decimals are shown


class SegmentColumns(TypedDict):
    """The names of a segment as a line's arguments."""

    segment: str
    segment_name: str
    chain: str
    chain_name: str


@dataclass(frozen=True, kw_only=True)
class PeerLine:
    """A region like the one that is looked at.

    Attributes:
        region: its id.
        name: its name.
        similarity: in words, with its ends.
        common: how many segments both are found to have.
        held: how many it is found to have.
    """

    region: str
    name: str
    similarity: str
    common: int
    held: int


@dataclass(frozen=True, kw_only=True)
class ExpansionLine:
    """A segment that others have and the region is not found to have.

    Attributes:
        segment: its id.
        segment_name: its name.
        chain: its chain's id.
        chain_name: its chain's name.
        state: that it is unknown here, or ruled out.
        peers: the names of the peers that have it.
        regions: how many regions have it.
        density: how near it is to what is here, with its ends.
        complexity: its PCI with its range; empty: not determined.
    """

    segment: str
    segment_name: str
    chain: str
    chain_name: str
    state: str
    peers: str
    regions: int
    density: str
    complexity: str


@dataclass(frozen=True, kw_only=True)
class StrengthLine:
    """A segment in which the region is specialised: its names, how many are known there, and the RCA of that."""

    segment: str
    segment_name: str
    chain: str
    chain_name: str
    suppliers: int
    advantage: str


def peer_lines(position: RegionPosition, words: Words) -> list[PeerLine]:
    """Return the peers, the nearest first."""
    return [
        PeerLine(
            region=peer.region,
            name=position.region_names[peer.region],
            similarity=_share(peer.similarity, peer.interval, words),
            common=peer.common,
            held=position.held[peer.region],
        )
        for peer in position.peers
    ]


def expansion_lines(position: RegionPosition, words: Words) -> list[ExpansionLine]:
    """Return the segments of other regions, the nearest first; without the chains that the region leaves out."""
    return [
        ExpansionLine(
            **_segment_columns(position, row.segment),
            state=words("state.未知" if row.is_unknown else "state.缺"),
            peers=words.join([position.region_names[peer] for peer in row.peers]),
            regions=row.regions,
            density=_share(row.density, row.density_ends, words),
            complexity=_index(row.pci, row.pci_ends, words),
        )
        for row in position.expansions
        if row.segment in position.chains
    ]


def strength_lines(position: RegionPosition, words: Words) -> list[StrengthLine]:
    """Return the segments in which the region is specialised, the most first."""
    return [
        StrengthLine(
            **_segment_columns(position, row.segment),
            suppliers=row.suppliers,
            advantage=f"{row.advantage:.2f}",
        )
        for row in position.strengths
        if row.segment in position.chains
    ]


def _segment_columns(position: RegionPosition, segment: str) -> SegmentColumns:
    chain = position.chains[segment]
    return SegmentColumns(
        segment=segment, segment_name=chain.segments[segment].name, chain=chain.id, chain_name=chain.name
    )


def position_remarks(position: RegionPosition, words: Words) -> list[str]:
    """Return what has to be said of the figures: too few regions, what is unknown, the index and its range."""
    count = len(position.region_names)
    if count == 1:
        return [words("peers.one_region")]
    if position.is_too_thin:
        return [words("peers.too_thin", count=count, least=LEAST_REGIONS), words("peers.unknown_note")]
    name = position.region_names[position.region]
    if position.eci is None:
        index = words("peers.no_index")
    else:
        kind = "exact" if position.is_exact else "sampled"
        index = words(
            f"peers.index_{kind}", region=name, index=_index(position.eci, position.eci_ends, words), draws=DRAWS
        )
    return [index, words("peers.unknown_note")]


def back_test_text(test: BackTest, words: Words) -> str:
    """Return the result of a back-test in a sentence, or why there is none."""
    if test.density_score is None or test.ubiquity_score is None:
        return words(
            "peers.back_test_thin",
            regions=test.regions,
            least_regions=LEAST_REGIONS,
            entries=test.entries,
            least_entries=LEAST_ENTRIES,
        )
    return words(
        "peers.back_test",
        regions=test.regions,
        entries=test.entries,
        candidates=test.candidates,
        density=f"{test.density_score:.0%}",
        ubiquity=f"{test.ubiquity_score:.0%}",
    )


def position_fields(position: RegionPosition) -> dict[str, object]:
    """Return everything for another program: figures are rounded, none is null, ends are pairs."""
    return {
        "region": position.region,
        "regions": len(position.region_names),
        "is_too_thin": position.is_too_thin,
        "eci": _rounded(position.eci),
        "eci_ends": _pair(position.eci_ends),
        "eci_ends_are_exact": position.is_exact,
        "peers": [
            {
                "region": peer.region,
                "name": position.region_names[peer.region],
                "similarity": _rounded(peer.similarity),
                "similarity_ends": _pair(peer.interval),
                "common": peer.common,
                "held": position.held[peer.region],
            }
            for peer in position.peers
        ],
        "segments": [
            {
                "segment": row.segment,
                "name": position.segment_name(row.segment),
                "is_unknown": row.is_unknown,
                "peers": list(row.peers),
                "regions": row.regions,
                "density": _rounded(row.density),
                "density_ends": _pair(row.density_ends),
                "pci": _rounded(row.pci),
                "pci_ends": _pair(row.pci_ends),
                "rca_ends": _pair(row.advantage_ends),
            }
            for row in position.expansions
        ],
        "strengths": [
            {"segment": row.segment, "suppliers": row.suppliers, "rca": _rounded(row.advantage)}
            for row in position.strengths
        ],
    }


def _share(value: float, ends: Interval, words: Words) -> str:
    """Return a share in percent, with its ends where they show another one."""
    shown, low, high = (f"{share:.0%}" for share in (value, ends.low, ends.high))
    return shown if low == high == shown else words("peers.with_ends", value=shown, low=low, high=high)


def _index(value: float | None, ends: Interval | None, words: Words) -> str:
    if value is None:
        return ""
    shown = f"{value:+.2f}"
    if ends is None or ends.high - ends.low < LEAST_WIDTH:
        return shown
    return words("peers.with_ends", value=shown, low=f"{ends.low:+.2f}", high=f"{ends.high:+.2f}")


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, SCORE_DECIMALS)


def _pair(ends: Interval | None) -> list[float] | None:
    return None if ends is None else [round(ends.low, SCORE_DECIMALS), round(ends.high, SCORE_DECIMALS)]
