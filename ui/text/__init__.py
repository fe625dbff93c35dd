"""Every text that a user reads: the files of zh/ and en/, with the same names and the same keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from errno import errorcode
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.model.errors import LiantuError
from graph.model.normalize import CONTROL_CATEGORIES
from graph.model.own_yaml import parse_own_yaml
from graph.model.schema_file import default_schema

LANGUAGES = ("zh", "en")
ITEM_SEPARATOR = {"zh": "、", "en": ", "}
SHOWN_ITEMS, SHOWN_CHARACTERS = 40, 80
NAMED_FIELDS = {"what": "limit", "action": "action_name", "role": "role_name"}
"""Fields of errors whose values are keys, and the room of the texts that names them."""
TYPED = frozenset(
    {"value", "id", "end", "source", "target", "text", "name", "column", "word", "property", "label", "type"}
)


@dataclass(frozen=True, eq=False)  # one for a language
class Words:
    """The words of one language. Keys are paths: ``state.强``, ``error.file_unreadable``."""

    language: str
    entries: Mapping[str, str]

    def __call__(self, key: str, /, **fields: object) -> str:
        """Return the text of a key, with its fields filled in; lists are joined.

        ``{count|row|rows}`` is the number with the word that fits it: 1 row, 2 rows.
        """
        return self.entries[key].format_map(_Fields({name: self._field(value) for name, value in fields.items()}))

    def parameter(self, name: object) -> str:
        """Return the name of a part of the method's parameters: a role, a flag, a level, a kind."""
        keys = (f"role.{name}", f"part.{name}", f"kind.{name}", f"certainty.{name}", f"match.{name}", f"level.{name}")
        return next((self.entries[key] for key in keys if key in self.entries), str(name))

    def has(self, key: str) -> bool:
        """Return whether there is a text for the key."""
        return key in self.entries

    def error(self, problem: LiantuError) -> str:
        """Write an error as a sentence: what, where, and how to mend it."""
        place = {"origin": problem.fields.get("origin") or "—"}
        typed = {name: cut_text(value) if name in TYPED else value for name, value in problem.fields.items()}
        for field, room in NAMED_FIELDS.items():
            if self.has(key := f"{room}.{problem.fields.get(field)}"):
                typed[field] = self(key)
        return self(f"error.{problem.code}", **{**typed, **place})

    def label(self, name: str) -> str:
        """Return the caption of a node label or an edge type."""
        schema = default_schema()
        kind = schema.nodes.get(name) or schema.edges.get(name)
        return name if kind is None else str(getattr(kind, self.language))

    def join(self, items: Collection[object]) -> str:
        """Write some items as one text."""
        return self._field(items)

    def _field(self, value: object) -> str:
        if isinstance(value, list | tuple | set | frozenset):
            items = [str(item) for item in value]
            more = "…" if len(items) > SHOWN_ITEMS else ""
            return ITEM_SEPARATOR[self.language].join(map(_visible, items[:SHOWN_ITEMS])) + more
        if isinstance(value, LiantuError):
            return self.error(value)
        if isinstance(value, OSError):
            key = f"fault.{errorcode.get(value.errno or 0, '')}"
            return self(key) if self.has(key) else value.strerror or str(value)
        return _visible(str(value))


class _Fields(dict[str, str]):
    """The fields of a text by name. ``NAME|SINGULAR|PLURAL`` is the field with the word that fits its number."""

    def __missing__(self, key: str) -> str:
        name, bar, forms = key.partition("|")
        if not bar:
            raise KeyError(key)
        singular, _, plural = forms.partition("|")
        return f"{self[name]} {singular if self[name] == '1' else plural}"


def cut_text(value: object) -> object:
    """Cut a user's text or a cell to a length at which it is still recognised."""
    text = str(value)
    return value if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def _visible(text: str) -> str:
    """Replace characters that a terminal would obey: escape sequences and bidi marks."""
    return "".join(c if c == "\n" or unicodedata.category(c) not in CONTROL_CATEGORIES else "\ufffd" for c in text)


@cache
def words(language: str) -> Words:
    """Return the texts of a language, the Chinese ones where the language is unknown."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    return Words(name, {key: text for file in text_files(name) for key, text in _flat("", read_texts(file))})


def text_files(language: str) -> list[Traversable]:
    """Return the YAML files of a language, by name."""
    folder = files("ui.text").joinpath(language)
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def read_texts(file: Traversable) -> dict[str, object]:
    """Parse one file of texts: nested keys, texts as leaves."""
    parsed: dict[str, object] = parse_own_yaml(file.read_text("utf-8"))
    return parsed


def _flat(path: str, entries: Mapping[str, object]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for key, value in entries.items():
        inner = f"{path}.{key}" if path else str(key)
        flat += _flat(inner, value) if isinstance(value, dict) else [(inner, str(value))]
    return flat
