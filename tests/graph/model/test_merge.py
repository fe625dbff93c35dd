from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model.merge import Description, effective, stub
from graph.model.records import Dataset
from graph.model.schema import schema


def said(dataset: str, weight: dict[str, int], label: str = "Park", **props: object) -> Description:
    source = Dataset(dataset, title=dataset, publisher="", licence="", precedence=weight)
    return Description(source, f"{dataset}/x", label, {"name": dataset, **props})


PLAN = said("plan", {"default": 30}, label="Park", name="江苏中关村", existence="planned", aliases=("中关村",))
PUBLIC = said("public", {"default": 20, "name": 35}, label="Platform", name="江苏中关村科技产业园", kind="产业园")
OWN = said("own", {"default": 100}, name="中关村园", district="溧阳市")


def test_each_property_comes_from_the_dataset_that_weighs_most_for_it() -> None:
    node = effective("park-js-zgc", [PLAN, PUBLIC], statuses={"existing"}, schema=schema())
    assert node.label == "Park"
    assert node.props["name"] == "江苏中关村科技产业园"
    assert node.props["existence"] == "planned"
    assert node.props["kind"] == "产业园"
    assert node.props["aliases"] == ("中关村", "江苏中关村")


def test_a_user_s_dataset_outweighs_the_bundled_ones() -> None:
    assert effective("p", [PLAN, PUBLIC, OWN], statuses=(), schema=schema()).props["name"] == "中关村园"


def test_existence_is_derived_only_where_no_row_states_it() -> None:
    assert effective("p", [PUBLIC], statuses={"existing"}, schema=schema()).props["existence"] == "existing"
    assert effective("p", [PUBLIC], {"aspired", "planned"}, schema()).props["existence"] == "planned"
    assert "existence" not in effective("p", [PUBLIC], (), schema()).props  # unsaid is not planned
    assert effective("p", [PLAN], statuses={"existing"}, schema=schema()).props["existence"] == "planned"


@given(st.permutations([PLAN, PUBLIC, OWN]))
def test_the_order_of_descriptions_does_not_matter(order: list[Description]) -> None:
    one = effective("p", order, statuses={"existing"}, schema=schema())
    other = effective("p", [PLAN, PUBLIC, OWN], statuses={"existing"}, schema=schema())
    assert (one.label, one.props) == (other.label, other.props)


def test_names_and_aliases_are_all_searchable() -> None:
    text = str(effective("p", [PLAN, PUBLIC], statuses={"existing"}, schema=schema()).props["search_text"])
    assert set(text.split("\n")) == {"江苏中关村科技产业园", "江苏中关村", "中关村", "jszgckjcyy", "jszgc", "zgc"}


def test_a_stub_shows_its_id() -> None:
    assert stub("pv/cell").props["name"] == "pv/cell"


def test_what_its_type_cannot_have_is_left_out() -> None:
    segment = said("chains", {"default": 10}, label="Segment", stage="上游", critical="是")
    node = effective("pv/cell", [segment, OWN], statuses={"existing"}, schema=schema())
    assert node.label == "Park"
    assert "stage" not in node.props
