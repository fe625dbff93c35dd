from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.engine_processes import engine_processes


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A store's folder with a space and Chinese in its path; no process of it is left behind."""
    folder = tmp_path / "图 库"
    yield folder
    for process in engine_processes(folder):
        process.kill()
