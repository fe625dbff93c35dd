"""The words of the board: the types that a person may choose by number, and every text on it."""

from __future__ import annotations

from functools import cache
from itertools import product

from graph.model.schema_file import default_schema
from loaders.review.decision import FIGURE_KINDS
from ui.text import Words

# In the order of the keys 1 to 9, and again 1 to 9 after 0: the labels that plans speak of most come first. The order
# does not change with the document, so that fingers learn it.
REVIEWED_LABELS = (
    "Technology",
    "Programme",
    "Platform",
    "Project",
    "Institute",
    "Enterprise",
    "Park",
    "Authority",
    "Region",
    "Carrier",
    "Chain",
    "Event",
    "University",
    "Alliance",
    "ServiceOrg",
    "Group",
)
RELATION_COLOUR = "#1f5fa8"
FIGURE_COLOUR = "#475569"
BOARD_TEXTS = (
    "done",
    "issuer",
    "at",
    "certainty",
    "lesson",
    "end",
    "by",
    "known",
    "accept",
    "reject",
    "join",
    "skip",
    "undo",
    "enter",
    "space",
    "search",
    "searching",
    "none",
    "all",
    "byRule",
    "acceptAll",
    "noRules",
    "progress",
    "pace",
    "saving",
    "saved",
    "keys",
    "ownRule",
    "label",
    "document",
    "list",
    "new",
)


def board_types(words: Words) -> dict[str, object]:
    """Return the types by kind of proposal, each with its caption and colour, and what edges two labels allow."""
    nodes = default_schema().nodes
    return {
        "e": [_type(label, words.label(label), nodes[label].colour) for label in REVIEWED_LABELS],
        "r": [_type(name, words.label(name), RELATION_COLOUR) for name in _edge_types()],
        "i": [_type(kind, words(f"review.figure.{kind}"), FIGURE_COLOUR) for kind in FIGURE_KINDS],
        "g": [_type("", words("review.kind.g"), nodes["Group"].colour)],
        "ends": edge_types_by_ends(),
    }


def board_words(words: Words) -> dict[str, object]:
    """Return every text on the board."""
    values = default_schema().values
    return {
        **{key: words.entries[f"review.{key}"] for key in BOARD_TEXTS},  # the board fills in their fields
        "clause": words("separator.clause"),
        "separator": words.join(["", ""]),
        "status": {status: words(f"status.{status}") for status in values["status"]},
        "granularity": {value: words(f"review.granularity.{value}") for value in values["granularity"]},
        "state": {state: words(f"review.state.{state}") for state in ("accepted", "rejected")},
        "kind": {kind: words(f"review.kind.{kind}") for kind in "rig"},
    }


@cache
def edge_types_by_ends() -> dict[str, list[str]]:
    """Return the edge types that may join two labels, by ``SOURCE|TARGET``."""
    edges = [edge for edge in default_schema().edges.values() if edge.statement]
    joined = {
        f"{source}|{target}": [edge.type for edge in edges if (source, target) in edge.endpoints]
        for source, target in product(REVIEWED_LABELS, repeat=2)
    }
    return {ends: types for ends, types in joined.items() if types}


def _edge_types() -> list[str]:
    return sorted({name for names in edge_types_by_ends().values() for name in names})


def _type(name: str, caption: str, colour: str) -> dict[str, str]:
    return {"name": name, "caption": caption, "colour": colour}
