"""The row type of every query of the catalogue."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import queries.rows
from queries.query_row import QueryRow

for module in iter_modules(queries.rows.__path__):
    import_module(f"queries.rows.{module.name}")

ROW_TYPES = {row_type.query: row_type for row_type in QueryRow.__subclasses__()}
