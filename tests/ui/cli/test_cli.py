from __future__ import annotations

import csv
import inspect
import io
import json
import logging
import re
import shlex
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
import openpyxl
import pytest

from tests.support.command_line import Run
from tests.support.small_datasets import TABLES, folder
from tests.support.stores import Server, exported
from ui import settings
from ui.cli.app import build_app
from ui.cli.command import Command
from ui.text import words


def all_commands(group: click.Group) -> dict[str, Command]:
    """Every command that lists show, by what is typed."""
    found: dict[str, Command] = {}
    for command in group.commands.values():
        if isinstance(command, click.Group):
            found |= all_commands(command)
        elif isinstance(command, Command) and not command.hidden:
            found[command.key] = command
    return found


COMMANDS = all_commands(build_app())


def test_the_commands_are_these() -> None:
    assert sorted(COMMANDS) == [
        "account add",
        "account disable",
        "account enable",
        "account group",
        "account list",
        "account password",
        "account role",
        "ask",
        "atlas",
        "audit show",
        "audit verify",
        "backup",
        "beside",
        "brief",
        "chains",
        "check",
        "companies",
        "compare",
        "cypher",
        "dedupe decide",
        "dedupe explain",
        "dedupe list",
        "district",
        "doctor",
        "explain",
        "export",
        "fact add",
        "follow list",
        "follow load",
        "follow mark",
        "gaps",
        "history",
        "import",
        "load",
        "map",
        "mcp",
        "needs",
        "new-chain",
        "new-dataset",
        "new-region",
        "peers",
        "plan-check",
        "queries",
        "query",
        "questions",
        "read",
        "restore",
        "routes",
        "search",
        "serve",
        "start",
        "status",
        "stop",
        "stress",
        "targets",
        "template",
        "undo",
        "unload",
        "update",
        "visit load",
        "visit sheets",
        "whatif",
    ]


