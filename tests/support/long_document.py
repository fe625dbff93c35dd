"""A document of any length with proposals of every kind, each name its own, so that no decision teaches of another."""

from __future__ import annotations

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.reading.proposal import EntityProposal, IndicatorProposal, Proposals, RelationProposal

FIRST_CHARACTER = 0x5000  # of those that end a name: each character is used once
LABELS = ("Platform", "Institute", "Park", "Enterprise", "Programme")
FILLER = "坚持创新驱动发展，推动科技创新与产业创新深度融合，完善支持政策，优化创新生态，提升服务效能。"
ENTITIES_EACH = 3  # of a paragraph; every second paragraph has a relation, every third a figure


def numbered_name(number: int, nth: int) -> str:
    """Return a name that ends like no other."""
    return f"江城研究院{chr(FIRST_CHARACTER + number * ENTITIES_EACH + nth)}"


def long_document(paragraphs: int, filler: int = 1) -> tuple[TextDocument, Proposals]:
    """Return a document of so many paragraphs and its proposals."""
    text, blocks = "", []
    entities: list[EntityProposal] = []
    relations: list[RelationProposal] = []
    indicators: list[IndicatorProposal] = []
    for number in range(paragraphs):
        start = len(text)
        for nth in range(ENTITIES_EACH):
            name = numbered_name(number, nth)
            entities.append(_entity(name, len(text), LABELS[(number + nth) % len(LABELS)]))
            text += f"{name}，"
        clause = Span(start, len(text) - 1)
        if number % 2 == 0:
            relations.append(_relation(clause, entities[-3].span, entities[-2].span, text))
        if number % 3 == 0:
            indicators.append(_figure(f"企业达到{number + 1}家", len(text)))
            text += indicators[-1].text
        text += FILLER * filler
        blocks.append(Block(span=Span(start, len(text)), kind="paragraph"))
        text += "\n"
    document = TextDocument(name="江城规划.txt", format="txt", text=text, blocks=tuple(blocks))
    return document, Proposals(entities=tuple(entities), relations=tuple(relations), indicators=tuple(indicators))


def _entity(name: str, start: int, label: str) -> EntityProposal:
    return EntityProposal(
        span=Span(start, start + len(name)),
        text=name,
        name=name,
        type=label,
        status="existing",
        granularity="named",
        rule="number",
        certainty=0.8,
    )


def _relation(clause: Span, source: Span, target: Span, text: str) -> RelationProposal:
    return RelationProposal(
        relation="SUPPORTS",
        source=source,
        target=target,
        clause=clause,
        text=text[clause.start : clause.end],
        status="planned",
        rule="verb",
        certainty=0.6,
    )


def _figure(text: str, start: int) -> IndicatorProposal:
    return IndicatorProposal(
        name="企业",
        comparator="=",
        value=text.removeprefix("企业达到").removesuffix("家"),
        unit="家",
        kind="target",
        span=Span(start, start + len(text)),
        text=text,
        rule="figure",
        certainty=0.9,
    )
