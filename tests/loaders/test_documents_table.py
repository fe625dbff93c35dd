"""documents.csv: a page is described once, and every row that cites it carries what is cited."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlparse

from loaders.dataset.folder import bundled, read_dataset
from loaders.errors import RowError

SPEC = 'id: own\ntitle: 甲\npublisher: 乙\nlicence: 丙\ndate: "2024"\nregion: reg-x\n'
DOCUMENTS = "id,url,title,publisher,published,grade,access,read_at\n"
EDGES = "id,source_id,type,target_id,kind,region,cites,year\n"


def dataset(folder: Path, documents: str, edges: str) -> Path:
    folder.mkdir()
    (folder / "dataset.yaml").write_text(SPEC, "utf-8")
    (folder / "documents.csv").write_text(DOCUMENTS + documents, "utf-8")
    (folder / "edges.csv").write_text(EDGES + edges, "utf-8")
    return folder


def test_a_statement_takes_over_what_it_cites(tmp_path: Path) -> None:
    page = "s1,https://a.gov.cn/1,标题,某局,2020-01-02,A,mirror,http://mirror.example/1\n"
    records = read_dataset(dataset(tmp_path / "d", page, "e1,ent-a,ACTIVE_IN,pv/cell,production,reg-x,s1,2020\n"))
    props = records.edges[0].props
    assert not records.refused
    assert (props["evidence"], props["source_title"]) == ("https://a.gov.cn/1", "标题")
    assert (props["publisher"], props["published"], props["grade"]) == ("某局", "2020-01-02", "A")
    assert (props["access"], props["read_at"], props["year"]) == ("mirror", "http://mirror.example/1", 2020)
    assert props["source"] == "s1"
    assert "cites" not in props
    document = next(node for node in records.nodes if node.label == "Document")
    assert (document.id, document.props["title"], document.props["grade"]) == ("s1", "标题", "A")


def test_a_page_without_an_original_address_is_cited_by_its_row(tmp_path: Path) -> None:
    page = "s1,,标题,,,D,repost,http://repost.example/1\n"
    records = read_dataset(dataset(tmp_path / "d", page, "e1,ent-a,ACTIVE_IN,pv/cell,production,reg-x,s1,\n"))
    assert records.edges[0].props["evidence"] == "s1"


def test_a_source_that_is_not_listed_refuses_the_row_alone(tmp_path: Path) -> None:
    edges = "e1,ent-a,ACTIVE_IN,pv/cell,production,reg-x,s9,\ne2,ent-a,ACTIVE_IN,pv/cell,production,reg-x,,\n"
    records = read_dataset(dataset(tmp_path / "d", "s1,,标题,,,D,,\n", edges))
    assert [edge.id for edge in records.edges] == ["own/e2"]
    refused = records.refused[0]
    assert isinstance(refused, RowError)
    assert (refused.code, refused.fields["id"], refused.fields["line"]) == ("document_unknown", "s9", 2)


def test_a_wrong_grade_is_refused(tmp_path: Path) -> None:
    records = read_dataset(dataset(tmp_path / "d", "s1,,标题,,,F,,\n", ""))
    assert [problem.code for problem in records.refused] == ["bad_cell"]


def test_every_bundled_statement_can_be_cited() -> None:
    """A statement has a grade or says that it is a judgement; where it was read stands in ``read_at`` alone."""
    for name, folder in bundled().items():
        records = read_dataset(folder)
        stated = [edge for edge in records.edges if "support" in edge.props and edge.type != "PART_OF"]
        observed = [node for node in records.nodes if node.label in ("Observation", "Lead")]
        hosts = {urlparse(str(r.props["read_at"])).netloc for r in (*stated, *observed) if "read_at" in r.props}
        hosts -= {urlparse(str(r.props["evidence"])).netloc for r in (*stated, *observed)}
        for record in (*stated, *observed):
            props = record.props
            cited = "grade" in props or props.get("publisher_kind") in ("expert_judgement", "recollection")
            assert cited or props.get("kind") == "BRANCH", (name, record.id)
            shown = " ".join(str(value) for key, value in props.items() if key != "read_at")
            assert not any(host and host in shown for host in hosts), (name, record.id)


def test_titles_of_bundled_sources_do_not_speak_of_copies() -> None:
    for folder in bundled().values():
        if (folder / "documents.csv").exists():
            with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    assert not re.search("镜像|转载|https?:", row["title"] + row["publisher"]), row["id"]
