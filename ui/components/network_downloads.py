"""A network to take away: HTML to hand over, XLSX, GraphML."""

from __future__ import annotations

from queries.subgraph import Subgraph
from ui.components.download_row import Download, download_row
from ui.exports import subgraph_table
from ui.exports.graphml import graphml
from ui.exports.network_html import network_html
from ui.exports.network_layout import NetworkLayout
from ui.text import Words

NETWORK_DOWNLOAD_WIDTHS = (1, 1, 1)


def network_downloads(graph: Subgraph, layout: NetworkLayout, title: str, words: Words) -> None:
    """Show a button for each kind of file; ``layout`` is that of the picture, and ``title`` names the files."""
    html = Download(words("explore.html"), f"{title}.html", lambda: network_html(graph, layout, title, words).encode())
    xlsx = Download(
        words("explore.xlsx"), f"{title}.xlsx", lambda: subgraph_table.network_workbook(graph, title, words)
    )
    graphml_file = Download(words("explore.graphml"), f"{title}.graphml", lambda: graphml(graph, dict(layout.places)))
    download_row([html, xlsx, graphml_file], NETWORK_DOWNLOAD_WIDTHS)
