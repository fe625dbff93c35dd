"""The choice to take away: XLSX to read on, DOCX to hand in."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.needs.need import Need
from queries.targeting import TargetingInputs, TargetingPlan
from ui.components.download_row import Download, download_row
from ui.components.follow_badge import FollowUps
from ui.components.page_context import PageContext
from ui.exports.targeting_docx import targeting_docx
from ui.exports.targeting_xlsx import targeting_xlsx
from ui.presenters.follow_up import follow_statuses
from ui.presenters.source_filter import file_name, filter_texts

TARGET_DOWNLOAD_WIDTHS = (1, 1)


def targeting_downloads(
    context: PageContext, inputs: TargetingInputs, plan: TargetingPlan, follow_ups: FollowUps, needs: Sequence[Need]
) -> None:
    """Show a button for each file; ``needs`` are those that are kept."""
    analysis, words, template = inputs.analysis, context.words, context.settings.docx_template
    statuses = follow_statuses(follow_ups.values(), words)
    name = file_name(analysis.region_name, words("sheet.targets"), *filter_texts(analysis.source_filter, words))
    xlsx = Download(words("targets.xlsx"), f"{name}.xlsx", lambda: targeting_xlsx(inputs, plan, words, statuses))
    docx = Download(
        words("targets.docx"),
        f"{name}.docx",
        lambda: targeting_docx(inputs, plan, words, statuses, needs=needs, template=template),
    )
    download_row([xlsx, docx], TARGET_DOWNLOAD_WIDTHS)
