"""What if: organisations assumed present and plans assumed done; figures and gaps before and after, side by side."""

from __future__ import annotations

import streamlit as st

from graph.analysis.chain import Holding
from graph.analysis.method import PRODUCTION
from graph.store.store import Store
from queries.region import RegionAnalysis
from queries.scenarios import INTENDED, analysis_with_completed, analysis_with_holdings, assumed_holding
from ui.components.page_context import PageContext
from ui.components.scenario_diff import show_scenario_diff
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import escape_markdown, params, set_params, toggle
from ui.presenters.scenario_diff import ScenarioDiff, diff_scenarios
from ui.text import Words

MARK, MOST_ASSUMED = "|", 50


def whatif(context: PageContext, analysis: RegionAnalysis) -> None:
    """The basket, and what it changes."""
    words = context.words
    st.caption(words("whatif.about"))
    done = toggle(words("whatif.done"), "done")
    _form(context, analysis)
    basket = _basket(analysis, words)
    for text, one in basket.items():
        shown, out = st.columns([6, 1], vertical_alignment="center")
        role = words(f"role.{one.role}")
        who = analysis.organisations.get(one.organisation, one.organisation)
        shown.markdown(escape_markdown(f"{who} · {analysis.segment_name(one.segment)} · {role}"))
        out.button(words("whatif.remove"), key=f"out-{text}", on_click=_remove, args=(text,), width="stretch")
    if not basket and not done:
        st.info(words("whatif.empty"))
        return
    with st.spinner(words("page.loading")):
        after, found = context.cached_large(_changed, analysis, tuple(basket.values()), done, words)
    show_scenario_diff(context, after, found)
    if done:
        _unplaced(context)


def _form(context: PageContext, analysis: RegionAnalysis) -> None:
    words = context.words
    chain_of = {s: c.chain.name for c in analysis.coverages.values() for s in c.chain.segments}
    with st.form("whatif", border=False, clear_on_submit=True):
        who, where, role, add = st.columns([2, 3, 1.4, 1], vertical_alignment="bottom")
        organisation = who.text_input(words("column.organisation"), max_chars=100)
        segment = where.selectbox(
            words("column.segment"),
            list(chain_of),
            index=None,
            format_func=lambda s: f"{chain_of[s]} · {analysis.segment_name(s)}",
            placeholder=words("targets.none"),
        )
        as_ = role.selectbox(
            words("column.role"), list(analysis.method.roles), format_func=lambda r: words(f"role.{r}")
        )
        if add.form_submit_button(words("whatif.add"), width="stretch") and organisation.strip() and segment:
            text = MARK.join((segment, str(as_ or PRODUCTION), organisation.strip().replace(MARK, "/")))
            set_params(add=list(dict.fromkeys([*params("add"), text]))[:MOST_ASSUMED])
            st.rerun()


def _basket(analysis: RegionAnalysis, words: Words) -> dict[str, Holding]:
    found, strange = {}, []
    for number, text in enumerate(params("add"), 1):
        segment, _, rest = text.partition(MARK)
        role, _, organisation = rest.partition(MARK)
        if segment in analysis.segments and role in analysis.method.roles and organisation and number <= MOST_ASSUMED:
            found[text] = assumed_holding(analysis, number, organisation, segment, role)
        else:
            strange.append(text)
    if strange:
        st.warning(escape_markdown(words("whatif.strange", values=strange[:5], count=len(strange), most=MOST_ASSUMED)))
    return found


def _remove(text: str) -> None:
    set_params(add=[one for one in params("add") if one != text])


def _changed(
    _: Store, analysis: RegionAnalysis, added: tuple[Holding, ...], done: bool, words: Words
) -> tuple[RegionAnalysis, ScenarioDiff]:
    after = analysis_with_completed(analysis, INTENDED) if done else analysis
    after = analysis_with_holdings(after, added) if added else after
    return after, diff_scenarios(analysis, after, words)


def _unplaced(context: PageContext) -> None:
    """What the plan aspires to without naming a segment: it can't be counted, so it is said."""
    words = context.words
    rows = context.run_query("intended", {"status": "aspired"}).rows
    st.header(words("whatif.unplaced", count=len(rows)), anchor=False)
    st.caption(words("whatif.unplaced_note"))
    lines = (
        cells_line(
            [
                text_cell(row["actor"]),
                text_cell(words.label(row["relation"])),
                context.anchor("entity", row["target"] or row["target_id"], id=row["target_id"]),
                text_cell(words("page.offsets", section=row["section"], start=row["char_start"], end=row["char_end"])),
            ]
        )
        for row in rows
    )
    st.html(html_table(heads(words, "organisation", "relation", "target", "evidence"), lines, "facts"))
