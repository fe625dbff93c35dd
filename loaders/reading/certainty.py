"""How sure the rules are: the share of each rule's proposals that are right, measured on annotated documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml


def certainty(rule: str) -> float:
    """Return a rule's certainty from 0 to 1; a rule that nobody has measured has that of ``default``.

    >>> 0 < certainty("name-before") <= 1
    True
    """
    shares = _certainties()
    return shares.get(rule, shares["default"])


@cache
def _certainties() -> Mapping[str, float]:
    spec: Mapping[str, float] = parse_own_yaml(
        files("loaders.reading").joinpath("words/figure_certainty.yaml").read_text("utf-8")
    )
    return spec
