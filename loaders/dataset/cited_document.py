"""A row of documents.csv as the rows of other tables cite it: a page, a plan, a list, described once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model.records import Evidence, Props, Value

OF_DOCUMENT = ("url", "title", "publisher", "published", "grade", "access", "read_at")


@dataclass(frozen=True)
class CitedDocument:
    """A document by the id that the column ``cites`` refers to, with what a statement that cites it carries."""

    id: str
    props: Mapping[str, Value]


def cited_document(id_: str, props: Props) -> CitedDocument:
    """Return what is cited of a document: its original address, else its id, is the evidence.

    >>> cited_document("doc-1", {"title": "计划", "grade": "A"}).props
    {'evidence': 'doc-1', 'source': 'doc-1', 'source_title': '计划', 'grade': 'A'}
    """
    stated = {name: str(props.get(name, "")) for name in OF_DOCUMENT}
    evidence = Evidence(
        source_ref=stated["url"] or id_,
        source=id_,
        title=stated["title"],
        publisher=stated["publisher"],
        published=stated["published"],
        grade=stated["grade"],
        access=stated["access"],
        read_at=stated["read_at"],
    )
    return CitedDocument(id_, evidence.props())
