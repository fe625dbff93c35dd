"""Papers as tests read them: their texts, and their pages as an office shows them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pypdfium2

from graph.model.schema_file import default_schema
from loaders.dataset.folder import bundled, read_dataset

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
TEXT = re.compile(r"<(?:w|a):t(?: [^>]*)?>([^<]*)</(?:w|a):t>")
METHOD_WORDS = (
    "贪心", "权重", "入选率", "覆盖下限", "覆盖上限", "得分", "分量", "边际", "赫芬达尔", "模板", "陈述", "数据集",
    "区间", "阈值", "比值", "起讫", "概率", "假如",
)  # fmt: skip


def paper_texts(file: bytes) -> str:
    """Return what a reader can see, a line a run, and what a screen reader says of pictures."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if re.match(r"(word|ppt)/.*\.xml$", name)]
    shown = [part for part in parts if "<w:styles" not in part[:400]]
    return "\n".join(
        [*(text for part in shown for text in TEXT.findall(part)), *re.findall(r'descr="([^"]*)"', "".join(shown))]
    )


def page_counts(files: Iterable[Path], folder: Path) -> dict[str, int]:
    """Return the number of pages of each file in LibreOffice."""
    command = [str(OFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=300)
    return {pdf.stem: len(pypdfium2.PdfDocument(pdf)) for pdf in folder.glob("*.pdf")}


@cache
def bundled_ids() -> set[str]:
    """Every id of the bundled datasets that no word of Chinese or English can be."""
    records = [read_dataset(path) for path in bundled().values()]
    found = {node.id for record in records for node in record.nodes} | {e.id for r in records for e in r.edges}
    return {id_ for id_ in found if re.search(r"[-/>]", id_)}


def assert_plain(text: str, name: str) -> None:
    """A text to hand in has no id, type, address, file, word of the method or figure of more digits than it can bear."""
    types = set(default_schema().edges) - {"ABOUT"}
    assert len(bundled_ids()) > 1000
    tokens = set(re.findall(r"[\w./>-]+", text, re.ASCII))
    assert not tokens & bundled_ids(), name
    assert not tokens & types, name
    assert not re.search(r"https?:|www\.|\.(xlsx|csv|ya?ml|html?|cypher)\b", text), name
    assert [word for word in METHOD_WORDS if word in text] == [], name
    assert not re.search(r"\d\.\d{3,}|\b0\.\d{2,}", text), name
