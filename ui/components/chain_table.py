"""The chains as a table: each with its completeness as a bar from low to high, and its states."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui.actions.rows import ChainRow
from ui.components.legend import chip
from ui.exports.chain_svg import LOOKS
from ui.text import Words

BAR = 180
NONE = '<span style="color:#76828f">0</span>'
STYLE = """<style>.chains{border-collapse:collapse;width:100%;font-size:14px}.chains th{text-align:left;font-weight:600;
color:#52606d;padding:4px 10px;border-bottom:2px solid #dfe5ec;white-space:nowrap}.chains td{padding:5px 10px;border-bottom:1px
solid #edf0f4;white-space:nowrap}.chains a{color:#1f5fa8;text-decoration:none;font-weight:600}.chains a:hover{text-decoration:
underline}.thin{color:#8a5a00;background:#fff3d6;border-radius:6px;padding:1px 6px}</style>"""


def chain_table(rows: Sequence[ChainRow], words: Words, address: str) -> str:
    """The table as HTML, everything in it escaped; ``address`` is the map page's path."""
    columns = ("chain", "sufficiency", "completeness", "known", "segments")
    head = "".join(f"<th>{escape(words(f'column.{name}'))}</th>" for name in columns)
    states = "".join(f"<th>{escape(words(f'state.{state}'))}</th>" for state in LOOKS)
    lines = "".join(_line(row, words, address) for row in rows)
    return f'{STYLE}<table class="chains"><thead><tr>{head}{states}</tr></thead><tbody>{lines}</tbody></table>'


def _line(row: ChainRow, words: Words, address: str) -> str:
    enough = escape(words("column.enough")) if row.enough else f'<span class="thin">{escape(words("insufficient"))}</span>'
    known = "—" if row.known is None else f"{row.known:.0%}"
    chips = "".join(f"<td>{chip(state, str(row.counts[state])) if row.counts[state] else NONE}</td>" for state in LOOKS)
    name = f'<a href="{address}?chain={quote(row.id)}&lang={words.language}" target="_self">{escape(row.name)}</a>'
    return f"<tr><td>{name}</td><td>{enough}</td><td>{_bar(row)}</td><td>{known}</td><td>{row.segments}</td>{chips}</tr>"


def _bar(row: ChainRow) -> str:
    if row.completeness is None:
        return "—"
    low, high = row.completeness
    return (
        f'<span style="display:inline-block;vertical-align:middle;width:{BAR}px;height:14px;border-radius:3px;background:'
        f"linear-gradient(to right,#1f5fa8 {low:.1%},#bcd3ee {low:.1%} {high:.1%},#eef1f5 {high:.1%})"
        f'"></span> {low:.0%}–{high:.0%}'
    )
