"""The text of a DOCX paragraph: what is inserted belongs to it, what is deleted or hidden does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from loaders.documents.xml_elements import child, is_on, local_name

LINE_BREAK = "\n"  # within a paragraph's raw text: it parts two blocks
OUTSIDE_TEXT = frozenset({"del", "moveFrom", "rPr", "pPr", "rt", "instrText", "delText", "sdtPr", "Fallback"})
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": LINE_BREAK, "cr": LINE_BREAK, "noBreakHyphen": "-"}
# What holds further blocks or runs without being one itself.
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
PICTURES = frozenset({"pic", "imagedata"})
NOTES = {"chart": "charts", "relIds": "diagrams", "OLEObject": "embedded_document"} | dict.fromkeys(
    PICTURES, "pictures"
)


@dataclass
class RunText:
    """A paragraph's raw text, the text boxes that hang on it, and codes of what is not taken."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __add__(self, other: RunText) -> RunText:
        return RunText(self.text + other.text, self.boxes + other.boxes, self.notes + other.notes)


def paragraph_text(paragraph: etree._Element) -> RunText:
    """Return the text of a paragraph."""
    found = RunText()
    pieces: list[str] = []
    for element in _inline(paragraph):
        name = local_name(element)
        if name == "t":
            pieces.append(element.text or "")
        elif name == "txbxContent":
            found.boxes.append(element)
        elif name in CHARACTERS:
            pieces.append(CHARACTERS[name])
        elif name in NOTES:
            found.notes.append(NOTES[name])
    found.text = "".join(pieces)
    return found


def unwrapped(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children, and in place of what only wraps others, what it wraps. Deletions are left out."""
    for element in parent:
        name = local_name(element)
        if name in WRAPPERS or _is_only_fallback(element):
            yield from unwrapped(element)
        elif name not in OUTSIDE_TEXT:
            yield element


def is_deleted(properties: etree._Element | None) -> bool:
    """Return whether the properties of a row or a paragraph's end say that it is deleted."""
    return child(properties, "del") is not None or child(properties, "moveFrom") is not None


def _inline(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield what lies within a paragraph, the outside first; not into text boxes, nor into hidden runs."""
    for element in parent:
        name = local_name(element)
        if name in OUTSIDE_TEXT and not _is_only_fallback(element):
            continue
        if name == "r" and is_on(child(element, "rPr/vanish")):
            continue
        yield element
        if name != "txbxContent":
            yield from _inline(element)


def _is_only_fallback(element: etree._Element) -> bool:
    """Return whether an element is what older programs show, and there is nothing for newer ones beside it."""
    return local_name(element) == "Fallback" and child(element.getparent(), "Choice") is None
