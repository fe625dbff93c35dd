"""Wrong usage of the command line as a sentence in the language that is set; click has its own in English only."""

from __future__ import annotations

from typing import Any

import click

from ui.cli.options import language
from ui.cli.output import say
from ui.text import Words


def report_usage_error(problem: click.UsageError) -> None:
    """Write on standard error what is wrong, how the command is written, and where its help is."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        problem.show()
        return
    words = language()
    say(usage_message(problem, words))
    context = problem.ctx or click.get_current_context(silent=True)
    if context:
        say(context.get_usage())
    say(words("usage.help", command=f"{context.command_path if context else 'liantu'} --help"))


def usage_message(problem: click.UsageError, words: Words) -> str:
    """Return the sentence of a usage error.

    >>> from ui.text import words
    >>> usage_message(click.NoSuchOption("--limt", possibilities=["--limit"]), words("en"))
    'there is no option --limt; did you mean --limit?'
    """
    match problem:
        case click.exceptions.NoSuchCommand():
            text = words("usage.no_command", name=problem.command_name)
            return text + _nearest(problem.possibilities, words)
        case click.NoSuchOption():
            return words("usage.no_option", name=problem.option_name) + _nearest(problem.possibilities, words)
        case click.MissingParameter() if problem.param:
            return words("usage.missing", name=_name(problem.param))
        case click.BadParameter() if problem.param:
            return words("usage.value", name=_name(problem.param), wanted=_wanted(problem.param.type, words))
        case click.BadOptionUsage():
            return words("usage.option", name=problem.option_name)
        case _:
            return words("usage.other", message=problem.format_message())


def _nearest(names: list[str] | None, words: Words) -> str:
    return words("usage.nearest", names=names) if names else ""


def _name(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _wanted(kind: click.ParamType[Any], words: Words) -> str:
    """Return which values a parameter takes."""
    match kind:
        case click.IntRange() | click.FloatRange() if kind.min is not None:
            name = "usage.least" if kind.max is None else "usage.range"
            return words(name, low=f"{kind.min:g}", high="" if kind.max is None else f"{kind.max:g}")
        case click.types.IntParamType():
            return words("usage.integer")
        case _:
            return words("usage.number")
