"""The choice to take away: XLSX to read on, DOCX to hand in."""

from __future__ import annotations

import streamlit as st

from queries.targeting import Field, Plan
from ui.exports.targeting_docx import DOCX_MIME, brief
from ui.exports.targeting_xlsx import targets_workbook
from ui.exports.xlsx import XLSX_MIME
from ui.text import Words


def target_files(field: Field, plan: Plan, words: Words) -> None:
    """Two buttons side by side; the files are made when one is pressed."""
    name = words("sheet.targets")
    xlsx, docx = st.columns(2)
    xlsx.download_button(
        words("targets.xlsx"),
        lambda: targets_workbook(field, plan, words),
        f"{name}.xlsx",
        XLSX_MIME,
        width="stretch",
        on_click="ignore",
    )
    docx.download_button(
        words("targets.docx"),
        lambda: brief(field, plan, words),
        f"{name}.docx",
        DOCX_MIME,
        width="stretch",
        on_click="ignore",
    )
