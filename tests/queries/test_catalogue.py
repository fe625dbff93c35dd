from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from graph.model.errors import QueryError, UsageError
from graph.model.schema import ENTITY
from graph.model.schema_file import default_schema
from graph.store.readonly import ensure_read_only
from graph.store.store import Store
from queries.catalogue import UNLISTED_FOLDERS, catalogue, find_query, listed_queries
from queries.query import Query, read_query
from queries.query_row import convert_rows
from queries.rows.chains import RegionsRow
from tests.support.query_arguments import given
from tests.support.row_types import ROW_TYPES

# Nothing bundled makes completeness claims, lists products, or has been judged, moved or cut off, or reports what was
# achieved; nor are texts or firms of other regions bundled; the sample id is no event's.
WITHOUT_ROWS = (
    "claims",
    "products",
    "judgements",
    "follow-ups",
    "needs",
    "moved-ids",
    "loading-datasets",
    "version-parts",
    "document-texts",
    "document-texts-of",
    "achieved",
    "segment-sentences",
    "firms-elsewhere",
    "load-event",
)
OF_ITS_TIME = (
    "load-events",
    "load-event",
    "event-figures",
    "last-event",
    "versions",
)  # they depend on how a store was filled, and when: one that took a snapshot has no history
COMMENTS = re.compile(r"//[^\n]*")
STRINGS = re.compile(r"'[^']*'")


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)
def test_labels_types_and_parameters_are_the_schema_s(query: Query) -> None:
    text = STRINGS.sub("''", COMMENTS.sub("", query.text))
    labels = {
        label
        for found in re.findall(r"\(\w*((?::\w+(?:\|\w+)*)+)", text)
        for label in re.split(r"[:|]", found)
        if label
    }
    labels |= {label for label in re.findall(r"\b\w+:([A-Z]\w+)\b", text) if not label.isupper()}
    types = {name for found in re.findall(r"\[\w*:([A-Z_|]+)", text) for name in found.split("|")}
    assert labels <= set(default_schema().nodes) | {ENTITY}
    assert types <= set(default_schema().edges)
    assert set(re.findall(r"\$(\w+)", text)) == {parameter.name for parameter in query.parameters}


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)
def test_properties_are_the_schema_s(query: Query) -> None:
    known = {
        name
        for kind in (*default_schema().nodes.values(), *default_schema().edges.values())
        for name in kind.properties
    }
    known |= {"id", "label", "hash"}  # a description carries the label its row states
    text = STRINGS.sub("''", COMMENTS.sub("", query.text))
    assert set(re.findall(r"\b[a-z]\w*\.(\w+)\b", text)) <= known | {"fingerprint", "state"}


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)
def test_every_query_only_reads(query: Query) -> None:
    ensure_read_only(COMMENTS.sub("", query.text))


def plain(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in fields.items()}


@pytest.mark.parametrize("query", catalogue().values(), ids=lambda query: query.name)
def test_every_query_answers_with_its_columns(bundled: Store, query: Query) -> None:
    rows = bundled.read(query.cypher(bundled.name), query.values(given(query)))
    assert rows or query.name in WITHOUT_ROWS or query.name in OF_ITS_TIME
    assert all(tuple(row) == query.column_names for row in rows)
    typed = convert_rows(rows, ROW_TYPES[query.name])
    assert [plain(row.as_dict()) for row in typed] == rows


@pytest.mark.parametrize(
    "query", [query for query in catalogue().values() if query.name not in OF_ITS_TIME], ids=lambda query: query.name
)
def test_both_engines_answer_alike(embedded_server, neo4j_server_, query: Query) -> None:  # type: ignore[no-untyped-def]
    found = [
        store.read(query.cypher(store.name), query.values(given(query)))
        for store in (embedded_server.loaded(), neo4j_server_.loaded())
    ]
    if query.folder in UNLISTED_FOLDERS:  # read whole and put in order by their reader
        found = [sorted(rows, key=repr) for rows in found]
    assert found[0] == found[1]


def ask(store: Store, name: str, **arguments: str) -> list[dict]:  # type: ignore[type-arg]
    query = find_query(name)
    return store.read(query.cypher(store.name), query.values(arguments))


CITED = {"source_title", "publisher", "published", "grade", "access", "publisher_kind"}  # what a citation is made of


def test_every_listed_query_that_names_its_evidence_can_be_cited() -> None:
    names = {query.name: set(query.column_names) for query in listed_queries()}
    uncited = [query for query, columns in names.items() if "evidence" in columns and not columns >= CITED]
    assert uncited == []


