"""Relations among the things of a text: what the issuer does to each, what sentences say of two, what a name says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from loaders.reading.clauses import Clause, PlacedEntity, clauses, mentions_by_passage
from loaders.reading.heading_relations import heading_statements, is_heading
from loaders.reading.issuer_features import context, features
from loaders.reading.issuer_scorer import NO_RELATION, IssuerScorer, issuer_scorer
from loaders.reading.name_relations import name_statements
from loaders.reading.passage import Passage
from loaders.reading.proposal import EntityProposal, RelationProposal
from loaders.reading.read_relation import ReadRelation
from loaders.reading.relation_patterns import pattern_matches

LEAST_CERTAINTY = 0.2  # of what the issuer does to a thing; a lower one finds more and is more often wrong
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
    scorer: IssuerScorer | None = None,
) -> tuple[RelationProposal, ...]:
    """Return the relations that a text states among things, in the order of the text.

    Args:
        passages: the text as it is read.
        entities: the things in it.
        text: the document's text, so that a clause with a line end inside is quoted with it; empty: without.
        scorer: of the issuer's relations; None: that of the product.
    """
    found = mentions_by_passage(passages, entities)
    sentences = [
        list(group)
        for passage, mentions in found
        for _, group in groupby(clauses(passage, mentions), key=lambda clause: clause.sentence)
    ]
    stated = [list(_stated(sentence)) for sentence in sentences]
    statements = [
        *_issuer_statements(zip(sentences, stated, strict=True), scorer or issuer_scorer()),
        *chain.from_iterable(stated),
        *heading_statements(sentences),
        *(statement for passage, mentions in found for statement in name_statements(passage, mentions)),
    ]
    once = {statement.key: statement for statement in reversed(statements)}.values()
    return tuple(sorted((statement.proposal(text) for statement in once), key=lambda proposal: proposal.clause))


def issuer_features(
    sentences: Iterable[tuple[list[Clause], list[ReadRelation]]],
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
    sentences: Iterable[tuple[list[Clause], list[ReadRelation]]], scorer: IssuerScorer
) -> Iterable[ReadRelation]:
    """Return what the issuer does to each thing: the surest of what its places suggest."""
    best: dict[int, ReadRelation] = {}
    for clause, mention, names in issuer_features(sentences):
        if BY_ANOTHER.intersection(names):
            continue
        odds = scorer.probabilities(names)
        relation = max((label for label in odds if label != NO_RELATION), key=odds.__getitem__)
        certainty = odds[relation] * mention.entity.certainty
        known = best.get(id(mention.entity))
        if certainty >= LEAST_CERTAINTY and (known is None or certainty > known.certainty):
            best[id(mention.entity)] = ReadRelation(
                relation=relation,
                source=None,
                target=mention,
                passage=clause.passage,
                start=clause.start,
                end=clause.end,
                rule="issuer",
                certainty=certainty,
            )
    return best.values()


def _stated(sentence: list[Clause]) -> Iterator[ReadRelation]:
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
