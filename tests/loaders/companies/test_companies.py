"""Millions of companies: what the list loader would say of the same rows, by every engine, whenever it was killed."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.lists import code
from graph.model.errors import LiantuError
from graph.store.store import Store
from loaders.companies.blocks import MAX_BLOCK_NAMES, block_keys
from loaders.companies.build import CompaniesInput, build_companies
from loaders.companies.duckdb_engine import DuckDbEngine
from loaders.companies.engine import TaskEngine, Work
from loaders.companies.input_files import input_files
from loaders.companies.input_table import first_tables
from loaders.companies.known import Known, known_bytes
from loaders.companies.outcome import CompaniesReport
from loaders.companies.parts import part_files, read_rows
from loaders.companies.process_engine import ProcessEngine
from loaders.linking.candidates import candidate_pairs
from loaders.linking.compare import OrgRecord
from loaders.linking.judgements import Judgement
from loaders.linking.linker import build_linker
from loaders.lists.detect import tables_of
from loaders.lists.transform import ListTransform
from loaders.service.lists import guess_list, load_entity_index
from loaders.sources.workbook import parse_sheets

COLUMNS = ("企业名称", "统一社会信用代码", "所属区", "主营产品")
PART_ROWS = 40
BRANDS = ["天合", "恒立", "星宇", "强力", "宏大", "亚玛顿", "贝特瑞", "中简", "华日", "国茂"]
TRADES = ["光能", "液压", "车灯", "电机", "新能源", "机械", "石墨烯"]
PRODUCTS = ["光伏组件", "轴承", "石墨烯粉体", "车灯", "电机", "液压件", "食品", "光伏组件销售"]
KNOWN = ("常州星宇车灯股份有限公司", "天合光能股份有限公司", "江苏恒立液压股份有限公司", "江南石墨烯研究院")


def company_rows(seed: int, count: int = 300) -> list[tuple[str, str, str, str]]:
    """Rows with one name several times, with and without codes, with two codes, and names that are none."""
    draws = random.Random(seed)
    codes: dict[str, str] = {}
    rows = []
    for _ in range(count):
        place = draws.choice(("常州", "常州市", "江苏", ""))
        form = draws.choice(("有限公司", "有限责任公司", "股份有限公司", "有限公司（一期）", ""))
        name = draws.choice((f"{place}{draws.choice(BRANDS)}{draws.choice(TRADES)}{form}", draws.choice(KNOWN)))
        own = codes.setdefault(f"{name}{draws.random() < 0.9}", code(draws))
        name = draws.choice((name,) * 20 + ("", "某公司（已注销）", "甲乙有限公司、丙丁有限公司"))
        stated = draws.choice((own, own, "", own[:-1] + "I")) if name else own  # without either a row is no row
        rows.append((name, stated, draws.choice(("武进区", "天宁区", "")), draws.choice(PRODUCTS)))
    return rows


def as_typed(rows: Iterable[tuple[str, ...]], seed: int) -> list[tuple[str, ...]]:
    """Rows with blanks, invisible characters and line breaks in their cells, and empty lines between them."""
    draws = random.Random(seed)
    around = ("{}", "{}", "{} ", "\u3000{}", "\u200b{}", "{}\n")
    typed: list[tuple[str, ...]] = []
    for row in rows:
        typed += [()] * draws.choice((0, 0, 0, 1))
        typed.append(tuple(draws.choice(around).format(cell) for cell in row))
    return typed


def written(path: Path, rows: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def given_by(store: Store, *files: Path) -> CompaniesInput:
    found = input_files(files, files[0].parent / "out")
    mapping = guess_list(store, first_tables(found)[1], "某局").mapping
    known = known_bytes(store, mapping.dataset)
    return CompaniesInput(files=found, mapping=mapping, known=known, part_rows=PART_ROWS)


def silent(stage: str, made: int, parts: int) -> None:
    assert made <= parts or not parts


def digests(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.parametrize("seed", range(4))
def test_it_says_of_a_list_what_loading_the_list_would(embedded_bundled: Store, tmp_path: Path, seed: int) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", as_typed(company_rows(seed), seed)))
    out = tmp_path / "out"
    report = build_companies(given, out, ProcessEngine(), silent)
    tables = tables_of(parse_sheets(given.files[0].path.read_bytes(), "名录.csv"), given.mapping.layout)
    records = ListTransform(tables, given.mapping, load_entity_index(embedded_bundled, given.mapping.dataset)).records()
    rows = list(read_rows(part_files(out / "rows")))
    assert [(row["place"], row["organisation"]) for row in rows if not row["problem"]] == [
        (node.location, records.same.get(node.id, node.id)) for node in records.nodes
    ]
    assert [row["problem"] for row in rows if row["problem"]] == [problem.code for problem in records.refused]
    assert [
        (row["organisation"], row["segment"], row["support"], row["note"]) for row in holdings(out)
    ] == sorted_holdings(
        (records.same.get(edge.source, edge.source), edge.target, edge.props["support"], edge.props.get("note", ""))
        for edge in records.edges
        if edge.type == "ACTIVE_IN"
    )
    assert report.rows == len(rows)
    assert report.organisations == len({records.same.get(node.id, node.id) for node in records.nodes})
    assert report.joined
    assert report.refused


def holdings(out: Path) -> list[dict[str, object]]:
    found = read_rows(part_files(out / "holdings"))
    return sorted(
        found, key=lambda row: tuple(str(row[name]) for name in ("organisation", "segment", "support", "note"))
    )


def sorted_holdings(found: Iterable[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(found, key=lambda row: tuple(map(str, row)))


@pytest.mark.parametrize("seed", range(2))
def test_pairs_to_review_are_pairs_that_the_rules_find(embedded_bundled: Store, tmp_path: Path, seed: int) -> None:
    out = tmp_path / "out"
    build_companies(
        given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(seed))), out, ProcessEngine(), silent
    )
    rows = list(read_rows(part_files(out / "pairs")))
    assert rows
    for row in rows:
        left, right = (
            OrgRecord(id=row[f"{side}_id"], label="Enterprise", names=(row[f"{side}_name"],))
            for side in ("left", "right")
        )
        assert candidate_pairs([left, right], build_linker([]))
    ids = [frozenset((row["left_id"], row["right_id"])) for row in rows]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("seed", range(2))
def test_over_duckdb_every_byte_is_the_same(embedded_bundled: Store, tmp_path: Path, seed: int) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(seed)))
    plain = build_companies(given, tmp_path / "process", ProcessEngine(), silent)
    other = build_companies(given, tmp_path / "duckdb", DuckDbEngine(memory="1GB", processes=2), silent)
    assert plain == other
    assert digests(tmp_path / "process") == digests(tmp_path / "duckdb")


def built_on_spark(given: CompaniesInput, out: Path) -> CompaniesReport:
    """Run on two executors, each a process of its own."""
    from loaders.companies.spark_engine import spark_engine

    with spark_engine("local-cluster[2,1,1024]") as engine:
        return build_companies(given, out, engine, silent)


@pytest.mark.full_profile
def test_on_spark_every_byte_is_the_same(embedded_bundled: Store, tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(5, 110)))
    plain = build_companies(given, tmp_path / "process", ProcessEngine(), silent)
    out = tmp_path / "用 spark 的" / "企业"
    # In a process of its own, because the driver's Java runtime ends with the process that began it.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        other = apart.submit(built_on_spark, given, out).result()
    assert plain == other
    assert digests(tmp_path / "process") == digests(out)


class StoppedError(Exception):
    """Stands for a kill between two parts."""


class StoppingEngine(ProcessEngine):
    """Stops before its nth piece of work."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def run(self, work: Work, numbers: Iterable[int], done: Callable[[], None]) -> None:
        def counted(number: int) -> None:
            self.spend()
            work(number)

        super().run(counted, numbers, done)

    def select(self, query: str, source: Path, target: Path) -> None:
        super().select(query, source, target)
        self.spend()

    def spend(self) -> None:
        if not self.pieces:
            raise StoppedError
        self.pieces -= 1


