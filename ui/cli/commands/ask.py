"""``liantu ask``."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from graph.analysis.method import read_method
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from loaders.service.asking import open_asker
from queries.asking.ask import Asked, Asker
from queries.region import RegionAnalysis, analyse_region
from ui.cli.options import RowOutput, Scope, language, settings
from ui.cli.output import say, write_rows, write_text
from ui.cli.stores import opened
from ui.presenters.asking import asked_fields, brief_columns, reading_text, value_text


def ask(question: str, output: RowOutput, scope: Scope) -> None:
    """Answer a question in Chinese; decline it with the nearest questions where it is not understood."""
    with opened(scope.store) as store:
        asked = _asker(store, scope).ask(question, language=language().language)
    if output.format == "json":
        write_text(json.dumps(asked_fields(asked), ensure_ascii=False, indent=1) + "\n", output.file)
        return
    for line in _remarks(asked):
        say(line)
    if not asked.is_declined:
        rows: list[dict[str, Any]] = [{**row.cells, "name": row.name} for row in asked.rows]
        write_rows(brief_columns(asked), rows, output, asked.sources)


def _asker(store: Store, scope: Scope) -> Asker:
    chosen = settings(scope.store)
    method = read_method(scope.method or chosen.method)

    def read(sources: SourceFilter) -> RegionAnalysis:
        return analyse_region(store, scope.region or chosen.region, sources, method)

    asker = open_asker(store, read(ALL_SOURCES), read, own_words=chosen.question_words)
    return replace(asker, sources=scope.source_filter)


def _remarks(asked: Asked) -> list[str]:
    words = language()
    if asked.choices:
        return [words("asked.several"), *(f"  {reading_text(reading, words)}" for reading in asked.choices)]
    if asked.reading is None:
        return [
            words("asked.unknown" if asked.unknown else "asked.declined"),
            *(f"  {question}" for question in asked.nearest),
        ]
    understood = words("asked.understood", reading=reading_text(asked.reading, words))
    if asked.value is not None:
        return [understood, words("asked.value", value=value_text(asked))]
    return [understood, words("asked.count", count=len(asked.rows))]
