"""Who may import whom, where import-linter does not look: the tests."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = ("graph", "liantu", "loaders", "queries", "ui")


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in the file."""
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            modules |= {f"{node.module}.{alias.name}" for alias in node.names}
    return modules


def from_tests(path: Path) -> set[str]:
    """Return the modules of the tests that a file imports."""
    return {module for module in imports(path) if module.split(".")[0] == "tests"}


@pytest.mark.parametrize("package", PRODUCTS)
def test_products_never_import_tests(package: str) -> None:
    wrong = {str(path.relative_to(ROOT)): from_tests(path) for path in (ROOT / package).rglob("*.py")}
    assert {path: modules for path, modules in wrong.items() if modules} == {}


def test_tests_import_nothing_from_other_tests_but_their_support() -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(m for m in from_tests(path) if not m.startswith("tests.support"))
        for path in (ROOT / "tests").rglob("*.py")
    }
    assert {path: modules for path, modules in wrong.items() if modules} == {}
