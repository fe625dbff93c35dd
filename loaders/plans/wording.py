"""What a proposal is called, where it stands, and what it says, whatever its kind."""

from __future__ import annotations

from graph.model.schema_file import default_schema
from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, GroupProposal, Proposal, RelationProposal
from loaders.review.review import ReviewedProposal

DAY = slice(0, 10)  # of a time in ISO 8601


def place_of(proposal: Proposal) -> Span:
    """Return the place of a proposal: of a relation, that of its clause."""
    return proposal.clause if isinstance(proposal, RelationProposal) else proposal.span


def name_of(proposal: Proposal) -> str:
    """Return the name of a proposal: of a relation, its clause."""
    return one_line(proposal.text) if isinstance(proposal, RelationProposal) else proposal.name


def type_of(proposal: Proposal) -> str:
    """Return the type of a proposal: a label, an edge type, the kind of a figure."""
    match proposal:
        case EntityProposal():
            return proposal.type
        case RelationProposal():
            return proposal.relation
        case GroupProposal():
            return "Group"
        case _:
            return proposal.kind


def description_of(proposal: Proposal) -> str:
    """Return what a proposal says, as a lead that nobody has decided on puts it."""
    schema = default_schema()
    match proposal:
        case RelationProposal():
            return f"{schema.edges[proposal.relation].zh}：{one_line(proposal.text)}"
        case EntityProposal():
            return schema.nodes[proposal.type].zh
        case _:
            return one_line(proposal.text)


def reviewer_note(item: ReviewedProposal) -> str:
    """Return who accepted a proposal and on which day."""
    return f"核对：{item.who} {item.at[DAY]}"


def one_line(text: str) -> str:
    """Return a text without its line ends.

    >>> one_line("江南石\\n墨烯研究院")
    '江南石墨烯研究院'
    """
    return text.replace("\n", "")
