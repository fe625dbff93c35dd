"""Scenarios: organisations assumed present and plans completed; figures and gaps before and after, side by side."""

from __future__ import annotations

import streamlit as st

from graph.analysis.chain import Holding
from graph.model.records import SUPPLY
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.rows.plan import IntendedRow
from queries.scenarios import INTENDED, analysis_with_completed, analysis_with_holdings, assumed_holding
from ui.components.inputs import toggle
from ui.components.links import anchor, same_page_url
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.scenario_diff import show_scenario_diff
from ui.components.session_key import SessionKey
from ui.components.table import table
from ui.components.url_state import params, set_params
from ui.exports.citation import document_place
from ui.pages.plan.cells import entity_link
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios
from ui.text import Words

PARAM_SEPARATOR = "|"  # of segment, role and organisation in the URL
MAX_ASSUMPTIONS = 50  # browsers and proxies cut very long addresses
MAX_UNKNOWN_SHOWN = 5
MAX_ORGANISATION_CHARACTERS = 100
UNPLACED_COLUMNS = ("organisation", "relation", "target", "evidence")


def whatif(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the assumptions, and what they change."""
    words = context.words
    st.caption(words("whatif.about"))
    completed = toggle(words("whatif.done"), "done")
    _assumption_form(context, analysis)
    assumptions = assumptions_in_url(analysis, words)
    for text, holding in assumptions.items():
        _assumption(text, holding, analysis, words)
    if not assumptions and not completed:
        st.info(words("whatif.empty"))
        return
    with st.spinner(words("page.loading")):
        after, diff = context.derived_large(_scenario, analysis, tuple(assumptions.values()), completed, words)
    if bool(assumptions) != completed:  # a state of the page of before and after is one of them
        url = same_page_url("compare", before="now", after="plan" if completed else "whatif", tab="")
        st.html(anchor(url, words("compare.effect_link"), "go"))
    show_scenario_diff(after, diff, words, context.links)
    if completed:
        _unplaced(context)


def _assumption(text: str, holding: Holding, analysis: RegionAnalysis, words: Words) -> None:
    line, button = st.columns([6, 1], vertical_alignment="center")
    organisation = analysis.organisations.get(holding.organisation, holding.organisation)
    role = words(f"role.{holding.role}")
    line.markdown(escape_markdown(f"{organisation} · {analysis.segment_name(holding.segment)} · {role}"))
    key = SessionKey.ASSUMPTION_REMOVAL.of(text)
    button.button(words("whatif.remove"), key=key, on_click=_remove, args=(text,), width="stretch")


def _assumption_form(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    chains = {
        segment: coverage.chain.name for coverage in analysis.coverages.values() for segment in coverage.chain.segments
    }
    with st.form("whatif", border=False, clear_on_submit=True):
        columns = st.columns([2, 3, 1.4, 1], vertical_alignment="bottom")
        name = columns[0].text_input(words("column.organisation"), max_chars=MAX_ORGANISATION_CHARACTERS)
        organisation = name.strip().replace(PARAM_SEPARATOR, "/")
        segment = columns[1].selectbox(
            words("column.segment"),
            list(chains),
            index=None,
            format_func=lambda s: f"{chains[s]} · {analysis.segment_name(s)}",
            placeholder=words("targets.none"),
        )
        role = columns[2].selectbox(
            words("column.role"), list(analysis.method.views), format_func=lambda r: words(f"role.{r}")
        )
        if columns[3].form_submit_button(words("whatif.add"), width="stretch") and organisation and segment:
            text = PARAM_SEPARATOR.join((segment, str(role or SUPPLY), organisation))
            set_params(add=list(dict.fromkeys([*params("add"), text]))[:MAX_ASSUMPTIONS])
            st.rerun()


def assumptions_in_url(analysis: RegionAnalysis, words: Words) -> dict[str, Holding]:
    """Return the assumptions by their texts in the URL, and warn of texts that can't be understood."""
    holdings, unknown = {}, []
    for number, text in enumerate(params("add"), 1):
        segment, _, rest = text.partition(PARAM_SEPARATOR)
        role, _, organisation = rest.partition(PARAM_SEPARATOR)
        is_known = segment in analysis.segments and role in (SUPPLY, *analysis.method.roles) and organisation
        if is_known and number <= MAX_ASSUMPTIONS:
            holdings[text] = assumed_holding(analysis, number, organisation, segment, role)
        else:
            unknown.append(text)
    if unknown:
        shown = unknown[:MAX_UNKNOWN_SHOWN]
        st.warning(escape_markdown(words("whatif.strange", values=shown, count=len(unknown), most=MAX_ASSUMPTIONS)))
    return holdings


def _remove(removed: str) -> None:
    set_params(add=[text for text in params("add") if text != removed])


def _scenario(
    _: Store, analysis: RegionAnalysis, assumed: tuple[Holding, ...], completed: bool, words: Words
) -> tuple[RegionAnalysis, ScenarioDiff]:
    after = analysis_with_completed(analysis, INTENDED) if completed else analysis
    after = analysis_with_holdings(after, assumed) if assumed else after
    return after, diff_scenarios(analysis, after, words)


def _unplaced(context: PageContext) -> None:
    """Show what the plan aspires to without naming a segment, because it can't be counted in the figures."""
    words, links = context.words, context.links
    rows = context.fetch(IntendedRow, status="aspired")
    st.header(words("whatif.unplaced", count=len(rows)), anchor=False)
    st.caption(words("whatif.unplaced_note"))
    cells = (
        [
            row.actor or "",
            words.label(row.relation),
            entity_link(row.target_id, row.target, links),
            document_place(row.section, row.char_start),
        ]
        for row in rows
    )
    st.html(table(UNPLACED_COLUMNS, cells, words))