def test_who_supports_the_graphene_institute(bundled: Store) -> None:
    rows = ask(bundled, "supporters", entity="inst-jngri")
    direct = [row["supporter"] for row in rows if row["via_id"] is None]
    assert direct == ["常州市", "武进区", "常州市科学技术局"]
    omitted = [row["subject_stated"] for row in rows if row["via_id"] is None]
    assert omitted == [None, None, "no"]
    assert any(row["via"] == "产业公共研发创新平台" for row in rows)
    assert all(row["evidence"] for row in rows)


def test_the_graphene_institute_backs_the_carbon_chain(bundled: Store) -> None:
    ways = {row["way"] for row in ask(bundled, "backers", chain="carbon") if row["backer_id"] == "inst-jngri"}
    assert ways == {"field", "local chain"}


def test_group_sizes(bundled: Store) -> None:
    sizes = {row["group_id"]: (row["stated"], row["known"], row["unknown"]) for row in ask(bundled, "groups")}
    assert sizes["grp-one-centre-seven-platforms"] == (8, 0, 8)
    assert sizes["grp-two-national-hitech"] == (2, 2, 0)
    assert sizes["grp-eighteen-parks"] == (18, 0, 18)
    assert sizes["grp-first-st-parks-2010"] == (8, 6, 2)


def test_fields_without_a_chain_are_listed(bundled: Store) -> None:
    found = {row["field"] for row in ask(bundled, "unmatched")}
    assert {"农业", "高新技术产业", "检验检测认证"} <= found
    assert "石墨烯" not in found


def test_a_connection_and_none(bundled: Store) -> None:
    rows = ask(bundled, "connection", **{"from": "inst-jngri", "to": "carbon"})
    assert [row["steps"] for row in rows] == [2] * len(rows)
    assert rows[0]["ids"][0] == "inst-jngri"
    assert ask(bundled, "connection", **{"from": "inst-jngri", "to": "no-such-thing"}) == []


def test_leads_are_not_support(bundled: Store) -> None:
    rows = ask(bundled, "everything", entity="plat-chuang-xin-zi-yuan-shu-ju")
    assert any(row["kind"] == "POSSIBLY_SAME_AS" and row["support"] == "lead" for row in rows)


def test_conflicting_facts_are_listed_side_by_side(bundled: Store) -> None:
    founded = [row for row in ask(bundled, "conflicts") if row["conflict_group"] == "cg-jngri-founded"]
    assert len(founded) == 4
    assert len({row["value"] for row in founded}) > 1


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("nope", {}, "query_unknown"),
        ("supporters", {}, "parameter_missing"),
        ("supporters", {"x": "1"}, "parameter_unknown"),
        ("connection", {"from": "a", "to": "b", "limit": "many"}, "parameter_type"),
    ],
)
def test_wrong_use_is_reported(name: str, arguments: dict[str, str], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_query(name).values(arguments)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "header",
    [
        "",
        "// title: x\n",
        "// title: x\n// title_en: x\n// about: x\n// param: a colour\n// columns: a\n",
        "// title: x\n// title_en: x\n// about: x\n// columns: a:colour\n",
    ],
)
def test_an_incomplete_header_is_refused(tmp_path: Path, header: str) -> None:
    (tmp_path / "q.cypher").write_text(header + "RETURN 1 AS a\n", "utf-8")
    with pytest.raises(QueryError, match="query_header"):
        read_query(tmp_path / "q.cypher")


@pytest.mark.parametrize(
    "row",
    [{"region_id": "r", "region": None}, {"region_id": None, "region": "r", "statements": 1}],
    ids=["a missing column", "null in a column that may not be null"],
)
def test_a_row_that_does_not_fit_its_header_names_the_query(row: dict[str, Any]) -> None:
    with pytest.raises(QueryError, match="query_row: query='regions'"):
        convert_rows([row], RegionsRow)


def test_the_programs_own_queries_are_found_but_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "// title: x\n// title_en: x\n// about: x\n// columns: a\nRETURN 1 AS a\n"
    for folder in ("chains", *UNLISTED_FOLDERS):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"from-{folder}.cypher").write_text(header, "utf-8")
    monkeypatch.setattr("queries.catalogue.files", lambda package: tmp_path)
    catalogue.cache_clear()
    try:
        assert [query.name for query in listed_queries()] == ["from-chains"]
        assert all(find_query(f"from-{folder}").folder == folder for folder in UNLISTED_FOLDERS)
    finally:
        catalogue.cache_clear()
