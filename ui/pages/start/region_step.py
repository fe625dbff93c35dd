"""The step of the region: picked from GB/T 2260, or the one that is there."""

from __future__ import annotations

import streamlit as st

from loaders.access.permission import Permission
from loaders.regions.gb2260 import AdminRegion, admin_regions, districts, full_name
from loaders.regions.region_dataset import region_id
from loaders.service.regions import new_region
from loaders.sync.write import Progress
from queries.rows.chains import RegionsRow
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.visitor import refusal_note
from ui.pages.start.job import StepOutcome, start_step

FORM_WIDTHS = (3, 1)


def region_step(context: PageContext, region: RegionsRow | None) -> None:
    """Show the region, and the form of a new one."""
    words = context.words
    if region is None:
        st.caption(words("start.region_none"))
        _form(context)
        return
    st.markdown(escape_markdown(_sentence(context, region)))
    if context.can(Permission.LOAD):
        with st.expander(words("start.region_more")):
            _form(context)


def _sentence(context: PageContext, region: RegionsRow) -> str:
    name = region.region or region.region_id
    if region.code in admin_regions():
        return context.words("start.region_is", name=name, code=region.code, count=len(districts(str(region.code))))
    return context.words("start.region_plain", name=name)


def _form(context: PageContext) -> None:
    words = context.words
    if not context.can(Permission.LOAD):
        refusal_note(context, Permission.LOAD, "start.readonly")
        return
    pick_column, button_column = st.columns(FORM_WIDTHS, vertical_alignment="bottom")
    code = pick_column.selectbox(
        words("start.region_pick"),
        list(admin_regions()),
        index=None,
        format_func=_caption,
        placeholder=words("start.region_hint"),
        key=SessionKey.START_FORM.of("region"),
    )
    if button_column.button(words("start.region_go"), type="primary", width="stretch", disabled=code is None) and code:
        _begin(context, admin_regions()[code])


def _caption(code: str) -> str:
    return f"{full_name(admin_regions()[code])} {code}"


def _begin(context: PageContext, region: AdminRegion) -> None:
    words, store, principal = context.words, context.store, context.principal
    updates = context.settings.updates

    def run(progress: Progress) -> StepOutcome:
        new_region(store, region, principal, updates=updates)
        return StepOutcome(words("start.region_made", name=region.name), region=region_id(region.code))

    start_step(words("start.region_working"), run)
