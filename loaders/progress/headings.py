"""The headings of a progress report: headings.yaml, parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml
from loaders.sources.heading import normalize_heading


@cache
def progress_headings() -> Mapping[str, str]:
    """Return heading -> the column that it heads, headings in the form in which they are compared."""
    columns = parse_own_yaml(files("loaders.progress").joinpath("headings.yaml").read_text("utf-8"))
    return {normalize_heading(heading): column for column, headings in columns.items() for heading in headings}
