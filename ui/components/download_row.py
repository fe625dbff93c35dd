"""Download buttons side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from loaders.access.permission import Permission
from loaders.access.principal import Principal
from ui.components.session_key import SessionKey
from ui.components.visitor import visitor
from ui.exports.xlsx import XLSX_MIME
from ui.settings import Settings

MIME_TYPES = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "graphml": "application/xml",
    "html": "text/html",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": XLSX_MIME,
    "yaml": "text/yaml",
}


@dataclass(frozen=True)
class Download:
    """A file to take away; ``content`` is called only when the button is pressed."""

    label: str
    file_name: str
    content: Callable[[], bytes]


def _audited(download: Download, principal: Principal) -> Callable[[], bytes]:
    """Return the content of a file, whose taking away is kept in the audit log."""

    def content() -> bytes:
        with principal.acting(Permission.EXPORT, download.file_name):
            return download.content()

    return content


def download_row(downloads: Sequence[Download], widths: Sequence[float]) -> None:
    """Show a button for each file.

    Args:
        downloads: the files; the suffix of the name decides the type.
        widths: the relative widths of the columns; the buttons take the last ones, so that a first one may be empty.
    """
    columns = st.columns(widths, vertical_alignment="bottom")
    for column, download in zip(columns[len(columns) - len(downloads) :], downloads, strict=True):
        with column:
            download_button(download, width="stretch")


def download_button(download: Download, *, width: str = "content", key: str = "") -> None:
    """Show the button of one file; pressing it does not run the page again. ``key`` tells equal labels apart."""
    st.download_button(
        download.label,
        _audited(download, visitor(Settings.from_env())),
        download.file_name,
        MIME_TYPES[download.file_name.rsplit(".", 1)[-1]],
        key=SessionKey.DOWNLOAD.of(download.label, *filter(None, [key])),
        on_click="ignore",
        width="stretch" if width == "stretch" else "content",
    )
