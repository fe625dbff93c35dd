"""The template of a list as a workbook: an empty sheet to fill in, and a sheet that says how."""

from __future__ import annotations

from loaders.lists.list_template import CHAIN_TEMPLATE, TemplateColumn, list_templates
from loaders.lists.list_type import list_types
from ui.exports.xlsx import Worksheet, workbook
from ui.text import Words

TEMPLATE_WIDTH, MEANING_WIDTH = 22, 90  # characters


def template_title(name: str, words: Words) -> str:
    """Return what a template is of."""
    if name == CHAIN_TEMPLATE:
        return words("template.chain")
    return str(getattr(list_types()[name], words.language))


def list_template(name: str, words: Words) -> bytes:
    """Return the workbook of a template. Its sheet is named in Chinese, by which the list's kind is told."""
    columns = list_templates()[name]
    title = words("template.chain") if name == CHAIN_TEMPLATE else list_types()[name].zh
    head = [(column.heading, TEMPLATE_WIDTH) for column in columns]
    # One cell a line: with the headings in cells of their own the sheet would be read as a list itself.
    notes = [[_note(column, words)] for column in columns]
    how = words("template.how")
    return workbook(title, [Worksheet(title, head, []), Worksheet(how, [(how, MEANING_WIDTH)], notes)], words)


def _note(column: TemplateColumn, words: Words) -> str:
    meaning = words("titled", title=column.heading, text=column.meaning)
    return words("template.example", meaning=meaning, example=column.example) if column.example else meaning
