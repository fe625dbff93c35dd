"""The claim that a list has everybody: for which chains, segments and role, and from which size on."""

from __future__ import annotations

import streamlit as st

from graph.model.records import SUPPLY
from loaders.dataset.manifest import CompletenessClaim
from queries.region import RegionAnalysis
from ui.components.markdown import escape_markdown
from ui.components.session_key import SessionKey
from ui.text import Words

MAX_SIZE_CHARACTERS = 20  # such as 规模以上


def completeness_form(analysis: RegionAnalysis, words: Words, file_id: str) -> tuple[CompletenessClaim, ...]:
    """Show the form, folded away, and return the claim; none while no chain is chosen."""
    key = SessionKey.LIST_MAPPING
    with st.expander(words("lists.complete")):
        st.caption(words("lists.complete_about"))
        chain_column, segment_column = st.columns([2, 3])
        chains = chain_column.multiselect(
            words("lists.complete_chains"),
            list(analysis.coverages),
            format_func=lambda id_: analysis.coverages[id_].chain.name,
            placeholder=words("lists.choose"),
            key=key.of(file_id, "complete-chains"),
        )
        of_chains = [segment for chain in chains for segment in analysis.coverages[chain].structure.ids]
        segments = segment_column.multiselect(
            words("lists.complete_segments"),
            of_chains,
            format_func=analysis.segment_name,
            placeholder=words("lists.choose"),
            key=key.of(file_id, "complete-segments"),
        )
        role_column, size_column, smaller_column = st.columns([2, 3, 2], vertical_alignment="bottom")
        role = role_column.selectbox(
            words("lists.complete_role"),
            [SUPPLY, *analysis.method.roles],
            format_func=lambda r: words(f"role.{r}"),
            key=key.of(file_id, "complete-role"),
        )
        above = size_column.text_input(
            words("lists.complete_above"), max_chars=MAX_SIZE_CHARACTERS, key=key.of(file_id, "complete-above")
        ).strip()
        ignore = smaller_column.toggle(
            words("lists.ignore_smaller"), disabled=not above, key=key.of(file_id, "complete-smaller")
        )
    claimed = tuple(segments or of_chains)
    if not claimed:
        return ()
    size = words("source.place", place=above) if above else ""
    st.caption(
        escape_markdown(words("lists.complete_says", count=len(claimed), role=words(f"role.{role}"), above=size))
    )
    return (CompletenessClaim(role=role, segments=claimed, above=above, ignore_smaller=bool(above) and ignore),)
