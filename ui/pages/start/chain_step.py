"""The step of the chains: those of the template that matter, and chains of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import streamlit as st

from loaders.access.permission import Permission
from loaders.history.event import LoadContext
from loaders.lists.list_template import CHAIN_TEMPLATE
from loaders.regions.gb2260 import admin_regions
from loaders.service.own_chains import load_own_chains
from loaders.service.regions import new_region
from loaders.sources.child_reader import parse_sheets_apart
from loaders.sync.write import Progress
from queries.rows.chains import RegionsRow, SegmentsRow
from ui.components.download_row import Download, download_button
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.table_upload import table_upload
from ui.exports.list_template import list_template, template_title
from ui.pages.start.job import StepOutcome, start_step

CHAIN_CHOICE_WIDTHS = (3, 1)


def chain_step(context: PageContext, region: RegionsRow) -> None:
    """Show which chains the region looks at, and the forms that change it."""
    words = context.words
    names = {row.chain_id: row.chain for row in context.fetch(SegmentsRow)}
    chosen = [chain for chain in region.chains or () if chain in names]
    if chosen:
        text = words("start.chains_some", count=len(chosen), names=[names[chain] for chain in chosen])
    else:
        text = words("start.chains_all", count=len(names))
    st.markdown(escape_markdown(text))
    if not context.can(Permission.LOAD):
        return
    if region.code in admin_regions():
        _choice(context, region, names, chosen)
    _own_chain(context, region)


def _choice(context: PageContext, region: RegionsRow, names: Mapping[str, str], chosen: list[str]) -> None:
    words, store, principal = context.words, context.store, context.principal
    updates = context.settings.updates
    pick_column, button_column = st.columns(CHAIN_CHOICE_WIDTHS, vertical_alignment="bottom")
    key = SessionKey.START_FORM.of("chains", region.region_id, *chosen)
    picked = pick_column.multiselect(
        words("start.chains_pick"),
        list(names),
        chosen,
        format_func=names.__getitem__,
        placeholder=words("start.chains_hint"),
        key=key,
    )

    def run(progress: Progress) -> StepOutcome:
        new_region(store, admin_regions()[str(region.code)], principal, picked, updates=updates)
        return StepOutcome(words("start.chains_loaded", chains=[names[chain] for chain in picked or names]))

    if button_column.button(words("start.chains_go"), width="stretch", disabled=picked == chosen):
        start_step(words("start.region_working"), run)


def _own_chain(context: PageContext, region: RegionsRow) -> None:
    words, store = context.words, context.store
    with st.expander(words("start.chains_own")):
        title = template_title(CHAIN_TEMPLATE, words)
        template = Download(
            words("start.chains_template"), f"{title}.xlsx", lambda: list_template(CHAIN_TEMPLATE, words)
        )
        download_button(template)
        upload = table_upload(
            words, context.links, words("start.chains_own"), SessionKey.START_FORM.of("own"), label_hidden=True
        )
        taken = SessionKey.START_FORM.of("taken")
        if not upload or st.session_state.get(taken) == upload.file_id:
            return
        st.session_state[taken] = upload.file_id
        raw, name = upload.getvalue(), upload.name
        load_context = LoadContext(file=name, sha256=sha256(raw).hexdigest())

    def run(progress: Progress) -> StepOutcome:
        outcome = load_own_chains(
            store,
            parse_sheets_apart(raw, name),
            publisher=context.principal.name or words("region.own_publisher"),
            region=region.region_id,
            principal=context.principal,
            context=load_context,
        )
        text = words("start.chains_loaded", chains=list(outcome.chains.chains.values()))
        return StepOutcome(text, refused=outcome.report.refused)

    start_step(words("start.region_working"), run)
