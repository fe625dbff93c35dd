"""Which tests run, where and in which order: marks and groups from the fixtures that a test uses.

Groups are for pytest-xdist (``--dist loadgroup``): a group stays in one process, which so starts an engine once. Tests
without a group, the pure ones and those with an engine of their own, go to whichever process is free.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.profiles import FULL, PROFILE

# Everyday, tests run on both engines only here, or with the mark `both_engines`: the store's contract, the catalogue.
BOTH_ENGINES = ("tests/graph/store", "tests/queries")
# Tests of faces that run on both engines in the full profile. The others show rows that `tests/queries` compares on both.
FACES_ON_BOTH_ENGINES = (
    "tests/ui/pages/test_pages.py",
    "tests/ui/cli/test_cli.py",
    "tests/ui/mcp",
    "tests/ui/test_notebook.py",
)
# Use cases write through the store's contract, which both engines keep: on Neo4j those that load at once or undo.
FULL_ON_ONE_ENGINE = ("tests/ui/", "tests/loaders/service/", "tests/loaders/dataset/", "tests/loaders/needs/")
READERS = {"bundled", "embedded_bundled", "loaded", "site"}  # fixtures of tests that only read the bundled datasets


GROUPS = ("", "embedded", "embedded-ui", "neo4j", "browser")  # in the order in which one process runs them


def engine_group(item: pytest.Item, root: Path) -> str:
    """Return the group whose engine a test uses, or an empty text for a test that shares no engine.

    The embedded engine has two groups of about the same duration, so that two processes share its tests.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    engine = (
        item.callspec.params.get("server") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ""
    )
    if "browser" in fixtures:
        return "browser"
    if "neo4j_server_" in fixtures or engine == "neo4j":
        return "neo4j"
    if "embedded_server" not in fixtures and engine != "embedded":
        return ""
    return "embedded-ui" if item.path.is_relative_to(root / "tests" / "ui") else "embedded"


def runs(item: pytest.Item, group: str, root: Path) -> bool:
    """Return whether a test belongs to the profile.

    A test with the parameter ``server`` is collected once for each engine; the everyday profile leaves out Neo4j, and
    the full profile does for most tests of faces and of use cases.
    """
    if PROFILE != FULL and item.get_closest_marker("full_profile"):
        return False
    if group != "neo4j" or "neo4j_server_" in getattr(item, "fixturenames", ()):
        return True
    if item.get_closest_marker("embedded_only"):
        return False
    path = item.path.relative_to(root).as_posix()
    if path.startswith(BOTH_ENGINES) or item.get_closest_marker("both_engines") is not None:
        return True
    return PROFILE == FULL and (not path.startswith(FULL_ON_ONE_ENGINE) or path.startswith(FACES_ON_BOTH_ENGINES))


def select(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark and group the tests, drop those that the profile leaves out, and put readers of one store side by side."""
    groups = {item: engine_group(item, config.rootpath) for item in items}
    dropped = [item for item in items if not runs(item, groups[item], config.rootpath)]
    if dropped:
        config.hook.pytest_deselected(items=dropped)
    kept = [item for item in items if item not in set(dropped)]
    for item in kept:
        if group := groups[item]:
            item.add_marker("store")
            item.add_marker(pytest.mark.xdist_group(group))
            if group in ("neo4j", "browser"):
                item.add_marker(group)
    kept.sort(key=lambda item: (GROUPS.index(groups[item]), not READERS & set(getattr(item, "fixturenames", ()))))
    items[:] = kept
