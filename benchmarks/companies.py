"""Companies by the million: what a run takes, and a second opinion by Splink on who is one.

    python -m benchmarks.companies                        10,000 and 100,000 rows; then Splink on 20,000
    python -m benchmarks.companies 1000000 10000000 --engine duckdb --keep FOLDER
    python -m benchmarks.companies --splink 50000

The lists are made from a seed: a fifth of the rows is an earlier organisation again, with and without its credit code.
Baseline of the time: DuckDB's plain reading of the same file in the same run. For Splink each organisation is written
once to three times as people write it: form, region or 省 left out, one character mistyped, the code missing. Both get
the same rows; the truth is who was written. Splink trains itself on them, as its documentation shows (levels of
likeness from unlabelled pairs, blocks by code, own words and their beginning).
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import duckdb
import pandas as pd
import splink.comparison_library as similar
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.lists import ENDS, PLACES, SIGNS, code, peak_memory_mb, product_names
from benchmarks.loading import fresh
from loaders.access.principal import LOCAL_USER
from loaders.companies.build import CompaniesInput, build_companies
from loaders.companies.engine import TaskEngine
from loaders.companies.input_files import input_files
from loaders.companies.input_table import first_tables
from loaders.companies.known import known_bytes
from loaders.companies.open_engine import open_engine
from loaders.companies.parts import part_files, read_rows
from loaders.companies.process_engine import ProcessEngine
from loaders.linking.org_name import parse_name
from loaders.service.datasets import load_bundled
from loaders.service.lists import guess_list
from queries.atlas.tables import literal

HEAD = ("企业名称", "统一社会信用代码", "所属区", "主营产品", "经营范围")
AGAIN = 0.2  # of the rows: an organisation that stood there before
WITH_CODE = 0.8  # of the organisations
SURE, LIKELY = 0.95, 0.5  # of Splink's probability: joined by itself, and worth a look
SITES = ("", "常州", "常州市", "江苏", "江苏常州")
Pair = tuple[int, int]


def write_companies(path: Path, rows: int) -> None:
    """Write the same list for the same number of rows."""
    draws = random.Random(1)
    products = product_names()
    named: list[tuple[str, str]] = []
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEAD)
        for _ in range(rows):
            if named and draws.random() < AGAIN:
                name, own = draws.choice(named)
                own = own if draws.random() < 0.5 else ""
            else:
                name = f"常州{''.join(draws.choices(SIGNS, k=4))}{draws.choice(ENDS)}"
                own = code(draws) if draws.random() < WITH_CODE else ""
                named.append((name, own))
            made = f"{draws.choice(products)}、{''.join(draws.choices(SIGNS, k=2))}型{draws.choice(products)}"
            scope = f"{draws.choice(products)}的研发、生产、销售"
            writer.writerow((name, own, draws.choice(PLACES), made, scope))


def write_variants(path: Path, rows: int) -> list[int]:
    """Write organisations as people write them; return whose each row is."""
    draws = random.Random(2)
    truth: list[int] = []
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEAD)
        organisation = 0
        while len(truth) < rows:
            words, end, own = "".join(draws.choices(SIGNS, k=3)), draws.choice(ENDS), code(draws)
            place = draws.choice(PLACES)
            for _ in range(min(draws.choice((1, 1, 2, 3)), rows - len(truth))):
                truth.append(organisation)
                writer.writerow((_variant(words, end, draws), _code_as_written(own, draws), place, "轴承", ""))
            organisation += 1
    return truth


def _variant(words: str, end: str, draws: random.Random) -> str:
    if draws.random() < 0.1:
        place = draws.randrange(len(words))
        words = words[:place] + draws.choice(SIGNS) + words[place + 1 :]
    end = end.replace("股份", draws.choice(("股份", "")))
    end = draws.choice((end, end, end, end.replace("有限公司", "有限责任公司"), end.removesuffix("有限公司")))
    return f"{draws.choice(SITES)}{words}{end}"


def _code_as_written(own: str, draws: random.Random) -> str:
    return draws.choice((own, own, own, "", ""))  # a wrong one refuses its row, which tells nothing of joining


def given_by(path: Path, out: Path) -> CompaniesInput:
    """Return the input of a run over a file, with the bundled store."""
    with fresh() as store:
        load_bundled(store, LOCAL_USER)
        files = input_files([path], out)
        mapping = guess_list(store, first_tables(files)[1], "某局").mapping
        return CompaniesInput(files=files, mapping=mapping, known=known_bytes(store, mapping.dataset))


def timed_run(given: CompaniesInput, out: Path, engine: TaskEngine) -> float:
    """Run, print what was found, and return the seconds."""
    began = time.perf_counter()
    report = build_companies(given, out, engine, lambda *_: None, replace=True)
    took = time.perf_counter() - began
    print(f"  {report.organisations:,} organisations, {report.sure:,} placements sure, {report.review:,} for review")
    return took


def plain_reading(path: Path) -> float:
    """Return the seconds in which DuckDB reads every cell of a list."""
    began = time.perf_counter()
    columns = ", ".join(f"bit_xor(hash({column}))" for column in HEAD)
    duckdb.execute(f"SELECT {columns} FROM read_csv({literal(str(path))}, all_varchar = true)").fetchall()
    return time.perf_counter() - began


def measure(folder: Path, rows: int, options: argparse.Namespace) -> None:
    """Print what a list of as many rows takes, beside DuckDB's plain reading."""
    path = folder / f"companies-{rows}.csv"
    if not path.exists():
        write_companies(path, rows)
    plain = plain_reading(path)
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, {options.engine}")
    out = folder / f"out-{rows}"
    with open_engine(options.engine, memory=options.memory, master=options.master) as engine:
        took = timed_run(given_by(path, out), out, engine)
    print(f"  {took:.1f} s, {1e6 * took / rows:.0f} s a million rows; {took / plain:.0f} of the plain reading")
    print(f"  memory of this process at most {peak_memory_mb():.0f} MB")


