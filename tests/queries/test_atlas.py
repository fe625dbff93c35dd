"""The atlas equals the single-region method, and its faults are told."""

from __future__ import annotations

from pathlib import Path

import econcomplex
import numpy as np
import pandas as pd
import pyarrow.csv as pc
import pyarrow.parquet as pq
import pytest

from benchmarks.atlas_check import AtlasCheck
from benchmarks.atlas_data import write_country
from graph.analysis.method import default_method
from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.model.errors import LiantuError
from queries.atlas import batches
from queries.atlas.build import AtlasOptions, AtlasReport, build_atlas
from tests.support.atlas_tables import REGIONS, write_tables
from tests.support.profiles import FULL, PROFILE

METHOD = default_method()
SEEDS = range(40 if PROFILE == FULL else 4)


def built(source: Path, target: Path, source_filter: SourceFilter = ALL_SOURCES, **more: str) -> AtlasReport:
    options = AtlasOptions(method=METHOD, source_filter=source_filter, replace=True, **more)  # type: ignore[arg-type]
    return build_atlas(source, target, options)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(
    "source_filter", [ALL_SOURCES, SourceFilter(as_of=2018, grade="C"), SourceFilter(lists=False)], ids=str
)
def test_it_equals_the_single_region_method(seed: int, source_filter: SourceFilter, tmp_path: Path) -> None:
    write_tables(tmp_path / "in", seed)
    built(tmp_path / "in", tmp_path / "out", source_filter)
    check = AtlasCheck(tmp_path / "in", tmp_path / "out", METHOD, source_filter)
    assert check.differences((region, ["a", "b", "c"]) for region in REGIONS) == []


def test_a_sample_of_a_small_country_is_equal(tmp_path: Path) -> None:
    write_country(tmp_path / "in", regions=12, segments=250, holdings=4_000)
    report = built(tmp_path / "in", tmp_path / "out")
    check = AtlasCheck(tmp_path / "in", tmp_path / "out", METHOD)
    assert (report.regions, report.chains, report.segments) == (12, 11, 250)
    assert check.differences(check.sample(10, seed=1)) == []


def test_the_comparison_finds_what_differs(tmp_path: Path) -> None:
    write_tables(tmp_path / "in", 1)
    built(tmp_path / "in", tmp_path / "out", SourceFilter(as_of=2015))
    assert AtlasCheck(tmp_path / "in", tmp_path / "out", METHOD).differences([("r0", ["a", "b", "c"])])


def test_order_and_batches_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(tmp_path / "sorted", 5)
    write_tables(tmp_path / "mixed", 5, is_sorted=False)
    whole = built(tmp_path / "sorted", tmp_path / "one")
    monkeypatch.setattr(batches, "BATCH_ROWS", 10)
    cut = built(tmp_path / "mixed", tmp_path / "many")
    assert (whole.was_sorted, whole.batches, cut.was_sorted, cut.batches) == (False, 1, True, len(REGIONS))
    for name in ("states", "chains", "gaps", "peers"):
        one, many = (pq.read_table(tmp_path / folder / f"{name}.parquet").to_pylist() for folder in ("one", "many"))
        assert one == many
    assert not (tmp_path / "many" / "sorted").exists()


def test_csv_has_the_same_rows(tmp_path: Path) -> None:
    write_tables(tmp_path / "in", 2)
    built(tmp_path / "in", tmp_path / "out")
    built(tmp_path / "in", tmp_path / "text", format="csv")
    for name in ("states", "gaps"):
        parquet = pq.read_table(tmp_path / "out" / f"{name}.parquet")
        text = pc.read_csv(tmp_path / "text" / f"{name}.csv")
        assert [row["region"] for row in text.to_pylist()] == [row["region"] for row in parquet.to_pylist()]


