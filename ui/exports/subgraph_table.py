"""A network as tables: things and statements, for the page and for XLSX."""

from __future__ import annotations

from queries.subgraph import EntityRef, Statement, Subgraph
from ui.exports.citation import citation, document_place
from ui.exports.xlsx import Worksheet, workbook
from ui.text import Words

THING_COLUMNS = (("name", 32), ("type", 12), ("category", 18), ("status", 8), ("id", 26))
STATEMENT_COLUMNS = (
    ("from", 30),
    ("relation", 10),
    ("to", 30),
    ("status", 8),
    ("confidence", 10),
    ("support_state", 9),
    ("as_of", 12),
    ("evidence", 60),
    ("dataset", 18),
    ("statement", 28),
)
# A planner reads no ids; the files have them for engineers.
THING_HEADINGS = tuple(name for name, _ in THING_COLUMNS if name != "id")
STATEMENT_HEADINGS = tuple(name for name, _ in STATEMENT_COLUMNS if name not in {"dataset", "statement"})


def things(graph: Subgraph, words: Words) -> list[list[str]]:
    """Return one line for each entity."""
    return [
        [thing.name, words.label(thing.label), thing.kind, existence(thing.existence, words), thing.id]
        for thing in graph.entities.values()
    ]


def statements(graph: Subgraph, words: Words) -> list[list[str]]:
    """Return one line for each statement, with its source."""
    return [statement(graph, statement_, words) for statement_ in graph.statements]


def statement(graph: Subgraph, statement_: Statement, words: Words) -> list[str]:
    """Write a statement in words."""
    return [
        graph.entities[statement_.source].name,
        words.label(statement_.relation),
        graph.entities[statement_.target].name,
        words(f"status.{statement_.status}"),
        words(f"confidence.{statement_.confidence}"),
        words(f"support.{statement_.support}"),
        statement_.as_of,
        source(statement_, words),
        statement_.dataset,
        statement_.id,
    ]


def source(statement_: Statement, words: Words) -> str:
    """Write the source of a statement, with its section where it is in a document."""
    place = document_place(statement_.section, statement_.char_start)
    return citation(statement_, words, place)


def about(thing: EntityRef, words: Words) -> list[str]:
    """Describe an entity in a few words: type, category, state, and whether it is a class."""
    parts = [words.label(thing.label), thing.kind, existence(thing.existence, words)]
    parts += [words("entity.class")] if thing.granularity == "class" else []
    return list(dict.fromkeys(filter(None, parts)))


def existence(value: str, words: Words) -> str:
    """Write existing, planned, aspired, or nothing."""
    return words(f"status.{value}") if value else ""


def network_workbook(graph: Subgraph, title: str, words: Words) -> bytes:
    """Return a workbook with two sheets: entities, statements; the title, with what was left out, is below each."""

    def columns(widths: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
        return [(words(f"column.{name}"), width) for name, width in widths]

    return workbook(
        title,
        [
            Worksheet(words("sheet.things"), columns(THING_COLUMNS), things(graph, words), title),
            Worksheet(words("sheet.statements"), columns(STATEMENT_COLUMNS), statements(graph, words), title),
        ],
        words,
    )
