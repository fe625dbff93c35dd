"""Words of the field, explained where they stand: on hover, and on focus by keyboard or touch."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup, escape

from ui.text import Words
from ui.text import words as words_of

GLOSSARY = "glossary."
TERM = Markup('<abbr class="term" tabindex="0" title="{note}" data-note="{note}">{text}</abbr>')
TERM_ON_HOVER = Markup('<abbr class="term" title="{note}">{text}</abbr>')


def note_of(key: str, words: Words) -> str:
    """Return the sentence that explains a word; empty for a word without one."""
    return words.entries.get(f"{GLOSSARY}{key}", "")


def term(key: str, words: Words, text: str = "", *, focusable: bool = True) -> Markup:
    """Return a word with its explanation.

    Args:
        key: the word in Chinese, which is the key of its text: 建链, 待核实, 单点.
        words: the texts of the visit's language.
        text: what is shown; the word's own name without one.
        focusable: whether the keyboard stops at it; not in a table of many rows.
    """
    note = note_of(key, words)
    shown = text or words.entries.get(f"{GLOSSARY}name.{key}", key)
    if not note:
        return escape(shown)
    return (TERM if focusable else TERM_ON_HOVER).format(note=note, text=shown)


def with_terms(text: str, words: Words, *, focusable: bool = True) -> Markup:
    """Return a sentence in which the first of each explained word has its explanation; the sentence is escaped.

    English sentences are left alone, because their words have everyday meanings too.

    Args:
        text: the sentence.
        words: the texts of the visit's language.
        focusable: whether the keyboard stops at a word; not in a table of many rows.
    """
    pattern = _chinese_terms() if words.language == "zh" else None
    if pattern is None:
        return escape(text)
    seen: set[str] = set()
    parts: list[Markup] = []
    for part in pattern.split(text):
        is_first = part not in seen and bool(note_of(part, words))
        parts.append(term(part, words, focusable=focusable) if is_first else escape(part))
        seen.add(part)
    return Markup("").join(parts)


@cache
def _chinese_terms() -> re.Pattern[str]:
    """Return the explained words as a pattern, longer ones before those within them."""
    entries = words_of("zh").entries
    keys = [key.removeprefix(GLOSSARY) for key in entries if key.startswith(GLOSSARY)]
    terms = sorted((key for key in keys if "." not in key), key=lambda key: (-len(key), key))
    return re.compile("(" + "|".join(map(re.escape, terms)) + ")")
