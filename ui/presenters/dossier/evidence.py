"""What a link's card rests on: the sentence where it is loaded, else what a source says, with its citation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.analysis.gaps.gap import Gap
from queries.dossier import DossierInputs
from queries.statement_source import StatementSource
from ui.presenters.dossier.citations import UNGRADED, Citation, cite
from ui.text import Words

MAX_EVIDENCE = 2  # a card shows that there is some; the list of gaps has all
MAX_SENTENCE = 80  # characters of a quoted sentence


@dataclass(frozen=True, kw_only=True)
class CardEvidence:
    """A statement in words, or the sentence that makes it, and the source; no source: a judgement."""

    text: str
    citation: Citation | None


def link_evidence(inputs: DossierInputs, gap: Gap, words: Words) -> tuple[CardEvidence, ...]:
    """Return the evidence of a gap: of its own segment first, then of its neighbours, the best sources first."""
    sources = sorted(_sources(inputs, gap), key=lambda source: _rank(source, gap.segment))
    return tuple(dict.fromkeys(_evidence(inputs, source, words) for source in sources))[:MAX_EVIDENCE]


def _sources(inputs: DossierInputs, gap: Gap) -> Iterator[StatementSource]:
    analysis = inputs.analysis
    coverage = analysis.coverages[gap.chain]
    own = [id_ for role in coverage.method.roles for id_ in coverage.cell(gap.segment, role).statement_ids]
    for id_ in dict.fromkeys((*own, *coverage.cell(gap.segment).statement_ids, *gap.statement_ids)):
        if id_ in analysis.sources:
            yield analysis.sources[id_]


def _rank(source: StatementSource, segment: str) -> tuple[bool, bool, str, str]:
    return source.segment != segment, bool(source.organisation), source.grade or UNGRADED, source.statement


def _evidence(inputs: DossierInputs, source: StatementSource, words: Words) -> CardEvidence:
    if sentence := inputs.sentences.get(source.statement, ""):
        cut = sentence if len(sentence) <= MAX_SENTENCE else sentence[:MAX_SENTENCE] + "…"
        return CardEvidence(text=words("dossier.quoted", sentence=" ".join(cut.split())), citation=cite(source, words))
    segment = inputs.analysis.segment_name(source.segment)
    if not source.organisation:
        return CardEvidence(text=words("dossier.stated_absent", segment=segment), citation=cite(source, words))
    text = words(f"dossier.stated.{source.role}", organisation=source.organisation, segment=segment)
    if source.status != "existing":
        text = words("dossier.stated_planned", text=text)
    return CardEvidence(text=text, citation=cite(source, words))
