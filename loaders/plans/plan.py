"""A plan: a document that was read and reviewed, with what its readers know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.documents.text_document import TextDocument
from loaders.lists.entity_index import EntityIndex
from loaders.review.review import ReviewedProposal


@dataclass(frozen=True, kw_only=True)
class PlanSource:
    """The source that the statements of a plan cite.

    Attributes:
        dataset: the id of the dataset that it becomes.
        title: the document's title.
        publisher: who published it: the issuer, whom most sentences leave unsaid.
        published: the day of publication, ISO 8601; empty if it is not known.
        region: the id of the region that it is for.
        grade: of the source: A for an official document.
        url: its original address; empty if it has none.
        licence: under which its facts are used.
    """

    dataset: str
    title: str
    publisher: str
    published: str
    region: str
    grade: str = "A"
    url: str = ""
    licence: str = "内部资料"

    @property
    def document_id(self) -> str:
        """Return the id of the document's node."""
        return f"doc-{self.dataset}"


@dataclass(frozen=True, kw_only=True)
class KnownEntity:
    """An entity of the graph that a proposal is.

    Attributes:
        id, label, name: as the graph has it.
        rule: why it is the same; ``person`` where somebody joined them.
    """

    id: str
    label: str
    name: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class ChainTemplate:
    """The template that the fields and organisations of a plan are placed in.

    Attributes:
        index: the segments with their keywords and roles.
        chains: chain id -> name.
    """

    index: EntityIndex
    chains: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A document, its source, and its proposals as they stand.

    Attributes:
        document: the document.
        source: its source.
        items: its proposals, reviewed.
        known: the entities of the graph by the id of the proposal that is one of them.
        issuer: the publisher as the graph has it, if it does.
        template: the chains that its fields may be; None: none are proposed.
    """

    document: TextDocument
    source: PlanSource
    items: Sequence[ReviewedProposal]
    known: Mapping[str, KnownEntity] = field(default_factory=dict)
    issuer: KnownEntity | None = None
    template: ChainTemplate | None = None
