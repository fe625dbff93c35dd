"""One word, one meaning: public classes and module constants have their names to themselves."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("graph", "loaders", "queries", "ui")
# Names of one kind in every module: type variables and loggers.
CONVENTIONAL = {"T", "logger"}


def classes(module: ast.Module) -> Iterator[str]:
    """Yield the names of a module's classes."""
    return (node.name for node in module.body if isinstance(node, ast.ClassDef))


def constants(module: ast.Module) -> Iterator[str]:
    """Yield the names that a module assigns at its top level."""
    for node in module.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def shared(names: Callable[[ast.Module], Iterator[str]]) -> dict[str, list[str]]:
    """Return the public names that two or more modules define, with these modules in alphabetical order."""
    modules: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            for name in names(ast.parse(path.read_text("utf-8"))):
                if not name.startswith("_") and name not in CONVENTIONAL:
                    modules[name].add(module)
    return {name: sorted(modules[name]) for name in modules if len(modules[name]) > 1}


def test_no_two_public_classes_have_one_name() -> None:
    assert shared(classes) == {}


def test_no_two_modules_assign_one_public_name() -> None:
    assert shared(constants) == {}
