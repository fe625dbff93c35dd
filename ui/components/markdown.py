"""Texts of the data inside Streamlit's Markdown."""

from __future__ import annotations

import re

MARKDOWN_CHARACTERS = re.compile(r"([\\`*_{}\[\]()<>#+.!|~$:&-])")
# Streamlit replaces some texts after the Markdown was parsed, so a backslash does not protect them: :icons:, arrows,
# dashes, web and mail addresses. A joiner inside them does.
REPLACED_BY_STREAMLIT = re.compile(r"(?<=:)(?=[a-z/])|(?<=[<>=-])(?=[<>=-])|(?<=www)(?=\.)|(?=@)|(?<=@)", re.IGNORECASE)
WORD_JOINER = "\u2060"  # has no width


def escape_markdown(text: str) -> str:
    r"""Return a text as Markdown that shows it unchanged, in one line, without markup, links or images.

    >>> escape_markdown("*a* [b]")
    '\\*a\\* \\[b\\]'
    """
    line = " ".join(text.split())
    return MARKDOWN_CHARACTERS.sub(r"\\\1", REPLACED_BY_STREAMLIT.sub(WORD_JOINER, line))
