"""A scan of a workbook's XML part: what to look at, a format says; limits against hostile XML are the same for all."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from xml.parsers import expat

from loaders.errors import SourceError
from loaders.sources.zip_archive import CHUNK_BYTES


class XmlScanner(ABC):
    """Follows the elements of a part while its XML is parsed, without keeping a tree."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start_element
        self.parser.EntityDeclHandler = self._refuse_entity

    def scan(self, content: bytes) -> None:
        """Parse a part. Raises SourceError where it is damaged, declares entities, or exceeds a limit."""
        try:
            for start in range(0, len(content), CHUNK_BYTES):
                self.parser.Parse(content[start : start + CHUNK_BYTES], False)
            self.parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise SourceError("sheet_damaged", reason=problem) from problem

    @abstractmethod
    def _start_element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""

    def _refuse_entity(self, *_: object) -> None:
        """Refuse entities, because a few nested ones expand to gigabytes of text."""
        raise SourceError("sheet_damaged", reason="<!ENTITY>")
