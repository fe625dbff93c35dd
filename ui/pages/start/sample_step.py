"""The bundled data of Changzhou: a button that loads them, and one that takes them out."""

from __future__ import annotations

import streamlit as st

from loaders.access.permission import Permission
from loaders.dataset.folder import BUNDLED_OF_ONE_REGION
from loaders.regions.region_dataset import region_id
from loaders.service.regions import load_sample, loaded_datasets, unload_sample
from loaders.sync.write import Progress
from ui.components.page_context import PageContext
from ui.pages.start.job import StepOutcome, start_step

SAMPLE_REGION = region_id("320400")
SAMPLE_WIDTHS = (4, 1)


def sample_step(context: PageContext) -> None:
    """Show whether the data are there, and the button."""
    words, store, principal = context.words, context.store, context.principal
    updates = context.settings.updates
    there = not context.cached(loaded_datasets).isdisjoint(BUNDLED_OF_ONE_REGION)
    text_column, button_column = st.columns(SAMPLE_WIDTHS, vertical_alignment="center")
    text_column.caption(words("start.sample_in" if there else "start.sample_out"))
    if not context.can(Permission.LOAD):
        return

    def load(progress: Progress) -> StepOutcome:
        load_sample(store, principal, progress, updates=updates)
        return StepOutcome(words("start.sample_loaded"), region=SAMPLE_REGION)

    def unload(progress: Progress) -> StepOutcome:
        unload_sample(store, principal, progress)
        return StepOutcome(words("start.sample_unloaded"), region="")

    if there and button_column.button(words("start.sample_unload"), width="stretch"):
        start_step(words("start.sample_unloading"), unload)
    if not there and button_column.button(words("start.sample_load"), width="stretch"):
        start_step(words("start.sample_loading"), load)
