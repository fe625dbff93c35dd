"""A network as one HTML file to hand over: opens anywhere, asks nothing of the network."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from queries.subgraph import Subgraph
from ui.exports.network_layout import NetworkLayout
from ui.exports.network_style import NETWORK_FONTS, NETWORK_OPTIONS, draw_network, label_script
from ui.text import Words

# pyvis's template asks for these although everything it needs is in the file already
OUTSIDE = re.compile(r"<link[^>]*https?://[^>]*>|<script[^>]*https?://[^>]*>\s*</script>|<!--.*?-->", re.DOTALL)
HEADINGS = re.compile(r"<center>\s*<h1>.*?</center>", re.DOTALL)
POLICY = Markup("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:")
# A page's own style: the network fills the window below the heading.
HEAD = Markup(
    '<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title>'
    "<style>body{{margin:0;font-family:{fonts}}}#mynetwork{{float:none;border:0!important}}.card{{border:0!important}}"
    ".vis-tooltip{{white-space:pre-line}}header{{height:44px;padding:10px 18px;box-sizing:content-box}}"
    "h1{{font-size:18px;margin:0}}p{{margin:2px 0;color:#52606d;font-size:13px}}</style>"
)
HEADER = Markup("<header><h1>{title}</h1><p>{count} · {note}</p></header>")
NO_LABEL = " "  # pyvis writes the id where there is none
HREF = "href"  # pyvis shows a title with this word as HTML


def network_html(graph: Subgraph, layout: NetworkLayout, title: str, words: Words) -> str:
    """Return the page's text.

    Args:
        graph: what is shown.
        layout: the places of the dots.
        title: the heading.
        words: the words of the user's language.
    """
    from pyvis.network import Network  # type: ignore[import-untyped]  # heavy: it brings IPython

    net = Network(height="calc(100vh - 64px)", width="100%", directed=False, cdn_resources="in_line")
    picture = draw_network(graph, layout, words)
    for node in picture.nodes:
        title_text = node["title"].replace(HREF, "h\u2060ref")
        net.add_node(node.pop("id"), label=NO_LABEL, **{**node, "shape": "dot", "title": title_text})
    for edge in picture.edges:
        net.add_edge(edge.pop("from"), edge.pop("to"), **edge)
    net.set_options(json.dumps(dict(NETWORK_OPTIONS)))
    body = HEADINGS.sub("", OUTSIDE.sub("", net.generate_html()))
    return (
        body.replace("<head>", f"<head>{_head(title)}", 1)
        .replace("<body>", f"<body>{_heading(title, graph, words)}", 1)
        .replace("</body>", f"<script>{label_script()}{_draw_names(picture.headings, layout)}</script></body>")
    )


def _draw_names(headings: list[dict[str, Any]], layout: NetworkLayout) -> str:
    looks = {"headings": headings, "beside": bool(layout.headings), "fonts": NETWORK_FONTS}
    safe = json.dumps(looks).replace("<", "\\u003c")
    return f"\nnetwork.on('afterDrawing', pen => drawNetworkNames(pen, network, nodes.get(), edges.get(), {safe}));"


def _head(title: str) -> Markup:
    return HEAD.format(policy=POLICY, title=title, fonts=NETWORK_FONTS)


def _heading(title: str, graph: Subgraph, words: Words) -> Markup:
    count = words(
        "explore.count", things=len(graph.entities), links=len(graph.merged_edges), statements=len(graph.statements)
    )
    return HEADER.format(title=title, count=count, note=words("explore.file_note"))
