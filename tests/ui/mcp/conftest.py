"""The graph that tools read, on each engine."""

from __future__ import annotations

import pytest

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from tests.support.stores import Server
from ui.mcp.graph_reader import GraphReader
from ui.settings import Settings


@pytest.fixture
def reader(server: Server, bundled: Store) -> GraphReader:
    """The bundled data, read as tools read them."""
    return GraphReader(
        bundled, Settings.from_env({"LIANTU_STORE": server.url, "LIANTU_HOME": "/nonexistent"}), LOCAL_USER
    )
