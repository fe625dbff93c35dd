"""``liantu follow``."""

from __future__ import annotations

from pathlib import Path

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.follow_up import DROPPED, FollowUp
from loaders.service.follow_ups import note_follow_ups
from loaders.sources.binary_file import read_bytes
from loaders.sources.limits import MAX_SPREADSHEET_BYTES
from loaders.sources.workbook import parse_sheets
from queries.region import RegionAnalysis
from queries.targeting import load_targeting_inputs
from ui.cli.options import FollowChoice, FollowDetails, RowOutput, Scope, language, principal
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.region import analyse_in, region_follow_ups
from ui.cli.stores import opened
from ui.exports.follow_up_sheet import FOLLOW_COLUMNS, follow_subjects, follow_up_xlsx, line_cells, read_follow_ups
from ui.presenters.follow_up import FOLLOW_STATES, filtered
from ui.text import LANGUAGES, words


def list_follow_ups(choice: FollowChoice, output: RowOutput, scope: Scope) -> None:
    """List what is followed up, or write the workbook to fill in."""
    texts = language()
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        lines = region_follow_ups(store, analysis)
        inputs = load_targeting_inputs(store, analysis)
    chains = [analysis.chain(text).chain.id for text in choice.chain]
    states = [_state(text) for text in choice.state]
    shown = filtered(lines, states=states, chains=chains, owner=choice.owner)
    if output.format == "xlsx" and output.file is not None:
        subjects = () if chains or states or choice.owner else follow_subjects(inputs)
        write_bytes(follow_up_xlsx(shown, subjects, texts), output.file)
    else:
        columns = tuple(FOLLOW_COLUMNS)
        rows = [dict(zip(columns, line_cells(line, texts), strict=True)) for line in shown]
        write_rows(columns, rows, output, scope.source_filter)


def mark(state: str, subject: str, details: FollowDetails, scope: Scope) -> None:
    """Note one follow-up."""
    texts, code = language(), _state(state)
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        chain, about = _subject(store, analysis, subject, details.chain)
        follow_up = FollowUp(
            state=code,
            about=about,
            chain=chain,
            region=analysis.region,
            owner=details.owner,
            day=details.day,
            note=details.note,
        )
        note_follow_ups(store, [follow_up], principal())
    say(texts("follow.saved", name=subject, state=texts(f"follow.state.{code}")))


def load_back(file: Path, scope: Scope) -> None:
    """Note what a filled-in list says and is not noted yet."""
    texts = language()
    sheets = parse_sheets(read_bytes(file, MAX_SPREADSHEET_BYTES), file.name)
    with opened(scope.store) as store:
        analysis = analyse_in(store, scope)
        subjects = follow_subjects(load_targeting_inputs(store, analysis))
        read = read_follow_ups(sheets, analysis.region, region_follow_ups(store, analysis), subjects)
        for problem in read.refused:
            say(texts.error(problem))
        if read.changed:
            note_follow_ups(store, read.changed, principal())
    say(texts("follow.loaded", count=len(read.changed)) if read.changed else texts("follow.no_changes"))


def _state(text: str) -> str:
    """Return the code of a state by its code or its name in either language."""
    codes = (*FOLLOW_STATES, DROPPED)
    names = {words(lang)(f"follow.state.{code}"): code for lang in LANGUAGES for code in codes}
    if text in codes:
        return text
    if text not in names:
        raise UsageError("word_unknown", value=text, known=[language()(f"follow.state.{code}") for code in codes])
    return names[text]


def _subject(store: Store, analysis: RegionAnalysis, text: str, chain: str) -> tuple[str, str]:
    """Return chain and segment of a segment's id or name, or "" and the id of a candidate."""
    chains = [analysis.chain(chain)] if chain else list(analysis.coverages.values())
    links = [(c.chain.id, s.id) for c in chains for s in c.chain.segments.values() if text in (s.id, s.name)]
    if len(links) > 1:
        raise UsageError("entity_ambiguous", text=text, hits=[f"{chain_id} {segment}" for chain_id, segment in links])
    if links:
        return links[0]
    candidates = load_targeting_inputs(store, analysis).candidates.values()
    ids = [candidate.id for candidate in candidates if text in (candidate.id, candidate.name)]
    if not ids:
        raise UsageError("entity_unknown", text=text)
    return "", ids[0]
