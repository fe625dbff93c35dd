"""``liantu status``."""

from __future__ import annotations

import json

from queries.status import graph_status
from ui.cli.options import RowOutput
from ui.cli.output import write_rows, write_text
from ui.cli.stores import opened


def show_status(format_: str, store: str) -> None:
    """Print the datasets and the number of nodes and edges of each type."""
    with opened(store) as graph:
        status = graph_status(graph)
    if format_ == "json":
        write_text(json.dumps([status.fields()], ensure_ascii=False, indent=1) + "\n", None)
        return
    output = RowOutput(format=format_)
    write_rows(("dataset", "title", "date", "rows", "state"), [row.as_dict() for row in status.datasets], output)
    write_rows(("type", "count"), [{"type": name, "count": count} for name, count in status.nodes.items()], output)
    edges = [{"type": name, "count": count, "lead": status.leads.get(name, 0)} for name, count in status.edges.items()]
    write_rows(("type", "count", "lead"), edges, output)
