"""Everything that reads what a stranger may hand over: by name, with a sound input, and what it does with one."""

from __future__ import annotations

import asyncio
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from graph.analysis.method import read_method
from graph.model.errors import LiantuError
from graph.model.schema_file import default_schema
from graph.store.backup.archive import FILES, GRAPH, LOG, open_archive
from graph.store.backup.checksum import CHECKSUM_BYTES, write_checksum
from graph.store.backup.log_lines import LogReader
from graph.store.readonly import ensure_read_only
from graph.store.snapshot_format import SnapshotReader
from loaders.access.audit import AuditEntry, AuditLog
from loaders.dataset.folder import read_dataset
from loaders.documents.parse import parse_document
from loaders.lists.detect import guess_mapping, tables_of
from loaders.lists.mapping import parse_list_mapping
from loaders.lists.transform import ListTransform
from loaders.regions.district_shapes import read_district_shapes
from loaders.sources.workbook import parse_sheets
from queries.asking.grammar import default_grammar
from tests.support.documents import PdfSheet, PdfText, docx_of, ofd_of, ofd_text, paragraph, pdf_of
from tests.support.small_datasets import TABLES, folder
from tests.support.workbooks import book, ods, ods_row
from ui.access.accounts import AccountFile
from ui.exports.docx_template import paper_document
from ui.exports.pptx_template import SlideDeck
from ui.pages.registry import DEFAULT_PAGE, PAGES
from ui.server.guard import RequestGuard
from ui.server.page_files import PageFiles
from ui.server.routes import route_of
from ui.server.sign_in import _own_path
from ui.server.suggestions import Suggestions
from ui.text import words

DATA = Path(__file__).parents[2]
ROWS = [
    ["企业名称", "所在区", "主要产品"],
    ["常州甲光有限公司", "武进区", "电池片、组件"],
    ["乙厂", "新北区", "碳纤维"],
]
CSV = "\n".join(",".join(row) for row in ROWS).encode()
MAX_STATUS = 500


@dataclass(frozen=True)
class HostileReader:
    """A reader of what a stranger hands over.

    Attributes:
        read: takes the bytes; raises LiantuError for what it refuses, and nothing else.
        seed: a sound input, which mutations begin with.
    """

    read: Callable[[bytes], object]
    seed: Callable[[], bytes]


def told(reader: HostileReader, raw: bytes) -> str:
    """Return the sentence with which an input is refused; "" when it is taken. Any other fault is the test's."""
    try:
        reader.read(raw)
    except LiantuError as problem:
        return words("zh").error(problem)
    return ""


def _in_file(name: str, read: Callable[[Path], object]) -> Callable[[bytes], object]:
    def read_bytes(raw: bytes) -> object:
        with tempfile.TemporaryDirectory() as home:
            file = Path(home) / name
            file.write_bytes(raw)
            return read(file)

    return read_bytes


def _list(name: str, raw: bytes) -> object:
    """Read a list as the page does, up to the records that would be loaded."""
    guess = guess_mapping(tables_of(parse_sheets(raw, name)), "list", "某局", "reg-changzhou")
    return ListTransform(guess.tables, guess.mapping).records()


def _mapping(raw: bytes) -> object:
    """Read a mapping, and the list by it."""
    mapping = parse_list_mapping(raw, "map.yaml")
    return ListTransform(tables_of(parse_sheets(CSV, "list.csv"), mapping.layout), mapping).records()


def _dataset(name: str, raw: bytes) -> object:
    with tempfile.TemporaryDirectory() as home:
        path = folder(Path(home))
        (path / name).write_bytes(raw)
        return read_dataset(path)


def _snapshot(raw: bytes) -> object:
    """Read a snapshot; its sum is made right, so that what is within is looked at."""
    body = raw.rpartition(b'{"end"')[0] or raw
    count = max(body.count(b"\n") - 1, 0)
    end = f'{{"end":{count},"sha256":"{sha256(body).hexdigest()}"}}\n'.encode()
    reader = SnapshotReader(schema=default_schema(), file="graph.jsonl")
    reader.read(_lines(body + end))
    return reader.report()


def _lines(raw: bytes) -> io.StringIO:
    """Return the lines of a text; whoever opens the file tells of bytes that are none."""
    try:
        return io.StringIO(raw.decode("utf-8", "surrogatepass"), newline="\n")
    except UnicodeDecodeError as problem:
        raise LiantuError("file_encoding", file="a.jsonl", tried=["UTF-8"]) from problem


