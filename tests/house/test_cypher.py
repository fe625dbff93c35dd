"""Cypher lives in .cypher files, or is generated in graph/store from the schema."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = re.compile(r"\b(MATCH|MERGE|UNWIND|CREATE) *\(.*\b(RETURN|SET|DELETE|REMOVE|MERGE)\b", re.DOTALL)


def literals(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the string literals of a module with their lines, docstrings left out; an f-string's fields read {}."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("package", ["graph", "loaders", "queries", "ui"])
def test_no_cypher_is_written_in_python_outside_the_store(package: str) -> None:
    modules = [path for path in (ROOT / package).rglob("*.py") if ROOT / "graph" / "store" not in path.parents]
    statements = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules
        for line, text in literals(ast.parse(path.read_text("utf-8")))
        if STATEMENT.search(text)
    ]
    assert statements == []


def test_the_test_sees_a_statement() -> None:
    module = ast.parse('def f(label):\n    "MATCH (n) RETURN n"\n    return f"MATCH (n:{label}) RETURN n"')
    assert [line for line, text in literals(module) if STATEMENT.search(text)] == [3]