def test_wherever_it_was_stopped_it_goes_on(embedded_bundled: Store, tmp_path: Path) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(7, 120)))
    build_companies(given, tmp_path / "whole", ProcessEngine(), silent)
    out, stops = tmp_path / "out", 0
    engines: list[TaskEngine] = [StoppingEngine(1), DuckDbEngine(memory="1GB", processes=1)]
    while not (out / "report.json").exists():
        try:
            build_companies(given, out, engines[stops == 4], silent)
        except StoppedError:
            stops += 1
            engines[0] = StoppingEngine(1)
    assert stops >= 4
    assert digests(out) == digests(tmp_path / "whole")


def test_a_killed_process_goes_on(embedded_bundled: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "名录.csv", company_rows(8, 1000))
    mapping = tmp_path / "map.yaml"
    given = given_by(embedded_bundled, file)
    mapping.write_text(given.mapping.text(), encoding="utf-8")
    known = tmp_path / "known.json"
    known.write_bytes(given.known)
    script = (
        "import sys; from pathlib import Path; from loaders.companies.build import *; "
        "from loaders.companies.input_files import InputFile; "
        "from loaders.companies.process_engine import ProcessEngine; from loaders.lists.mapping import read_list_mapping; "
        "file, mapping, known, out = map(Path, sys.argv[1:]); "
        "build_companies(CompaniesInput(files=[InputFile(file, file.name)], mapping=read_list_mapping(mapping), known=known.read_bytes(), "
        f"part_rows={PART_ROWS}), out, ProcessEngine(), lambda *stage: print(*stage, flush=True))"
    )
    out = tmp_path / "out"
    command = [sys.executable, "-c", script, *map(str, (file, mapping, known, out))]
    with subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert any(line.startswith("row 5 ") for line in run.stdout)
        run.kill()
    assert len(part_files(out / "work" / "row")) >= 5
    assert not (out / "report.json").exists()
    build_companies(given, out, ProcessEngine(), silent)
    build_companies(given, tmp_path / "whole", ProcessEngine(), silent)
    assert digests(out) == digests(tmp_path / "whole")


