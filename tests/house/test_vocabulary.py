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
# Names that are still assigned in several modules, `NAME: modules`. The list only ever gets shorter.
SHARED_CLASSES = """
Selection: queries.targeting ui.cli.options
"""
SHARED_CONSTANTS = """
BRACKETS: loaders.linking.org_name loaders.lists.products
COLUMNS: ui.cli.commands.assumptions_file ui.components.gap_list ui.exports.gap_table ui.exports.target_table ui.pages.gaps.questions ui.pages.gaps.stress ui.pages.overview.chain_table ui.presenters.history
CSS: ui.components.chain_map ui.components.network
Cell: ui.exports.gap_table ui.exports.xlsx
Cells: loaders.sources.sheet ui.pages.lists.report
DECIMALS: graph.analysis.criticality graph.analysis.diff graph.analysis.questions graph.analysis.targeting.greedy ui.exports.target_table ui.presenters.gaps ui.presenters.scenario_diff
DOCUMENTS: loaders.dataset.document_text ui.cli.commands.targets
ENCODER: graph.store.batching loaders.history.archive
EXISTING: graph.analysis.chain graph.analysis.plan_check graph.analysis.scenario
FIRST_YEAR: queries.region ui.components.page_context
FONTS: ui.exports.chain_svg ui.exports.network_style
FORMAT: graph.store.snapshot_format ui.cli.options
HTML: ui.components.chain_map ui.components.network
INVISIBLE_CATEGORIES: graph.model.normalize graph.store.cypher_tokens
LOADING: loaders.history.event ui.settings
MOST: queries.hosts ui.pages.chain.routes ui.pages.gaps.questions ui.pages.lists.report
NUMBER: graph.model.normalize loaders.linking.org_name
OPTIONS: ui.exports.network_style ui.exports.xlsx
PAGE_ROWS: graph.store.snapshot loaders.sync.stored
PARTS: loaders.history.code_version loaders.lists.transform
PLACES: loaders.linking.list_diff loaders.lists.transform
Progress: loaders.sync.write ui.components.background_job
Row: queries.entity queries.region queries.targeting
Rows: loaders.sync.validate ui.pages.chain.segment_panel ui.pages.entity ui.pages.plan
START_SECONDS: graph.store.embedded.engine ui.web_server
STATUSES: graph.model.records ui.pages.plan
STOP_SECONDS: graph.store.embedded.engine graph.store.embedded.supervisor ui.web_server
SUFFIXES: loaders.history.code_version loaders.sources.workbook
"""


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


def allowed(text: str) -> dict[str, list[str]]:
    """Return the modules of each name of a list of lines ``NAME: modules``."""
    lines = (line.split(": ") for line in text.split("\n") if line)
    return {name: modules.split(" ") for name, modules in lines}


def excess(found: dict[str, list[str]], listed: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the modules that share a name and are not listed with it."""
    more = {name: sorted(set(modules) - set(listed.get(name, []))) for name, modules in found.items()}
    return {name: modules for name, modules in more.items() if modules}


def test_no_two_public_classes_have_one_name() -> None:
    assert excess(shared(classes), allowed(SHARED_CLASSES)) == {}


def test_no_two_modules_assign_one_public_name() -> None:
    assert excess(shared(constants), allowed(SHARED_CONSTANTS)) == {}