def _log(raw: bytes) -> object:
    reader = LogReader(file="log.jsonl")
    reader.read(_lines(raw))
    return reader.rows


def _backup(file: Path) -> object:
    """Read a backup whose checksum is right, whatever is within: who writes a bad one can sum it too."""
    if file.stat().st_size >= CHECKSUM_BYTES:
        write_checksum(file)
    with open_archive(file) as archive:
        with archive.text(GRAPH) as lines:
            SnapshotReader(schema=default_schema(), file="backup.zip").read(lines)
        with archive.text(LOG) as lines:
            LogReader(file="backup.zip").read(lines)
        return [archive.read(name) for name in archive.files("accounts")]


def _template(kind: str, file: Path) -> object:
    if kind == "pptx":
        return SlideDeck("题", "链图", file)
    with paper_document("题", words("zh"), file) as doc:
        doc.add_paragraph("正文")
    return doc


def _link(raw: bytes) -> object:
    """Send an address through what stands before the pages: whatever it says, an answer and no fault."""
    path, _, query = raw.decode("utf-8", "replace").partition("?")
    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/{path}",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept", b"text/html"), (b"cookie", raw[:200])],
    }
    route_of(scope, PAGES)
    assert _own_path(query).startswith("/") and not _own_path(query).startswith(("//", "/\\"))
    status = _sent(scope)
    assert status < MAX_STATUS, (path, query, status)
    return status


