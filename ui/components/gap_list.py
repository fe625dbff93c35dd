"""Gaps as a list to read: kind, certainty, place, score, reason, with a link to the map."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from ui.actions.rows import GapRow
from ui.text import Words

INK = {"建链": "#7a1f6e", "补链": "#b3261e", "强链": "#8a5a00", "扩链": "#1f5fa8"}
STYLE = """<style>.gaps{border-collapse:collapse;width:100%;font-size:14px}.gaps td,.gaps th{padding:5px 8px;border-bottom:1px solid
#edf0f4;vertical-align:top;text-align:left}.gaps th{color:#52606d;border-bottom:2px solid #dfe5ec;white-space:nowrap}
.gaps a{color:#1f5fa8;text-decoration:none;font-weight:600}.kind{border:1px solid;border-radius:6px;padding:0 6px;white-space:
nowrap;font-size:13px}.unsure{color:#8a5a00;white-space:nowrap}.certain{color:#14683c;white-space:nowrap;font-weight:600}</style>"""


def gap_list(rows: Sequence[GapRow], words: Words, address: str) -> str:
    """The list as HTML, everything in it escaped; ``address`` is the map page's path."""
    columns = ("kind", "certain", "chain", "segment", "score", "reason")
    head = "".join(f"<th>{escape(words(f'column.{name}'))}</th>" for name in columns)
    return f'{STYLE}<table class="gaps"><thead><tr>{head}</tr></thead><tbody>{"".join(_line(r, words, address) for r in rows)}</tbody></table>'


def _line(row: GapRow, words: Words, address: str) -> str:
    link = f"{address}?chain={quote(row.chain)}&segment={quote(row.segment)}&lang={words.language}"
    place = escape(row.segment_name or words("gaps.whole"))
    sure = "certain" if row.certain else "unsure"
    return (
        f'<tr><td><span class="kind" style="color:{INK[row.kind]}">{escape(words(f"kind.{row.kind}"))}</span></td>'
        f'<td class="{sure}">{escape(words("sure.yes" if row.certain else "sure.no"))}</td>'
        f'<td>{escape(row.chain_name)}</td><td><a href="{link}" target="_self">{place}</a></td>'
        f"<td>{row.score:.3f}</td><td>{escape(row.reason)}</td></tr>"
    )
