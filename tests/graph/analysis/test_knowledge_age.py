"""The age of what is known, against counting by hand, and years that add up."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from graph.analysis.chain import Holding, Segment, build_chain
from graph.analysis.coverage import Coverage, compute_coverage
from graph.analysis.knowledge_age import KnowledgeAge, combined_age, knowledge_age
from graph.analysis.method import default_method

YEARS = (None, 2019, 2023, 2026)


def _coverage(years_by_segment: tuple[tuple[int | None, ...], ...]) -> Coverage:
    ids = [f"c/{place}" for place in range(len(years_by_segment))]
    holdings = [
        Holding(id=f"h{s}-{n}", organisation=f"o{s}-{n}", segment=s, role="production", status="existing", year=year)
        for s, years in zip(ids, years_by_segment, strict=True)
        for n, year in enumerate(years)
    ]
    segments = [Segment(s, s, "上游", False) for s in ids]
    feeds = list(pairwise(ids))
    return compute_coverage(build_chain("c", "链", segments=segments, feeds=feeds, holdings=holdings), default_method())


def _by_hand(years: tuple[int | None, ...]) -> str:
    if not years:
        return "unknown"
    dated = [year for year in years if year is not None]
    if not dated:
        return "undated"
    return "old" if 2026 - max(dated) > 3 else "recent"


@pytest.mark.parametrize("first", [(), *((year,) for year in YEARS), *product(YEARS, YEARS)])
def test_a_segment_is_as_old_as_its_newest_source(first: tuple[int | None, ...]) -> None:
    others: tuple[tuple[int | None, ...], ...] = ((), (None,), (2019,), (2023, None))
    age = knowledge_age(_coverage((first, *others)), 2026)
    kinds = [_by_hand(years) for years in (first, *others)]
    assert age == KnowledgeAge(**{kind: kinds.count(kind) for kind in ("recent", "old", "undated", "unknown")})


def test_what_is_unknown_is_not_old() -> None:
    age = knowledge_age(_coverage(((), ())), 2026)
    assert (age.known, age.old, age.unknown) == (0, 0, 2)
    assert age.old_share is None


def test_chains_are_added_up() -> None:
    ages = [knowledge_age(_coverage(((2019,), (2026,))), 2026), knowledge_age(_coverage(((None,), ())), 2026)]
    assert combined_age(ages) == KnowledgeAge(recent=1, old=1, undated=1, unknown=1)
