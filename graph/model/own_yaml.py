"""Parsing of the YAML files that the product brings along."""

from __future__ import annotations

from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml parses five times as fast, where it is built in


def parse_own_yaml(text: str) -> Any:
    """Return the value of a YAML text of the product's own. A user's file needs a stricter loader.

    >>> parse_own_yaml("share: [0, 1.5]")
    {'share': [0, 1.5]}
    """
    return yaml.load(text, LOADER)  # noqa: S506 - a safe loader
