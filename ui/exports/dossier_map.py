"""The pictures of a paper: the map of a chain; several chains as rows of boxes. Without a Chinese font, tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from graph.analysis.coverage import Coverage
from graph.model.schema_file import default_schema
from queries.region import RegionAnalysis
from ui.exports.chain_box import SegmentBox
from ui.exports.chain_svg import chain_svg
from ui.exports.state_style import STATE_STYLES, SVG_FONTS
from ui.exports.svg_png import chinese_font, svg_png
from ui.presenters.dossier.chain_part import percent
from ui.presenters.dossier.dossier import Dossier
from ui.presenters.doubles import double_at, state_text
from ui.text import Words

HEADING_HEIGHT = 40  # pixels above the map, where the SVG has its title and legend
ROW_HEIGHT, BOX_SIDE, BOX_STEP = 30, 23, 25  # pixels of a chain's row and of its boxes
NAME_WIDTH, FIGURE_WIDTH, PICTURE_MARGIN = 262, 118, 6
VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)" width="[\d.]+" height="[\d.]+"')
REGION_STYLE = f"""text{{font-family:{SVG_FONTS};font-size:18px;fill:#1c2733}}
.mark{{font-size:15px;text-anchor:middle}}.figure{{font-size:15px;fill:#3b4754}}"""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture with its caption; ``png`` is empty where it cannot be drawn: ``rows`` then say the same."""

    caption: str
    png: bytes
    rows: tuple[tuple[str, str], ...]


def dossier_pictures(analysis: RegionAnalysis, dossier: Dossier, words: Words) -> list[Picture]:
    """Return the map of each chain that is mapped, or one picture of all chains."""
    if not dossier.mapped:
        coverages = [analysis.coverages[part.id] for part in dossier.chains]
        caption = words("dossier.region_caption", place=1, scope=dossier.scope, day=dossier.day)
        return [_picture(caption, region_svg(coverages, words), _chain_rows(coverages), words)]
    return [
        _picture(
            words(
                "dossier.map_caption",
                place=place,
                chain=analysis.coverages[chain].chain.name,
                scope=dossier.scope,
                day=dossier.day,
            ),
            coverage_svg(analysis, analysis.coverages[chain], words),
            _stage_rows(analysis.coverages[chain], words),
            words,
        )
        for place, chain in enumerate(dossier.mapped, 1)
    ]


def _picture(caption: str, svg: str, rows: tuple[tuple[str, str], ...], words: Words) -> Picture:
    if chinese_font():
        return Picture(caption=caption, png=svg_png(svg), rows=rows)
    return Picture(caption=f"{caption}{words('dossier.no_font')}", png=b"", rows=rows)


def coverage_svg(
    analysis: RegionAnalysis, coverage: Coverage, words: Words, changes: Mapping[str, str] | None = None
) -> str:
    """Return the map of a chain with its title and legend in view; leads and candidates are left out.

    Args:
        analysis: the region's analysis.
        coverage: the chain.
        words: the words of the user's language.
        changes: by a segment's id, how it changed; its box is marked.
    """
    boxes = [
        replace(_box(analysis, coverage, segment, words), change=(changes or {}).get(segment, ""))
        for segment in coverage.chain.segments
    ]
    stages = default_schema().values["stage"]
    svg = chain_svg(coverage.chain.name, boxes, list(coverage.chain.graph.edges), stages, words)
    return VIEW_BOX.sub(_with_heading, svg, count=1)


def _with_heading(match: re.Match[str]) -> str:
    width, height = float(match[1]), float(match[2]) + HEADING_HEIGHT
    return f'viewBox="0 {-HEADING_HEIGHT} {width:g} {height:g}" width="{width:g}" height="{height:g}"'


def _box(analysis: RegionAnalysis, coverage: Coverage, id_: str, words: Words) -> SegmentBox:
    segment, cell = coverage.chain.segments[id_], coverage.cell(id_)
    count = len(cell.suppliers)
    return SegmentBox(
        id=id_,
        name=segment.name,
        stage=segment.stage,
        state=str(cell.state),
        note=words("page.unit_org", count=count) if count else "",
        critical=segment.critical,
        state_text=state_text(str(cell.state), double_at(analysis, id_), words),
    )


def region_svg(coverages: Sequence[Coverage], words: Words) -> str:
    """Return several chains as rows: a box for each link, from upstream to downstream, its state by colour and sign."""
    columns = max((len(coverage.chain.segments) for coverage in coverages), default=0)
    width = NAME_WIDTH + columns * BOX_STEP + FIGURE_WIDTH + 2 * PICTURE_MARGIN
    height = ROW_HEIGHT * (len(coverages) + 1) + 2 * PICTURE_MARGIN
    figures_at = NAME_WIDTH + columns * BOX_STEP + PICTURE_MARGIN + 10
    head = words("dossier.shares_head")
    rows = (
        _row(coverage, PICTURE_MARGIN + ROW_HEIGHT * place, figures_at, words)
        for place, coverage in enumerate(coverages, 1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<style>{REGION_STYLE}</style>"
        f'<text class="figure" x="{figures_at}" y="{PICTURE_MARGIN + 20}">{escape(head)}</text>{"".join(rows)}</svg>'
    )


def _row(coverage: Coverage, top: int, figures_at: int, words: Words) -> str:
    boxes = "".join(
        _mark(NAME_WIDTH + PICTURE_MARGIN + BOX_STEP * place, top, str(coverage.cell(id_).state), critical=critical)
        for place, (id_, critical) in enumerate(_ordered(coverage))
    )
    known = percent(coverage.known_share())
    mark = "" if coverage.is_assessable() else f" {words('insufficient')}"
    return (
        f'<text x="{PICTURE_MARGIN}" y="{top + 18}">{escape(coverage.chain.name)}</text>{boxes}'
        f'<text class="figure" x="{figures_at}" y="{top + 18}">{escape(known + mark)}</text>'
    )


def _mark(left: int, top: int, state: str, *, critical: bool) -> str:
    look = STATE_STYLES[state]
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    return (
        f'<rect x="{left}" y="{top}" width="{BOX_SIDE}" height="{BOX_SIDE}" rx="4" fill="{look.paper}" '
        f'stroke="{look.ink}" stroke-width="{2.2 if critical else 1}"{dash}/>'
        f'<text class="mark" style="fill:{look.ink}" x="{left + BOX_SIDE / 2:g}" y="{top + 17}">{look.glyph}</text>'
    )


def _ordered(coverage: Coverage) -> list[tuple[str, bool]]:
    stages = list(default_schema().values["stage"])
    segments = sorted(coverage.chain.segments.values(), key=lambda s: stages.index(s.stage))
    return [(segment.id, segment.critical) for segment in segments]


def _stage_rows(coverage: Coverage, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the links of each stage with their signs, as the map shows them."""
    rows = []
    for stage in default_schema().values["stage"]:
        segments = [segment for segment in coverage.chain.segments.values() if segment.stage == stage]
        names = [f"{STATE_STYLES[str(coverage.cell(s.id).state)].glyph} {s.name}" for s in segments]
        rows.append((words(f"stage.{stage}"), words.join(names)))
    return tuple(rows)


def _chain_rows(coverages: Sequence[Coverage]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (c.chain.name, "".join(STATE_STYLES[str(c.cell(id_).state)].glyph for id_, _ in _ordered(c))) for c in coverages
    )
