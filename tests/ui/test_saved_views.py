"""Views that people keep: what is refused, what is read back, and what spoilt files do."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import UsageError
from loaders.access.principal import LOCAL_USER
from tests.support.people import LI_SI, ZHANG_SAN
from ui.saved_views import MAX_VIEW_NAME, MAX_VIEWS, find_view, remove_view, save_view, saved_views

STATE = {"at": ["park-a"], "pin": ["1,2,park-a", "3,4,inst-b"]}


def test_a_view_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    view = save_view(tmp_path, "  甲园 与 <乙> ", STATE, ZHANG_SAN)
    assert find_view(tmp_path, view.id) == view
    assert (view.name, view.who, view.state) == ("甲园 与 <乙>", "张三", STATE)
    save_view(tmp_path, "甲园 与 <乙>", STATE, LI_SI)
    assert len(saved_views(tmp_path)) == 1
    remove_view(tmp_path, view.id, LOCAL_USER)
    assert saved_views(tmp_path) == []


def test_a_view_that_cannot_be_written_leaves_the_one_that_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = save_view(tmp_path, "甲", STATE, ZHANG_SAN)

    def full(self: Path, target: Path) -> Path:
        raise OSError("no space")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="no space"):
        save_view(tmp_path, "甲", STATE, LI_SI)
    assert find_view(tmp_path, view.id).who == "张三"
    assert [path.name for path in tmp_path.iterdir()] == [f"{view.id}.json"]


@pytest.mark.parametrize("name", ["", "   ", "长" * (MAX_VIEW_NAME + 1)])
def test_a_name_that_a_list_cannot_show_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="view_name"):
        save_view(tmp_path, name, STATE, LOCAL_USER)


def test_too_large_and_too_many_views_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="view_large"):
        save_view(tmp_path, "大", {"open": ["x" * 20_000]}, LOCAL_USER)
    for place in range(MAX_VIEWS):
        (tmp_path / f"{place:08x}.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match="view_count"):
        save_view(tmp_path, "多", STATE, LOCAL_USER)


@pytest.mark.parametrize("view_id", ["../../etc/passwd", "", "zz", "0" * 8])
def test_an_id_that_names_no_view_is_told(tmp_path: Path, view_id: str) -> None:
    with pytest.raises(UsageError, match="view_unknown"):
        find_view(tmp_path, view_id)


@pytest.mark.parametrize("text", ["", "[]", '{"name": 1}', '{"name": "a", "state": [], "who": "", "saved": ""}'])
def test_a_spoilt_file_is_passed_over(tmp_path: Path, text: str) -> None:
    (tmp_path / "00000000.json").write_text(text, "utf-8")
    assert saved_views(tmp_path) == []
