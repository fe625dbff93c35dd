"""``liantu search``, ``queries``, ``query`` and ``cypher``."""

from __future__ import annotations

from collections.abc import Iterable

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.run import Answer, run_query, search_entities
from ui.cli.options import RowOutput, language, principal, settings
from ui.cli.output import say, write_rows
from ui.cli.stores import opened
from ui.console import ask_console

SEARCH_HITS = 20  # where no --limit is given: a screen


def queries(output: RowOutput) -> None:
    """Print the catalogue of queries with their parameters."""
    rows = [
        {
            "name": query.name,
            "folder": query.folder,
            "title": query.title if language().language == "zh" else query.title_en,
            "parameters": [
                f"{p.name}:{p.type}" + (f"={p.default}" if p.default is not None else "") for p in query.parameters
            ],
            "columns": list(query.column_names),
            "about": query.about,
        }
        for query in listed_queries()
    ]
    write_rows(("name", "folder", "title", "parameters"), rows, output)


def query(name: str, param: tuple[str, ...], output: RowOutput, store: str) -> None:
    """Run a query of the catalogue."""
    values = parse_parameters(param)
    with opened(store) as graph:
        answer = run_query(graph, name, values, output.limit)
    _write_answer(answer, output, "rows.cut")


def parse_parameters(texts: Iterable[str]) -> dict[str, str]:
    """Parse ``NAME=VALUE`` texts.

    >>> parse_parameters(["entity = x", "url=a=b"])
    {'entity': ' x', 'url': 'a=b'}

    Raises:
        UsageError: a text has no equals sign.
    """
    values: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError("parameter_form", value=text)
        values[name.strip()] = value
    return values


def cypher(text: str, output: RowOutput, store: str) -> None:
    """Run a read-only Cypher text."""
    chosen = settings(store)
    with opened(store) as graph:
        answer = ask_console(graph, text, chosen, output.limit, principal=principal())
    _write_answer(answer, output, "rows.cut_at_most" if len(answer.rows) >= chosen.console_rows else "rows.cut")


def search(text: str, output: RowOutput, store: str) -> None:
    """Find entities by name or alias."""
    with opened(store) as graph:
        hits = search_entities(graph, text, SEARCH_HITS if output.limit is None else output.limit)
    columns = ("id", "name", "label", "kind", "existence", "aliases")
    rows = [{column: getattr(hit, column) for column in columns} | {"aliases": list(hit.aliases)} for hit in hits]
    write_rows(columns, rows, output)


def _write_answer(answer: Answer, output: RowOutput, cut_text: str) -> None:
    """Write the rows, then how many there are; ``cut_text`` names the text for an answer that was cut."""
    write_rows(answer.columns, answer.rows, output)
    say(language()(cut_text if answer.cut else "rows.count", count=len(answer.rows)))
