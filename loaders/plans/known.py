"""The entities of the graph that a plan's proposals are, by the rules that join the rows of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from loaders.lists.entity_index import EntityIndex, build_entity_index
from loaders.plans.accepted import ISSUER_LABEL
from loaders.plans.entity_id import is_unique_name
from loaders.plans.plan import KnownEntity
from loaders.reading.proposal import EntityProposal
from loaders.review.review import ReviewedProposal
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow

SIMILAR_LABELS: Mapping[str, tuple[str, ...]] = {
    "Park": ("Carrier",),
    "Carrier": ("Park", "Platform"),
    "Platform": ("Institute", "Carrier"),
    "Institute": ("Platform", "University"),
    "Programme": ("Project",),
    "Project": ("Programme", "Platform"),
    "ServiceOrg": ("Alliance", "Platform"),
}
"""The types that one thing is given by different people, the likeliest first."""

PERSON = "person"  # the rule of what somebody joined
Known: TypeAlias = Mapping[str, KnownEntity]


def region_index(
    names: Iterable[NamesRow], segments: Sequence[SegmentsRow], region_of: Mapping[str, str], region: str
) -> EntityIndex:
    """Return an index of the segments, and of the names that a plan of a region may mean.

    Of what other regions' datasets name, only the names that mean one thing everywhere count.

    Args:
        names: the names of all entities, a row for each description.
        segments: a row for each chain of a segment.
        region_of: dataset -> region; a dataset for no region, as a template, is absent.
        region: the id of the plan's region.
    """
    return build_entity_index(
        (row for row in names if region_of.get(row.dataset, region) == region or is_unique_name(row.label, row.name)),
        segments,
    )


def find_known(items: Iterable[ReviewedProposal], index: EntityIndex) -> Known:
    """Return the known entity by the id of each proposal that is one: as a person joined it, else by its name.

    Args:
        items: the proposals as they stand.
        index: the names that the plan may mean.
    """
    known: dict[str, KnownEntity] = {}
    for item in items:
        if isinstance(item.proposal, EntityProposal) and item.state != "rejected":
            match = _joined(item.entity, index) if item.entity else known_entity(item.proposal, index)
            if match:
                known[item.id] = match
    return known


def known_entity(proposal: EntityProposal, index: EntityIndex) -> KnownEntity | None:
    """Return the only entity that is called as a proposal is, of its type or else of a similar one; None if none is.

    A class has no names: 新型研发机构 of one plan is not that of another.
    """
    if proposal.granularity != "named":
        return None
    for label in (proposal.type, *SIMILAR_LABELS.get(proposal.type, ())):
        for name in (proposal.name, *proposal.aliases):
            if id_ := index.unique_match(label, name):
                return _known(id_, label, index, index.rule_of_match(name, "", id_))
    return None


def _joined(id_: str, index: EntityIndex) -> KnownEntity | None:
    label = index.label_of.get(id_, "")
    return _known(id_, label, index, PERSON) if label else None


def _known(id_: str, label: str, index: EntityIndex, rule: str) -> KnownEntity:
    return KnownEntity(id=id_, label=label, name=next(iter(index.names_of.get(id_, (id_,)))), rule=rule)


def find_issuer(publisher: str, index: EntityIndex) -> KnownEntity | None:
    """Return the authority of the graph that published a document, None if the graph does not know it."""
    id_ = index.unique_match(ISSUER_LABEL, publisher)
    return _known(id_, ISSUER_LABEL, index, "publisher") if id_ else None
