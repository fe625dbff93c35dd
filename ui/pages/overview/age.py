"""The age of what is known: per chain, how many of its known segments rest on recent, old and undated sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st
from markupsafe import Markup

from graph.analysis.knowledge_age import KnowledgeAge, combined_age, knowledge_age
from queries.region import RegionAnalysis
from ui.components.chart_theme import ink_on
from ui.components.links import Links
from ui.components.page_context import PageContext
from ui.components.table import html_table
from ui.presenters.figures import NO_FIGURE
from ui.text import Words

AGE_FILLS: Mapping[str, str] = {"recent": "#5b9bd5", "old": "#c98a00", "undated": "#c9d1da"}
AGE_COLUMNS = ("chain", "age", "share_old")
AGE_BAR = Markup('<span class="state-bar" role="img" aria-label="{spoken}" title="{spoken}">{parts}</span>')
AGE_PART = Markup('<i style="flex:{count};background:{fill};color:{ink}">{count}</i>')
AGE_KEY = Markup('<span class="key"><i style="background:{fill}"></i>{text}</span>')


def age(context: PageContext, analysis: RegionAnalysis) -> None:
    """Show the section."""
    words = context.words
    year = analysis.as_of or date.today().year
    ages = {chain: knowledge_age(coverage, year) for chain, coverage in analysis.coverages.items()}
    names = {chain: coverage.chain.name for chain, coverage in analysis.coverages.items()}
    total = combined_age(ages.values())
    st.header(words("overview.age"), anchor=False, help=words("overview.age_note"))
    if not total.known:
        st.info(words("overview.age_none"))
        return
    st.caption(words("overview.age_total", known=total.known, old=total.old, undated=total.undated))
    st.html(_legend(words) + _bars(ages, names, words, context.links))


def _legend(words: Words) -> Markup:
    keys = (AGE_KEY.format(fill=fill, text=words(f"overview.{name}")) for name, fill in AGE_FILLS.items())
    return Markup('<div class="keys">{}</div>').format(Markup("").join(keys))


def _bars(ages: Mapping[str, KnowledgeAge], names: Mapping[str, str], words: Words, links: Links) -> Markup:
    headings = [words(f"overview.column.{name}") for name in AGE_COLUMNS]
    by_share = sorted(ages.items(), key=lambda item: (-(item[1].old_share or 0), names[item[0]]))
    return html_table(
        headings,
        (
            [
                links.anchor("chain", names[chain], chain=chain),
                _bar(own, words),
                NO_FIGURE if own.old_share is None else f"{own.old_share:.0%}",
            ]
            for chain, own in by_share
        ),
        "chains bars",
    )


def _bar(age_of_chain: KnowledgeAge, words: Words) -> Markup:
    counts = {"recent": age_of_chain.recent, "old": age_of_chain.old, "undated": age_of_chain.undated}
    parts = [
        AGE_PART.format(count=count, fill=AGE_FILLS[name], ink=ink_on(AGE_FILLS[name]))
        for name, count in counts.items()
        if count
    ]
    spoken = " · ".join(f"{words(f'overview.{name}')} {count}" for name, count in counts.items())
    return AGE_BAR.format(spoken=spoken, parts=Markup("").join(parts))
