"""``liantu ...``: the command line. Errors become one sentence and an exit status."""

from __future__ import annotations

import io
import os
import sys

import click

from graph.model.errors import LiantuError, UsageError
from ui.cli.app import build_app
from ui.cli.options import language
from ui.cli.output import say
from ui.cli.usage_error import report_usage_error

FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130  # what a shell gives for a program that SIGINT ended


def main() -> None:
    """Run the command line: exit status 0, 1 (the task failed), 2 (wrong usage) or 130 (interrupted)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an argument may hold bytes that are no text
            stream.reconfigure(errors="backslashreplace")
    try:
        status = build_app().main(prog_name="liantu", standalone_mode=False)
    except LiantuError as problem:
        say(language().error(problem))
        sys.exit(WRONG_USAGE if isinstance(problem, UsageError) else FAILED)
    except click.UsageError as problem:
        report_usage_error(problem)
        sys.exit(WRONG_USAGE)
    except click.ClickException as problem:
        problem.show()
        sys.exit(problem.exit_code)
    except BrokenPipeError:  # the reader of our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    sys.exit(status or 0)
