"""YAML files that users write: of limited length and depth, without aliases, and any fault of them as one error."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

MAX_NESTING = 20  # levels; a manifest needs four, and Python's own recursion limit must not be reached


class UserYamlError(Exception):
    """A user's file that can't be read or is no such YAML; its text says why."""


class UserLoader(yaml.SafeLoader):
    """A loader that refuses aliases, which a few lines make a billion items of, and what nests too deeply."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Compose one node, and those within it."""
        if self.check_event(yaml.AliasEvent) or self.depth == MAX_NESTING:
            raise yaml.MarkedYAMLError(problem="alias or nesting", problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


def read_user_yaml(file: Path, most_bytes: int) -> Any:
    """Return the value of a file in UTF-8.

    Args:
        file: the file.
        most_bytes: its greatest length.

    Raises:
        UserYamlError: it can't be read, is longer, is no YAML, has an alias, or nests deeper than ``MAX_NESTING``.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(most_bytes + 1)
        if len(content) <= most_bytes:
            return yaml.load(content.decode("utf-8-sig"), UserLoader)  # noqa: S506 - a safe loader
    # SafeLoader raises ValueError for 2020-13-45 and RecursionError for thousands of brackets on a line.
    except (OSError, ValueError, yaml.YAMLError, RecursionError) as problem:
        raise UserYamlError(str(problem) or type(problem).__name__) from problem
    raise UserYamlError(f"> {most_bytes} B")