def test_parquet_and_csv_say_the_same(embedded_bundled: Store, tmp_path: Path) -> None:
    rows = company_rows(9, 100)
    plain = given_by(embedded_bundled, written(tmp_path / "名录.csv", rows))
    build_companies(plain, tmp_path / "csv", ProcessEngine(), silent)
    table = pa.table(dict(zip(COLUMNS, map(list, zip(*rows, strict=True)), strict=True)))
    pq.write_table(table, tmp_path / "名录.parquet", row_group_size=17)
    other = CompaniesInput(**{**vars(plain), "files": input_files([tmp_path / "名录.parquet"], tmp_path)})
    build_companies(other, tmp_path / "parquet", ProcessEngine(), silent)
    found = [
        [row["organisation"] for row in read_rows(part_files(tmp_path / kind / "rows"))] for kind in ("csv", "parquet")
    ]
    assert found[0] == found[1]


def test_a_folder_that_only_looks_like_a_run_is_kept(embedded_bundled: Store, tmp_path: Path) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(1, 50)))
    mine = tmp_path / "out" / "work" / "thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    for replace in (False, True):
        with pytest.raises(LiantuError, match="companies_output"):
            build_companies(given, tmp_path / "out", ProcessEngine(), silent, replace=replace)
    assert mine.read_text() == "mine"


