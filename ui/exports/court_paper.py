"""The paper on the institutes to court: its summary, the table, the needs that were counted, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.analysis.rounding import SCORE_DECIMALS
from loaders.needs.need import Need
from queries.targeting import TargetingInputs, TargetingPlan
from ui.exports.court_needs import counted_needs, need_lines
from ui.exports.court_row import CourtRows
from ui.exports.rules_table import given_rules
from ui.exports.target_table import FAIR_GRIP
from ui.presenters.dossier.citations import Citation
from ui.presenters.dossier.link_card import shortened
from ui.presenters.follow_up import NO_STATUSES, FollowStatuses
from ui.presenters.source_filter import elsewhere_text, filter_text
from ui.text import Words

MAX_SUBJECT_CHAINS = 2  # more are not named in a title of one or two lines
MAX_FIRST_LINKS = 5  # of the summary, which is half a page
MAX_NAMED_INSTITUTES = 5
MAX_PRESENT = 8  # institutes with a branch here; the workbook has all


@dataclass(frozen=True, kw_only=True)
class CourtPaper:
    """The paper in words, which a document lays out.

    Attributes:
        title: what it is called.
        subject: what it is about: the region, or chains of it.
        line: who hands it in, and when.
        summary: the paragraphs of the summary.
        rows: the cells of each chosen institute.
        needs: the needs that were counted, a line each.
        present: the institutes with a branch here, a line each.
        sources: what the basis refers to by number.
        notes: how to read it.
    """

    title: str
    subject: str
    line: str
    summary: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    present: tuple[str, ...]
    sources: tuple[Citation, ...]
    notes: tuple[str, ...]


def court_paper(
    inputs: TargetingInputs,
    plan: TargetingPlan,
    words: Words,
    day: date,
    *,
    statuses: FollowStatuses = NO_STATUSES,
    needs: Sequence[Need] = (),
) -> CourtPaper:
    """Return the paper on a choice.

    Args:
        inputs: what was chosen from.
        plan: the choice.
        words: the words of the user's language.
        day: the date of the paper.
        statuses: what is followed up.
        needs: the needs that are kept; those of them that were counted are told.
    """
    rows = CourtRows(inputs=inputs, plan=plan, words=words, statuses=statuses)
    subject, date_text = _subject(inputs, words), words("brief.date", year=day.year, month=day.month, day=day.day)
    return CourtPaper(
        title=words("court_paper.title", subject=subject),
        subject=subject,
        line=f"{inputs.analysis.region_name}　{date_text}",
        summary=(_state(rows, subject, len(counted_needs(inputs, needs))), _court(rows)),
        rows=tuple(rows.rows),
        needs=tuple(need_lines(rows, needs)),
        present=tuple(_present(inputs, words)),
        sources=rows.sources,
        notes=tuple(_notes(inputs, plan, words)),
    )


def _subject(inputs: TargetingInputs, words: Words) -> str:
    """Return what the paper is about: the chains of the demands where they are few, else the region."""
    analysis = inputs.analysis
    chains = list(dict.fromkeys(demand.chain for demand in inputs.demands))
    if not chains or len(chains) > MAX_SUBJECT_CHAINS:
        return analysis.region_name
    names = [analysis.coverages[chain].chain.name for chain in chains]
    return words("dossier.subject_chains", region=analysis.region_name, chains=names)


def gaps_sentence(inputs: TargetingInputs, subject: str, words: Words) -> str:
    """Write how many gaps an institute could close, the confirmed ones apart from what has to be asked first."""
    gaps = inputs.gap_demands
    sure = sum(demand.certain for demand in gaps)
    case = "none" if not gaps else "sure" if sure == len(gaps) else "mixed" if sure else "open"
    return words(f"court_paper.state.{case}", subject=subject, sure=sure, open=len(gaps) - sure)


def _state(rows: CourtRows, subject: str, needs: int) -> str:
    words = rows.words
    sentences = [
        gaps_sentence(rows.inputs, subject, words),
        *([words("court_paper.first_links", links=_first_links(rows))] if rows.inputs.gap_demands else []),
        *([words("court_paper.needs_counted", count=needs)] if needs else []),
    ]
    return words("dossier.sentence_gap").join(sentences)


def _first_links(rows: CourtRows) -> list[str]:
    """Return the links of most weight, those of confirmed gaps in front."""
    demands = sorted(
        rows.inputs.gap_demands,
        key=lambda demand: (not demand.certain, -round(demand.weight, SCORE_DECIMALS), demand.key),
    )
    return list(dict.fromkeys(rows.link(demand.segment, demand.chain) for demand in demands))[:MAX_FIRST_LINKS]


def _court(rows: CourtRows) -> str:
    words, plan = rows.words, rows.plan
    if not plan.selections:
        return words("court_paper.nobody")
    has_needs = len(rows.inputs.gap_demands) < len(rows.inputs.demands)
    court = words(
        "court_paper.court",
        count=len(plan.selections),
        names=shortened([selection.candidate.name for selection in plan.selections], words, MAX_NAMED_INSTITUTES),
        what=words(f"court_paper.what.{'both' if has_needs else 'gaps'}"),
        share=f"{plan.choice.value / plan.whole:.0%}" if plan.whole else "0%",
    )
    in_hand = [s.candidate.name for s in plan.selections if s.candidate.id in rows.statuses.institutes]
    sentences = [court, *([words("court_paper.in_hand", names=in_hand)] if in_hand else [])]
    return words("dossier.sentence_gap").join(sentences)


def _present(inputs: TargetingInputs, words: Words) -> Iterable[str]:
    """Return the institutes with a branch here that could serve the links in question."""
    segments = {demand.segment for demand in inputs.demands}
    near = [c for c in inputs.present if segments & {provision.segment for provision in c.provisions}]
    for candidate in near[:MAX_PRESENT]:
        yield words("court_paper.present", name=candidate.name, branch=candidate.branch)
    if len(near) > MAX_PRESENT:
        yield words("court_paper.more_present", count=len(near) - MAX_PRESENT)


def _notes(inputs: TargetingInputs, plan: TargetingPlan, words: Words) -> Iterable[str]:
    """Return the sources that count, what to verify, who could be another, and the conditions that were set."""
    scope = filter_text(inputs.analysis.source_filter, words) or words("dossier.scope_all")
    yield words("dossier.scope_sentence", scope=words("dossier.scope", scope=scope))
    yield words("court_paper.notes.verify")
    if undated := elsewhere_text(inputs.analysis.source_filter, words):
        yield undated
    if loose := [s.candidate.name for s in plan.selections if s.survives < FAIR_GRIP and not s.required]:
        yield words("court_paper.notes.loose", names=loose)
    if plan.selections and plan.proved:
        yield words("court_paper.notes.best")
    if rules := [words("titled", title=title, text=text) for title, text in given_rules(inputs, plan, words)]:
        yield words("court_paper.notes.rules", rules=words("separator.clause").join(rules))
