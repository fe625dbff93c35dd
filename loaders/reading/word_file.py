"""The reader's words: the product's YAML files, and beside each a bureau's own of the same name that adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.model.own_yaml import parse_own_yaml
from loaders.errors import LoadError
from loaders.sources.yaml_file import read_mapping

_own_folders: list[Path] = []


def use_own_words(folder: Path | None) -> None:
    """Have a bureau's own files added to the product's. It counts for what is read of words from then on.

    Args:
        folder: holds YAML files named as those of ``loaders/reading/words``; None: the product's alone.

    Raises:
        LoadError: ``words_unknown``: a file is named as none of the product's; ``words_pattern``: a pattern is none;
            or a file is no YAML.
    """
    _own_folders[:] = [folder] if folder else []
    for file in sorted(folder.glob("*.yaml")) if folder else ():
        if file.stem not in word_files():
            raise LoadError("words_unknown", file=str(file), known=word_files())
        for text in _texts(read_mapping(file)):
            _check_pattern(text, file)


def word_files() -> list[str]:
    """Return the names of the product's files, without their suffix."""
    folder = files("loaders.reading").joinpath("words")
    return sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml"))


def read_words(name: str) -> dict[str, Any]:
    """Return the words of a file, a bureau's own added to the product's.

    Args:
        name: the file's name without its suffix.

    Raises:
        LoadError: the bureau's own file is no YAML, or no mapping.
    """
    words: dict[str, Any] = parse_own_yaml(files("loaders.reading").joinpath(f"words/{name}.yaml").read_text("utf-8"))
    for folder in _own_folders:
        if (file := folder / f"{name}.yaml").is_file():
            words = dict(added(words, read_mapping(file)))
    return words


def added(product: Any, own: Any) -> Any:
    """Return a value with a bureau's own added: own entries come first in a list, one by one in a mapping.

    Any other value is replaced.

    >>> added({"plan": ["建设"], "year": "年"}, {"plan": ["开建"], "month": "月"})
    {'plan': ['开建', '建设'], 'year': '年', 'month': '月'}
    """
    if isinstance(product, Mapping) and isinstance(own, Mapping):
        return {**product, **{key: added(product[key], own[key]) if key in product else own[key] for key in own}}
    if isinstance(product, list) and isinstance(own, list):
        return [*own, *product]
    return own


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _check_pattern(text: str, file: Path) -> None:
    try:
        re.compile(RELATION_PLACEHOLDER.sub("x", text))
    except re.error as problem:
        raise LoadError("words_pattern", file=str(file), value=text, reason=problem) from problem


RELATION_PLACEHOLDER = re.compile(r"\{[a-z ]+\}")  # {source}, {one target}: of the patterns of relations
