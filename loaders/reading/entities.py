"""The named things and classes of a text, each at all of its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from loaders.documents.text_document import Span, TextDocument
from loaders.reading.aliases import alias_after, places_of
from loaders.reading.linear_model import LinearModel, load_models
from loaders.reading.name_finder import FoundName, find_names
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


@dataclass(frozen=True, kw_only=True)
class EntityPlace:
    """A name at one place of the text."""

    passage: Passage
    before: TaggedClause | None
    clause: TaggedClause
    name: FoundName

    @property
    def ends(self) -> tuple[int, int]:
        """Its ends in the passage's text, without outer marks."""
        first, last = self.clause.words[self.name.first], self.clause.words[self.name.last - 1]
        return trimmed(self.passage.text, first.start, last.end)

    @property
    def span(self) -> Span:
        """Its place in the document, without outer marks."""
        return self.passage.span(*self.ends)

    @property
    def text(self) -> str:
        """The name as it is read, without outer marks."""
        return self.passage.text[slice(*self.ends)]


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
    places = list(_places(read, models, vocabulary))
    return tuple(_with_aliases(_merged(places, document, models, vocabulary), places, read))


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
    places: Sequence[EntityPlace], document: TextDocument, models: Mapping[str, LinearModel], vocabulary: Vocabulary
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
            name=whole_name(first.text, first.name.type, vocabulary),
            type=first.name.type,
            status="existing" if first.name.type in ALWAYS_EXISTING else status,
            granularity=granularity,
            rule=rule_of(first.text, first.name.type, vocabulary),
            certainty=round(max(place.name.certainty for place in alike), 3),
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
        if alias := alias_after(place.passage.text, place.ends[1]):
            aliases.setdefault((place.text, place.name.type), alias)
    known = {proposal.name: proposal for proposal in proposals}
    taken = {alias for name, alias in aliases.items() if name[0] in known and name[0] != alias}
    for proposal in proposals:
        alias = aliases.get((proposal.name, proposal.type), "")
        if alias in taken:
            spans = sorted({*proposal.mentions, *places_of(alias, passages)})
            yield replace(proposal, mentions=tuple(spans), aliases=(alias,))
        elif proposal.name not in taken:
            yield proposal


def _status_features(place: EntityPlace, vocabulary: Vocabulary) -> Iterator[str]:
    section = section_of(place.passage, vocabulary)
    return status_features(place.before, place.clause, place.name, section, vocabulary)


def _labels(model: LinearModel, items: Sequence[Iterable[str]]) -> list[str]:
    return [model.labels[int(best)] for best in model.probabilities(items).argmax(axis=1)] if items else []
