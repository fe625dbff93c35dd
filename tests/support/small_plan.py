"""A small document of our own, read by hand: its proposals, and decisions on them."""

from __future__ import annotations

from collections.abc import Iterable

from loaders.documents.text_document import Span, TextDocument
from loaders.documents.txt import text_document
from loaders.reading.proposal import (
    EntityProposal,
    GroupProposal,
    IndicatorProposal,
    Proposal,
    Proposals,
    RelationProposal,
)
from loaders.review.decision import Decision, ReviewState
from loaders.review.proposal_id import proposals_by_id

TEXT = """\
芜湖市科技局2024年工作要点
一、建设平台
支持丙大学牵头组建芜湖市机器人创新中心，聚焦工业机器人产业。争创国家级丁高新区。
引进3家新型研发机构，其中甲乙研究院落户丁高新区。
二、主要目标
2024年，全市高新技术企业达到900家，2023年为812家。
"""


def span(words: str, occurrence: int = 0) -> Span:
    """Return a place of words in the text, the first by default."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def entity(
    words: str, type_: str, status: str = "planned", granularity: str = "named", mentions: tuple[Span, ...] = ()
) -> EntityProposal:
    """Return a proposal of a thing at its first place."""
    return EntityProposal(
        span=span(words),
        text=words,
        name=words,
        type=type_,
        status=status,
        granularity=granularity,
        mentions=mentions,
        rule="by-hand",
        certainty=0.9,
    )


def relation(source: str, type_: str, target: str, clause: str, status: str = "planned") -> RelationProposal:
    """Return a proposal of a statement within its clause; no source: the issuer."""
    place = span(clause)
    return RelationProposal(
        relation=type_,
        source=_within(place, source) if source else None,
        target=_within(place, target),
        clause=place,
        text=clause,
        status=status,
        rule="by-hand",
        certainty=0.7,
    )


def _within(place: Span, words: str) -> Span:
    start = TEXT.index(words, place.start, place.end)
    return Span(start, start + len(words))


def figure(name: str, value: str, unit: str, kind: str, clause: str, applies_to: str = "") -> IndicatorProposal:
    """Return a proposal of a figure."""
    return IndicatorProposal(
        name=name,
        comparator="=",
        value=value,
        unit=unit,
        kind=kind,
        span=span(clause),
        text=clause,
        period="2024",
        applies_to=applies_to,
        rule="by-hand",
        certainty=0.8,
    )


CENTRE, PARK, UNIVERSITY, INSTITUTE = "芜湖市机器人创新中心", "国家级丁高新区", "丙大学", "甲乙研究院"
PROPOSALS = Proposals(
    entities=(
        entity(UNIVERSITY, "University", "existing"),
        entity(CENTRE, "Platform"),
        entity("工业机器人产业", "Technology", "existing"),
        entity(PARK, "Park", "aspired", mentions=(span("丁高新区", 1),)),
        entity("3家新型研发机构", "Group"),
        entity(INSTITUTE, "Institute"),
        entity("高新技术企业", "Enterprise", "existing", "class"),
    ),
    relations=(
        relation(UNIVERSITY, "LEADS", CENTRE, "丙大学牵头组建芜湖市机器人创新中心"),
        relation(CENTRE, "FOCUSES_ON", "工业机器人产业", "组建芜湖市机器人创新中心，聚焦工业机器人产业"),
        relation("", "BUILDS", PARK, "争创国家级丁高新区", "aspired"),
        relation(INSTITUTE, "LOCATED_IN", "丁高新区", "甲乙研究院落户丁高新区"),
    ),
    indicators=(
        figure("高新技术企业", "900", "家", "target", "全市高新技术企业达到900家", "高新技术企业"),
        figure("高新技术企业", "812", "家", "stock", "2023年为812家", "高新技术企业"),
    ),
    groups=(
        GroupProposal(
            name="3家新型研发机构",
            size="3",
            unit="家",
            span=span("3家新型研发机构"),
            text="3家新型研发机构",
            members=(INSTITUTE,),
            rule="by-hand",
            certainty=0.9,
        ),
    ),
)


def document() -> TextDocument:
    """Return the document."""
    return text_document(TEXT, "要点.txt")


def decisions(
    state: ReviewState = "accepted", without: Iterable[str] = (), who: str = "张三", **changes: str
) -> list[Decision]:
    """Return a decision on each proposal, except on those whose text is given; ``changes`` are of all of them."""
    left_out = set(without)
    return [
        Decision(proposal=id_, state=state, who=who, at="2024-02-03T08:00:00Z", id=f"d-{id_}", **changes)
        for id_, proposal in proposals_by_id(PROPOSALS).items()
        if proposal.text not in left_out
    ]


def proposal_of(text: str) -> Proposal:
    """Return the first proposal with a text."""
    return next(proposal for proposal in PROPOSALS if proposal.text == text)
