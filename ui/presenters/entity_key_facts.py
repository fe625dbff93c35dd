"""The key facts below an entity's name: other names, figures, honours, a remark."""

from __future__ import annotations

from queries.entity import EntityFacts, sources_disagree
from queries.rows.quality import ObservationsRow
from ui.text import Words

MAX_FIGURES = 5  # what one line of an office screen holds
MAX_FACT_CHARACTERS = 60  # a longer remark is in the folded table


def entity_key_facts(facts: EntityFacts, words: Words) -> list[tuple[str, str]]:
    """Return captions and values; a figure that sources disagree on says so."""
    key_facts = [(words("entity.property.aliases"), facts.effective("aliases"))]
    for measure, rows in facts.observations[:MAX_FIGURES]:
        caption = words(f"measure.{measure}") if words.has(f"measure.{measure}") else measure
        key_facts.append((caption, _figure(rows, words)))
    key_facts.append((words("entity.property.note"), facts.effective("note")))
    return [(caption, _short(value)) for caption, value in key_facts if value]


def _figure(rows: tuple[ObservationsRow, ...], words: Words) -> str:
    latest = max(rows, key=lambda row: (row.support == "established", row.year or 0))
    value = " – ".join(part for part in (latest.value, latest.value_max) if part) + (latest.unit or "")
    text = value or latest.text or ""
    when = latest.period or latest.as_of or ""
    remarks = [when if when != text else "", words("entity.conflict") if sources_disagree(rows) else ""]
    remarks += [words("support.lead")] if latest.support != "established" else []
    remark = words.join([part for part in remarks if part])
    return words("entity.figure", value=text, remark=remark) if text and remark else text


def _short(text: str) -> str:
    return text if len(text) <= MAX_FACT_CHARACTERS else text[: MAX_FACT_CHARACTERS - 1] + "…"
