"""The gap list to take away: XLSX and CSV."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.region import RegionAnalysis
from ui.components.page_context import PageContext
from ui.exports import gap_table
from ui.exports.csv import csv_bytes
from ui.exports.gaps_xlsx import gaps_xlsx
from ui.exports.xlsx import XLSX_MIME
from ui.presenters.gaps import GapRow, export_metadata


def gap_downloads(
    context: PageContext, analysis: RegionAnalysis, rows: Sequence[GapRow], filters: Sequence[str] = ()
) -> None:
    """Two buttons side by side; the files are made when one is pressed, and say what they are of."""
    words = context.words
    of = export_metadata(analysis, words, len(rows), filters)
    year = words("page.as_of_year", year=analysis.as_of) if analysis.as_of else ""
    name = " ".join(part for part in (words("sheet.gaps"), year, words("gap_page.part") if filters else "") if part)
    _, xlsx, csv = st.columns([5, 1.6, 1.6], vertical_alignment="bottom")
    xlsx.download_button(
        words("page.download_xlsx"),
        lambda: gaps_xlsx(rows, analysis.method, words, of),
        f"{name}.xlsx",
        XLSX_MIME,
        width="stretch",
        on_click="ignore",
    )

    def text() -> bytes:
        cells = ([str(cell) for cell in line] for line in gap_table.table(rows, words))
        return csv_bytes(gap_table.header(words), cells)

    csv.download_button(words("page.download_csv"), text, f"{name}.csv", "text/csv", width="stretch", on_click="ignore")
