"""``liantu ...``: the command line. It calls actions only; errors become one sentence and an exit status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable

import typer

from graph.model.errors import LiantuError, UsageError
from ui.cli import analysis, data, history, lists, targeting
from ui.cli import dedupe as resolving
from ui.cli import query as asking
from ui.cli import scenarios as planning
from ui.cli import serve as serving
from ui.cli.options import language
from ui.cli.output import say

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="liantu",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="链图：区域创新体系知识图谱。先运行 liantu start。",
)
COMMANDS: dict[str, Callable[..., None]] = {
    "start": serving.start,
    "load": data.load,
    "map": lists.map_,
    "unload": data.unload,
    "history": history.show_history,
    "undo": history.undo,
    "compare": history.compare,
    "doubts": resolving.doubts,
    "decide": resolving.decide,
    "why-same": resolving.why,
    "add": resolving.add,
    "new-dataset": data.new_dataset,
    "status": data.show_status,
    "chains": analysis.chains,
    "gaps": analysis.gaps,
    "explain": planning.explain,
    "unknowns": planning.unknowns,
    "routes": planning.routes,
    "stress": planning.stress,
    "whatif": planning.whatif,
    "targets": targeting.targets,
    "wording": planning.wording,
    "queries": asking.queries,
    "query": asking.query,
    "cypher": asking.cypher,
    "search": asking.search,
    "export": data.export,
    "import": data.import_,
    "serve": serving.serve,
    "doctor": data.doctor,
}
for name, command in COMMANDS.items():
    app.command(name)(command)


def main() -> None:
    """The entry point: exit status 0, 1 (the task failed) or 2 (wrong usage)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an argument may hold bytes that are no text
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except LiantuError as problem:
        say(language().error(problem))
        sys.exit(WRONG_USAGE if isinstance(problem, UsageError) else FAILED)
    except BrokenPipeError:  # the reader of our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
