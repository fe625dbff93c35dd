"""Examples written for the reader to learn from: plans of the usual genres, invented, with their names in brackets.

``[云岭实验室|L.p]`` is a planned Platform; ``?`` before the type: a name that counts neither as right nor as wrong;
``/`` joins types that are as right as the first; ``.p`` planned, ``.a`` aspired, ``.c`` a class.
"""

from __future__ import annotations

from importlib.resources import files

from benchmarks.reading_gold import GoldDocument, GoldName, with_industry
from loaders.documents.text_document import Span
from loaders.documents.txt import text_document
from loaders.reading.entities import trimmed

EXAMPLE_FILES = ("reading_examples_1.txt", "reading_examples_2.txt")
TYPE_LETTERS = {
    "A": "Authority", "C": "Carrier", "E": "Enterprise", "G": "Group", "H": "Chain", "I": "Institute", "J": "Project",
    "K": "Park", "L": "Platform", "N": "Alliance", "P": "Programme", "R": "Region", "S": "ServiceOrg",
    "T": "Technology", "U": "University", "V": "Event",
}  # fmt: skip
STATUS_LETTERS = {"p": "planned", "a": "aspired"}


def read_examples() -> list[GoldDocument]:
    """Return the examples as annotated documents."""
    return [parse_example(files("benchmarks").joinpath(name).read_text("utf-8"), name) for name in EXAMPLE_FILES]


def parse_example(marked: str, name: str) -> GoldDocument:
    """Parse a text with names in brackets.

    >>> example = parse_example("建设[云岭实验室|L.p]。", "a.txt")
    >>> example.document.text, [(gold.types, gold.status) for gold in example.names]
    ('建设云岭实验室。', [(frozenset({'Platform'}), 'planned')])
    """
    text, starts, found, position = "", [], [], 0
    while position < len(marked):
        if marked[position] == "[":
            starts.append(len(text))
        elif marked[position] == "|":
            end = marked.index("]", position)
            found.append((starts.pop(), len(text), marked[position + 1 : end]))
            position = end
        else:
            text += marked[position]
        position += 1
    names = tuple(_gold_name(text, start, end, code) for start, end, code in found)
    return GoldDocument(name, text_document(text, name), (Span(0, len(text)),), names)


def _gold_name(text: str, start: int, end: int, code: str) -> GoldName:
    types, *marks = code.removeprefix("?").split(".")
    place = Span(*trimmed(text, start, end))
    is_field = "T" in types.split("/") and "c" not in marks
    return GoldName(
        places=frozenset({place, *(with_industry(text, [place]) if is_field else ())}),
        types=frozenset(TYPE_LETTERS[letter] for letter in types.split("/")),
        counts=not code.startswith("?"),
        status=next((STATUS_LETTERS[mark] for mark in marks if mark in STATUS_LETTERS), "existing"),
        granularity="class" if "c" in marks else "named",
    )
