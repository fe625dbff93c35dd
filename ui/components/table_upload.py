"""The field for a spreadsheet: any file is taken, and one that is no table is answered with the way it can go."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup
from streamlit.runtime.uploaded_file_manager import UploadedFile

from loaders.documents.read import DOCUMENT_SUFFIXES
from loaders.sources.workbook import WORKBOOK_SUFFIXES
from ui.components.links import Links
from ui.components.markdown import escape_markdown
from ui.text import Words, cut_text

WAY = Markup("<p>{}</p>")


def table_upload(
    words: Words, links: Links, label: str, key: str, *, label_hidden: bool = False
) -> UploadedFile | None:
    """Show the field, and return the file if it may be a table.

    Streamlit itself would refuse another kind with a mark only, and its sentence in a tooltip.
    """
    upload = st.file_uploader(label, key=key, label_visibility="collapsed" if label_hidden else "visible")
    if upload is None or suffix_of(upload.name) in WORKBOOK_SUFFIXES:
        return upload
    st.warning(escape_markdown(words("upload.no_table", name=cut_text(upload.name))))
    if suffix_of(upload.name) in DOCUMENT_SUFFIXES:
        document_way(words, links)
    return None


def document_way(words: Words, links: Links) -> None:
    """Show the way of a file that is a text: a plan, a report, a scan."""
    st.html(WAY.format(links.anchor("read", words("upload.read_instead"), "go")))


def suffix_of(name: str) -> str:
    """Return what a file's name ends with.

    >>> suffix_of("2019年计划.DOCX"), suffix_of("名单")
    ('docx', '')
    """
    _, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot else ""
