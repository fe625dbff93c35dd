"""The corpus of hostile inputs: data in YAML, read into values that tests run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "hostile"
REPEAT = re.compile(r"⟦([^⟦⟧]*)⟧~(\d+)")
"""A repeated part: ``⟦ab⟧~3`` is ``ababab``."""


@dataclass(frozen=True)
class HostileStatement:
    """A statement as somebody may type it.

    Attributes:
        kind: the file's name: what the statement tries.
        text: the statement; ``@FILE@``, ``@PATH@``, ``@OUT@``, ``@URL@`` and ``@PORT@`` stand for the traps' addresses.
        is_refused: whether the judge must refuse it before it is sent; others may run, and must do no harm.
    """

    kind: str
    text: str
    is_refused: bool


@cache
def statements() -> tuple[HostileStatement, ...]:
    """Return all statements of ``statements/*.yaml``, each text once."""
    found = {
        text: HostileStatement(path.stem, text, content["expect"] == "refused")
        for path in sorted((FOLDER / "statements").glob("*.yaml"))
        for content in [read_yaml(path)]
        for text in map(expanded, [*content.get("statements", ()), *_filled(content.get("patterns", ()))])
    }
    return tuple(found.values())


def kinds() -> list[str]:
    """Return the kinds of statements."""
    return list(dict.fromkeys(statement.kind for statement in statements()))


def values(name: str) -> list[str]:
    """Return the hostile texts of ``texts/NAME.yaml``."""
    return [expanded(text) for text in read_yaml(FOLDER / "texts" / f"{name}.yaml")["texts"]]


def expanded(text: str) -> str:
    """Return a text with its repeated parts written out.

    >>> expanded("RETURN ⟦(⟧~3 1 ⟦)⟧~3")
    'RETURN ((( 1 )))'
    """
    return REPEAT.sub(lambda match: match[1] * int(match[2]), text)


def read_yaml(path: Path) -> Any:
    """Return the content of a file of the corpus."""
    return yaml.safe_load(path.read_text("utf-8"))


def _filled(patterns: list[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the texts of patterns: every ``{name}`` filled with each of its values, in all combinations."""
    for pattern in patterns:
        names = [name for name in pattern if name != "text"]
        for chosen in product(*(pattern[name] for name in names)):
            text = pattern["text"]
            for name, value in zip(names, chosen, strict=True):
                text = text.replace(f"{{{name}}}", value)
            yield text