def compare_with_splink(folder: Path, rows: int) -> None:
    """Print precision and recall of both over the pairs of rows that are one organisation, and the ratio of times."""
    path = folder / f"variants-{rows}.csv"
    truth = write_variants(path, rows)
    members: dict[int, list[int]] = defaultdict(list)
    for row, organisation in enumerate(truth):
        members[organisation].append(row)
    true = {pair for rows_of_one in members.values() for pair in combinations(rows_of_one, 2)}
    print(f"{rows:,} rows, {len(members):,} organisations, {len(true):,} pairs of rows that are one")
    out = folder / f"out-variants-{rows}"
    given = given_by(path, out)
    began = time.perf_counter()
    joined, likely = our_pairs(given, out)
    ours = time.perf_counter() - began
    began = time.perf_counter()
    splink_sure, splink_likely = splink_pairs(path)
    theirs = time.perf_counter() - began
    for label, found in (
        ("liantu, joined", joined),
        ("Splink, joined", splink_sure),
        ("liantu, with review", joined | likely),
        ("Splink, with review", splink_likely),
    ):
        right = len(found & true)
        print(f"  {label:<20} precision {right / max(1, len(found)):.4f}  recall {right / len(true):.4f}")
    print(
        f"  liantu {ours:.1f} s with mapping and placing, Splink {theirs:.1f} s: {ours / theirs:.2f} of Splink's time"
    )


def our_pairs(given: CompaniesInput, out: Path) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs of rows that a run joins, and those that it leaves to a person."""
    build_companies(given, out, ProcessEngine(), lambda *_: None, replace=True)
    rows_of: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(read_rows(part_files(out / "rows"))):
        rows_of[row["organisation"] or row["problem"] + str(place)].append(place)
    joined = {pair for members in rows_of.values() for pair in combinations(members, 2)}
    review: set[Pair] = set()
    for pair in read_rows(part_files(out / "pairs")):
        review |= across(rows_of.get(pair["left_id"], ()), rows_of.get(pair["right_id"], ()))
    return joined, review


def across(left: Iterable[int], right: Iterable[int]) -> set[Pair]:
    """Return every pair of a row of one and a row of the other."""
    theirs = list(right)
    return {(min(a, b), max(a, b)) for a in left for b in theirs}


def splink_pairs(path: Path) -> tuple[set[Pair], set[Pair]]:
    """Return the pairs of rows that Splink takes for one: surely, and likely."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    names = [parse_name(name) for name in frame["企业名称"]]
    rows = pd.DataFrame(
        {
            "unique_id": range(len(frame)),
            "name": [name.normalised for name in names],
            "core": [name.core for name in names],
            "code": [text if len(text) == 18 else None for text in frame["统一社会信用代码"]],
            "district": frame["所属区"],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            similar.ExactMatch("code"),
            similar.JaroWinklerAtThresholds("core", [0.9, 0.8]),
            similar.JaroWinklerAtThresholds("name", [0.9, 0.8]),
            similar.ExactMatch("district"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("code"),
            block_on("core"),
            block_on("substr(core, 1, 4)"),
            block_on("substr(core, 3, 4)"),
        ],
    )
    linker = Linker(DuckDBAPI().register(rows), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match([block_on("code")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("code"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("core"))
    found = linker.inference.predict(threshold_match_probability=LIKELY).as_pandas_dataframe()  # type: ignore[no-untyped-call]
    likely: set[Pair] = set()
    sure: set[Pair] = set()
    columns = (found[name] for name in ("unique_id_l", "unique_id_r", "match_probability"))
    for left, right, probability in zip(*columns, strict=True):
        pair = (min(left, right), max(left, right))
        likely.add(pair)
        if probability >= SURE:
            sure.add(pair)
    return sure, likely


def main() -> None:
    """Measure every size that is asked for, then compare with Splink."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="*", type=int, default=[10_000, 100_000])
    parser.add_argument("--engine", default="duckdb", choices=("process", "duckdb", "spark"))
    parser.add_argument("--master", default="local[*]", help="the address of Spark")
    parser.add_argument("--memory", default="1GB", help="of DuckDB")
    parser.add_argument("--splink", type=int, default=20_000, help="rows of the comparison; 0: none")
    parser.add_argument("--keep", type=Path, help="a folder for the lists, used again if they are there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        for rows in options.rows:
            measure(folder, rows, options)
        if options.splink:
            compare_with_splink(folder, options.splink)


if __name__ == "__main__":
    main()