def test_what_is_there_is_kept(embedded_bundled: Store, tmp_path: Path) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(1, 50)))
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    with pytest.raises(LiantuError, match="companies_output"):
        build_companies(given, out, ProcessEngine(), silent, replace=True)
    assert (out / "notes.txt").read_text() == "mine"
    (out / "notes.txt").unlink()
    build_companies(given, out, ProcessEngine(), silent)
    other = CompaniesInput(**{**vars(given), "known": given.known + b" "})
    with pytest.raises(LiantuError, match="companies_output"):
        build_companies(other, out, ProcessEngine(), silent)
    report = build_companies(given, out, ProcessEngine(), silent, replace=True)
    assert build_companies(given, out, StoppingEngine(0), silent) == report  # it is done, by whichever engine
    inside = CompaniesInput(
        **{**vars(given), "files": input_files([Path(shutil.copy(given.files[0].path, out / "in.csv"))], out)}
    )
    with pytest.raises(LiantuError, match="own_input"):
        build_companies(inside, out, ProcessEngine(), silent, replace=True)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.txt", b"x", "companies_kind"),
        ("a.csv", b"", "companies_empty"),
        ("a.csv", "企业名称,代码\n".encode(), "companies_empty"),
        ("a.csv", '企业名称\n甲\n"乙\n'.encode(), "csv_damaged"),
        ("a.csv", "企業名稱\n常州某某有限公司\n".encode("big5"), "file_big5"),
        ("a.parquet", b"PAR1", "unreadable"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, fault: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(LiantuError, match=fault) as problem:
        first_tables(input_files([file], tmp_path / "out"))
    assert Path(str(problem.value.fields["file"])).name == name


def organisations(out: Path) -> list[str]:
    return [row["organisation"] for row in read_rows(part_files(out / "rows"))]


def test_other_headings_encodings_and_empty_parts_say_the_same(embedded_bundled: Store, tmp_path: Path) -> None:
    rows = company_rows(3, 90)
    plain = given_by(embedded_bundled, written(tmp_path / "名录.csv", rows))
    build_companies(plain, tmp_path / "plain", ProcessEngine(), silent)
    folder = tmp_path / "按[月]*分"
    folder.mkdir()
    other_head = ("主营 产品", "统一社会\n信用代码", "序号", "企业名称", "所属区")
    with (folder / "1.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(other_head)
        writer.writerows((made, code_, n, name, district) for n, (name, code_, district, made) in enumerate(rows[:50]))
    columns = dict(zip(COLUMNS, map(list, zip(*rows[50:], strict=True)), strict=True))
    pq.write_table(pa.table(columns), folder / "2.parquet")
    pq.write_table(pa.table(columns).slice(0, 0), folder / "3.parquet")
    (folder / "_SUCCESS.csv").write_text("")
    out = folder / "结果"
    for again in range(2):  # the second run must not read what the first has written
        (out / "report.json").unlink(missing_ok=True)
        given = CompaniesInput(**{**vars(plain), "files": input_files([folder], out)})
        assert [file.label for file in given.files] == ["1.csv", "2.parquet", "3.parquet"], again
        build_companies(given, out, DuckDbEngine(memory="1GB", processes=1), silent)
        assert organisations(out) == organisations(tmp_path / "plain")


def test_a_file_without_the_columns_is_named_before_anything_is_written(
    embedded_bundled: Store, tmp_path: Path
) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "1.csv", company_rows(3, 20)))
    (tmp_path / "2.csv").write_text("单位,产品\n常州甲乙有限公司,轴承\n", encoding="utf-8")
    (tmp_path / "3.csv").write_text(
        "企业名称,产品\n常州甲乙有限公司,轴承\n\n企业名称,所属区,产品\n常州丙丁有限公司,轴承\n"
    )
    out = tmp_path / "out"
    for name, mapping, fault in (
        ("2.csv", given.mapping, "list_columns"),
        ("3.csv", given.mapping, "companies_tables"),
        ("1.csv", msgspec.structs.replace(given.mapping, region=""), "list_region"),
    ):
        wrong = CompaniesInput(
            **{**vars(given), "files": input_files([tmp_path / "1.csv", tmp_path / name], out), "mapping": mapping}
        )
        with pytest.raises(LiantuError, match=fault) as problem:
            build_companies(wrong, out, ProcessEngine(), silent)
        assert Path(str(problem.value.fields["file"])).name == name
        assert not out.exists()


def test_as_many_rows_must_be_good_as_the_mapping_expects(embedded_bundled: Store, tmp_path: Path) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "1.csv", company_rows(3, 20)))
    mapping = msgspec.structs.replace(given.mapping, counts=(1, 5))
    with pytest.raises(LiantuError, match="list_counts"):
        build_companies(
            CompaniesInput(**{**vars(given), "mapping": mapping}), tmp_path / "out", ProcessEngine(), silent
        )


def test_judgements_come_before_rules(embedded_bundled: Store, tmp_path: Path) -> None:
    star = "常州星宇车灯股份有限公司"
    names = (
        star,
        "常州天合光能科技有限公司",
        "天合光能科技股份有限公司",
        "常州甲乙轴承有限公司",
        "常州甲丙轴承有限公司",
    )
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", [(name, "", "", "轴承") for name in names]))
    build_companies(given, tmp_path / "before", ProcessEngine(), silent)
    before, pairs = organisations(tmp_path / "before"), list(read_rows(part_files(tmp_path / "before" / "pairs")))
    assert not before[0].startswith("org:")
    assert {(pair["left_id"], pair["right_id"]) for pair in pairs} >= {tuple(sorted(before[1:3]))}
    judgements = (
        Judgement("different", f"org:{star}", before[0], id="D000001"),
        Judgement("different", before[1], before[2], id="D000002"),
        Judgement("same", before[3], before[4], id="D000003"),
    )
    known = msgspec.structs.replace(msgspec.json.decode(given.known, type=Known), judgements=judgements)
    judged = CompaniesInput(**{**vars(given), "known": msgspec.json.encode(known)})
    build_companies(judged, tmp_path / "after", ProcessEngine(), silent)
    after = organisations(tmp_path / "after")
    assert after == [f"org:{star}", before[1], before[2], min(before[3:]), min(before[3:])]
    left = {
        frozenset((pair["left_id"], pair["right_id"])) for pair in read_rows(part_files(tmp_path / "after" / "pairs"))
    }
    assert left.isdisjoint({frozenset(after[1:3]), frozenset((after[0], before[0]))})


