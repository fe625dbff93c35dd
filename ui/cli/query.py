"""queries, query, cypher, search."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.model.errors import UsageError
from queries.catalogue import listed_queries
from queries.run import run_query, search_entities
from ui.cli.options import Format, Limit, Output, StoreUrl, checked_format, language, settings, store_of
from ui.cli.output import say, write_rows
from ui.console import ask_console


def queries(format_: Format = "table") -> None:
    """列出全部现成的查询，连同参数。

    例:liantu queries
    """
    checked_format(format_)
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
    write_rows(("name", "folder", "title", "parameters"), rows, format_)


def query(
    name: Annotated[str, typer.Argument(help="查询的名称，见 liantu queries")],
    param: Annotated[list[str] | None, typer.Option("--param", help="参数，写成 名称=值；主体可写编号或名称")] = None,
    format_: Format = "table",
    limit: Limit = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """运行一个现成的查询。

    例:liantu query supporters --param entity=江南石墨烯研究院
    """
    checked_format(format_)
    given: dict[str, str] = {}
    for text in param or []:
        key, equals, value = text.partition("=")
        if not equals:
            raise UsageError("parameter_form", value=text)
        given[key.strip()] = value
    with store_of(store) as graph:
        answer = run_query(graph, name, given, limit)
    write_rows(answer.columns, answer.rows, format_, output)
    _count(len(answer.rows), answer.cut)


def cypher(
    text: Annotated[str, typer.Argument(help="一条只读的 Cypher")],
    format_: Format = "table",
    limit: Limit = None,
    output: Output = None,
    store: StoreUrl = "",
) -> None:
    """运行您写的 Cypher：只读，不能读文件、设置与用户，行数与时间有限。

    例:liantu cypher "MATCH (p:Park) RETURN p.name ORDER BY p.name"
    """
    checked_format(format_)
    with store_of(store) as graph:
        answer = ask_console(graph, text, settings(store), limit)
    write_rows(answer.columns, answer.rows, format_, output)
    _count(len(answer.rows), answer.cut)


def search(
    text: Annotated[str, typer.Argument(help="名称、别名或其中一段")],
    format_: Format = "table",
    limit: Limit = 20,
    store: StoreUrl = "",
) -> None:
    """按名称或别名找主体。

    例:liantu search 石墨烯
    """
    checked_format(format_)
    with store_of(store) as graph:
        hits = search_entities(graph, text, 20 if limit is None else limit)
    rows = [
        {
            "id": hit.id,
            "name": hit.name,
            "label": hit.label,
            "kind": hit.kind,
            "existence": hit.existence,
            "aliases": list(hit.aliases),
        }
        for hit in hits
    ]
    write_rows(("id", "name", "label", "kind", "existence", "aliases"), rows, format_)


def _count(rows: int, cut: bool) -> None:
    say(language()("rows.cut" if cut else "rows.count", count=rows))
