"""链图 in a notebook: ``import liantu``, then ``liantu.open()`` (see ``ui.notebook``)."""

from ui.notebook import Graph, LiantuError
from ui.notebook import open_graph as open

__all__ = ["Graph", "LiantuError", "open"]
