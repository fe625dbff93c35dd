"""The method's parameters, read from method.yaml and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph.model.errors import SchemaError

PRODUCTION = "production"
FLAGS = ("one_supplier", "concentrated", "no_research", "no_platform", "bottleneck")
SHARES = ("critical_share", "known_enough", "unsure_factor", "build_below", "hhi_limit", "bottleneck_share")


@dataclass(frozen=True)
class Method:
    """Thresholds and weights; method.yaml says what each is for."""

    roles: Mapping[str, float]
    levels: Mapping[int, float]
    no_level: float
    critical_share: float
    known_enough: float
    unsure_factor: float
    build_below: float
    flags: Mapping[str, float]
    hhi_limit: float
    bottleneck_share: float

    def weight(self, level: int | None) -> float:
        """What a holding of that level is worth as supply.

        Raises:
            SchemaError: method.yaml has no weight for the level.
        """
        if level is None:
            return self.no_level
        if level not in self.levels:
            raise SchemaError("unknown_level", level=level, known=sorted(self.levels))
        return self.levels[level]


def read_method(path: Path | None = None) -> Method:
    """The method of a file, or the product's own.

    Raises:
        SchemaError: a parameter is missing, unknown, no number, or a share outside [0, 1].
    """
    text = path.read_text("utf-8") if path else files("graph.analysis").joinpath("method.yaml").read_text("utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    names = {field.name for field in fields(Method)}
    if set(raw) != names:
        raise SchemaError("method_keys", missing=sorted(names - set(raw)), unknown=sorted(set(raw) - names))
    method = Method(**raw)
    numbers = [*method.roles.values(), *method.levels.values(), method.no_level]
    shares = [*(getattr(method, name) for name in SHARES), *method.flags.values()]
    if set(method.flags) != set(FLAGS) or not all(_is_number(n) and n >= 0 for n in numbers):
        raise SchemaError("method_value", reason="flags, roles, levels")
    if not all(_is_number(share) and 0 <= share <= 1 for share in shares):
        raise SchemaError("method_value", reason="shares outside [0, 1]")
    return method


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


@cache
def default_method() -> Method:
    """The product's own method."""
    return read_method()
