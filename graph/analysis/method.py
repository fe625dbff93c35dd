"""The method's parameters, read from method.yaml and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path
from typing import Any

from graph.model.errors import SchemaError
from graph.model.own_yaml import parse_own_yaml
from graph.model.records import PRODUCTION, SUPPLY
from graph.model.user_yaml import UserYamlError, read_user_yaml

SHARES = frozenset(
    {
        "critical_share",
        "known_enough",
        "unsure_factor",
        "build_below",
        "flags",
        "hhi_limit",
        "bottleneck_share",
        "match",
        "certainty",
        "match_above",
        "shake",
    }
)
MOST_BYTES, MOST_DRAWS, MOST = 100_000, 10_000, 1_000


@dataclass(frozen=True, kw_only=True)
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
    route_slack: float
    match: Mapping[str, float]
    certainty: Mapping[str, float]
    match_above: float
    kinds: Mapping[str, float]
    need_weight: float
    shake: float
    draws: int

    def threshold(self, role: str) -> float:
        """Return q of a role: how much supply makes a segment strong in it; that of supply is production's."""
        return self.roles[PRODUCTION if role == SUPPLY else role]

    @property
    def views(self) -> tuple[str, ...]:
        """Return the roles in which a chain is looked at: supply, then those beside production."""
        return (SUPPLY, *(role for role in self.roles if role != PRODUCTION))

    def level_weight(self, level: int | None) -> float:
        """Return the weight that a holding of a level has as supply.

        Raises:
            SchemaError: method.yaml has no weight for the level.
        """
        if level is None:
            return self.no_level
        if level not in self.levels:
            raise SchemaError("unknown_level", level=level, known=sorted(self.levels))
        return self.levels[level]

    def parameters(self) -> dict[str, float]:
        """Return every parameter by its path: ``flags.bottleneck``."""
        return dict(_flat({field.name: getattr(self, field.name) for field in fields(self)}))


def read_method(path: Path | None = None) -> Method:
    """Read a file of parameters over the product's own method.

    Raises:
        SchemaError: the file can't be read, is no YAML, or has an unknown parameter, no number, or one out of bounds.
    """
    own: dict[str, Any] = parse_own_yaml(files("graph.analysis").joinpath("method.yaml").read_text("utf-8"))
    file = "method.yaml" if path is None else str(path)
    method = Method(**(own if path is None else _merged(own, _read(path), file)))
    for name, value in method.parameters().items():
        _check(name, value, file)
    return method


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = read_user_yaml(path, MOST_BYTES)
    except UserYamlError as problem:
        raise SchemaError("method_unreadable", file=str(path), reason=str(problem)) from problem
    if not isinstance(raw, Mapping):
        raise SchemaError("method_unreadable", file=str(path), reason=type(raw).__name__)
    return raw


def _merged(own: dict[str, Any], stated: Mapping[str, Any], file: str) -> dict[str, Any]:
    merged = {**own}
    for name, value in stated.items():
        group = own.get(name)
        if not isinstance(group, Mapping):
            _known(own, {name: value}, "", file)
            merged[name] = value
        elif isinstance(value, Mapping):
            _known(group, value, f"{name}.", file)
            merged[name] = {**group, **value}
        else:
            raise SchemaError("method_value", file=file, name=name, value=str(value), bounds=f"{name}: {{…: …}}")
    return merged


def _known(own: Mapping[Any, Any], stated: Mapping[Any, Any], path: str, file: str) -> None:
    if wrong := [f"{path}{name}" for name in stated if name not in own]:
        raise SchemaError("method_keys", file=file, unknown=wrong, known=[f"{path}{name}" for name in own])


def _check(name: str, value: object, file: str) -> None:
    share, is_integer = name.split(".", 1)[0] in SHARES, name == "draws"
    most = 1 if share else MOST_DRAWS if is_integer else MOST
    minimum = 1e-6 if name.startswith("roles.") else 0  # a divisor
    number = isinstance(value, int if is_integer else int | float) and not isinstance(value, bool)
    if not (number and isfinite(float(str(value))) and minimum <= float(str(value)) <= most):
        raise SchemaError("method_value", file=file, name=name, value=str(value), bounds=f"[{minimum:g}, {most}]")


def _flat(group: Mapping[Any, Any], path: str = "") -> Iterator[tuple[str, float]]:
    for name, value in group.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{name}.")
        else:
            yield f"{path}{name}", value


@cache
def default_method() -> Method:
    """Return the product's own method."""
    return read_method()
