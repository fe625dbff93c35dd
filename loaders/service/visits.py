"""Load the answers of a visit as facts of the visitor's own dataset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.model.errors import LiantuError
from graph.model.records import SUPPLY
from graph.store.store import Store
from loaders.access.principal import Principal
from loaders.errors import RowError
from loaders.facts import Fact, add_fact
from loaders.report import LoadReport
from loaders.service.facts import add_facts_to_store, own_dataset, stated_fact
from loaders.service.lists import load_entity_index
from loaders.sources.sheet import Sheet
from loaders.visits.returned import VisitAnswer, read_returned
from queries.rows.chains import AbsencesRow, HoldingsRow
from queries.run import fetch_rows

SOURCE_MARK = "走访"  # how the source of such a fact begins, in the words of the data
SOURCE_SEPARATOR = " "


@dataclass(frozen=True, kw_only=True)
class VisitReport:
    """The outcome of loading a file of filled sheets.

    Attributes:
        report: what the load changed; None where no answer became a fact.
        facts: how many answers became statements.
        known: how many the visitor's dataset had already: the file was loaded before.
        denied: how many of those visited said that they themselves do not supply a segment: they change nothing,
            because others may.
        open_rows: how many rows were left open or answered with not known.
        refused: the rows that were not taken, and why.
    """

    report: LoadReport | None
    facts: int
    known: int
    denied: int
    open_rows: int
    refused: tuple[RowError, ...]


def load_visits(store: Store, sheets: Sequence[Sheet], principal: Principal, region: str = "") -> VisitReport:
    """Load the answers of filled visiting sheets.

    Yes, with an organisation, is a holding of that organisation, existing. No, of anybody at all, is an absence; of the
    one who was visited it is no statement.

    Args:
        store: where to.
        sheets: the sheets of the file.
        principal: the person whose dataset the facts become part of.
        region: the id of the region; empty: the one with most holdings.

    Raises:
        AccessDeniedError: the person may not add facts.
        LoadError: no sheet is a visiting sheet.
        UsageError: nobody loads them.
    """
    returned = read_returned(sheets)
    told = [answer for answer in returned.answers if answer.is_yes or not answer.key.is_own]
    who = principal.signature
    facts, refused = _facts(store, told, region, who)
    new = [fact for fact in facts if not _is_known(store, fact, own_dataset(who).id)]
    report = add_facts_to_store(store, new, principal) if new else None
    return VisitReport(
        report=report,
        facts=len(new),
        known=len(facts) - len(new),
        denied=len(returned.answers) - len(told),
        open_rows=returned.open_rows,
        refused=(*returned.refused, *refused),
    )


def _facts(store: Store, answers: Sequence[VisitAnswer], region: str, who: str) -> tuple[list[Fact], list[RowError]]:
    """Return the answers as facts that can be added, and the refusals of the others."""
    index = load_entity_index(store, "")
    facts: list[Fact] = []
    refused: list[RowError] = []
    for answer in answers:
        try:
            fact = stated_fact(store, _fact(answer, region), index)
            add_fact(fact, index, own_dataset(who), answer.head.day)
            facts.append(fact)
        except LiantuError as problem:
            refused.append(RowError(problem.code, **{**problem.fields, "origin": answer.origin}))
    return list(dict.fromkeys(facts)), refused


def _fact(answer: VisitAnswer, region: str) -> Fact:
    source = (SOURCE_MARK, answer.head.name, answer.head.person, answer.head.day)
    return Fact(
        segment=answer.key.segment,
        role="" if answer.is_yes else SUPPLY,
        region=region,
        source=SOURCE_SEPARATOR.join(filter(None, source)),
        organisation=answer.organisation if answer.is_yes else "",
        since=answer.head.day,
        note=answer.detail,
    )


def _is_known(store: Store, fact: Fact, dataset: str) -> bool:
    """Return whether a dataset states a fact already, from the same visit."""
    if fact.organisation:
        return any(
            (row.dataset, row.evidence, row.segment_id) == (dataset, fact.source, fact.segment)
            and fact.organisation in (row.organisation_id, row.organisation)
            for row in fetch_rows(store, HoldingsRow, region=fact.region)
        )
    return any(
        (row.dataset, row.evidence, row.segment_id) == (dataset, fact.source, fact.segment)
        for row in fetch_rows(store, AbsencesRow, region=fact.region)
    )