async def _nothing_behind(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _sent(scope: Mapping[str, Any]) -> int:
    app = PageFiles(_nothing_behind, PAGES, DEFAULT_PAGE, "zh")
    app = RequestGuard(Suggestions(app, lambda typed, language, region: (), "zh"), ["localhost"], False)  # type: ignore[assignment]
    messages: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        messages.append(message)

    with ThreadPoolExecutor(1) as own_thread:  # a browser of other tests may run a loop in this one
        own_thread.submit(asyncio.run, app(dict(scope), receive, send)).result()  # type: ignore[arg-type]
    for name, value in messages[0]["headers"]:
        assert b"\n" not in value and b"\r" not in value, (name, value)
    return int(messages[0]["status"])


@cache
def _backup_seed() -> bytes:
    from graph.store.backup.archive import BackupManifest, new_archive
    from graph.store.snapshot_format import SnapshotOrigin

    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "backup.zip"
        made = SnapshotOrigin(who="张三", at="2026-03-01T02:00:00+00:00", product="liantu 0.1.0")
        with new_archive(file) as archive:
            for name, content in ((GRAPH, _snapshot_seed()), (LOG, _log_seed()), (f"{FILES}accounts", ACCOUNTS)):
                archive.add(name, content)
            archive.finish(BackupManifest(schema=4, made=made, records=1, events=1, versions=0))
        return file.read_bytes()


@cache
def _snapshot_seed() -> bytes:
    return (DATA / "graph" / "store" / "data" / "schema-3" / "snapshot.jsonl").read_bytes()


@cache
def _log_seed() -> bytes:
    header = f'{{"format":"liantu-log","schema":{default_schema().version},"version":1,"writer":""}}\n'.encode()
    event = b'{"label":"LoadEvent","node":"L1","props":{"id":"L1","sequence":1,"dataset":"a"}}\n'
    end = f'{{"end":1,"sha256":"{sha256(header + event).hexdigest()}"}}\n'.encode()
    return header + event + end


def _audit_seed() -> bytes:
    with tempfile.TemporaryDirectory() as home:
        log = AuditLog(Path(home) / "audit.jsonl")
        for outcome in ("done", "failed"):
            log.append(
                AuditEntry(who="张三", role="steward", via="page", action="load", subject="名单", outcome=outcome)
            )
        return log.path.read_bytes()


def _empty_office(kind: str) -> bytes:
    from docx import Document
    from pptx import Presentation

    out = io.BytesIO()
    (Document() if kind == "docx" else Presentation()).save(out)
    return out.getvalue()


def _mapping_seed() -> bytes:
    return (
        guess_mapping(tables_of(parse_sheets(CSV, "list.csv")), "list", "某局", "reg-changzhou").mapping.text().encode()
    )


def _spreadsheet_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("名单/甲.csv", CSV)
    return out.getvalue()


ACCOUNTS = "accounts:\n- id: zhangsan\n  name: 张三\n  role: editor\n  password: $argon2id$x\ngroups: {科技局: viewer}\n".encode()
METHOD = b"critical_share: 0.4\nlevels: {yes: 1}\n"
QUESTIONS = "words: {relation: {'': [罩着]}}\nsynonyms: {老铁: 轨道交通}\n".encode()
SHAPES = (
    '{"type":"FeatureCollection","source":"测","审图号":"苏S(2024)12号","features":[{"type":"Feature","properties":'
    '{"name":"武进区"},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}'
).encode()
PDF_TEXT = [
    PdfSheet([PdfText(72, 72, "一、支持甲园建设。"), PdfText(72, 100, "二、争取乙院落户。")], [(70, 60, 300, 60)])
]
TABLE = (
    "<table><tr><th>企业名称</th><th>所在区</th></tr><tr><td rowspan=2>甲公司</td><td>武进区</td></tr></table>".encode()
)
READERS: Mapping[str, HostileReader] = {
    "list.xlsx": HostileReader(partial(_list, "a.xlsx"), lambda: book(ROWS)),
    "list.xls": HostileReader(partial(_list, "a.xls"), lambda: (DATA / "loaders" / "sources" / "old.xls").read_bytes()),
    "list.ods": HostileReader(partial(_list, "a.ods"), lambda: ods("".join(ods_row(*row) for row in ROWS))),
    "list.csv": HostileReader(partial(_list, "a.csv"), lambda: CSV),
    "list.html": HostileReader(partial(_list, "a.html"), lambda: TABLE),
    "list.zip": HostileReader(partial(_list, "a.zip"), _spreadsheet_zip),
    "document.docx": HostileReader(
        lambda raw: parse_document(raw, "a.docx"), lambda: docx_of(paragraph("一、支持甲园建设。") * 3)
    ),
    "document.pdf": HostileReader(lambda raw: parse_document(raw, "a.pdf"), lambda: pdf_of(PDF_TEXT)),
    "document.ofd": HostileReader(
        lambda raw: parse_document(raw, "a.ofd"), lambda: ofd_of([ofd_text(20, 20, "一、支持甲园建设。")])
    ),
    "document.html": HostileReader(lambda raw: parse_document(raw, "a.html"), lambda: b"<html><p>\xe4\xb8\x80" + TABLE),
    "document.txt": HostileReader(lambda raw: parse_document(raw, "a.txt"), lambda: "一、支持甲园建设。\n".encode()),
    "mapping.yaml": HostileReader(_mapping, _mapping_seed),
    "dataset.yaml": HostileReader(
        partial(_dataset, "dataset.yaml"),
        lambda: b"id: small\ntitle: t\npublisher: p\nlicence: l\ndate: '2020-01-01'\nregion: reg-x\n",
    ),
    "entities.csv": HostileReader(partial(_dataset, "entities.csv"), TABLES["entities.csv"].encode),
    "edges.csv": HostileReader(partial(_dataset, "edges.csv"), TABLES["edges.csv"].encode),
    "snapshot.jsonl": HostileReader(_snapshot, _snapshot_seed),
    "log.jsonl": HostileReader(_log, _log_seed),
    "backup.zip": HostileReader(_in_file("backup.zip", _backup), _backup_seed),
    "shapes.json": HostileReader(
        _in_file("a.json", lambda file: read_district_shapes(file, ["武进区"])), lambda: SHAPES
    ),
    "method.yaml": HostileReader(_in_file("a.yaml", read_method), lambda: METHOD),
    "questions.yaml": HostileReader(_in_file("a.yaml", default_grammar), lambda: QUESTIONS),
    "template.docx": HostileReader(_in_file("a.docx", partial(_template, "docx")), partial(_empty_office, "docx")),
    "template.pptx": HostileReader(_in_file("a.pptx", partial(_template, "pptx")), partial(_empty_office, "pptx")),
    "accounts.yaml": HostileReader(_in_file("a.yaml", lambda file: AccountFile(file).read()), lambda: ACCOUNTS),
    "audit.jsonl": HostileReader(_in_file("a.jsonl", lambda file: AuditLog(file).verify()), _audit_seed),
    "statement": HostileReader(
        lambda raw: ensure_read_only(raw.decode("utf-8", "surrogateescape")),
        lambda: "MATCH (n:Entity {name: '甲'})-[r]->(m) WHERE n.id =~ 'a.*' RETURN count(m) LIMIT 5".encode(),
    ),
    "link": HostileReader(_link, lambda: "gaps?chain=pv&lang=zh&q=张三".encode()),
}
"""By name: what is read, and how it comes."""
