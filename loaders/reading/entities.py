"""The named things and classes of a text, each at all of its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loaders.documents.text_document import Span, TextDocument
from loaders.reading.linear_model import LinearModel, load_models
from loaders.reading.name_finder import FoundName, find_names
from loaders.reading.name_status import granularity_features, section_of, status_features
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal
from loaders.reading.tagged_clause import TaggedClause
from loaders.reading.vocabulary import Vocabulary, read_vocabulary

MODELS_FILE = "weights/names.npz"  # benchmarks/train_reader.py writes it
OUTER_MARKS = frozenset("“”‘’《》〈〉「」\"' \u3000\t")
PARTNERS = {"“": "”", "”": "“", "《": "》", "》": "《"}
ALWAYS_EXISTING = frozenset(("Region", "Authority", "Technology"))


@dataclass(frozen=True, kw_only=True)
class EntityPlace:
    """A name at one place of the text."""

    passage: Passage
    before: TaggedClause | None
    clause: TaggedClause
    name: FoundName

    @property
    def span(self) -> Span:
        """Its place in the document, without outer marks."""
        start, end = trimmed(
            self.passage.text, self.clause.words[self.name.first].start, self.clause.words[self.name.last - 1].end
        )
        return self.passage.span(start, end)

    @property
    def text(self) -> str:
        """The name as it is read, without outer marks."""
        start, end = trimmed(
            self.passage.text, self.clause.words[self.name.first].start, self.clause.words[self.name.last - 1].end
        )
        return self.passage.text[start:end]


def entities(passages: Iterable[Passage], document: TextDocument) -> tuple[EntityProposal, ...]:
    """Return the things and classes that a text names, in the order of the text.

    Args:
        passages: the document's passages.
        document: the document.
    """
    vocabulary, models = read_vocabulary(), entity_models()
    places = list(_places(passages, models, vocabulary))
    return tuple(_merged(places, document, models, vocabulary))


@cache
def entity_models() -> dict[str, LinearModel]:
    """Return the models that the product brings along."""
    return load_models(files("loaders.reading").joinpath(MODELS_FILE).read_bytes())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the marks around it; a mark that belongs to a pair inside stays.

    >>> trimmed("“甲”", 0, 3), trimmed("“甲”工程", 0, 5)
    ((1, 2), (0, 5))
    """
    while start < end - 1 and _is_outer(text[start], text[start : end - 1]):
        start += 1
    while start < end - 1 and _is_outer(text[end - 1], text[start : end - 1]):
        end -= 1
    return start, end


def _is_outer(mark: str, others: str) -> bool:
    """Return whether a mark at a name's end is none of a pair inside the name."""
    return mark in OUTER_MARKS and not (mark in PARTNERS and PARTNERS[mark] in others)


def _places(
    passages: Iterable[Passage], models: Mapping[str, LinearModel], vocabulary: Vocabulary
) -> Iterator[EntityPlace]:
    for passage in passages:
        clauses = passage.tagged_clauses
        before: Sequence[TaggedClause | None] = [None, *clauses]
        found = find_names(clauses, models, vocabulary)
        for earlier, clause, names in zip(before, clauses, found, strict=False):
            for name in names:
                yield EntityPlace(passage=passage, before=earlier, clause=clause, name=name)


def _merged(
    places: Sequence[EntityPlace], document: TextDocument, models: dict[str, LinearModel], vocabulary: Vocabulary
) -> Iterator[EntityProposal]:
    """Yield one proposal for the places of each name and type."""
    together: dict[tuple[str, str], list[EntityPlace]] = {}
    for place in places:
        together.setdefault((place.text, place.name.type), []).append(place)
    firsts = [alike[0] for alike in together.values()]
    statuses = _labels(
        models["status"],
        [
            status_features(place.before, place.clause, place.name, section_of(place.passage, vocabulary), vocabulary)
            for place in firsts
        ],
    )
    granularities = _labels(
        models["granularity"], [granularity_features(place.clause, place.name, vocabulary) for place in firsts]
    )
    for alike, status, granularity in zip(together.values(), statuses, granularities, strict=True):
        first = alike[0]
        span = first.span
        yield EntityProposal(
            span=span,
            text=document.text[slice(*span)],
            name=first.text,
            type=first.name.type,
            status="existing" if first.name.type in ALWAYS_EXISTING else status,
            granularity=granularity,
            rule="name",
            certainty=round(max(place.name.certainty for place in alike), 3),
            mentions=tuple(place.span for place in alike[1:]),
        )


def _status_features(place: EntityPlace, vocabulary: Vocabulary) -> Iterator[str]:
    section = section_of(place.passage, vocabulary)
    return status_features(place.before, place.clause, place.name, section, vocabulary)


def _labels(model: LinearModel, items: Sequence[Iterable[str]]) -> list[str]:
    return [model.labels[int(best)] for best in model.probabilities(items).argmax(axis=1)] if items else []
