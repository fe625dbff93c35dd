"""The filter, order and groups of the list of gaps: chosen above the list, kept in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from graph.analysis.gaps.gap import GapKind
from ui.components.inputs import multiselect, segments, text_input
from ui.presenters.gaps import GapRow
from ui.text import Words

SORT_ORDERS = ("score", "chain", "kind")
GROUPINGS = ("", "chain", "kind")
WEAKNESSES = ("one_supplier", "concentrated", "no_research", "no_platform", "bottleneck")  # flags of 强链
WEAKNESS_PARAM = "weakness"


@dataclass(frozen=True, kw_only=True)
class GapFilter:
    """The choices; an empty one means all."""

    chains: Sequence[str]
    kinds: Sequence[str]
    weaknesses: Sequence[str]
    text: str
    order: str
    grouping: str

    def select(self, rows: Sequence[GapRow]) -> list[GapRow]:
        """Return the gaps that were chosen, in the chosen order; ``rows`` are in that of the score."""
        return self._sorted([row for row in rows if self._matches(row)])

    def _matches(self, row: GapRow) -> bool:
        return (
            (not self.chains or row.chain in self.chains)
            and (not self.kinds or row.kind in self.kinds)
            and (not self.weaknesses or any(name in row.parts for name in self.weaknesses))
            and (not self.text or self.text in f"{row.chain_name} {row.segment_name} {row.reason}")
        )

    def _sorted(self, rows: list[GapRow]) -> list[GapRow]:
        kinds = list(GapKind)
        match self.order:
            case "chain":
                return sorted(rows, key=lambda row: (row.chain_name, -row.score))
            case "kind":
                return sorted(rows, key=lambda row: (kinds.index(GapKind(row.kind)), -row.score))
            case _:
                return rows

    def descriptions(self, chain_names: dict[str, str], words: Words) -> list[str]:
        """Return the choices in words, for the exported file."""
        chains = [chain_names[chain] for chain in self.chains]
        kinds = [words(f"kind.{kind}") for kind in self.kinds]
        weaknesses = [words(f"part.{name}") for name in self.weaknesses]
        return [*chains, *kinds, *weaknesses, *([self.text] if self.text else [])]


def gap_filter_inputs(chain_names: dict[str, str], words: Words) -> GapFilter:
    """Show the inputs, and return the choices; ``chain_names`` are the names of the chains that have gaps, by id."""
    everything = words("explore.all")
    chain_column, kind_column, weakness_column, text_column = st.columns(
        [2.2, 1.6, 1.8, 2], vertical_alignment="bottom"
    )
    with chain_column:
        chains = multiselect(
            words("page.choose_chain"), list(chain_names), "chain", chain_names.__getitem__, everything
        )
    with kind_column:
        kinds = multiselect(
            words("column.kind"), [str(kind) for kind in GapKind], "kind", lambda k: words(f"kind.{k}"), everything
        )
    with weakness_column:
        weaknesses = multiselect(
            words("gap_page.weakness"), WEAKNESSES, WEAKNESS_PARAM, lambda name: words(f"part.{name}"), everything
        )
    with text_column:
        text = text_input(words("gap_page.text"), "contains", words("gap_page.text_hint"))
    order_column, grouping_column = st.columns([2.2, 4.2], vertical_alignment="bottom")
    with order_column:
        order = segments(
            words("gap_page.sort"), SORT_ORDERS, "sort", lambda s: words(f"gap_page.order.{s}"), SORT_ORDERS[0]
        )
    with grouping_column:
        grouping = segments(
            words("gap_page.group"), GROUPINGS, "group", lambda g: words(f"column.{g}" if g else "gap_page.ungrouped")
        )
    return GapFilter(chains=chains, kinds=kinds, weaknesses=weaknesses, text=text, order=order, grouping=grouping)
