"""``liantu read``: a document's proposals, as rows, as the files of an annotation, or as a dataset's folder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from graph.model.errors import UsageError
from loaders.dataset.skeleton import slug
from loaders.documents.read import read_document
from loaders.plans.folder import write_plan_folder
from loaders.plans.plan import PlanSource
from loaders.plans.source_guess import guess_source
from loaders.plans.wording import name_of, place_of, type_of
from loaders.reading.predictions import write_predictions
from loaders.reading.proposal import EntityProposal, Proposal, RelationProposal
from loaders.review.decision import Decision
from loaders.review.proposal_id import proposals_by_id
from loaders.review.review import reviewed
from loaders.service.plans import matched_plan
from loaders.service.reading import DocumentReading, propose
from queries.query import Parameter
from queries.run import resolve_id
from ui.cli.options import RowOutput, SourceOptions, language, settings
from ui.cli.output import progress_of, say, write_rows
from ui.cli.stores import opened
from ui.open_model import configured_model
from ui.presenters.reading import reading_lines

PROPOSAL_COLUMNS = ("kind", "type", "name", "status", "start", "end", "rule", "certainty")


def read(file: Path, proposals: Path | None, source: SourceOptions, format_: str, store: str) -> None:
    """Read a document; print its proposals, or write them to a folder."""
    words, chosen = language(), settings(store)
    with progress_of(words("reading.start", file=file.name)) as progress:
        reading = propose(
            read_document(file, progress=progress), configured_model(chosen), chosen.reading_words, progress
        )
    for line in reading_lines(reading, words):
        say(line)
    if proposals:
        write_predictions(reading.proposals, reading.document.text, proposals)
        say(words("reading.written", folder=proposals))
    if source.folder:
        _write_dataset(reading, source.folder, source, store)
    if not proposals and not source.folder:
        write_rows(PROPOSAL_COLUMNS, [_row(proposal) for proposal in reading.proposals], RowOutput(format=format_))


def _row(proposal: Proposal) -> dict[str, object]:
    place = place_of(proposal)
    return {
        "kind": type(proposal).__name__.removesuffix("Proposal").lower(),
        "type": type_of(proposal),
        "name": name_of(proposal),
        "status": proposal.status if isinstance(proposal, EntityProposal | RelationProposal) else "",
        "start": place.start,
        "end": place.end,
        "rule": proposal.rule,
        "certainty": proposal.certainty,
    }


def _write_dataset(reading: DocumentReading, folder: Path, options: SourceOptions, store: str) -> None:
    """Write the dataset of a document that nobody has reviewed: leads, and what is sure enough to be accepted."""
    words, guess = language(), guess_source(reading.document)
    title = options.title or guess.title or reading.document.name
    publisher = options.publisher or guess.publisher
    if not publisher:
        raise UsageError("publisher_missing", file=reading.document.name)
    with opened(store) as graph:
        region = resolve_id(graph, Parameter("region", "region"), options.region or settings().region)
        if not region:
            raise UsageError("region_missing")
        source = PlanSource(
            dataset=options.id or slug(title),
            title=title,
            publisher=publisher,
            published=options.published or guess.published,
            region=region,
        )
        items = reviewed(reading.proposals, _accepted(reading, options.accept))
        tables = write_plan_folder(folder, matched_plan(graph, reading.document, source, items))
    counts = {name: len(rows) for name, rows in tables.items()}
    say(words("reading.dataset", folder=folder, id=source.dataset, **counts))


def _accepted(reading: DocumentReading, accept: float | None) -> Iterator[Decision]:
    """Yield a decision for each proposal that is sure enough, in the name of whoever runs the command."""
    if accept is None:
        return
    who, now = settings().who, datetime.now(UTC).isoformat(timespec="seconds")
    if not who:
        raise UsageError("who_missing")
    for id_, proposal in proposals_by_id(reading.proposals).items():
        if proposal.certainty >= accept:
            yield Decision(proposal=id_, state="accepted", who=who, at=now, id=f"cli-{id_}", rule=proposal.rule)
