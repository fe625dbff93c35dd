"""``liantu new-region``."""

from __future__ import annotations

from pathlib import Path

from loaders.regions.region_dataset import one_admin_region, region_id
from loaders.service.regions import new_region
from ui.cli.commands.datasets import show_reports
from ui.cli.options import language, settings
from ui.cli.output import say
from ui.cli.stores import opened


def add_region(name: str, chains: tuple[str, ...], folder: Path | None, store: str) -> None:
    """Load a region with its districts, and the template; say what to do next."""
    region, words = one_admin_region(name), language()
    with opened(store) as graph:
        show_reports(new_region(graph, region, chains, who=settings().who, folder=folder))
    say(words("region.added", name=region.name, id=region_id(region.code)))
