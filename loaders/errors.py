"""The two ways in which loading fails."""

from __future__ import annotations

from graph.model.errors import LiantuError


class RowError(LiantuError):
    """This row cannot be taken; the others can. Its fields name file and line."""


class LoadError(LiantuError):
    """The whole run stops; nothing of it is written."""
