"""The lists of an entity's page: who supports it is never mixed with whom it supports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from queries.rows.support import EverythingRow
from ui.presenters.entity_relations import SUPPORTING, entity_relations, relation_text
from ui.text import words

ROW = EverythingRow(
    direction="in",
    relation="SUPPORTS",
    kind=None,
    other_id="o",
    other="甲院",
    other_label="Institute",
    status="existing",
    confidence="explicit",
    support="established",
    subject_stated=None,
    section=None,
    char_start=None,
    char_end=None,
    as_of=None,
    year=None,
    evidence="",
    source_title=None,
    publisher=None,
    published=None,
    grade="C",
    access=None,
    publisher_kind=None,
    dataset="d",
    statement="s1",
    note=None,
    quote=None,
    document_sha256=None,
)
ROWS = st.lists(
    st.builds(
        lambda relation, direction, other: replace(ROW, relation=relation, direction=direction, other_id=other),
        st.sampled_from([*sorted(SUPPORTING), "LOCATED_IN", "PART_OF", "ACTIVE_IN"]),
        st.sampled_from(["in", "out"]),
        st.sampled_from("abc"),
    )
)


@given(rows=ROWS)
def test_each_list_has_the_statements_of_its_direction(rows: list[EverythingRow]) -> None:
    lists = entity_relations(rows, words("zh"))
    for related, direction in ((lists.supporters, "in"), (lists.supported, "out")):
        wanted = {row.other_id for row in rows if row.relation in SUPPORTING and row.direction == direction}
        assert {other.id for other in related} == wanted
        assert len(related) == len(wanted)


def test_the_finer_word_stands_for_the_relation_and_is_counted() -> None:
    rows = [replace(ROW, kind="INCUBATES"), replace(ROW, kind="INCUBATES", statement="s2"), ROW]
    (other,) = entity_relations(rows, words("zh")).supporters
    assert other.relations == "孵化×2、支持"


def test_a_word_of_the_data_that_nobody_has_translated_is_not_shown() -> None:
    assert relation_text(replace(ROW, kind="SOME_NEW_KIND"), words("zh")) == "支持"


def test_an_existing_statement_of_the_best_grade_is_cited() -> None:
    rows = [replace(ROW, status="planned", grade="A", statement="s0"), replace(ROW, grade="B", statement="s9"), ROW]
    (other,) = entity_relations(rows, words("zh")).supporters
    assert (other.status, other.best.statement) == ("existing", "s9")
