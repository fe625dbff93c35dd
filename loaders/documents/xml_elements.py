"""Elements by local names: the forms of OOXML have two namespaces, and writers of OFD often misspell theirs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

OFF_VALUES = frozenset({"0", "false", "off"})


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child(element: etree._Element | None, path: str) -> etree._Element | None:
    """Return the first descendant by a path of local names, as ``pPr/rPr``; None where there is none."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next((inner for inner in element if local_name(inner) == name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str:
    """Return an attribute by its local name; empty where there is none."""
    if element is None:
        return ""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def is_on(element: etree._Element | None) -> bool:
    """Return whether a switch, as ``<w:vanish/>``, is there and not off."""
    return element is not None and attribute(element, "val") not in OFF_VALUES


def integer(text: str, default: int) -> int:
    """Return a number that an attribute states, the default where it states none.

    >>> integer("3", 1), integer("", 1), integer("x", 1)
    (3, 1, 1)
    """
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else default


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of a local name."""
    if element is not None:
        yield from (inner for inner in element if local_name(inner) == name)


def text_of(element: etree._Element | None) -> str:
    """Return an element's text without white space at its ends; empty where there is none."""
    return ((element.text if element is not None else "") or "").strip()
