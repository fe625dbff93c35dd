"""A long list from file to store, step by step: read, map, resolve, place on 250 segments, write; then once more.

    python -m benchmarks.lists [ROWS]               on a fresh embedded store with the bundled datasets
    LIANTU_BENCH=neo4j python -m benchmarks.lists   on a fresh Neo4j (Java, Maven)

100,000 rows by default, an XLSX of ten columns: names, credit codes with their check digit, districts, two of 210
products a row (one of them with a made-up model), scopes of business. Baseline: python-calamine's own reading of the
same file, in the same run. ``trial`` is all but the writing. ``again`` loads the same file a second time, which
need not be read; then a file with the same rows that was saved anew, which has to be.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import python_calamine
import xlsxwriter

from benchmarks.loading import fresh
from graph.model.credit_code import CREDIT_CODE_ALPHABET, check_character
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.lists.detect import tables_of
from loaders.lists.mapping import ListMapping
from loaders.service.datasets import load_bundled
from loaders.service.lists import ListReport, guess_list, load_file
from loaders.sources.workbook import read_sheets

HEAD = [
    "序号",
    "企业名称",
    "统一社会信用代码",
    "所属区",
    "注册地址",
    "主营产品",
    "经营范围",
    "行业",
    "联系电话",
    "备注",
]
PLACES = ("武进区", "新北区", "金坛区", "溧阳市", "天宁区", "钟楼区", "经开区")
ENDS = ("科技有限公司", "股份有限公司", "材料有限公司", "机械制造有限公司", "新能源（常州）有限公司", "电子有限公司")
SIGNS = "东南西北金木水火光华天地明星海江山林风云龙凤祥瑞安泰恒盛隆昌达通联合众诚信德正元亨利贞新创智能精密"
T = TypeVar("T")


def product_names() -> list[str]:
    """Return the products of the companies that placing is measured on."""
    with (Path(__file__).parent / "classification.csv").open(encoding="utf-8") as file:
        return [product for row in csv.DictReader(file) for product in row["products"].split("|")]


def write_list(path: Path, rows: int) -> None:
    """Write the same list for the same number of rows."""
    dice = random.Random(1)
    products = product_names()
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("名单")
    sheet.write_row(0, 0, ("常州市企业名单（2018年度）",))
    sheet.write_row(1, 0, HEAD)
    for n in range(rows):
        name = f"常州{''.join(dice.choices(SIGNS, k=4))}{dice.choice(ENDS)}"
        made = f"{dice.choice(products)}、{''.join(dice.choices(SIGNS, k=2))}型{dice.choice(products)}"
        scope = f"{dice.choice(products)}的研发、生产、销售；自营和代理各类商品及技术的进出口业务"
        place = dice.choice(PLACES)
        cells = (n + 1, name, code(dice), place, f"{place}科创路{n % 900}号", made, scope, "制造业", "", "")
        sheet.write_row(n + 2, 0, cells)
    book.close()


def code(dice: random.Random) -> str:
    """Return a credit code that could be one."""
    body = "91320400" + "".join(dice.choices(CREDIT_CODE_ALPHABET, k=9))
    return body + check_character(body)


def timed(label: str, run: Callable[[], T]) -> tuple[float, T]:
    """Return what was made, and print how many seconds it took."""
    began = time.perf_counter()
    made = run()
    took = time.perf_counter() - began
    print(f"{label:<34}{took:7.1f} s", flush=True)
    return took, made


def guessed(store: Store, path: Path) -> ListMapping:
    """Guess a file's mapping as ``liantu map FILE`` does."""
    return guess_list(store, tables_of(read_sheets(path)), "某局").mapping


def whole(store: Store, path: Path, mapping: ListMapping, *, dry: bool = False) -> ListReport:
    """Load a file as ``liantu load FILE --map M`` does, and return the report; its rows are not kept."""
    found = load_file(store, path, mapping, LOCAL_USER, dry=dry)
    assert not found.report.refused
    return replace(found, tables=())


def peak_memory_mb() -> float:
    """Return the most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the steps and the ratios."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder, fresh() as store:
        load_bundled(store, LOCAL_USER)
        path = Path(folder) / "名单.xlsx"
        write_list(path, rows)
        print(f"{store.name}: {rows} rows, {path.stat().st_size / 1e6:.1f} MB")
        base, _ = timed(
            "python-calamine alone",
            lambda: python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(),
        )
        _, mapping = timed("read, guess the columns", lambda: guessed(store, path))
        trial, _ = timed("trial: all but the writing", lambda: whole(store, path, mapping, dry=True))
        first, found = timed("load: read to report", lambda: whole(store, path, mapping))
        again, same = timed("again, the same file", lambda: whole(store, path, mapping))
        anew = Path(folder) / "anew" / path.name
        anew.parent.mkdir()
        write_list(anew, rows)
        saved, other = timed("again, saved anew", lambda: whole(store, anew, mapping))
    assert same.since
    assert not other.report.changed
    sure, review = found.placed_counts
    print(f"{found.good} organisations; {sure} placements sure, {review} for review")
    print(f"trial {trial / base:.1f}, load {first / base:.1f} of calamine alone")
    print(f"again {again / first:.2f}, saved anew {saved / first:.2f} of load")
    print(f"memory of this process at most {peak_memory_mb():.0f} MB")


if __name__ == "__main__":
    main()
