"""Papers as tests read them: their texts, and their pages as an office shows them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pypdfium2

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
TEXT = re.compile(r"<(?:w|a):t(?: [^>]*)?>([^<]*)</(?:w|a):t>")


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
