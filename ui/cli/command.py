"""Commands that are declared by name, imported when they run and explained in the language that is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from ui.cli.options import Bundle, language
from ui.text import Words

CONTEXT = {"show_default": True}


class Command(click.Command):
    """A command whose function is imported only when it runs.

    Args:
        name: the words that are typed, such as ``dedupe list``.
        target: ``module:function`` below ``ui.cli.commands``.
        parameters: options, arguments and bundles of options. The function takes one keyword argument for each.
        alias_of: the name whose texts an alias shows. Lists of commands leave an alias out.

    The texts are ``command.NAME.about``, ``command.NAME.example`` and ``command.NAME.PARAMETER`` of ``ui/text``; a
    parameter without a text of its own has that of ``option.PARAMETER``.
    """

    def __init__(self, name: str, target: str, *parameters: click.Parameter | Bundle, alias_of: str = "") -> None:
        self.target = target
        self.parameters = parameters
        self.bundles = [parameter for parameter in parameters if isinstance(parameter, Bundle)]
        self.key = alias_of or name
        flat: list[click.Parameter] = []
        for parameter in parameters:
            flat += parameter.options if isinstance(parameter, Bundle) else [parameter]
        super().__init__(
            name.rpartition(" ")[2], context_settings=CONTEXT, callback=self._run, params=flat, hidden=bool(alias_of)
        )

    def alias(self, name: str) -> Command:
        """Return the same command under another name, which lists of commands leave out."""
        return Command(name, self.target, *self.parameters, alias_of=self.key)

    def function(self) -> Callable[..., None]:
        """Import and return the function that the command calls."""
        module, _, name = self.target.partition(":")
        function: Callable[..., None] = getattr(import_module(f"ui.cli.commands.{module}"), name)
        return function

    def _run(self, **values: Any) -> None:
        if any(parameter.name == "store" for parameter in self.params):
            from graph.store.driver import import_driver  # not before a command needs the store: it takes 0.15 s

            import_driver()
        records = {bundle.name: bundle.pack(values) for bundle in self.bundles}
        self.function()(**values, **records)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in a list of commands."""
        return language()(f"command.{self.key}.about")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its text."""
        return _localised_help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _format_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        _format_paragraph(language()(f"command.{self.key}.about"), formatter)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments."""
        rows = [
            (parameter.make_metavar(ctx), parameter_text(self, parameter))
            for parameter in self.params
            if isinstance(parameter, click.Argument)
        ]
        _format_rows("arguments", rows, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                parameter.help = parameter_text(self, parameter)
        _format_rows("options", option_rows(self, ctx), formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line, never wrapped: they are copied."""
        with formatter.section(language()("help.examples")):
            for line in examples(self):
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


@dataclass(frozen=True)
class Panel:
    """A group of commands in the help: its name and its commands."""

    name: str
    commands: tuple[click.Command, ...]


class Group(click.Group):
    """Commands below one word, listed by panels.

    Args:
        name: the word that is typed.
        panels: the commands. A panel without a name has the general heading.
        hidden: commands that the help does not list.
        parameters: options of the group itself.
        callback: called with these options before the command runs.
    """

    def __init__(
        self,
        name: str,
        panels: Sequence[Panel],
        *,
        hidden: Mapping[str, click.Command] | None = None,
        parameters: Sequence[click.Parameter] = (),
        callback: Callable[..., Any] | None = None,
    ) -> None:
        commands = {str(command.name): command for panel in panels for command in panel.commands}
        super().__init__(
            name,
            commands | dict(hidden or {}),
            params=list(parameters),
            callback=callback,
            no_args_is_help=True,
            context_settings=CONTEXT,
        )
        self.panels = panels
        self.key = name

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the group's line in a list of commands."""
        return language()(f"command.{self.key}.about")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with its text."""
        return _localised_help_option(super().get_help_option(ctx))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        _format_usage(self, ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the group is for."""
        _format_paragraph(language()(f"command.{self.key}.about"), formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands by panels."""
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                parameter.help = language()(f"option.{parameter.name}")
        _format_rows("options", option_rows(self, ctx), formatter)
        for panel in self.panels:
            rows = [(str(command.name), command.get_short_help_str()) for command in panel.commands]
            _format_rows(panel.name or "commands", rows, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the environment variables, below the root."""
        if ctx.parent is None:
            words = language()
            names = sorted(key.partition(".")[2] for key in words.entries if key.startswith("environment."))
            _format_rows("environment", [(name, words(f"environment.{name}")) for name in names], formatter)


def examples(command: Command, words: Words | None = None) -> list[str]:
    """Return the examples of a command, each a line that can be typed; by default in the language that is set."""
    return (words or language())(f"command.{command.key}.example").splitlines()


def parameter_text(command: Command, parameter: click.Parameter, words: Words | None = None) -> str:
    """Return what a parameter of a command is for; by default in the language that is set."""
    words, own = words or language(), f"command.{command.key}.{parameter.name}"
    return words(own if words.has(own) else f"option.{parameter.name}")


def option_rows(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    """Return an option's spellings and its text, a pair an option."""
    options = [parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option)]
    return [(option.get_help_spec(ctx), _with_notes(option, ctx)) for option in options]


def _with_notes(option: click.Option, ctx: click.Context) -> str:
    words, extra = language(), option.get_help_extra(ctx)
    notes = [words("help.default", value=extra["default"])] if "default" in extra else []
    notes += [extra["range"]] if "range" in extra else []
    return f"{option.help}  [{words('separator.clause').join(notes)}]" if notes else str(option.help)


def _localised_help_option(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = language()("option.help")
    return option


def _format_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=f"{language()('help.usage')} ")


def _format_paragraph(text: str, formatter: click.HelpFormatter) -> None:
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(text)


def _format_rows(heading: str, rows: list[tuple[str, str]], formatter: click.HelpFormatter) -> None:
    if rows:
        with formatter.section(language()(f"help.{heading}")):
            formatter.write_dl(rows)
