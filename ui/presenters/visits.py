"""Visiting sheets: the open questions grouped by whom to visit, a firm or a park, those that settle most first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from graph.analysis.cell import CoverageState
from graph.analysis.questions import Question, open_questions
from graph.store.store import Store
from loaders.visits.form import QuestionKey
from queries.dossier import leads_by_segment
from queries.region import RegionAnalysis
from queries.rows.targeting import FocusRow
from queries.run import fetch_rows
from ui.presenters.dossier.link_card import shortened
from ui.text import Words

BY_FIRM, BY_PARK = "firm", "park"
GROUPINGS_OF_VISITS = (BY_FIRM, BY_PARK)
MAX_SHEET_QUESTIONS = 7  # rows that fit A4 across with room to write
MAX_VISITS = 40  # sheets of one file: more than a month's visits
MAX_ASKED_FIRMS = 3  # that one question is put to
MAX_PARKS = 2  # that the questions of one chain are put to


@dataclass(frozen=True, kw_only=True)
class VisitQuestion:
    """A question on a sheet; ``organisation`` is filled in where the one visited is asked about itself."""

    chain_name: str
    segment_name: str
    text: str
    organisation: str
    key: QuestionKey


@dataclass(frozen=True, kw_only=True)
class VisitSheet:
    """The questions for one visit: ``name`` is who is visited, "" where it is anybody who may know."""

    title: str
    name: str
    questions: tuple[VisitQuestion, ...]


def visit_sheets(
    store: Store, analysis: RegionAnalysis, words: Words, grouping: str = BY_FIRM, chains: Sequence[str] = ()
) -> list[VisitSheet]:
    """Return the sheets, those whose answers settle most first.

    Args:
        store: where leads and parks are read.
        analysis: the region.
        words: the words of the user's language.
        grouping: by firm (leads, planned projects, known suppliers) or by park of the chain.
        chains: ids of chains; none: all.
    """
    coverages = [analysis.coverages[id_] for id_ in chains] or list(analysis.coverages.values())
    questions = open_questions(coverages)
    groups: dict[str, list[VisitQuestion]] = defaultdict(list)
    others: dict[str, list[VisitQuestion]] = defaultdict(list)
    if grouping == BY_PARK:
        parks = _parks(store, analysis)
        for question in questions:
            asked = parks.get(question.chain, [])
            for park in asked[:MAX_PARKS]:
                groups[park].append(_general(analysis, question, words))
            if not asked:
                others[question.chain].append(_general(analysis, question, words))
    else:
        leads = leads_by_segment(store, analysis)
        for question in questions:
            firms = _firms(analysis, question, leads.get(question.segment, ()))
            for firm in firms[:MAX_ASKED_FIRMS]:
                groups[firm].append(_own(analysis, question, firm, words))
            if not firms:
                others[question.chain].append(_general(analysis, question, words))
    sheets = [sheet for name, group in groups.items() for sheet in _sheets(name, name, group, words)]
    for chain, group in others.items():
        title = words("visit.anybody", chain=analysis.coverages[chain].chain.name)
        sheets += _sheets(title, "", group, words)
    return sheets


def _sheets(title: str, name: str, questions: Sequence[VisitQuestion], words: Words) -> list[VisitSheet]:
    """Return a group as sheets that fit a page each."""
    left = iter(questions)
    parts = list(iter(lambda: tuple(islice(left, MAX_SHEET_QUESTIONS)), ()))
    return [
        VisitSheet(
            title=words("visit.part", title=title, place=place) if len(parts) > 1 else title,
            name=name,
            questions=part,
        )
        for place, part in enumerate(parts, 1)
    ]


def _parks(store: Store, analysis: RegionAnalysis) -> dict[str, list[str]]:
    """Return the names of the parks that focus on each chain; those that name the chain itself come as they are."""
    parks: dict[str, dict[str, None]] = defaultdict(dict)
    for row in fetch_rows(store, FocusRow, region=analysis.region):
        if row.label == "Park" and row.status == "existing":
            parks[row.chain_id][row.organisation] = None
    return {chain: list(names) for chain, names in parks.items()}


def _firms(analysis: RegionAnalysis, question: Question, leads: Sequence[str]) -> list[str]:
    """Return whom a question is put to: those who are there or plan to be; where nobody is known, leads."""
    return list(dict.fromkeys([*_holders(analysis, question), *leads]))


def _holders(analysis: RegionAnalysis, question: Question) -> list[str]:
    cell = analysis.coverages[question.chain].cell(question.segment, question.role)
    holders = cell.suppliers or [holding.organisation for holding in cell.holdings]
    return [analysis.organisations.get(id_, id_) for id_ in holders]


def _own(analysis: RegionAnalysis, question: Question, firm: str, words: Words) -> VisitQuestion:
    """Return a question to one firm: about itself, or, of a segment that it supplies, about others."""
    is_holder = firm in _holders(analysis, question)
    is_supplier = is_holder and question.state == CoverageState.WEAK
    key = "others" if is_supplier else "planned" if is_holder else "own"
    segment = analysis.segment_name(question.segment)
    return VisitQuestion(
        chain_name=analysis.coverages[question.chain].chain.name,
        segment_name=segment,
        text=words(f"visit.question.{key}", segment=segment),
        organisation="" if is_supplier else firm,
        key=QuestionKey(segment=question.segment, state=str(question.state), is_own=True),
    )


def _general(analysis: RegionAnalysis, question: Question, words: Words) -> VisitQuestion:
    """Return a question to somebody who may know who is there."""
    segment = analysis.segment_name(question.segment)
    known = shortened(_holders(analysis, question), words)
    return VisitQuestion(
        chain_name=analysis.coverages[question.chain].chain.name,
        segment_name=segment,
        text=words(f"dossier.question.{question.state}", segment=segment, known=known),
        organisation="",
        key=QuestionKey(
            segment=question.segment,
            state=str(question.state),
            is_own=question.state != CoverageState.UNKNOWN,  # nobody else, or not built yet: no absence
        ),
    )
