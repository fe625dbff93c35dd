"""Each page by Streamlit's own test harness: what it says, its state in the URL, its empty and error states."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from loaders.dataset.folder import read_dataset
from loaders.pipeline import load
from tests.support.pages import all_text, open_page, use
from tests.support.small_datasets import TABLES, TEXT, folder
from tests.support.stores import Server
from ui.components.markdown import escape_markdown

APP = Path(__file__).parents[3] / "ui" / "pages" / "app.py"


def test_the_app_starts_on_the_overview(loaded: Server) -> None:
    test = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not test.exception
    assert "250 个环节中 137 个有据可判" in test.title[0].value
    assert "合计完整度 26%–99%" in all_text(test)


def test_overview_says_how_much_is_known(loaded: Server) -> None:
    test = open_page("overview")
    assert not test.exception
    text = all_text(test)
    assert "250 个环节中 137 个有据可判" in text
    assert "113 个未知" in text
    assert text.count("资料不足") == 3
    assert "工业硅/高纯多晶硅料" in text
    assert "检验检测认证" in text
    assert len(test.get("download_button")) == 2


def test_overview_in_english(loaded: Server) -> None:
    assert "137 of 250 segments can be judged" in all_text(open_page("overview", lang="en"))


def test_overview_as_of_a_year(loaded: Server) -> None:
    text = all_text(open_page("overview", year="2018"))
    assert "250 个环节中 56 个有据可判" in text
    assert "下限" in text


def test_a_chain_with_a_segment_that_is_missing(loaded: Server) -> None:
    test = open_page("chain", chain="pv", segment="pv/polysilicon")
    assert not test.exception
    text = all_text(test)
    assert "太阳能光伏" in text
    assert "有来源说明本地没有" in text
    assert "人民日报" in text


def test_a_segment_with_leads_candidates_and_wording(loaded: Server) -> None:
    state = {"chain": "carbon", "segment": "carbon/powder"}
    text = "".join(all_text(open_page("chain", **state, tab=tab)) for tab in ("who", "leads", "candidates", "wording"))
    assert "这不等于没有" in text
    assert "凭回忆" in text or "来源只说了一部分" in text
    assert "宁波材料" in text
    assert "(二)3.二是" in text


@pytest.mark.parametrize("role", ["research", "platform", "project", "talent", "service"])
def test_every_role_has_its_map(loaded: Server, role: str) -> None:
    assert not open_page("chain", chain="rail", role=role).exception


@pytest.mark.parametrize("state", [{"chain": "nope"}, {"chain": "pv", "segment": "ev/cell"}])
def test_an_error_on_a_page_is_reported_with_a_number(loaded: Server, state: dict[str, str]) -> None:
    test = open_page("chain", **state)
    assert not test.exception
    assert "编号" in all_text(test)
    assert "Traceback" not in all_text(test)


def test_a_wrong_role_or_language_falls_back(loaded: Server) -> None:
    test = open_page("chain", chain="pv", role="selling", lang="xx")
    assert "pv" in [box.value for box in test.selectbox]
    assert "已知比例" in all_text(test)


@pytest.mark.parametrize("name", ["overview", "chain", "gaps", "data"])
def test_an_empty_store_says_what_to_do(embedded_server: Server, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    embedded_server.empty()
    use(embedded_server, monkeypatch)
    test = open_page(name)
    assert not test.exception
    assert "装载内置数据" in all_text(test)


def test_an_unreachable_store_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIANTU_STORE", "bolt://127.0.0.1:1")
    test = open_page("overview")
    assert not test.exception
    assert "连不上图库" in all_text(test)


@pytest.mark.parametrize(
    "text", ["![x](http://example.com/a.png)", "[a](javascript:alert(1))", "<b>*_`$x$`_*</b>", "# :red[x]"]
)
def test_what_data_hold_is_never_markup(text: str) -> None:
    shown = escape_markdown(text).replace("\u2060", "")
    assert "".join(part for k, part in enumerate(shown) if part != "\\" or shown[k - 1 : k] == "\\") == text
    assert "](" not in shown


@pytest.mark.parametrize(
    "text", [":material/home:", ":streamlit:", "a -> b", "http://x.example", "www.x.example", "a@b.c"]
)
def test_what_markdown_makes_of_texts_is_broken_up(text: str) -> None:
    assert "\u2060" in escape_markdown(text)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("overview", {"year": "²"}),
        ("overview", {"year": "1" * 5_000}),
        ("overview", {"year": "1990"}),
        ("chain", {"year": "02018"}),
        ("gaps", {"chain": "zzz"}),
        ("support", {"query": "holders", "p-chain": "zzz"}),
        ("entity", {"id": "nobody-at-all"}),
        ("explore", {"at": "nobody-at-all"}),
    ],
)
def test_unknown_parameters_of_an_address_are_reported(loaded: Server, name: str, state: dict[str, str]) -> None:
    test = open_page(name, **state)
    assert not test.exception
    assert not test.error
    told = " ".join(str(one.value) for one in (*test.warning, *test.info))
    assert "没有照它显示" in told or "没有找到" in told


def test_a_number_that_is_too_long_is_reported(loaded: Server) -> None:
    state = {"query": "connection", "p-from": "inst-jngri", "p-to": "ent-tanyuan", "p-limit": "9" * 30}
    assert "OverflowError" not in all_text(open_page("support", **state))


def test_links_keep_the_year_and_the_filters(loaded: Server) -> None:
    assert "year=2018&amp;chain=ev" in all_text(open_page("overview", year="2018"))
    more = all_text(open_page("gaps", kind="补链", year="2018", sort="chain"))
    assert "kind=%E8%A1%A5%E9%93%BE&amp;year=2018&amp;sort=chain&amp;all=1" in more


def test_a_search_is_filtered_before_it_is_cut(loaded: Server) -> None:
    assert "找到 1 个" in all_text(open_page("entities", q="常州", type="Target"))
    assert "只列前 200 个" in all_text(open_page("entities", q="常州"))
    whole, named = (all_text(open_page("entities", type="Park", grain=grain)) for grain in ("", "named"))
    assert whole != named


def test_a_segment_is_no_thing_that_exists(loaded: Server) -> None:
    assert "既有" not in open_page("entity", id="pv/polysilicon").caption[0].value
    assert "上面" in all_text(open_page("chain", chain="pv", segment="pv/polysilicon")) or "见上" in all_text(
        open_page("chain", chain="pv", segment="pv/polysilicon")
    )


def test_entities_of_one_name_can_be_distinguished(loaded: Server) -> None:
    test = open_page("entity", id="功率半导体")
    assert {"功率半导体（环节） · rail/power-semi", "功率半导体（环节） · grid/power-semi"} <= {
        option for box in test.selectbox for option in box.options
    }


HOSTILE = '<img src=x onerror=alert(1)>![a](http://example.com/x.png)"&\u202e'


PAGES = {
    "overview": {},
    "chain": {"segment": "x/one"},
    "gaps": {"group": "chain"},
    "explore": {"at": "chain-x"},
    "entities": {"q": "x"},
    "entity": {"id": "ent-c"},
    "support": {"query": "supported", "p-entity": "bureau"},
    "plan": {},
    "data": {},
}


def test_hostile_names_are_text_on_every_page(
    embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = embedded_server.empty()
    tables = {
        **TABLES,
        "entities.csv": TABLES["entities.csv"]
        .replace("某链", HOSTILE.replace('"', ""))
        .replace("某局", "<b onclick=alert(1)>x</b>" + "长" * 250)
        .replace("丙公司", "<script>x</script>"),
    }
    load(store, read_dataset(folder(tmp_path, tables=tables)))
    use(embedded_server, monkeypatch)
    for name, state in PAGES.items():
        test = open_page(name, **state)
        assert not test.exception, name
        text = all_text(test)
        assert "出错了" not in text, (name, text)
        html = "\n".join(str(element.proto.body) for element in test.get("html"))
        for tag in ("<script", "<img", "<b onclick"):
            assert tag not in html, name
        markdown = "\n".join(
            str(e.value) for kind in ("title", "header", "caption", "markdown") for e in test.get(kind)
        )
        assert "![a](http" not in markdown, name


def test_gaps_apart_filtered_sorted_grouped(loaded: Server) -> None:
    text = all_text(open_page("gaps"))
    assert "确认的短板 2" in text
    assert text.index("确认的短板（2）") < text.index("先去问清（227）")
    assert "人民日报" in text  # the explanation is in the line
    only = all_text(open_page("gaps", chain="pv", kind="补链", contains="多晶硅", group="kind"))
    assert "1 / 229 个：" in only


def test_a_neighbourhood_with_its_filters(loaded: Server) -> None:
    text = all_text(open_page("explore", at="inst-jngri"))
    assert "19 个主体" in text
    assert "江南石墨烯研究院" in text
    hidden = all_text(open_page("explore", at="inst-jngri", hide="Enterprise"))
    assert "碳元科技" not in hidden
    chosen = open_page("explore", at="inst-jngri", chosen="ent-tanyuan|inst-jngri")
    assert "合并了" in all_text(chosen)


def test_a_search_text_in_the_url_is_as_good_as_an_id(loaded: Server) -> None:
    test = open_page("explore", at="jnsmx")
    assert "19 个主体" in all_text(test)
    assert test.query_params["at"] in ("inst-jngri", ["inst-jngri"])


def test_exploring_opens_with_the_region_at_a_glance(loaded: Server) -> None:
    test = open_page("explore")
    assert not test.exception
    assert "全貌" not in all_text(test)  # it names the files only
    hubs = [button.label for button in test.button if "条）" in button.label]
    assert len(hubs) == 12
    assert hubs[0].startswith("常州市科学技术局（政府部门，")
    fewer = [button.label for button in open_page("explore", hide="Authority").button]
    assert not any("政府部门" in label for label in fewer)


def test_a_kept_view_opens_the_same_picture_by_its_link(
    loaded: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("ui.pages.explore.views.views_folder", lambda settings: tmp_path)
    test = open_page("explore", at="inst-jngri", layout="types", pin="10,20,ent-tanyuan", hide="Region")
    test.text_input(key="view-name").set_value("石墨烯<b>")
    next(button for button in test.button if button.label == "保存视图").click()
    test.run()
    assert not test.exception
    view = next(tmp_path.glob("*.json")).stem
    opened = open_page("explore", view=view)
    state = {name: "".join(opened.query_params[name]) for name in ("at", "layout", "pin", "hide")}
    assert state == {"at": "inst-jngri", "layout": "types", "pin": "10,20,ent-tanyuan", "hide": "Region"}
    assert "石墨烯&lt;b&gt;" in all_text(opened)
    unknown = open_page("explore", view="0" * 8)
    assert "没有这个视图" in unknown.warning[0].value


def test_the_shortest_connection(loaded: Server) -> None:
    text = all_text(open_page("explore", at="inst-jngri", to="carbon"))
    assert "最短联系：2 步" in text
    assert "江南石墨烯研究院与石墨烯/碳材料这样相连：江南石墨烯研究院支持碳材料产业链（既有）" in text


def test_a_missing_entity_is_reported(loaded: Server) -> None:
    opened = all_text(open_page("entity"))
    assert "选一个主体" in opened
    assert "常州国家高新技术产业开发区" in opened  # the most connected are there to choose
    assert "选一个主体" in all_text(open_page("entity", id="没有这样的东西"))


def test_everything_about_one_entity(loaded: Server) -> None:
    test = open_page("entity", id="inst-jngri")
    assert "&lt;" not in all_text(test)  # a link that was joined as text shows its tags
    assert not test.exception
    text = all_text(test) + all_text(open_page("entity", id="inst-jngri", tab="places"))
    for part in ("changzhou-2018", "changzhou-public", "常州西太湖科技产业园", "主语省略", "(二)3.二是"):
        assert part in text, part
    assert "没有装载的文件提到它" not in text
    assert "INCUBATES" not in text
    assert "孵化" in text
    segment = all_text(open_page("entity", id="pv/module"))
    assert "天合" in segment


def test_the_clause_is_shown_in_place_when_the_text_is_loaded(
    embedded_server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = embedded_server.empty()
    load(store, read_dataset(folder(tmp_path), {"doc-small": TEXT}))
    use(embedded_server, monkeypatch)
    text = all_text(open_page("entity", id="park-a", tab="places"))
    assert "一、支持<mark>甲园</mark>建设" in text
    assert '<q class="quote">一、支持甲园建设</q>' in all_text(open_page("entity", id="park-a"))
    assert "一、支持甲园建设" in all_text(open_page("support", **{"p-entity": "park-a"}))


def test_the_entities_of_a_type_and_a_search(loaded: Server) -> None:
    assert "江南石墨烯研究院" in all_text(open_page("entities", q="jnsmx"))
    listed = all_text(open_page("entities", type="Park", grain="named"))
    assert "常州西太湖科技产业园" in listed
    assert "没有找到" in all_text(open_page("entities", q="扎兰屯xyz"))


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"p-entity": "inst-jngri"}, "常州市科学技术局"),
        ({"query": "holders", "p-chain": "pv"}, "天合"),
        ({"query": "aspired"}, "争取"),
        ({"query": "described", "p-entity": "江南石墨烯研究院"}, "江南石墨烯研究院"),
        ({}, "填好上面的格子"),
        ({"mode": "console", "cypher": "MATCH (p:Park) RETURN p.name AS park ORDER BY park"}, "常州科教城"),
    ],
)
def test_questions_as_forms_and_a_console(loaded: Server, state: dict[str, str], told: str) -> None:
    test = open_page("support", **state)
    assert not test.exception
    assert told in all_text(test)


def test_an_answer_as_a_network(loaded: Server) -> None:
    test = open_page("support", **{"p-entity": "inst-jngri", "tab": "graph"})
    assert not test.exception
    assert [button.proto.label for button in test.get("download_button")] == [
        "下载网页（HTML）",
        "下载表格（Excel）",
        "下载图数据（GraphML）",
    ]


def test_the_console_refuses_clearly(loaded: Server) -> None:
    test = open_page("support", mode="console", cypher="MATCH (n) DETACH DELETE n")
    test.get("text_area")[0].set_value("MATCH (n) DETACH DELETE n")
    test.get("button")[-1].click().run()
    assert "控制台只读" in "".join(str(e.value) for e in test.error)


def test_the_plan(loaded: Server) -> None:
    tabs = ("targets", "groups", "programmes", "intended")
    text = "".join(all_text(open_page("plan", tab=tab)) for tab in tabs)
    for part in (
        "全社会研发经费占地区生产总值比重",
        "2.80",
        "十八园",
        "一中心七平台",
        "未知不是没有",
        "文件里标为“争取”",
    ):
        assert part in text, part


def test_datasets_conflicts_and_the_method(loaded: Server) -> None:
    text = "".join(all_text(open_page("data", tab=tab)) for tab in ("datasets", "counts", "conflicts", "method"))
    for part in ("常州公开资料汇编", "critical_share", "已装载", "链图不替您选"):
        assert part in text, part


def test_the_language_stays_when_the_menu_forgets_it(loaded: Server) -> None:
    test = open_page("plan", lang="en")
    test.query_params.clear()
    assert "Plans" in all_text(test.run())
    assert test.query_params["lang"] in ("en", ["en"])


def test_the_choice_of_institutes_starts_with_the_answer(loaded: Server) -> None:
    test = open_page("targeting", k="3")
    assert not test.exception
    text = all_text(test)
    assert "建议先对接下面 3 家" in text
    assert text.count('<article class="court-card">') == 3
    assert "<bdi>中国科学院宁波材料技术与工程研究所</bdi></a>" in text
    assert "同样的条件下，没有更好的选法" in text
    for word in ("贪心", "摇动", "入选率", "下限", "分量 F"):
        assert word not in text
    other = all_text(open_page("targeting", k="3", never="cand-cas-nimte"))
    assert "<bdi>中国科学院宁波材料技术与工程研究所</bdi></a>" not in other


def test_institutes_are_chosen_for_one_chain_or_one_link(loaded: Server) -> None:
    chain = all_text(open_page("targeting", k="3", chain="rail"))
    assert "轨道交通可由引进院所来补的有 " in chain
    assert "chain=rail&amp;segment=rail" in chain
    assert "segment=pv" not in chain
    link = all_text(open_page("targeting", k="3", chain="rail", segment="rail/bogie"))
    assert "可由引进院所来补的有 1 处" in link
    assert "没有装载外地的企业名单" in link


@pytest.mark.parametrize(
    "state",
    [
        {"k": "many"},
        {"k": "-5"},
        {"k": "1e999"},
        {"w-fill": "nan"},
        {"must": "cand-cacms-icmm"},
        {"must": "nobody"},
        {"parent": "99"},
    ],
)
def test_wrong_limits_in_the_address_do_no_harm(loaded: Server, state: dict[str, str]) -> None:
    test = open_page("targeting", **{"k": "2", **state})
    assert not test.exception
    assert not test.error


def test_contradictory_limits_are_reported_on_the_page(loaded: Server) -> None:
    state = {"k": "1", "budget": "1", "must": "cand-tsinghua", "never": "cand-tsinghua"}
    assert "必选的" in all_text(open_page("targeting", **state))


def test_what_if_shows_before_and_after(loaded: Server) -> None:
    text = all_text(open_page("targeting", tab="whatif", add="pv/polysilicon|production|<b>某厂</b>"))
    assert "34%–92%" in text
    assert "38%–100%" in text
    assert "缺→弱" in text
    assert "<b>某厂</b>" not in text
    assert "没有写到环节" in all_text(open_page("targeting", tab="whatif", done="1"))
    broken = open_page("targeting", tab="whatif", add="nowhere||")
    assert not broken.exception
    assert "还没有假定什么" in all_text(broken)


def test_the_questions_and_the_losses(loaded: Server) -> None:
    text = all_text(open_page("gaps", tab="questions"))
    assert "“石墨烯粉体”（供给）本地有没有人做？" in text
    assert "常州第六元素" in text
    assert "江苏恒立液压股份有限公司" in all_text(open_page("gaps", tab="stress"))
    gone = all_text(open_page("gaps", tab="stress", gone="ent-hengli"))
    assert "液压多路阀 弱→未知" in gone


def test_a_chain_shows_its_routes(loaded: Server) -> None:
    test = open_page("chain", chain="pv", segment="pv/polysilicon", level="45")
    assert not test.exception
    assert "光伏设备 → 光伏组件 → 组件回收" in all_text(test)
    assert "46.6%" in all_text(test)


def test_the_plan_against_the_figures(loaded: Server) -> None:
    text = all_text(open_page("plan", tab="wording"))
    assert "两大产业链" in text
    assert "资料不够判断" in text
