"""规划与指标: targets, groups with stated and known sizes, programmes, and what is existing, planned, aspired."""

from __future__ import annotations

import streamlit as st

from loaders.service.plan_comparison import list_plans
from queries.rows.parks import GroupsRow
from queries.rows.plan import ProgrammesRow
from queries.target_progress import fetch_target_overview
from ui.components.inputs import tabs
from ui.components.page_context import PageContext
from ui.pages.plan.compare import plan_comparison
from ui.pages.plan.groups import groups
from ui.pages.plan.intended import intended
from ui.pages.plan.plan_check import plan_check
from ui.pages.plan.programmes import programmes
from ui.pages.plan.progress_tab import progress_tab
from ui.pages.plan.targets import targets


def plan(context: PageContext) -> None:
    """Render the page of plans."""
    words = context.words
    overview = context.cached(fetch_target_overview, context.region)
    group_rows = context.fetch(GroupsRow, region=context.region)
    programme_rows = context.fetch(ProgrammesRow, region=context.region)
    st.title(words("page.plan"), anchor=False)
    if not (overview.rows or group_rows or programme_rows):
        st.info(words("plan.none"))
        return
    st.caption(words("plan.about"))
    counts = {
        "targets": len(overview.rows),
        "groups": len(group_rows),
        "programmes": len(programme_rows),
    }
    counted = {name: words("counted", title=words(f"plan.{name}"), count=count) for name, count in counts.items()}
    titles = {
        "targets": counted.pop("targets"),
        "compare": words("plan_diff.tab"),
        **counted,
        "intended": words("plan.intended"),
        "wording": words("wording.tab"),
        "progress": words("progress.tab"),
    }
    match tabs(words("page.plan"), titles):
        case "targets":
            targets(overview, context)
        case "groups":
            groups(group_rows, context)
        case "programmes":
            programmes(programme_rows, context)
        case "wording":
            plan_check(context)
        case "compare":
            plan_comparison(context, context.cached(list_plans, context.region))
        case "progress":
            progress_tab(context)
        case _:
            intended(context)
