"""Relations among the things of a text: what the issuer does to each, what sentences say of two, what a name says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from loaders.reading.clauses import Clause, PlacedEntity, clauses, mentions_by_passage
from loaders.reading.heading_relations import heading_statements, is_heading
from loaders.reading.issuer_features import context, features
from loaders.reading.issuer_model import NO_RELATION, issuer_model
from loaders.reading.linear_model import LinearModel
from loaders.reading.name_relations import name_statements
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal, RelationProposal
from loaders.reading.read_relation import ReadRelation, is_issuer
from loaders.reading.relation_patterns import pattern_matches

LEAST_CERTAINTY = 0.15  # of what the issuer does to a thing; a lower one finds more and is more often wrong
NOUN_KINDS = frozenset({"ability", "field", "work", "policy", "technology", "measure"})  # they govern nothing

# What another does to a thing the issuer does not do: of 46 such targets in annotated plans two are the issuer's too.
BY_ANOTHER = frozenset(
    f"target of {relation}"
    for relation in ("ATTRACTS", "BUILDS", "CO_BUILDS", "FOCUSES_ON", "HOSTS", "IMPLEMENTS", "SERVES", "UPGRADES_TO")
)


def relations(
    passages: Iterable[Passage],
    entities: Iterable[EntityProposal],
    text: str = "",
    model: LinearModel | None = None,
) -> tuple[RelationProposal, ...]:
    """Return the relations that a text states among things, in the order of the text.

    Args:
        passages: the text as it is read.
        entities: the things in it.
        text: the document's text, so that a clause with a line end inside is quoted with it; empty: without.
        model: of the issuer's relations; None: that of the product.
    """
    found = mentions_by_passage(passages, entities)
    sentences = list(_sentences(found))
    stated = [list(stated_relations(sentence)) for sentence in sentences]
    statements = [
        *_issuer_statements(zip(sentences, stated, strict=True), model or issuer_model()),
        *chain.from_iterable(stated),
        *heading_statements(sentences),
        *(statement for passage, mentions in found for statement in name_statements(passage, mentions)),
    ]
    of_two = (
        statement for statement in statements if not (is_issuer(statement.source) and is_issuer(statement.target))
    )
    once = {statement.key: statement for statement in reversed(list(of_two))}.values()
    return tuple(sorted((statement.proposal(text) for statement in once), key=lambda proposal: proposal.clause))


def sentences_of(passages: Iterable[Passage], entities: Iterable[EntityProposal]) -> list[list[Clause]]:
    """Return the sentences of a text, each as its clauses."""
    return list(_sentences(mentions_by_passage(passages, entities)))


def _sentences(found: Iterable[tuple[Passage, list[PlacedEntity]]]) -> Iterator[list[Clause]]:
    for passage, mentions in found:
        for _, group in groupby(clauses(passage, mentions), key=lambda clause: clause.sentence):
            yield list(group)


def issuer_features(
    sentences: Iterable[tuple[list[Clause], Iterable[ReadRelation]]],
) -> Iterator[tuple[Clause, PlacedEntity, list[str]]]:
    """Yield each thing in each sentence with its features.

    Args:
        sentences: each with what it says of two things.
    """
    for sentence, stated in sentences:
        roles: dict[int, set[str]] = defaultdict(set)
        for statement in stated:
            roles[id(statement.source)].add(f"source of {statement.relation}")
            roles[id(statement.target)].add(f"target of {statement.relation}")
        shared = ["in a heading"] if is_heading(sentence) else []
        verb = ""
        for clause in sentence:
            for position, mention in enumerate(clause.mentions):
                yield clause, mention, features(context(clause, position), verb, [*shared, *sorted(roles[id(mention)])])
            verb = next((word.kind for word in reversed(clause.words) if word.kind not in NOUN_KINDS), verb)


def _issuer_statements(
    sentences: Iterable[tuple[list[Clause], list[ReadRelation]]], model: LinearModel
) -> Iterable[ReadRelation]:
    """Return what the issuer does to each thing: the surest of what its places suggest."""
    places = [place for place in issuer_features(sentences) if BY_ANOTHER.isdisjoint(place[2])]
    relations_of_issuer = [label for label in model.labels if label != NO_RELATION]
    columns = [model.labels.index(label) for label in relations_of_issuer]
    odds = model.probabilities([names for _, _, names in places])[:, columns]
    best: dict[int, ReadRelation] = {}
    for (clause, mention, _), row in zip(places, odds, strict=True):
        relation, certainty = relations_of_issuer[int(row.argmax())], float(row.max()) * mention.entity.certainty
        known = best.get(id(mention.entity))
        if certainty >= LEAST_CERTAINTY and (known is None or certainty > known.certainty):
            best[id(mention.entity)] = ReadRelation(
                relation=relation,
                source=None,
                target=mention,
                passage=clause.passage,
                start=clause.start,
                end=clause.end,
                rule=f"issuer.{relation.lower()}",
                certainty=certainty,
            )
    return best.values()


def stated_relations(sentence: list[Clause]) -> Iterator[ReadRelation]:
    """Yield what a sentence says of two things."""
    for pattern, source, target in pattern_matches(sentence):
        first, last = sorted((source.start, target.start))
        yield ReadRelation(
            relation=pattern.relation,
            source=source,
            target=target,
            passage=sentence[0].passage,
            start=next(clause.start for clause in sentence if first < clause.end),
            end=next(clause.end for clause in sentence if last < clause.end),
            rule=pattern.rule,
            certainty=pattern.certainty * min(source.entity.certainty, target.entity.certainty),
        )
