"""The source of a statement, in words."""

from __future__ import annotations

from ui.text import Words


def source_text(
    words: Words,
    *,
    publisher_kind: str | None,
    title: str | None,
    evidence: str | None,
    section: str | None = None,
    char_start: int | None = None,
    char_end: int | None = None,
) -> str:
    """Write section and offsets in a document, or the kind of publisher, title and address."""
    if char_start is not None:
        return words("page.offsets", section=section, start=char_start, end=char_end)
    kind = f"[{words('publisher.' + publisher_kind)}]" if publisher_kind else ""
    return " ".join(part for part in (kind, title, evidence) if part)
