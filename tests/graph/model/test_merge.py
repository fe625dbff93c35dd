from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.model.merge import Description, merge_descriptions, placeholder_node
from graph.model.records import Dataset
from graph.model.schema_file import default_schema


def description(dataset: str, weight: dict[str, int], label: str = "Park", **props: object) -> Description:
    source = Dataset(id=dataset, title=dataset, publisher="", licence="", precedence=weight)
    return Description(source, f"{dataset}/x", label, {"name": dataset, **props})


PLAN = description("plan", {"default": 30}, label="Park", name="江苏中关村", existence="planned", aliases=("中关村",))
PUBLIC = description(
    "public", {"default": 20, "name": 35}, label="Platform", name="江苏中关村科技产业园", kind="产业园"
)
OWN = description("own", {"default": 100}, name="中关村园", district="溧阳市")


def test_each_property_comes_from_the_dataset_with_the_highest_precedence_for_it() -> None:
    node = merge_descriptions("park-js-zgc", [PLAN, PUBLIC], statuses={"existing"}, schema=default_schema())
    assert node.label == "Park"
    assert node.props["name"] == "江苏中关村科技产业园"
    assert node.props["existence"] == "planned"
    assert node.props["kind"] == "产业园"
    assert node.props["aliases"] == ("中关村", "江苏中关村")


def test_a_user_dataset_takes_precedence_over_the_bundled_ones() -> None:
    assert (
        merge_descriptions("p", [PLAN, PUBLIC, OWN], statuses=(), schema=default_schema()).props["name"] == "中关村园"
    )


def test_existence_is_derived_only_where_no_row_states_it() -> None:
    assert (
        merge_descriptions("p", [PUBLIC], statuses={"existing"}, schema=default_schema()).props["existence"]
        == "existing"
    )
    assert merge_descriptions("p", [PUBLIC], {"aspired", "planned"}, default_schema()).props["existence"] == "planned"
    assert "existence" not in merge_descriptions("p", [PUBLIC], (), default_schema()).props  # unsaid is not planned
    assert (
        merge_descriptions("p", [PLAN], statuses={"existing"}, schema=default_schema()).props["existence"] == "planned"
    )


@given(st.permutations([PLAN, PUBLIC, OWN]))
def test_the_order_of_descriptions_does_not_matter(order: list[Description]) -> None:
    one = merge_descriptions("p", order, statuses={"existing"}, schema=default_schema())
    other = merge_descriptions("p", [PLAN, PUBLIC, OWN], statuses={"existing"}, schema=default_schema())
    assert (one.label, one.props) == (other.label, other.props)


def test_names_and_aliases_are_all_searchable() -> None:
    text = str(
        merge_descriptions("p", [PLAN, PUBLIC], statuses={"existing"}, schema=default_schema()).props["search_text"]
    )
    assert set(text.split("\n")) == {"江苏中关村科技产业园", "江苏中关村", "中关村", "jszgckjcyy", "jszgc", "zgc"}


def test_a_placeholder_is_named_by_its_id() -> None:
    assert placeholder_node("pv/cell").props["name"] == "pv/cell"


def test_properties_that_the_merged_type_does_not_have_are_left_out() -> None:
    segment = description("chains", {"default": 10}, label="Segment", stage="上游", critical="是")
    node = merge_descriptions("pv/cell", [segment, OWN], statuses={"existing"}, schema=default_schema())
    assert node.label == "Park"
    assert "stage" not in node.props
