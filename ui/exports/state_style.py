"""The look of a segment's state, the same on maps, in tables and in charts."""

from __future__ import annotations

from dataclasses import dataclass

SVG_FONTS = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif"


@dataclass(frozen=True)
class StateStyle:
    """The look of a state: told apart by glyph and border as well as by colour."""

    ink: str
    paper: str
    glyph: str
    dash: str = ""


STATE_STYLES = {
    "强": StateStyle("#14683c", "#e3f3ea", "●"),
    "弱": StateStyle("#8a5a00", "#fff3d6", "◐"),
    "规划": StateStyle("#1f5fa8", "#e6f0fb", "◌", "6 3"),
    "缺": StateStyle("#b3261e", "#fdeae8", "✕"),
    "未知": StateStyle("#56616f", "#f5f6f8", "?", "2 3"),
}
