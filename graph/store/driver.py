"""Importing the Neo4j driver without the data-frame libraries that it would pull in."""

from __future__ import annotations

import sys

DATA_FRAMES = ("numpy", "pandas", "pyarrow")


def import_driver() -> None:
    """Import the driver as if no data-frame library were installed.

    The driver imports numpy, pandas and pyarrow where they are installed, for conversions that the store never uses.
    Streamlit installs them, so that every command would pay 0.35 s of CPU and 85 MB. For a process of one thread only:
    another thread's import of these libraries would fail meanwhile.
    """
    hidden = [name for name in DATA_FRAMES if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: "import" raises ImportError
    try:
        import neo4j  # noqa: F401 - imported here because this is what the function is for
    finally:
        for name in hidden:
            del sys.modules[name]
