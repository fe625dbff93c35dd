"""Recompute the right answers of the written questions, and print those that differ.

    python -m benchmarks.question_answers

``questions.yaml`` holds questions as planners of a science and technology bureau type them, each with its right answer
over the bundled datasets and the way in which it was computed: a Cypher statement, a query of the catalogue, or one of
the functions below. Most entities come from seeded draws among those that have an answer.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.written_question import AnswerSource, WrittenQuestion, written_questions
from graph.analysis.coverage import Coverage
from graph.analysis.source_filter import SourceFilter
from graph.model.records import SUPPLY
from graph.store.open import open_store
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_bundled
from loaders.service.districts import DistrictPicture, load_district_picture
from queries.region import RegionAnalysis, analyse_region
from queries.run import run_query

Answer = list[str] | int
UNCOVERED = ("缺", "规划", "未知")  # the states of a segment that nobody is known to supply


@dataclass(frozen=True, eq=False)
class AnswerSources:
    """A store, and what is computed from it once."""

    store: Store

    @cached_property
    def analysis(self) -> RegionAnalysis:
        """Return the analysis of the region by all sources."""
        return analyse_region(self.store)

    @cached_property
    def picture(self) -> DistrictPicture:
        """Return the region by its districts."""
        return load_district_picture(self.store, self.analysis)

    def coverage(self, chain: str, year: int | None = None) -> Coverage:
        """Return the coverage of a chain, by the sources up to a year where one is given."""
        if year is None:
            return self.analysis.chain(chain)
        return analyse_region(self.store, source_filter=SourceFilter(as_of=year)).chain(chain)


def main() -> None:
    """Print the questions whose answers differ, and how many are right."""
    questions = written_questions()
    with tempfile.TemporaryDirectory() as home, open_store(f"embedded:{Path(home) / 'store'}") as store:
        load_bundled(store, LOCAL_USER)
        sources = AnswerSources(store)
        wrong = [line for question in questions if (line := difference(sources, question))]
    for line in wrong:
        print(line)
    print(f"{len(questions)} questions, {len(wrong)} answers differ")


def difference(sources: AnswerSources, question: WrittenQuestion) -> str:
    """Return a line on how a recomputed answer differs from the written one; empty where it does not."""
    if question.source is None:
        return "" if question.declined else f"{question.text}: no source"
    answer = recompute(sources, question.source)
    if question.value is not None:
        number = answer if isinstance(answer, int) else len(answer)
        return "" if number == question.value else f"{question.text}: {question.value} is now {number}"
    names = set(answer) if isinstance(answer, list) else set()
    if names == set(question.names):
        return ""
    gone, new = set(question.names) - names, names - set(question.names)
    return f"{question.text}: gone {sorted(gone)}, new {sorted(new)}"


def recompute(sources: AnswerSources, source: AnswerSource) -> Answer:
    """Return the answer of a source: names, each once, in the order of the rows; or a number."""
    if source.way == "cypher":
        return _cypher_answer(sources.store, source.text)
    if source.way == "catalogue":
        return _catalogue_answer(sources.store, source)
    return COMPUTED[source.text](sources, **source.parameters)


def _cypher_answer(store: Store, text: str) -> Answer:
    rows = store.read(text, {})
    if rows and "value" in rows[0]:
        return int(rows[0]["value"])
    return _distinct(row["name"] for row in rows)


def _catalogue_answer(store: Store, source: AnswerSource) -> Answer:
    given = {key: str(value) for key, value in source.parameters.items()}
    rows = [row for row in run_query(store, source.text, given).rows if _fits(row, source.where)]
    values = [row[source.column] for row in rows]
    if values and isinstance(values[0], int):
        return int(values[0])
    return _distinct(name for value in values for name in (value if isinstance(value, list) else [value]))


def _fits(row: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(row[key] in (wanted if isinstance(wanted, list) else [wanted]) for key, wanted in where.items())


def _distinct(names: Collection[str] | Any) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def segments_in_state(
    sources: AnswerSources,
    *,
    chain: str,
    states: Collection[str] = UNCOVERED,
    role: str = SUPPLY,
    critical: bool = False,
    stage: str = "",
    year: int | None = None,
) -> list[str]:
    """Return the segments of a chain in some states of a role; only the critical ones, or those of a stage."""
    coverage = sources.coverage(chain, year)
    return [
        segment.name
        for segment in coverage.chain.segments.values()
        if coverage.cell(segment.id, role).state in states
        and (segment.critical or not critical)
        and stage in ("", segment.stage)
    ]


def gap_segments(
    sources: AnswerSources, *, chain: str = "", kind: str = "", first: int | None = None, segment: str = ""
) -> list[str]:
    """Return the segments of gaps, the most urgent first: of a chain, of a kind, the first few, or one."""
    gaps = sources.analysis.gaps_of(chain) if chain else sources.analysis.gaps
    fitting = [gap for gap in gaps if kind in ("", gap.kind) and segment in ("", gap.segment) and gap.segment]
    return [sources.analysis.segment_name(gap.segment) for gap in fitting[:first]]


def nearest_route_lacks(sources: AnswerSources, *, chain: str) -> list[str]:
    """Return what the nearest whole route of a chain lacks."""
    return [sources.analysis.segment_name(id_) for id_ in sources.coverage(chain).uncovered_on_nearest_route]


def one_supplier_segments(sources: AnswerSources, *, chain: str) -> list[str]:
    """Return the segments of a chain that exactly one organisation is known to supply."""
    coverage = sources.coverage(chain)
    return [segment.name for id_, segment in coverage.chain.segments.items() if len(coverage.cell(id_).suppliers) == 1]


def things_in_district(
    sources: AnswerSources, *, district: str, label: str, kind: str = "", existence: str = ""
) -> list[str]:
    """Return the things of a label in a district; only those whose kind holds a word, or of an existence."""
    rows = sources.picture.in_district(district, label)
    return [row.name for row in rows if kind in (row.kind or "") and existence in ("", row.existence)]


def chain_in_district(sources: AnswerSources, *, district: str, chain: str, label: str = "") -> list[str]:
    """Return the organisations of a district that are at links of a chain; only those of a label."""
    ids = sources.picture.matrix.cell(district, chain).organisations
    return [sources.picture.name_of(id_) for id_ in ids if label in ("", sources.picture.things[id_].label)]


def links_in_district(sources: AnswerSources, *, district: str, chain: str) -> list[str]:
    """Return the links of a chain that organisations of a district are at."""
    return [sources.analysis.segment_name(id_) for id_ in sources.picture.matrix.cell(district, chain).segments]


def districts_of(sources: AnswerSources, *, entity: str) -> list[str]:
    """Return the districts that an entity is in."""
    return list(sources.picture.located[entity])


def known_share_leader(sources: AnswerSources, *, chains: Collection[str]) -> list[str]:
    """Return the chain of which most is known, by importance."""
    coverages = [sources.coverage(chain) for chain in chains]
    return [max(coverages, key=lambda coverage: coverage.known_share() or 0).chain.name]


def state_leader(sources: AnswerSources, *, chains: Collection[str], states: Collection[str]) -> list[str]:
    """Return the chain with most segments in some states."""
    coverages = [sources.coverage(chain) for chain in chains]
    counts = {
        c.chain.name: sum(c.state_counts()[state] for state in c.state_counts() if state in states) for c in coverages
    }
    return [max(counts, key=counts.__getitem__)]


def district_leader(sources: AnswerSources, *, districts: Collection[str], label: str) -> list[str]:
    """Return the district with most things of a label."""
    return [max(districts, key=lambda district: len(sources.picture.in_district(district, label)))]


COMPUTED: Mapping[str, Callable[..., Answer]] = {
    function.__name__: function
    for function in (
        segments_in_state,
        gap_segments,
        nearest_route_lacks,
        one_supplier_segments,
        things_in_district,
        chain_in_district,
        links_in_district,
        districts_of,
        known_share_leader,
        state_leader,
        district_leader,
    )
}

if __name__ == "__main__":
    main()
