"""The entities that two versions of a dataset tell differently."""

from __future__ import annotations

from pathlib import Path

from graph.model.records import Evidence
from loaders.dataset.folder import read_dataset
from loaders.history.entity_change import CITATIONS, changed_entities
from loaders.records import RecordSet
from tests.support.small_datasets import TABLES, folder


def records(home: Path, **replaced: tuple[str, str]) -> RecordSet:
    tables = {name: text.replace(*replaced.get(name.partition(".")[0], ("", ""))) for name, text in TABLES.items()}
    return read_dataset(folder(home, tables=tables))


def test_equal_versions_change_nothing(tmp_path: Path) -> None:
    assert changed_entities(records(tmp_path), records(tmp_path)) == {}


def test_a_row_that_says_something_else_changes_its_entity(tmp_path: Path) -> None:
    later = records(tmp_path, entities=("Park,甲园", "Park,甲园区"))
    assert changed_entities(records(tmp_path), later) == {"park-a": False}


def test_an_entity_that_the_dataset_did_not_name_is_new_and_one_it_names_no_longer_is_left_out(tmp_path: Path) -> None:
    later = records(
        tmp_path, entities=("ent-c,Enterprise,丙公司,,,\n", "ent-c,Enterprise,丙公司,,,\nent-d,Enterprise,丁公司,,,\n")
    )
    assert changed_entities(records(tmp_path), later) == {"ent-d": True}
    assert changed_entities(later, records(tmp_path)) == {}


def test_a_statement_changes_both_of_its_ends_after_what_rows_describe(tmp_path: Path) -> None:
    later = records(tmp_path, edges=("R2,park-a,ATTRACTS,inst-b,,,aspired", "R2,park-a,ATTRACTS,inst-b,,,planned"))
    assert changed_entities(records(tmp_path), later) == {"park-a": False, "inst-b": False}


def test_another_citation_changes_nobody(tmp_path: Path) -> None:
    later = records(tmp_path, edges=("https://example.com/a", "https://example.com/z"))
    assert changed_entities(records(tmp_path), later) == {}


def test_citations_are_properties_of_the_evidence() -> None:
    texts = {name: "-" for name in Evidence.__dataclass_fields__ if name != "year"}
    assert Evidence(**texts, year=1).props().keys() - {"as_of", "year"} == CITATIONS
