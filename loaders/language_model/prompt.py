"""The instructions for a language model, made of the schema, so that both always know the same types."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from graph.model.schema_file import default_schema


@cache
def instructions() -> str:
    """Return the instructions."""
    return filled_prompt("prompt.txt")


def filled_prompt(file: str, **fields: str) -> str:
    """Return a prompt of this folder with the schema's labels and relations, and other fields, filled in."""
    schema = default_schema()
    labels = [f"{name}（{node.zh}）" for name, node in schema.nodes.items() if node.entity]
    relations = [f"{name}（{edge.zh}）" for name, edge in schema.edges.items() if edge.statement]
    template = (files("loaders.language_model") / file).read_text("utf-8")
    return template.format(labels="、".join(labels), relations="、".join(relations), **fields)
