"""``liantu peers``: the regions that are most alike, and what they have that the region does not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from graph.analysis.method import read_method
from queries.region_position import RegionPosition, back_test_regions, load_regions, region_position
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language, settings
from ui.cli.output import say, write_bytes, write_rows, write_text
from ui.cli.stores import opened
from ui.exports.peers_xlsx import peers_xlsx
from ui.presenters.region_position import (
    EXPANSION_COLUMNS,
    PEER_COLUMNS,
    STRENGTH_COLUMNS,
    ExpansionLine,
    PeerLine,
    StrengthLine,
    back_test_text,
    expansion_lines,
    peer_lines,
    position_fields,
    position_remarks,
    strength_lines,
)
from ui.presenters.source_filter import scope_text


def peers(show: str, back_test: tuple[int, int] | None, output: RowOutput, scope: Scope) -> None:
    """Print a region's peers, the segments that others have, or its strengths; or a back-test of two years.

    Raises:
        UsageError: the store has no such region, or more regions than are compared here.
    """
    words = language()
    method = read_method(scope.method or settings().method)
    with opened(scope.store) as store:
        if back_test is not None:
            say(back_test_text(back_test_regions(store, *back_test, scope.source_filter, method), words))
            return
        region = scope.region or settings().region
        position = region_position(load_regions(store, region, scope.source_filter, method))
    if output.format not in ROW_FORMATS and output.file is not None:
        write_bytes(peers_xlsx(position, scope_text(scope.source_filter, words), date.today(), words), output.file)
    elif output.format == "json":
        write_text(json.dumps(position_fields(position), ensure_ascii=False, indent=1) + "\n", output.file)
    else:
        columns, lines = _table(position, show)
        write_rows(columns, [asdict(line) for line in lines], output, scope.source_filter)
    for remark in position_remarks(position, words):
        say(remark)


def _table(
    position: RegionPosition, show: str
) -> tuple[Sequence[str], Sequence[PeerLine | ExpansionLine | StrengthLine]]:
    words = language()
    match show:
        case "segments":
            return EXPANSION_COLUMNS, expansion_lines(position, words)
        case "strengths":
            return STRENGTH_COLUMNS, strength_lines(position, words)
        case _:
            return PEER_COLUMNS, peer_lines(position, words)
