"""The named things and classes of a text, each at all of its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from loaders.documents.text_document import Span, TextDocument
from loaders.reading.aliases import alias_after, places_of
from loaders.reading.linear_model import LinearModel, load_models
from loaders.reading.name_finder import find_names
from loaders.reading.name_status import granularity_features, section_of, status_features
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal
from loaders.reading.shared_head import whole_name
from loaders.reading.tagged_clause import TaggedClause
from loaders.reading.vocabulary import Vocabulary, read_vocabulary

MODELS_FILE = "weights/names.npz"  # benchmarks/reader_training.py writes it
OUTER_MARKS = frozenset("“”‘’《》〈〉「」\"' \u3000\t")
PARTNERS = {"“": "”", "”": "“", "《": "》", "》": "《"}
ALWAYS_EXISTING = frozenset(("Region", "Authority", "Technology"))


@dataclass(frozen=True, kw_only=True, slots=True)
class EntityPlace:
    """A name at one place of the document; ``alias`` is the other name that stands behind it, or ""."""

    span: Span
    text: str
    type: str
    status: str
    granularity: str
    certainty: float
    alias: str


def entities(
    passages: Iterable[Passage], document: TextDocument, models: Mapping[str, LinearModel] | None = None
) -> tuple[EntityProposal, ...]:
    """Return the things and classes that a text names, in the order of the text.

    Args:
        passages: the document's passages.
        document: the document.
        models: that tell names, their status and granularity; None: those of the product.
    """
    read, vocabulary, models = list(passages), read_vocabulary(), models or entity_models()
    places = [place for passage in read for place in _places(passage, models, vocabulary)]
    return tuple(_with_aliases(_merged(places, document, vocabulary), places, read))


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


def _places(passage: Passage, models: Mapping[str, LinearModel], vocabulary: Vocabulary) -> Iterator[EntityPlace]:
    """Yield the names of a passage in order, the longer of two that begin together first."""
    clauses = passage.tagged_clauses()
    before: Sequence[TaggedClause | None] = [None, *clauses]
    named = [
        (earlier, clause, name)
        for earlier, clause, names in zip(before, clauses, find_names(clauses, models, vocabulary), strict=False)
        for name in sorted(names, key=lambda name: (name.first, -name.last))
    ]
    section = section_of(passage, vocabulary)
    statuses = _labels(
        models["status"],
        [status_features(earlier, clause, name, section, vocabulary) for earlier, clause, name in named],
    )
    granularities = _labels(
        models["granularity"], [granularity_features(clause, name, vocabulary) for _, clause, name in named]
    )
    for (_, clause, name), status, granularity in zip(named, statuses, granularities, strict=True):
        start, end = trimmed(passage.text, clause.words[name.first].start, clause.words[name.last - 1].end)
        yield EntityPlace(
            span=passage.span(start, end),
            text=passage.text[start:end],
            type=name.type,
            status="existing" if name.type in ALWAYS_EXISTING else status,
            granularity=granularity,
            certainty=name.certainty,
            alias=alias_after(passage.text, end),
        )


def _merged(places: Iterable[EntityPlace], document: TextDocument, vocabulary: Vocabulary) -> Iterator[EntityProposal]:
    """Yield one proposal for the places of each name and type."""
    together: dict[tuple[str, str], list[EntityPlace]] = {}
    for place in places:
        together.setdefault((place.text, place.type), []).append(place)
    for alike in together.values():
        first = alike[0]
        yield EntityProposal(
            span=first.span,
            text=document.text[slice(*first.span)],
            name=whole_name(first.text, first.type, vocabulary),
            type=first.type,
            status=first.status,
            granularity=first.granularity,
            rule=rule_of(first.text, first.type, vocabulary),
            certainty=round(max(place.certainty for place in alike), 3),
            mentions=tuple(place.span for place in alike[1:]),
        )


def rule_of(name: str, kind: str, vocabulary: Vocabulary) -> str:
    """Return the list of words that speaks most for a name's type, or ``context``: only the words around it do.

    >>> rule_of("云岭新材料产业园", "Park", read_vocabulary()), rule_of("云岭计划二号", "Project", read_vocabulary())
    ('heads.Park', 'context')
    """
    fields = ("fields.named", "fields.kinds") if kind == "Technology" else ()
    whole = [found for found in vocabulary.of(name) if found in (f"kinds.{kind}", *fields)]
    return next(iter(whole), f"heads.{kind}" if kind in vocabulary.heads.get(vocabulary.head(name), ()) else "context")


def _with_aliases(
    merged: Iterable[EntityProposal], places: Sequence[EntityPlace], passages: Sequence[Passage]
) -> Iterator[EntityProposal]:
    """Yield the proposals; one that the text gives another name has that name's places too, and no other has them."""
    proposals = list(merged)
    aliases: dict[tuple[str, str], str] = {}
    for place in places:
        if place.alias:
            aliases.setdefault((place.text, place.type), place.alias)
    known = {proposal.name: proposal for proposal in proposals}
    taken = {alias for name, alias in aliases.items() if name[0] in known and name[0] != alias}
    for proposal in proposals:
        alias = aliases.get((proposal.name, proposal.type), "")
        if alias in taken:
            spans = sorted({*proposal.mentions, *places_of(alias, passages)})
            yield replace(proposal, mentions=tuple(spans), aliases=(alias,))
        elif proposal.name not in taken:
            yield proposal


def _labels(model: LinearModel, items: Sequence[Iterable[str]]) -> list[str]:
    return [model.labels[int(best)] for best in model.probabilities(items).argmax(axis=1)] if items else []
