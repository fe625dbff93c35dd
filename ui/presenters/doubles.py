"""Possible doubles in words: at a segment, in a list of questions, in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.analysis.doubles import Double
from graph.analysis.rounding import SCORE_DECIMALS
from graph.model.records import SUPPLY
from queries.region import RegionAnalysis
from ui.text import Words


def doubles_of_chain(analysis: RegionAnalysis, chain: str, role: str = SUPPLY) -> list[Double]:
    """Return the possible doubles of a chain in a role, by segment."""
    return [double for (at, _, of), double in sorted(analysis.doubles.items()) if (at, of) == (chain, role)]


def double_at(analysis: RegionAnalysis, segment: str, role: str = SUPPLY) -> Double | None:
    """Return the possible double of a segment in a role; the chains that have the segment agree on it."""
    places = ((chain, segment, role) for chain in analysis.coverages)
    return next((analysis.doubles[place] for place in places if place in analysis.doubles), None)


def state_text(state: str, double: Double | None, words: Words) -> str:
    """Write a segment's state, and that some of its organisations may be one.

    Where the state hangs on it, the remark stands in brackets behind the state: 强（可能重复）.
    """
    text = words(f"state.{state}")
    if double is None:
        return text
    return words("double.deciding" if double.decides else "double.beside", state=text)


def double_text(analysis: RegionAnalysis, double: Double, words: Words) -> str:
    """Write who may be one organisation, and what follows if they are."""
    text = words("double.who", pairs=pair_texts(analysis, double, words))
    return words("double.follows", text=text, supply=f"{double.supply_if_one:g}") if double.decides else text


def deciding_lines(analysis: RegionAnalysis, words: Words) -> list[str]:
    """Write which strong segments would be weak were some of their organisations one."""
    return [
        words(
            "chains.doubles",
            chain=coverage.chain.name,
            segment=analysis.segment_name(double.segment),
            pairs=pair_texts(analysis, double, words),
        )
        for chain, coverage in analysis.coverages.items()
        for double in doubles_of_chain(analysis, chain)
        if double.decides
    ]


def pair_texts(analysis: RegionAnalysis, double: Double, words: Words) -> list[str]:
    """Write the pairs by name."""
    names = analysis.organisations
    return [words("same.pair", left=names.get(a, a), right=names.get(b, b)) for a, b in double.pairs]


def double_fields(doubles: Sequence[Double]) -> list[dict[str, Any]]:
    """Return the documented fields for JSON."""
    return [
        {
            "segment": double.segment,
            "role": double.role,
            "pairs": [list(pair) for pair in double.pairs],
            "decides": double.decides,
            "supply_if_one": round(double.supply_if_one, SCORE_DECIMALS),
        }
        for double in doubles
    ]
