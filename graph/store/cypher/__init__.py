"""The store's own statements that do not depend on the schema: one ``.cypher`` file each, beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_cypher(name: str) -> str:
    """Return the text of ``<name>.cypher``, with its header comments.

    The header has the form of the catalogue's (``queries/*/*.cypher``): ``title``, ``about``, ``param``, ``columns``.
    """
    return files(__name__).joinpath(f"{name}.cypher").read_text("utf-8")
