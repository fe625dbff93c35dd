"""A document to proposals: read by the reader, and by a bureau's own model where one is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loaders.documents.text_document import TextDocument
from loaders.language_model.client import ModelClient
from loaders.language_model.endpoint import ModelEndpoint
from loaders.language_model.proposals import ModelReading, merged, read_by_model
from loaders.reading.proposal import Proposals
from loaders.reading.read import read_text
from loaders.reading.word_file import use_own_words


@dataclass(frozen=True, kw_only=True)
class DocumentReading:
    """A document and what is proposed of it.

    Attributes:
        document: the document.
        proposals: the reader's, and those of a model whose place the reader left free.
        by_model: what came of asking the model; None where none is set.
    """

    document: TextDocument
    proposals: Proposals
    by_model: ModelReading | None = None


def propose(
    document: TextDocument,
    endpoint: ModelEndpoint | None = None,
    own_words: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> DocumentReading:
    """Propose what a document says.

    Args:
        document: the document.
        endpoint: a bureau's own model; None: the reader alone.
        own_words: a folder with a bureau's own words; one that is changed counts after the next start.
        progress: called with the parts that the model was asked about, and how many there are.

    Raises:
        LoadError: a file of words cannot be used.
    """
    use_own_words(own_words)
    proposals = read_text(document)
    if endpoint is None:
        return DocumentReading(document=document, proposals=proposals)
    by_model = read_by_model(document, ModelClient(endpoint), progress)
    return DocumentReading(document=document, proposals=merged(proposals, by_model.proposals), by_model=by_model)
