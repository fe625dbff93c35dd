"""Templates of the lists that a bureau fills in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

CHAIN_TEMPLATE = "chain"  # of a bureau's own chain; the other names are types of lists


@dataclass(frozen=True)
class TemplateColumn:
    """A column: its heading, what is written there, and an example."""

    heading: str
    meaning: str
    example: str


@cache
def list_templates() -> Mapping[str, tuple[TemplateColumn, ...]]:
    """Return the columns of each template by its name."""
    spec = parse_own_yaml(files("loaders.lists").joinpath("list_templates.yaml").read_text("utf-8"))
    return {
        name: tuple(TemplateColumn(heading, *texts) for heading, texts in columns.items())
        for name, columns in spec.items()
    }