def test_old_names_are_hidden_and_do_the_same() -> None:
    aliases = {name: command for name, command in build_app().commands.items() if command.hidden}
    assert set(aliases) == {"doubts", "decide", "why-same", "unknowns", "wording", "add"}
    for command in aliases.values():
        assert isinstance(command, Command)
        new = COMMANDS[command.key]
        assert (command.target, [p.opts for p in command.params]) == (new.target, [p.opts for p in new.params])


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_s_function_takes_what_is_declared(name: str) -> None:
    command = COMMANDS[name]
    bundled = {option.name for bundle in command.bundles for option in bundle.options}
    declared = {parameter.name for parameter in command.params} - bundled | {b.name for b in command.bundles}
    assert set(inspect.signature(command.function()).parameters) == declared


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", [*COMMANDS, "doubts", "why-same"])
def test_every_command_has_help_with_an_example(run: Run, name: str, language: str) -> None:
    status, out, _ = run(*name.split(), "--help", LIANTU_LANG=language)
    assert status == 0
    said = {"doubts": "dedupe list", "why-same": "dedupe explain"}.get(name, name)
    heading, examples = re.split(r"\n(例|Examples):\n", out)[1:]
    assert heading == {"zh": "例", "en": "Examples"}[language]
    assert all(line.startswith(f"  liantu {said}") for line in examples.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_can_be_parsed(name: str) -> None:
    for language in ("zh", "en"):
        for line in words(language)(f"command.{name}.example").splitlines():
            arguments = shlex.split(line)[1 + len(name.split()) :]
            COMMANDS[name].make_context(name, arguments)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_texts_parameters_and_examples(name: str) -> None:
    page = (Path(__file__).parents[3] / "docs" / "cli.md").read_text("utf-8")
    parts = re.split(r"^##", page, flags=re.MULTILINE)
    sections = dict(part.removeprefix("# liantu ").split("\n", 1) for part in parts if part.startswith("# liantu "))
    assert set(sections) == set(COMMANDS)
    for language in ("zh", "en"):
        assert words(language)(f"command.{name}.about") in sections[name]
        assert set(words(language)(f"command.{name}.example").splitlines()) <= set(sections[name].splitlines())
    rows = [line for line in sections[name].splitlines() if line.startswith("| `")]
    assert len(rows) == len(COMMANDS[name].params)
    for parameter, row in zip(COMMANDS[name].params, rows, strict=True):
        assert isinstance(parameter, click.Argument) or all(option in row for option in parameter.opts)


def test_english_help_is_english(run: Run) -> None:
    status, out, _ = run("load", "--help", LIANTU_LANG="en")
    assert status == 0
    assert not re.search("[\u4e00-\u9fff]", out)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_names_every_environment_variable_that_is_read(run: Run, language: str) -> None:
    read = set(re.findall(r'"((?:LIANTU|NEO4J)_\w+)"', Path(settings.__file__).read_text("utf-8")))
    out = run("--help", LIANTU_LANG=language)[1]
    assert read
    assert {name for name in read if name not in out} == set()


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version") == (0, f"liantu {version('liantu')}\n", "")


def test_verbose_shows_our_log_records_only(run: Run) -> None:
    levels = {}
    for flags in ((), ("-v",), ("-vv",)):
        assert run(*flags, "queries", "--format", "json")[0] == 0
        levels[flags] = (logging.getLogger("graph").level, logging.getLogger("neo4j").level)
    assert [level for level, _ in levels.values()] == [logging.WARNING, logging.INFO, logging.DEBUG]
    assert {driver for _, driver in levels.values()} <= {logging.NOTSET, logging.WARNING, logging.CRITICAL}


def test_chains_as_json(on: Run, server: Server) -> None:
    server.loaded()
    status, out, err = on("chains", "--format", "json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert (status, err) == (0, "")
    assert len(rows) == 11
    assert rows["pv"]["counts"] == {"强": 3, "弱": 6, "规划": 0, "缺": 1, "未知": 11}
    assert rows["pv"]["completeness"] == pytest.approx([0.343870, 0.924330], abs=1e-6)
    assert rows["pv"]["known"] == pytest.approx(0.506705, abs=1e-6)
    assert not rows["grid"]["enough"]


def test_gaps_as_json_have_the_documented_fields(on: Run, server: Server) -> None:
    server.loaded()
    status, out, _ = on("gaps", "--format", "json")
    rows = json.loads(out)
    assert status == 0
    assert len(rows) == 229
    first = rows[0]
    assert {"id", "kind", "certain", "chain", "segment", "score", "parts", "reason", "sources"} <= set(first)
    assert (first["id"], first["kind"], first["certain"]) == ("bu:pv/polysilicon", "补链", True)
    assert first["score"] == pytest.approx(0.564286, abs=1e-6)
    assert first["sources"][-1]["evidence"].startswith("http")
    assert [row["certain"] for row in rows] == sorted((row["certain"] for row in rows), reverse=True)


def test_both_engines_give_the_same_json(embedded_server: Server, neo4j_server_: Server, run: Run) -> None:
    found = []
    for server in (embedded_server, neo4j_server_):
        server.loaded()
        account = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
        found.append(
            [
                run(*command, "--store", server.url, **account)[1]
                for command in (
                    ("gaps", "--format", "json"),
                    ("gaps", "--format", "json", "--as-of", "2018"),
                    ("chains", "--format", "json"),
                    ("status", "--format", "json"),
                    ("search", "石墨烯", "--format", "json"),
                    ("query", "supporters", "--param", "entity=江南石墨烯研究院", "--format", "json"),
                )
            ]
        )
    assert found[0] == found[1]
    assert all(found[0])


def test_as_of_says_what_it_leaves_out(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    status, out, err = run("gaps", "--as-of", "2018", "--format", "json", "--store", embedded_server.url)
    assert status == 0
    assert len(json.loads(out)) == 189
    assert "29" in err
    assert "下限" in err


def test_gaps_as_a_workbook_and_as_csv(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.loaded()
    assert (
        run("gaps", "--format", "xlsx", "-o", str(tmp_path / "a" / "短板.xlsx"), "--store", embedded_server.url)[0] == 0
    )
    book = openpyxl.load_workbook(tmp_path / "a" / "短板.xlsx")
    listed = [cell.value for name in ("确认的短板", "先去问清") for cell in book[name]["A"]]
    assert sum(isinstance(value, int) for value in listed) == 229
    status, out, _ = run("gaps", "--format", "csv", "--limit", "3", "--store", embedded_server.url)
    assert status == 0
    assert len(list(csv.reader(io.StringIO(out)))) == 4


def test_a_query_takes_names_and_says_when_one_is_unclear(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    store = ("--store", embedded_server.url)
    status, out, _ = run("query", "supporters", "--param", "entity=江南石墨烯研究院", "--format", "json", *store)
    assert status == 0
    assert json.loads(out)[0]["supporter"] == "常州市"
    status, _, err = run("query", "supporters", "--param", "entity=研究院", *store)
    assert status == 2
    assert "可能是" in err
    assert run("query", "supporters", "--param", "entity=没有这个主体", *store)[0] == 2
    assert run("query", "nope", *store)[0] == 2


def test_the_console_reads_and_refuses(on: Run, server: Server) -> None:
    server.loaded()
    status, out, _ = on(
        "cypher", "MATCH (p:Park) RETURN p.name AS name ORDER BY name", "--limit", "2", "--format", "json"
    )
    assert status == 0
    assert len(json.loads(out)) == 2
    status, out, err = on("cypher", "MATCH (n) DETACH DELETE n")
    assert (status, out) == (1, "")
    assert "只读" in err


def test_a_cut_answer_says_whether_the_limit_can_be_raised(run: Run, embedded_server: Server) -> None:
    store = ("--store", embedded_server.url, "--format", "csv")
    most = settings.Settings.console_rows
    text = f"UNWIND range(1, {most + 1}) AS n RETURN n"
    for limit, raised in (("2", True), (str(most - 1), True), (str(most), False), (str(most + 1), False)):
        status, _, err = run("cypher", text, "--limit", limit, *store, LIANTU_LANG="en")
        assert status == 0
        assert ("see --limit" in err, "the most that the console gives" in err) == (raised, not raised)


def test_load_status_unload(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.empty()
    store = ("--store", embedded_server.url)
    path = folder(tmp_path, tables={**TABLES, "edges.csv": TABLES["edges.csv"] + "R9,bureau,LOVES,park-a,,,,,,,,\n"})
    status, out, err = run("load", str(path), *store)
    assert (status, out) == (0, "")
    assert "拒收 1 行" in err
    assert "edges.csv:6" in err
    status, out, _ = run("status", "--format", "json", *store)
    found = json.loads(out)[0]
    assert found["nodes"]["Park"] == 1
    assert found["edges"]["SUPPORTS"] == 1
    assert [row["dataset"] for row in found["datasets"]] == ["small"]
    assert "small（小计划）" in run("unload", "大计划", *store)[2]
    assert run("unload", "《小计划》", *store)[0] == 0
    assert run("unload", "small", *store)[0] == 1


@pytest.mark.store
def test_a_new_store_has_nothing_to_find(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("search", "石墨烯", "--format", "json", "--store", f"embedded:{tmp_path / 'new'}")
    assert (status, json.loads(out)) == (0, [])


def test_export_and_import(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.loaded()
    store = ("--store", embedded_server.url)
    assert run("export", "-o", str(tmp_path / "g.jsonl"), *store)[0] == 0
    _, out, _ = run("export", *store)
    lines, last = graph_lines(out)
    assert (lines, last["sha256"]) == (graph_lines((tmp_path / "g.jsonl").read_text("utf-8"))[0], last["sha256"])
    assert run("import", str(tmp_path / "g.jsonl"), *store)[0] == 1
    status, _, err = run("import", str(tmp_path / "g.jsonl"), "--replace", *store, LIANTU_WHO="李四")
    assert status == 0
    assert "不是签名" in err
    assert graph_lines(run("export", *store)[1])[0] == lines
    _, history, _ = run("history", "--format", "json", *store)
    assert (json.loads(history)[0]["who"], json.loads(history)[0]["file"]) == ("李四", "g.jsonl")
    assert "整个图库" in run("history", "--dataset", "chains", "--format", "csv", *store)[1].splitlines()[1]


def graph_lines(snapshot: str) -> tuple[list[str], dict[str, Any]]:
    """The lines of the graph itself, and the last one, which names who wrote it and when."""
    *lines, last = snapshot.splitlines()
    return lines, json.loads(last)


def test_a_snapshot_says_who_made_it_when_and_by_which_version(
    run: Run, embedded_server: Server, tmp_path: Path
) -> None:
    embedded_server.loaded()
    store = ("--store", embedded_server.url)
    _, out, _ = run("export", *store, LIANTU_WHO="张三")
    made = graph_lines(out)[1]["made"]
    assert (made["who"], made["product"]) == ("张三", f"liantu {version('liantu')}")
    assert datetime.fromisoformat(made["at"]).tzinfo
    (tmp_path / "g.jsonl").write_text(out, "utf-8")
    _, _, err = run("import", str(tmp_path / "g.jsonl"), "--replace", *store)
    assert f"张三 于 {made['at']}" in err


def test_a_name_that_was_changed_on_the_disk_is_found_refused_and_mended(run: Run, embedded_server: Server) -> None:
    store, address = embedded_server.loaded(), ("--store", embedded_server.url)
    before = exported(store)
    assert run("check", *address)[0] == 0
    store.write(lambda tx: tx.run("MATCH (n:Entity {id: 'reg-changzhou'}) SET n.name = '常洲市'"))
    embedded_server.bundled = False
    status, out, err = run("check", "--format", "json", *address)
    assert status == 1
    assert {row["type"] for row in json.loads(out)} == {"Region"}
    assert "changzhou-public" in err
    assert run("doctor", *address)[0] == 1
    status, _, err = run("export", *address)
    assert (status, "没有导出" in err) == (1, True)
    assert run("load", "--all", *address)[0] == 0
    assert run("check", *address)[0] == 0
    assert exported(store) == before


def test_a_new_dataset_is_ready_to_load(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.empty()
    path = tmp_path / "我的名录"
    assert run("new-dataset", str(path))[0] == 0
    assert run("new-dataset", str(path))[0] == 1
    status, _, err = run("load", str(path), "--store", embedded_server.url)
    assert status == 0
    assert err.strip().startswith("wo-de-ming-lu：只登记了数据集自己的说明")
    assert "reg-changzhou" in err
    status, _, err = run("load", str(path), "--store", embedded_server.url)
    assert err.strip().startswith("wo-de-ming-lu：没有变化")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("load",), 2),
        (("gaps", "--format", "xlsx"), 2),
        (("gaps", "--format", "pdf"), 2),
        (("chains", "--as-of", "12"), 2),
        (("nope",), 2),
        (("load", "no-such-dataset"), 1),
        (("cypher",), 2),
        (("load", "--all", "--text", "x"), 2),
        (("query", "supporters", "--param", "entity"), 2),
    ],
)
def test_wrong_use_and_failure_have_their_status(
    run: Run, embedded_server: Server, arguments: tuple[str, ...], status: int
) -> None:
    embedded_server.loaded()
    assert run(*arguments, LIANTU_STORE=embedded_server.url)[0] == status


def test_doctor(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    status, out, _ = run("doctor", "--store", embedded_server.url)
    assert status == 0
    assert "✗" not in out
    status, out, _ = run("doctor", "--store", "bolt://127.0.0.1:1")
    assert status == 1
    assert "连不上" in out


def test_english(run: Run, embedded_server: Server) -> None:
    embedded_server.loaded()
    _, _, err = run("cypher", "CREATE (n)", LIANTU_LANG="en", LIANTU_STORE=embedded_server.url)
    assert "must begin with MATCH" in err


def test_start_from_nothing(run: Run, embedded_server: Server, tmp_path: Path) -> None:
    embedded_server.empty()
    status, out, err = run("start", "--no-serve", "-o", str(tmp_path / "gaps.xlsx"), "--store", embedded_server.url)
    assert status == 0
    assert sum("个环节，完整度" in line for line in out.splitlines()) == 11
    assert "10. " in out
    assert openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    again = run("start", "--no-serve", "-o", str(tmp_path / "gaps.xlsx"), "--store", embedded_server.url)
    assert again[1] == out
    assert again[2].count("没有变化") == 4
    assert "新增 712 行资料" in err


@pytest.mark.parametrize("command", [("gaps",), ("chains",), ("questions",), ("plan-check",), ("routes", "轨道交通")])
def test_csv_says_in_its_last_column_by_which_sources_it_is(
    run: Run, embedded_server: Server, tmp_path: Path, command: tuple[str, ...]
) -> None:
    embedded_server.loaded()
    file = tmp_path / "表.csv"
    csv_ = (*command, "--format", "csv", "-o", str(file), "--store", embedded_server.url)
    assert run(*csv_, "--as-of", "2018", "--grade", "C")[0] == 0
    header, *rows = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert header[-1] == "counted_sources"
    assert {row[-1] for row in rows} == {"截至2018年 · 官方、媒体与企业（A 至 C）"}
    assert run(*csv_)[0] == 0
    assert "counted_sources" not in file.read_text("utf-8-sig")
