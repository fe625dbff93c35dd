"""A small text, and proposals made by hand at places that are looked up in it."""

from __future__ import annotations

from typing import Any

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.reading.proposal import EntityProposal, IndicatorProposal, Proposals, RelationProposal
from loaders.review.decision import Decision
from loaders.review.proposal_id import proposal_id

TEXT = """推进江城高新区建设，支持江城光电研究院。
江城高新区内已有科技服务中心和数据服务中心，筹建算力服务中心。
到2027年，高新技术企业达到200家。"""


def document(text: str = TEXT, name: str = "计划.txt") -> TextDocument:
    blocks, start = [], 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(span=Span(start, start + len(line)), kind="paragraph"))
        start += len(line) + 1
    return TextDocument(name=name, format="txt", text=text, blocks=tuple(blocks))


def place(words: str, text: str = TEXT, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def entity(words: str, type_: str, *, text: str = TEXT, nth: int = 0, **fields: Any) -> EntityProposal:
    kept = {"status": "existing", "granularity": "named", "rule": "head", "certainty": 0.7, **fields}
    return EntityProposal(span=place(words, text, nth), text=words, name=words, type=type_, **kept)


def relation(name: str, source: Span | None, target: Span | None, clause: str) -> RelationProposal:
    return RelationProposal(
        relation=name,
        source=source,
        target=target,
        clause=place(clause),
        text=clause,
        status="planned",
        rule="verb",
        certainty=0.6,
    )


PARK = entity("江城高新区", "Park", mentions=(place("江城高新区", nth=1),))
INSTITUTE = entity("江城光电研究院", "Institute")
CENTRES = tuple(entity(f"{words}服务中心", "Platform") for words in ("科技", "数据", "算力"))
SUPPORTS = relation("SUPPORTS", PARK.span, INSTITUTE.span, "支持江城光电研究院")
GOAL = IndicatorProposal(
    name="高新技术企业",
    comparator="=",
    value="200",
    unit="家",
    kind="target",
    span=place("高新技术企业达到200家"),
    text="高新技术企业达到200家",
    rule="figure",
    certainty=0.8,
)
PROPOSALS = Proposals(entities=(PARK, INSTITUTE, *CENTRES), relations=(SUPPORTS,), indicators=(GOAL,))


def decide(proposal: Any, state: Any = "accepted", *, second: int = 0, **fields: Any) -> Decision:
    """Return a decision on a proposal, or on a proposal's id."""
    id_ = proposal if isinstance(proposal, str) else proposal_id(proposal)
    kept = {"who": "张三", "at": f"2026-03-01T08:00:{second:02}.000Z", **fields}
    return Decision(proposal=id_, state=state, **kept)
