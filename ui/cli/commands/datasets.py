"""``liantu load``, ``unload`` and ``new-dataset``."""

from __future__ import annotations

from pathlib import Path

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.dataset.skeleton import write_skeleton
from loaders.report import LoadReport
from loaders.service.datasets import load_bundled, load_dataset, loaded_dataset, unload_dataset
from loaders.sources.workbook import WORKBOOK_SUFFIXES
from ui.cli.commands.lists import load_list
from ui.cli.commands.load_effect import last_sequence, say_effect
from ui.cli.options import ListOptions, language, principal, settings
from ui.cli.output import progress_bar, progress_of, say
from ui.cli.stores import opened
from ui.presenters.reports import report_lines


def load(sources: tuple[str, ...], all_: bool, text: Path | None, list_options: ListOptions, store: str) -> None:
    """Load datasets or one list, and report the refused rows."""
    if len(sources) == 1 and not all_ and (list_options.mapping or is_spreadsheet(sources[0])):
        load_list(Path(sources[0]), list_options, store)
        return
    if list_options.mapping or list_options.dry_run or list_options.refused:
        raise UsageError("map_of_what")
    if not sources and not all_:
        raise UsageError("nothing_to_load")
    if text and (all_ or len(sources) != 1):
        raise UsageError("text_of_what")
    with opened(store) as graph:
        since = last_sequence(graph)
        if all_:
            show_reports(load_all(graph))
        for source in sources:
            show_reports([_load_one(graph, source, text)])
        say_effect(graph, since)
    if text:
        say(language()("load.text"))


def is_spreadsheet(source: str) -> bool:
    """Return whether a name ends like a file that holds a list."""
    return Path(source).suffix.lower().removeprefix(".") in WORKBOOK_SUFFIXES


def _load_one(graph: Store, source: str, text: Path | None) -> LoadReport:
    with progress_of(language()("load.start", dataset=source)) as progress:
        return load_dataset(graph, source, principal(), text, progress, updates=settings().updates)


def load_all(graph: Store) -> list[LoadReport]:
    """Load the bundled datasets behind a progress bar."""
    with progress_bar() as shown:
        task = shown.add_task("", total=1)

        def progress(name: str, done: int, total: int) -> None:
            text = language()("load.start", dataset=name) if name else ""
            shown.update(task, description=text, completed=done, total=total)

        return load_bundled(graph, principal(), progress, updates=settings().updates)


def show_reports(reports: list[LoadReport]) -> None:
    """Write to stderr what the loads did."""
    for report in reports:
        for line in report_lines(report, language()):
            say(line)


def unload(dataset: str, store: str) -> None:
    """Unload a dataset, named by its id or its title."""
    words = language()
    with opened(store) as graph:
        dataset = loaded_dataset(graph, dataset)
        since = last_sequence(graph)
        with progress_of(words("load.unloading", dataset=dataset)) as progress:
            report = unload_dataset(graph, dataset, principal(), progress)
        say_effect(graph, since)
    if report.endpoint_violations:
        show_reports([report])
    say(words("load.unloaded", dataset=dataset))


def new_dataset(folder: Path) -> None:
    """Write a skeleton of a dataset."""
    write_skeleton(folder, settings().region)
    say(language()("load.skeleton", folder=folder))
