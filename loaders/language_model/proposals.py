"""A language model's proposals of a document. Each has an exact place in the text, or it is dropped and counted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
from more_itertools import constrained_batches

from graph.model.schema_file import default_schema
from loaders.documents.text_document import Span, TextDocument
from loaders.language_model.answer import ModelAnswer, ModelEntity, ModelIndicator, ModelRelation
from loaders.language_model.client import ModelClient, ModelError
from loaders.language_model.prompt import instructions
from loaders.reading.passage import Passage, passages
from loaders.reading.proposal import EntityProposal, IndicatorProposal, Proposals, RelationProposal

CHUNK_CHARACTERS = 1_500  # of a request; longer ones make small models forget the form
MODEL_CERTAINTY = 0.5  # nobody has counted how often people accept what a bureau's model proposes
NOT_PROPOSED = frozenset({"Segment", "Stub", "Target"})  # the template's, nobody's; figures have a form of their own
MAX_ITEMS = 200  # of an answer; a chunk of 1,500 characters names some 40 things

Item = TypeVar("Item", bound=msgspec.Struct)


@dataclass(frozen=True, kw_only=True)
class ModelReading:
    """A model's reading of a document.

    Attributes:
        proposals: those whose place in the text was found.
        dropped: reason -> how many were dropped for it.
        failures: the errors of the chunks that got no usable answer.
        chunks: how many requests there were.
    """

    proposals: Proposals
    dropped: Mapping[str, int]
    failures: tuple[ModelError, ...]
    chunks: int


class _DroppedError(Exception):
    """A proposal without a place in the text, or beyond the schema; its message is the reason."""


def read_by_model(
    document: TextDocument, client: ModelClient, progress: Callable[[int, int], None] = lambda done, total: None
) -> ModelReading:
    """Ask a model what a document says, chunk by chunk, and keep what the text itself bears out.

    A chunk without a usable answer is told, and the next one is asked: the reader's own proposals do not depend on it.

    Args:
        document: the document.
        client: the model.
        progress: called with the chunks asked and the chunks to ask.
    """
    chunks = list(_chunks(passages(document)))
    entities: list[EntityProposal] = []
    relations: list[RelationProposal] = []
    indicators: list[IndicatorProposal] = []
    dropped: Counter[str] = Counter()
    failures: list[ModelError] = []
    for done, chunk in enumerate(chunks):
        progress(done, len(chunks))
        try:
            answer = _answer(client, chunk, dropped)
        except ModelError as problem:
            failures.append(problem)
            continue
        check = _ChunkCheck(document.text, chunk, f"model:{client.endpoint.model}")
        entities += _kept(answer.entities, check.entity, dropped)
        relations += _kept(answer.relations, check.relation, dropped)
        indicators += _kept(answer.indicators, check.indicator, dropped)
    progress(len(chunks), len(chunks))
    return ModelReading(
        proposals=Proposals(
            entities=tuple(sorted(entities, key=lambda entity: entity.span)),
            relations=tuple(sorted(relations, key=lambda relation: relation.clause)),
            indicators=tuple(sorted(indicators, key=lambda indicator: indicator.span)),
        ),
        dropped=dict(dropped),
        failures=tuple(failures),
        chunks=len(chunks),
    )


def _chunks(source: Iterable[Passage]) -> Iterator[Sequence[Passage]]:
    """Yield passages in groups of about the size of a request; a longer passage is a group of its own."""
    return constrained_batches(source, CHUNK_CHARACTERS, get_len=lambda passage: len(passage.text), strict=False)


def _answer(client: ModelClient, chunk: Sequence[Passage], dropped: Counter[str]) -> ModelAnswer:
    """Return a model's answer to a chunk, each item by itself: one of a wrong form does not spoil the others."""
    text = client.complete(instructions(), "\n".join(passage.text for passage in chunk))
    raw = _first_object(text)
    if raw is None:
        raise ModelError("model_unusable", model=client.endpoint.model)
    return ModelAnswer(
        entities=_items(raw.get("entities"), ModelEntity, dropped),
        relations=_items(raw.get("relations"), ModelRelation, dropped),
        indicators=_items(raw.get("indicators"), ModelIndicator, dropped),
    )


def _first_object(text: str) -> dict[str, object] | None:
    """Return the first JSON object of an answer: models like to write sentences and fences around it.

    >>> _first_object('Here it is: ```json {"entities": []} ```')
    {'entities': []}
    >>> _first_object("I cannot") is None
    True
    """
    start = text.find("{")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start) if start >= 0 else (None, 0)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _items(raw: object, item_type: type[Item], dropped: Counter[str]) -> list[Item]:
    items = raw if isinstance(raw, list) else []
    dropped["too_many"] += max(0, len(items) - MAX_ITEMS)
    converted: list[Item] = []
    for item in items[:MAX_ITEMS]:
        try:
            converted.append(msgspec.convert(item, item_type))
        except (msgspec.ValidationError, RecursionError):
            dropped["form"] += 1
    return converted


