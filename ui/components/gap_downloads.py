"""The gap list to take away: XLSX and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from queries.region import RegionAnalysis
from ui.components.download_row import Download, download_row
from ui.components.follow_badge import NO_FOLLOW_UPS, FollowUps
from ui.exports import gap_table
from ui.exports.csv import scoped_csv_bytes
from ui.exports.gaps_xlsx import GapListTitle, gaps_xlsx
from ui.presenters.follow_up import gap_statuses
from ui.presenters.gaps import GapRow, export_metadata
from ui.presenters.source_filter import file_name, filter_text, filter_texts
from ui.text import Words

GAP_DOWNLOAD_WIDTHS = (2, 1.6, 1.6)
MAX_TITLE_CHAINS = 3  # more are not told one by one in a title or in a file's name


def gap_downloads(
    analysis: RegionAnalysis,
    rows: Sequence[GapRow],
    words: Words,
    filters: Sequence[str] = (),
    chains: Sequence[str] = (),
    follow_ups: FollowUps = NO_FOLLOW_UPS,
) -> None:
    """Show two buttons.

    Args:
        analysis: the region's analysis, for the method and for what the file says it is of.
        rows: the gaps in the file.
        words: the words of the user's language.
        filters: how ``rows`` were chosen; empty if they are all gaps.
        chains: the names of the chains that were chosen; empty: all.
        follow_ups: what is followed up, for a column of the files.
    """
    metadata, today = export_metadata(analysis, words, len(rows), filters), date.today()
    named = chains if len(chains) <= MAX_TITLE_CHAINS else ()
    title = GapListTitle(
        region=analysis.region_name, day=today, chains=named, scope=filter_text(analysis.source_filter, words)
    )
    other_filters = [text for text in filters if text not in chains]
    name = file_name(
        analysis.region_name,
        words.join(list(named)) if named else "",
        words("sheet.gaps"),
        *other_filters,
        *filter_texts(analysis.source_filter, words),
        today.isoformat(),
    ).replace("/", "、")

    statuses = gap_statuses(follow_ups.values(), words)

    def csv_file() -> bytes:
        header, cells = gap_table.csv_header(rows, words, statuses), gap_table.csv_table(rows, words, statuses)
        return scoped_csv_bytes(header, cells, title.scope, words("column.counted_sources"))

    def xlsx_file() -> bytes:
        return gaps_xlsx(rows, analysis.method, words, title, of=metadata, statuses=statuses)

    xlsx = Download(words("page.download_xlsx"), f"{name}.xlsx", xlsx_file)
    csv = Download(words("page.download_csv"), f"{name}.csv", csv_file)
    download_row([xlsx, csv], GAP_DOWNLOAD_WIDTHS)
