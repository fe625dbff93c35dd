"""YAML files as plain data: no dates or fractions, no aliases, no key twice, no bottomless nesting."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from loaders.errors import LoadError
from loaders.sources.csv_table import read_text

DEEPEST = 20


class _Strict(yaml.SafeLoader):
    """Keeps dates as they are written, and refuses what a person did not mean."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent) or self.depth == DEEPEST:
            raise yaml.MarkedYAMLError(problem="alias or nesting", problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for place, key in enumerate(keys):
            if not isinstance(key, str) or key in keys[:place]:
                raise yaml.MarkedYAMLError(problem=f"key {key}", problem_mark=node.value[place][0].start_mark)
        return super().construct_mapping(node, deep)


# 2025.10, 12:30, no, 010: what YAML 1.1 makes of them is not what a person wrote
_Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.endswith(("null", "merge", "value"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(0|[1-9][0-9]{0,17})$"), list("-0123456789"))


def read_mapping(file: Path) -> dict[str, Any]:
    """What a YAML file says.

    Raises:
        LoadError: no such file, no YAML, or no mapping.
    """
    return parse_mapping(read_text(file), str(file))


def parse_mapping(text: str, file: str) -> dict[str, Any]:
    """What a text in YAML says; ``file`` is for messages. Raises LoadError."""
    try:
        found = yaml.load(text, _Strict)  # noqa: S506  (a SafeLoader)
        json.dumps(found, ensure_ascii=False).encode()  # no halves of characters
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise LoadError("yaml_broken", file=file, line=mark.line + 1 if mark else 1) from problem
    except (yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise LoadError("yaml_broken", file=file, line=1) from problem
    if not isinstance(found, dict):
        raise LoadError("yaml_broken", file=file, line=1)
    return found