def test_a_pair_is_found_although_its_widest_block_has_too_many_names(embedded_bundled: Store, tmp_path: Path) -> None:
    pair = ("常州天合光能科技有限公司", "常州天合光能科计有限公司")
    others = [f"常州天合光能{chr(0x4E00 + n)}{chr(0x5E00 + n)}有限公司" for n in range(MAX_BLOCK_NAMES)]
    given = given_by(
        embedded_bundled, written(tmp_path / "名录.csv", [(name, "", "", "轴承") for name in (*pair, *others)])
    )
    build_companies(given, tmp_path / "out", ProcessEngine(), silent)
    found = {(row["left_name"], row["right_name"]) for row in read_rows(part_files(tmp_path / "out" / "pairs"))}
    assert tuple(sorted(pair)) in {tuple(sorted(names)) for names in found}


def test_a_clearing_that_was_killed_leaves_no_run(
    embedded_bundled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(1, 50)))
    out = tmp_path / "out"
    whole = build_companies(given, out, ProcessEngine(), silent)
    with monkeypatch.context() as killed:
        killed.setattr(shutil, "rmtree", stop)
        with pytest.raises(StoppedError):
            build_companies(given, out, ProcessEngine(), silent, replace=True)
    shutil.rmtree(out / "holdings")
    assert build_companies(given, out, ProcessEngine(), silent) == whole
    assert len(part_files(out / "holdings")) == len(part_files(out / "rows"))


def stop(*_: object, **__: object) -> None:
    raise StoppedError


def test_a_file_that_is_named_twice_counts_once(embedded_bundled: Store, tmp_path: Path) -> None:
    file = written(tmp_path / "名录.csv", company_rows(1, 50))
    assert [one.label for one in input_files([tmp_path, file, file], tmp_path / "out")] == ["名录.csv"]


def test_of_several_districts_none_parts_a_pair(embedded_bundled: Store, tmp_path: Path) -> None:
    one, other = "宏大精密机械有限公司", "宏达精密机械有限公司"
    rows = [(one, "", "常州市武进区", "轴承"), (one, "", "无锡市滨湖区", "轴承"), (other, "", "无锡市滨湖区", "轴承")]
    for name, ordered in (("a", rows), ("b", [rows[1], rows[0], rows[2]])):
        given = given_by(embedded_bundled, written(tmp_path / f"{name}.csv", ordered))
        build_companies(given, tmp_path / name, ProcessEngine(), silent)
        pairs = list(read_rows(part_files(tmp_path / name / "pairs")))
        assert [{pair["left_name"], pair["right_name"]} for pair in pairs] == [{one, other}]


def test_bytes_are_read_as_texts(tmp_path: Path) -> None:
    table = pa.table({"企业名称": pa.array(["常州甲乙有限公司".encode()], pa.binary()), "多": [[1, 2]]})
    pq.write_table(table, tmp_path / "a.parquet")
    tables = first_tables(input_files([tmp_path / "a.parquet"], tmp_path / "out"))[1]
    assert dict(tables[0].rows[0].cells)["企业名称"] == "常州甲乙有限公司"
    wrong = pa.table({"企业名称": pa.array(["常州".encode("gb18030")], pa.binary())})
    pq.write_table(wrong, tmp_path / "b.parquet")
    with pytest.raises(LiantuError, match="file_unreadable"):
        first_tables(input_files([tmp_path / "b.parquet"], tmp_path / "out"))


def test_two_runs_do_not_write_one_folder(embedded_bundled: Store, tmp_path: Path) -> None:
    given = given_by(embedded_bundled, written(tmp_path / "名录.csv", company_rows(1, 50)))
    out = tmp_path / "out"

    def second(stage: str, made: int, parts: int) -> None:
        with pytest.raises(LiantuError, match="companies_busy"):
            build_companies(given, out, ProcessEngine(), silent)

    build_companies(given, out, ProcessEngine(), second)
    assert build_companies(given, out, ProcessEngine(), silent).rows


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("常州天合光能科技有限公司", "天合光能科技股份有限公司"),  # region and form
        ("江苏恒立液压有限公司", "江苏恒力液压有限公司"),  # sound
        ("常州宏大精密机械有限公司", "常州宏达精密机械有限公司"),  # one character of the first half
        ("常州强力电子新材料有限公司", "常州强力电子新村料有限公司"),  # one behind the beginning
        ("天合光能", "天合光能科技股份有限公司"),  # a beginning
    ],
)
def test_names_that_may_be_one_share_a_block(left: str, right: str) -> None:
    assert set(block_keys(left)) & set(block_keys(right))