Source = TypeVar("Source")
Kept = TypeVar("Kept")


def _kept(items: Iterable[Source], check: Callable[[Source], Kept], dropped: Counter[str]) -> Iterator[Kept]:
    for item in items:
        try:
            yield check(item)
        except _DroppedError as problem:
            dropped[str(problem)] += 1


@dataclass(frozen=True)
class _ChunkCheck:
    """The check of proposals against the passages that the model was shown.

    Attributes:
        text: the document's text.
        chunk: the passages.
        rule: how the proposals are marked.
    """

    text: str
    chunk: Sequence[Passage]
    rule: str

    def entity(self, item: ModelEntity) -> EntityProposal:
        """Return an entity at its place. Raises _DroppedError."""
        if item.type not in _entity_labels():
            raise _DroppedError("type")
        passage, at = self._quote(item.quote)
        span = self._inside(passage, at, item.quote, item.name)
        return EntityProposal(
            span=span,
            text=self.text[slice(*span)],
            name=item.name,
            type=item.type,
            status=item.status,
            granularity=item.granularity,
            rule=self.rule,
            certainty=MODEL_CERTAINTY,
        )

    def relation(self, item: ModelRelation) -> RelationProposal:
        """Return a relation with the places of its clause and its ends. Raises _DroppedError."""
        edge_type = default_schema().edges.get(item.relation)
        if edge_type is None or not edge_type.statement:
            raise _DroppedError("type")
        if not item.source and not item.target:
            raise _DroppedError("ends")
        passage, at = self._quote(item.quote)
        source, target = (
            self._inside(passage, at, item.quote, end) if end else None for end in (item.source, item.target)
        )
        clause = passage.span(at, at + len(item.quote))
        return RelationProposal(
            relation=item.relation,
            source=source,
            target=target,
            clause=clause,
            text=self.text[slice(*clause)],
            status=item.status,
            rule=self.rule,
            certainty=MODEL_CERTAINTY,
        )

    def indicator(self, item: ModelIndicator) -> IndicatorProposal:
        """Return a figure at its place: value, unit and name all stand in the quote. Raises _DroppedError."""
        passage, at = self._quote(item.quote)
        if not item.value:
            raise _DroppedError("value")
        for part in filter(None, (item.name, item.value, item.value_max, item.unit)):
            self._inside(passage, at, item.quote, part)
        span = passage.span(at, at + len(item.quote))
        return IndicatorProposal(
            name=item.name,
            comparator=item.comparator,
            value=item.value,
            value_max=item.value_max,
            unit=item.unit,
            kind=item.kind,
            period=item.period if item.period in self.text else "",
            applies_to=item.applies_to if item.applies_to in self.text else "",
            span=span,
            text=self.text[slice(*span)],
            rule=self.rule,
            certainty=MODEL_CERTAINTY,
        )

    def _quote(self, quote: str) -> tuple[Passage, int]:
        """Return the passage that holds a quote to the letter, and its place there. Raises _DroppedError."""
        for passage in self.chunk if quote else ():
            if (at := passage.text.find(quote)) >= 0:
                return passage, at
        raise _DroppedError("quote")

    def _inside(self, passage: Passage, at: int, quote: str, words: str) -> Span:
        """Return the place in the document of words of a quote. Raises _DroppedError."""
        place = quote.find(words) if words else -1
        if place < 0:
            raise _DroppedError("words")
        return passage.span(at + place, at + place + len(words))


def _entity_labels() -> frozenset[str]:
    """Return the labels that a text's things may have."""
    return frozenset(name for name, node in default_schema().nodes.items() if node.entity) - NOT_PROPOSED


def merged(read: Proposals, by_model: Proposals) -> Proposals:
    """Return the reader's proposals, and those of a model whose place the reader has left free.

    A relation of the model is kept where each of its ends is a thing that is proposed, and the reader has not the same.
    """
    taken = {entity.span for entity in read.entities}
    entities = (*read.entities, *(entity for entity in by_model.entities if entity.span not in taken))
    places = {span for entity in entities for span in (entity.span, *entity.mentions)}
    stated = {(relation.relation, relation.source, relation.target) for relation in read.relations}
    relations = [
        relation
        for relation in by_model.relations
        if all(end is None or end in places for end in (relation.source, relation.target))
        and (relation.relation, relation.source, relation.target) not in stated
    ]
    figures = [indicator.span for indicator in read.indicators]
    indicators = [
        indicator for indicator in by_model.indicators if not any(indicator.span.overlaps(span) for span in figures)
    ]
    return Proposals(
        entities=tuple(sorted(entities, key=lambda entity: entity.span)),
        relations=tuple(sorted((*read.relations, *relations), key=lambda relation: relation.clause)),
        indicators=tuple(sorted((*read.indicators, *indicators), key=lambda indicator: indicator.span)),
        groups=read.groups,
    )
