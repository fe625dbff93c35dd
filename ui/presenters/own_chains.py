"""A bureau's own chains in words."""

from __future__ import annotations

from loaders.lists.chain_sheet import OwnChains
from ui.text import Words


def own_chain_lines(own: OwnChains, words: Words) -> list[str]:
    """Return a line a chain: its name, its id, and how many links and feeds it has."""
    return [
        words(
            "region.chain_line",
            name=name,
            id=id_,
            segments=sum(segment.chain == id_ for segment in own.segments),
            feeds=sum(len(segment.upstream) for segment in own.segments if segment.chain == id_),
            critical=sum(segment.critical for segment in own.segments if segment.chain == id_),
        )
        for id_, name in own.chains.items()
    ]
