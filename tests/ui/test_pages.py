"""Each page by Streamlit's own test harness: what it says, its state in the URL, its empty and error states."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.folder import Folder
from loaders.pipeline import load
from tests.conftest import Server
from tests.loaders.small import TABLES, folder
from ui.components.frame import literal

APP = Path(__file__).parents[2] / "ui" / "app.py"
PAGE = """
from ui.components.frame import page
from ui.settings import Settings
from ui.views.{module} import {name}
page({name}, Settings.from_env())
"""


def open_page(name: str, **state: str) -> AppTest:
    test = AppTest.from_string(PAGE.format(module=name, name=name), default_timeout=60)
    for key, value in state.items():
        test.query_params[key] = value
    return test.run()


def all_text(test: AppTest) -> str:
    kinds = ("title", "header", "caption", "markdown", "html", "info", "error", "text")
    return "\n".join(
        str(element.value if hasattr(element, "value") else element.proto.body)
        for kind in kinds
        for element in test.get(kind)
    )


@pytest.fixture
def loaded(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    server.loaded()
    return use(server, monkeypatch)


def use(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setenv("LIANTU_STORE", server.url)
    monkeypatch.setenv("NEO4J_USERNAME", server.user)
    monkeypatch.setenv("NEO4J_PASSWORD", server.password)
    return server


def test_the_app_starts_on_the_overview(loaded: Server) -> None:
    test = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not test.exception
    assert "250 个环节中 122 个有据可判" in test.title[0].value


def test_overview_says_how_much_is_known(loaded: Server) -> None:
    test = open_page("overview")
    assert not test.exception
    text = all_text(test)
    assert "250 个环节中 122 个有据可判" in text
    assert "128 个未知" in text
    assert text.count("资料不足") == 3
    assert "工业硅/高纯多晶硅料" in text
    assert "检验检测认证" in text
    assert len(test.get("download_button")) == 2


def test_overview_in_english(loaded: Server) -> None:
    assert "122 of 250 segments can be judged" in all_text(open_page("overview", lang="en"))


def test_overview_as_of_a_year(loaded: Server) -> None:
    text = all_text(open_page("overview", year="2018"))
    assert "250 个环节中 41 个有据可判" in text
    assert "下限" in text


def test_a_chain_with_a_segment_that_is_missing(loaded: Server) -> None:
    test = open_page("chain", chain="pv", segment="pv/polysilicon")
    assert not test.exception
    text = all_text(test)
    assert "太阳能光伏" in text
    assert "有来源说明本地没有" in text
    assert "人民日报" in text


def test_a_segment_with_leads_candidates_and_wording(loaded: Server) -> None:
    text = all_text(open_page("chain", chain="carbon", segment="carbon/powder"))
    assert "这不等于没有" in text
    assert "凭回忆" in text or "来源只说了一部分" in text
    assert "宁波材料" in text
    assert "(二)3.二是" in text


@pytest.mark.parametrize("role", ["research", "platform", "project", "talent", "service"])
def test_every_role_has_its_map(loaded: Server, role: str) -> None:
    assert not open_page("chain", chain="rail", role=role).exception


@pytest.mark.parametrize(
    "state", [{"chain": "nope"}, {"chain": "pv", "segment": "ev/cell"}, {"year": "12", "chain": "pv"}]
)
def test_a_wrong_link_is_told_with_a_number(loaded: Server, state: dict[str, str]) -> None:
    test = open_page("chain", **state)
    assert not test.exception
    assert "编号" in all_text(test)
    assert "Traceback" not in all_text(test)


def test_a_wrong_role_or_language_falls_back(loaded: Server) -> None:
    assert "太阳能光伏" in all_text(open_page("chain", chain="pv", role="selling", lang="xx"))


@pytest.mark.parametrize("name", ["overview", "chain"])
def test_an_empty_store_says_what_to_do(embedded_server: Server, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    embedded_server.empty()
    use(embedded_server, monkeypatch)
    test = open_page(name)
    assert not test.exception
    assert "liantu load --all" in all_text(test)


def test_an_unreachable_store_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_STORE", "bolt://127.0.0.1:1")
    test = open_page("overview")
    assert not test.exception
    assert "连不上图库" in all_text(test)


@pytest.mark.parametrize(
    "text", ["![x](http://example.com/a.png)", "[a](javascript:alert(1))", "<b>*_`$x$`_*</b>", "# :red[x]"]
)
def test_what_data_hold_is_never_markup(text: str) -> None:
    shown = literal(text)
    assert "".join(part for k, part in enumerate(shown) if part != "\\" or shown[k - 1 : k] == "\\") == text
    assert "](" not in shown


HOSTILE = '<img src=x onerror=alert(1)>![a](http://example.com/x.png)"&\u202e'


def test_hostile_names_are_text_on_both_pages(
    embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = embedded_server.empty()
    tables = {
        **TABLES,
        "entities.csv": TABLES["entities.csv"]
        .replace("某链", HOSTILE.replace('"', ""))
        .replace("丙公司", "<script>x</script>"),
    }
    load(store, Folder(folder(tmp_path, tables=tables), {}))
    use(embedded_server, monkeypatch)
    for name in ("overview", "chain"):
        test = open_page(name, segment="x/one")
        assert not test.exception
        html = "\n".join(str(element.proto.body) for element in test.get("html"))
        assert "<script" not in html
        assert "<img" not in html
        markdown = "\n".join(
            str(e.value) for kind in ("title", "header", "caption", "markdown") for e in test.get(kind)
        )
        assert "![a](http" not in markdown
