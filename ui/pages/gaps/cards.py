"""Gaps as lines that open into their explanation: who is here, who is next to it, where to go on, the score's sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from graph.analysis.gaps.gap import Gap
from queries.region import RegionAnalysis
from queries.statement_source import StatementSource
from ui.components.citation_link import citation_link
from ui.components.derivation import derivation_html
from ui.components.follow_badge import FollowUps, follow_badge, follow_link
from ui.components.gap_list import kind_chip, level_mark
from ui.components.glossary import with_terms
from ui.components.links import Links
from ui.components.table import table
from ui.exports.citation import citation
from ui.presenters.gaps import GapRow
from ui.text import ITEM_SEPARATOR, Words

MAX_CARD_SOURCES = 12  # a screen; the exported file has them all
SOURCE_COLUMNS_OF_CARD = ("organisation", "of_segment", "role", "status", "as_of", "evidence")
GAP_CARD = Markup(
    '<details class="gap"><summary>{chip}{level}<b>{segment}{badge}</b>'
    '<span class="why">{reason}</span></summary><div class="inside">{explanation}</div></details>'
)
PARAGRAPH = Markup("<p>{}</p>")
FIELDS, FIELD = Markup("<dl>{}</dl>"), Markup("<dt>{}</dt><dd>{}</dd>")
ONWARD = Markup('<p class="ways">{}</p>')
FOLDED_UP = Markup("<details><summary>{}</summary>{}</details>")


@dataclass(frozen=True, kw_only=True)
class GapCards:
    """Writes the lines of gaps, each with the badge of who follows it up.

    ``doubt`` returns the button 此条存疑 of a statement.
    """

    analysis: RegionAnalysis
    follow_ups: FollowUps
    words: Words
    links: Links
    doubt: Callable[[str], Markup]

    def html(self, rows: Sequence[GapRow]) -> Markup:
        """Return the lines."""
        gaps = {(gap.chain, gap.id): gap for gap in self.analysis.gaps}
        cards = (self._card(row, gaps[row.chain, row.id]) for row in rows)
        return Markup('<div class="cards">{}</div>').format(Markup("").join(cards))

    def _card(self, row: GapRow, gap: Gap) -> Markup:
        name = row.segment_name or self.words("gaps.whole")
        return GAP_CARD.format(
            chip=kind_chip(row.kind, self.words),
            level=level_mark(row.level, self.words),
            segment=" · ".join(part for part in (row.chain_name, name) if part),
            badge=follow_badge(self.follow_ups, self.words, chain=row.chain, about=row.segment),
            reason=with_terms(row.reason, self.words, focusable=False),
            explanation=self._explanation(row, gap),
        )

    def _explanation(self, row: GapRow, gap: Gap) -> Markup:
        words, links = self.words, self.links
        fields: list[tuple[str, Markup]] = []
        if row.segment:
            fields.append((words("column.here"), _organisations(row, words, links, here=True)))
        if any(not row.is_here(source) for source in row.sources):
            fields.append((words("column.beside"), _organisations(row, words, links, here=False)))
        if row.datasets:
            fields.append((words("gap_page.claims"), Markup.escape(words.join(row.datasets))))
        if row.wording:
            fields.append((words("page.wording"), Markup.escape(_wording(row, words))))
        return Markup("").join(
            (
                FIELDS.format(Markup("").join(FIELD.format(*field) for field in fields)),
                ONWARD.format(Markup(" · ").join(_ways_on(row, words, links))),
                FOLDED_UP.format(words("dossier.sources_unfold", count=len(row.sources)), self._sources(row)),
                FOLDED_UP.format(words("derivation.title"), derivation_html(self.analysis, gap, words)),
            )
        )

    def _sources(self, row: GapRow) -> Markup:
        words = self.words
        if not row.sources:
            return PARAGRAPH.format(words("gap_page.no_sources"))
        cells = (
            [
                source.organisation or words("page.absent_short"),
                row.source_segments.get(source.segment, ""),
                words(f"role.{source.role}"),
                words(f"status.{source.status}") if source.status else "",
                source.as_of,
                citation_link(source, words),
                self.doubt(source.statement),
            ]
            for source in row.sources[:MAX_CARD_SOURCES]
        )
        shown = table((*SOURCE_COLUMNS_OF_CARD, ""), cells, words)
        hidden = len(row.sources) - MAX_CARD_SOURCES
        return shown + PARAGRAPH.format(words("gap_page.more_sources", count=hidden)) if hidden > 0 else shown


def _ways_on(row: GapRow, words: Words, links: Links) -> Iterable[Markup]:
    """Yield links to the map, to candidates, to the follow-up, to the questions of a visit and to the chain's paper."""
    yield links.anchor("chain", words("page.open_chain"), chain=row.chain, segment=row.segment)
    if row.segment:
        yield links.anchor("targeting", words("targets.open"), chain=row.chain, segment=row.segment)
        yield follow_link(links, words, chain=row.chain, about=row.segment)
    yield links.anchor("gaps", words("gap_page.ask"), tab="questions", chain=row.chain)
    yield links.anchor("dossier", words("gap_page.paper"), chain=row.chain)


def _organisations(row: GapRow, words: Words, links: Links, *, here: bool) -> Markup:
    """Return who is at the segment, or next to it, each as a link to it; that nobody is known, in words."""
    sources = {s.organisation_id: s for s in row.sources if s.organisation and row.is_here(s) is here}
    if not sources:
        is_absent = any(not source.organisation for source in row.sources)
        return Markup.escape(words("dossier.empty.here_absent" if is_absent else "dossier.empty.here"))
    separator = Markup.escape(ITEM_SEPARATOR[words.language])
    return separator.join(_organisation(source, row, words, links, here=here) for source in sources.values())


def _organisation(source: StatementSource, row: GapRow, words: Words, links: Links, *, here: bool) -> Markup:
    notes = [
        *([] if here else [row.source_segments.get(source.segment, "")]),
        *([words(f"status.{source.status}")] if source.status not in ("", "existing") else []),
    ]
    link = links.anchor("entity", source.organisation, id=source.organisation_id)
    return link + (words("gap_page.where", where=words.join(notes)) if any(notes) else "")


def _wording(row: GapRow, words: Words) -> str:
    return words("separator.clause").join(
        words(
            "gap_page.passage",
            text=f"{wording.actor} {words.label(wording.relation)} {wording.subject}",
            source=citation(wording, words, wording.section),
        )
        for wording in row.wording[:MAX_CARD_SOURCES]
    )
