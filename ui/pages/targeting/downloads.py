"""The choice to take away: XLSX to read on, DOCX to hand in."""

from __future__ import annotations

import streamlit as st

from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.targeting_docx import DOCX_MIME, targeting_docx
from ui.exports.targeting_xlsx import targeting_xlsx
from ui.exports.xlsx import XLSX_MIME
from ui.text import Words


def targeting_downloads(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> None:
    """Two buttons side by side; the files are made when one is pressed."""
    name = words("sheet.targets")
    xlsx, docx = st.columns(2)
    xlsx.download_button(
        words("targets.xlsx"),
        lambda: targeting_xlsx(inputs, plan, words),
        f"{name}.xlsx",
        XLSX_MIME,
        width="stretch",
        on_click="ignore",
    )
    docx.download_button(
        words("targets.docx"),
        lambda: targeting_docx(inputs, plan, words),
        f"{name}.docx",
        DOCX_MIME,
        width="stretch",
        on_click="ignore",
    )
