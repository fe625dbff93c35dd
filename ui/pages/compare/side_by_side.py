"""并排: two things of one kind beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from graph.analysis.cell import CoverageState
from ui.components.chart_theme import STATE_FILLS
from ui.components.download_row import Download, download_row
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.source_effect import source_effect_line
from ui.components.source_filter import selected_filter
from ui.components.table import html_table
from ui.exports.beside_files import beside_docx, beside_title, beside_xlsx
from ui.pages.compare.pair import choose_kind, choose_pair, pair_comparison, scope_of
from ui.presenters.beside.comparison import FigureLine, MemberLine, PairComparison, segments_by_chain
from ui.presenters.beside.facts import PairKind, Side
from ui.presenters.source_filter import file_name, filter_texts, scope_text
from ui.text import Words

MAX_SIDE_NAMES = 24  # of one kind on one side before the fold: what fits beside the two other columns
SIDE_TABLE = Markup(
    '<table class="beside"><thead><tr><th></th><th>{left}</th><th>{right}</th><th>{difference}</th></tr></thead>'
    "<tbody>{rows}</tbody></table>"
)
SIDE_ROW = Markup(
    '<tr><th scope="row">{label}</th><td class="{left_css}">{left}</td><td class="{right_css}">{right}</td>'
    '<td class="gap-figure">{difference}</td></tr>'
)
SIDE_BAR = Markup('<span class="stack" role="img" aria-label="{spoken}" title="{spoken}">{parts}</span>')
SIDE_PART = Markup('<i style="width:{width:.2%};background:{colour}"></i>')
SIDE_FOLD = Markup("{first}<details><summary>{more}</summary>{rest}</details>")
SEGMENT_GROUP = Markup('<div class="segment-group"><b>{chain}</b> {segments}</div>')
SIDE_NAMES_SEPARATOR = Markup("、")


def side_by_side(context: PageContext) -> None:
    """Show two things to choose, their figures in the same rows, and what each has that the other lacks."""
    words = context.words
    kinds, files = st.columns([2.4, 1], vertical_alignment="center")
    with kinds:
        kind = choose_kind(context)
    pair = choose_pair(context, kind)
    if pair is None:
        _nothing_to_compare(context, kind)
        return
    if pair.left == pair.right:
        st.info(words("beside.same"))
        return
    comparison = pair_comparison(context, pair)
    with files:
        _downloads(comparison, scope_of(context, pair, words), words)
    source_effect_line(context, context.analysis())
    st.html(_figure_table(comparison, words))
    st.caption(words("beside.unknown_note"))
    for line in comparison.members:
        st.header(line.label, anchor=False)
        st.html(_member_table(comparison, line, words, context.links))


def _nothing_to_compare(context: PageContext, kind: PairKind) -> None:
    """Say why there are not two of a kind, and where the second would come from."""
    words = context.words
    if kind is PairKind.REGION:
        st.info(words("beside.one_region"))
        st.html(context.links.anchor("start", words("beside.one_region_link"), "go"))
    else:
        st.info(words("district.no_districts" if kind is PairKind.DISTRICT else "beside.one_chain"))


def _downloads(comparison: PairComparison, region: str, words: Words) -> None:
    today = date.today()
    year_free = comparison.kind is PairKind.YEAR
    chosen = selected_filter()
    scope = "　".join((region, *([] if year_free else [scope_text(chosen, words)])))
    filters = [] if year_free else filter_texts(chosen, words)
    name = file_name(region, beside_title(comparison, words), *filters, today.isoformat()).replace("/", "、")
    xlsx = Download(words("compare.xlsx"), f"{name}.xlsx", lambda: beside_xlsx(comparison, scope, today, words))
    docx = Download(words("compare.docx"), f"{name}.docx", lambda: beside_docx(comparison, scope, today, words))
    download_row([xlsx, docx], (1, 1))


def _figure_table(comparison: PairComparison, words: Words) -> Markup:
    bars = SIDE_ROW.format(
        label=words(f"beside.states.{comparison.kind}"),
        left_css="",
        left=_bar(comparison.left, words),
        right_css="",
        right=_bar(comparison.right, words),
        difference="",
    )
    rows = Markup("").join(_figure_row(line) for line in comparison.lines)
    return SIDE_TABLE.format(
        left=comparison.left.title,
        right=comparison.right.title,
        difference=words("beside.difference"),
        rows=bars + rows,
    )


def _figure_row(line: FigureLine) -> Markup:
    return SIDE_ROW.format(
        label=line.label,
        left_css="larger" if line.larger == "left" else "",
        left=line.left,
        right_css="larger" if line.larger == "right" else "",
        right=line.right,
        difference=line.difference,
    )


def _bar(side: Side, words: Words) -> Markup:
    total = sum(side.states.values())
    counted = [(state, side.states.get(state, 0)) for state in CoverageState]
    text = " · ".join(f"{words(f'state.{state}')} {count}" for state, count in counted if count)
    if not total:
        return Markup('<span class="none">{}</span>').format(words("page.no_data"))
    parts = (SIDE_PART.format(width=count / total, colour=STATE_FILLS[state]) for state, count in counted)
    bar = SIDE_BAR.format(spoken=text, parts=Markup("").join(parts))
    return Markup('{}<div class="under">{}</div>').format(bar, text)


def _member_table(comparison: PairComparison, line: MemberLine, words: Words, links: Links) -> Markup:
    sides = (
        (words("beside.only", side=comparison.left.title), line.left),
        (words("beside.both"), line.both),
        (words("beside.only", side=comparison.right.title), line.right),
    )
    headings = [words("counted", title=title, count=len(names)) for title, names in sides]
    cells = [_names(line.key, names, words, links) for _, names in sides]
    return html_table(headings, [cells], "facts thirds")


def _names(key: str, names: Mapping[str, str], words: Words, links: Links) -> Markup:
    if not names:
        return Markup('<span class="none">{}</span>').format(words("beside.none"))
    if key == "segments":
        return _segments(names, words)
    linked = [links.anchor("entity", name, id=id_) for id_, name in names.items()]
    first = SIDE_NAMES_SEPARATOR.join(linked[:MAX_SIDE_NAMES])
    rest = linked[MAX_SIDE_NAMES:]
    if not rest:
        return first
    more = words("district.more", count=len(rest))
    return SIDE_FOLD.format(first=first, more=more, rest=SIDE_NAMES_SEPARATOR.join(rest))


def _segments(names: Mapping[str, str], words: Words) -> Markup:
    """Return links under their chain, which is named once."""
    lines = (
        SEGMENT_GROUP.format(chain=chain, segments=words.join(segments))
        for chain, segments in segments_by_chain(names).items()
    )
    return Markup("").join(lines)
