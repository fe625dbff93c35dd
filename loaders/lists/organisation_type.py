"""The type of an organisation of which a list says nothing but the name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model.own_yaml import parse_own_yaml

DEFAULT_ORGANISATION = "Enterprise"


def organisation_label(name: str) -> str:
    """Return the label that a name's ending tells.

    >>> organisation_label("安徽工程大学"), organisation_label("芜湖甲有限公司"), organisation_label("甲乙丙")
    ('University', 'Enterprise', 'Enterprise')
    """
    fitting = [ending for ending in _labels() if name.endswith(ending)]
    return _labels()[max(fitting, key=len)] if fitting else DEFAULT_ORGANISATION


@cache
def _labels() -> Mapping[str, str]:
    spec = parse_own_yaml(files("loaders.lists").joinpath("organisation_endings.yaml").read_text("utf-8"))
    return {ending: label for label, endings in spec.items() for ending in endings}
