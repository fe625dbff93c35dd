from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.schema_file import default_schema
from loaders.dataset.folder import read_dataset
from loaders.dataset.skeleton import write_skeleton
from loaders.dataset.tables import TABLE_FORMATS
from loaders.errors import LoadError


def test_a_new_folder_loads_as_it_is(tmp_path: Path) -> None:
    write_skeleton(tmp_path / "new")
    records = read_dataset(tmp_path / "new")
    assert (records.dataset.id, records.nodes, records.refused) == ("new", (), ())


def test_the_template_s_columns_are_columns_of_the_table() -> None:
    for table in TABLE_FORMATS:
        assert set(table.template_columns.split()) <= table.columns(default_schema())


def test_the_template_names_every_table_label_and_role(tmp_path: Path) -> None:
    write_skeleton(tmp_path / "new")
    text = (tmp_path / "new" / "dataset.yaml").read_text("utf-8")
    assert all(table.file in text for table in TABLE_FORMATS if table.template_columns)
    assert "Park Platform Institute University Enterprise Alliance Carrier ServiceOrg Authority Chain" in text
    assert "production|research|platform|project|talent|service" in text
    assert "Stub" not in text


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    with pytest.raises(LoadError, match="folder_not_empty"):
        write_skeleton(tmp_path)
