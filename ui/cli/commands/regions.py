"""``liantu new-region``, ``liantu new-chain`` and ``liantu template``."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from graph.model.errors import UsageError
from loaders.history.event import LoadContext
from loaders.lists.list_template import CHAIN_TEMPLATE, list_templates
from loaders.regions.region_dataset import one_admin_region, region_id
from loaders.service.own_chains import load_own_chains
from loaders.service.regions import new_region
from loaders.sources.binary_file import read_bytes
from loaders.sources.limits import MAX_SPREADSHEET_BYTES
from loaders.sources.workbook import parse_sheets
from ui.cli.commands.datasets import show_reports
from ui.cli.options import language, principal, settings
from ui.cli.output import say, write_bytes
from ui.cli.stores import opened
from ui.exports.list_template import list_template, template_title
from ui.presenters.own_chains import own_chain_lines


def add_region(name: str, chains: tuple[str, ...], folder: Path | None, store: str) -> None:
    """Load a region with its districts, and the template; say what to do next."""
    region, words = one_admin_region(name), language()
    with opened(store) as graph:
        reports = new_region(graph, region, principal(), chains, folder=folder, updates=settings().updates)
    # What the template refers to is another region's, and not for this one to load.
    show_reports([replace(report, dangling=()) for report in reports])
    say(words("region.added", name=region.name, id=region_id(region.code)))


def add_chain(file: Path, publisher: str, region: str, folder: Path | None, store: str) -> None:
    """Load the chains of a spreadsheet."""
    words, raw = language(), read_bytes(file, MAX_SPREADSHEET_BYTES)
    context = LoadContext(file=file.name, sha256=sha256(raw).hexdigest())
    with opened(store) as graph:
        outcome = load_own_chains(
            graph,
            parse_sheets(raw, file.name),
            publisher=publisher or words("region.own_publisher"),
            region=region or settings().region,
            principal=principal(),
            context=context,
            folder=folder,
        )
    show_reports([outcome.report])
    for line in own_chain_lines(outcome.chains, words):
        say(line)


def write_template(kind: str, output: Path | None) -> None:
    """Write the template of a list or of a chain, and say how it is loaded once it is filled in."""
    words = language()
    if kind not in list_templates():
        known = [f"{name} {template_title(name, words)}" for name in list_templates()]
        raise UsageError("template_unknown", kind=kind, known=known)
    file = output or Path(f"{template_title(kind, words)}.xlsx")
    write_bytes(list_template(kind, words), file)
    command = "new-chain" if kind == CHAIN_TEMPLATE else "map"
    say(words("template.written", file=file, next=f"liantu {command} {file}"))