def test_what_fails_leaves_nothing_and_what_is_there_stays(tmp_path: Path) -> None:
    write_tables(tmp_path / "in", 3)
    built(tmp_path / "in", tmp_path / "out")
    before = (tmp_path / "out" / "gaps.parquet").read_bytes()
    with pytest.raises(LiantuError, match="atlas_output"):
        build_atlas(tmp_path / "in", tmp_path / "out", AtlasOptions(method=METHOD))
    broken = pq.read_table(tmp_path / "in" / "holdings.parquet").to_pylist()
    broken[-1]["role"] = "sales"
    pq.write_table(
        pq.read_table(tmp_path / "in" / "holdings.parquet").from_pylist(broken), tmp_path / "in" / "holdings.parquet"
    )
    with pytest.raises(LiantuError, match=r"atlas_word.*sales"):
        built(tmp_path / "in", tmp_path / "out")
    assert (tmp_path / "out" / "gaps.parquet").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("target", [".", "in", "in/.."])
def test_an_output_that_would_take_the_place_of_its_input_is_refused(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables(tmp_path / "in", 3)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LiantuError, match="atlas_own_input"):
        built(Path("in"), Path(target))
    assert (tmp_path / "in" / "holdings.parquet").is_file()


def test_the_folder_that_one_is_in_can_be_written_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(tmp_path / "in", 3)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")
    built(tmp_path / "in", Path())
    assert (tmp_path / "out" / "gaps.parquet").is_file()


def test_faults_of_the_input_are_told(tmp_path: Path) -> None:
    source = tmp_path / "in"
    with pytest.raises(LiantuError, match="atlas_folder"):
        built(source, tmp_path / "out")
    write_tables(source, 4)
    holdings = pq.read_table(source / "holdings.parquet")
    pq.write_table(holdings.drop_columns(["status"]), source / "holdings.parquet")
    with pytest.raises(LiantuError, match=r"atlas_columns.*status"):
        built(source, tmp_path / "out")
    pq.write_table(holdings.set_column(6, "level", [["x"] * len(holdings)]), source / "holdings.parquet")
    with pytest.raises(LiantuError, match=r"atlas_type.*level"):
        built(source, tmp_path / "out")
    (source / "holdings.parquet").write_bytes(b"no parquet")
    with pytest.raises(LiantuError, match="atlas_unreadable"):
        built(source, tmp_path / "out")
    (source / "holdings.parquet").unlink()
    with pytest.raises(LiantuError, match=r"atlas_table.*holdings"):
        built(source, tmp_path / "out")


def test_complexity_and_density_are_those_of_the_states(tmp_path: Path) -> None:
    write_country(tmp_path / "in", regions=14, segments=250, holdings=6_000)
    built(tmp_path / "in", tmp_path / "out")
    states, related, regions, segments = (
        pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pandas()
        for name in ("states", "related", "region_complexity", "segment_complexity")
    )
    supplied = states[(states.role == "supply") & states.state.isin(["强", "弱"])]
    held = pd.crosstab(supplied.region.astype(str), supplied.segment.astype(str)).clip(upper=1)
    assert held.sum(axis=1).to_dict() == {row.region: row.held for row in regions.itertuples() if row.held}
    assert held.sum().to_dict() == {row.segment: row.regions for row in segments.itertuples() if row.regions}
    expected = econcomplex.relatedness_density(held, use_rca=False) / 100
    found = related.pivot(index="region", columns="segment", values="density").loc[held.index, held.columns]
    np.testing.assert_allclose(found.to_numpy(), expected.to_numpy(), atol=1e-9)
    eci, pci = econcomplex.eci_pci(held, use_rca=False)
    np.testing.assert_allclose(regions.set_index("region").eci[eci.index], eci, atol=1e-8)  # nine decimals are written
    np.testing.assert_allclose(segments.set_index("segment").pci[pci.index], pci, atol=1e-8)
    assert ((related.density_low <= related.density + 1e-9) & (related.density <= related.density_high + 1e-9)).all()


def test_few_regions_have_no_density(tmp_path: Path) -> None:
    write_tables(tmp_path / "in", 1)
    built(tmp_path / "in", tmp_path / "out")
    related = pq.read_table(tmp_path / "out" / "related.parquet")
    assert related.column("density").null_count == len(related) > 0
