"""Which districts things are in, and the matrix of districts and chains against a count by brute force."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.analysis.chain import Holding
from graph.analysis.districts import MIN_ZONE_MEMBERS, UNSTATED, Seat, district_matrix, locate, zone_names

DISTRICTS = {"武进区": "武进区", "武进": "武进区", "reg-wujin": "武进区", "新北区": "新北区", "经开区": "经开区"}
IDS = [f"o{place}" for place in range(6)]
HOLDINGS = st.lists(
    st.builds(
        Holding,
        id=st.uuids().map(str),
        organisation=st.sampled_from(IDS),
        segment=st.sampled_from(["s1", "s2", "s3"]),
        role=st.sampled_from(["production", "research"]),
        status=st.sampled_from(["existing", "planned"]),
    ),
    max_size=12,
)
LOCATED = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple))


def test_a_thing_is_where_it_is_written_to_be_and_where_its_park_is() -> None:
    seats = [
        Seat(id="firm", places=("park",)),
        Seat(id="park", places=("wider",)),
        Seat(id="wider", places=("reg-wujin",)),
        Seat(id="written", district="武进"),
        Seat(id="both", district="新北区", places=("park",)),
        Seat(id="nowhere", places=("elsewhere",)),
    ]
    assert locate(seats, DISTRICTS) == {
        "firm": ("武进区",),
        "park": ("武进区",),
        "wider": ("武进区",),
        "written": ("武进区",),
        "both": ("新北区", "武进区"),
        "nowhere": (),
    }


def test_what_is_in_a_zone_is_not_in_the_district_around_it() -> None:
    seats = [Seat(id="firm", places=("zone",)), Seat(id="zone", district="经开区", places=("reg-wujin",))]
    assert locate(seats, DISTRICTS)["firm"] == ("经开区",)


def test_places_within_each_other_end() -> None:
    assert locate([Seat(id="a", places=("b",)), Seat(id="b", places=("a",))], {}) == {"a": (), "b": ()}


def test_a_place_that_several_name_is_a_zone_and_a_slip_of_the_pen_is_none() -> None:
    seats = [Seat(id=f"o{place}", district="高新区") for place in range(MIN_ZONE_MEMBERS)]
    seats += [Seat(id="x", district="武近区"), Seat(id="y", district="武进区")]
    assert zone_names(seats, DISTRICTS) == ("高新区",)


@given(st.dictionaries(st.sampled_from(["c1", "c2"]), HOLDINGS), LOCATED, st.sets(st.sampled_from(IDS)))
def test_the_matrix_counts_what_the_rows_say(
    holdings: dict[str, list[Holding]], located: dict[str, tuple[str, ...]], counted: set[str]
) -> None:
    matrix = district_matrix(holdings, located, ["a", "b"], counted)
    assert matrix.districts == ("a", "b", UNSTATED)
    for district in matrix.districts:
        for chain, rows in holdings.items():
            here = [
                row
                for row in rows
                if row.status == "existing"
                and row.organisation in counted
                and (
                    district in located.get(row.organisation, ())
                    or (not district and not located.get(row.organisation))
                )
            ]
            cell = matrix.cell(district, chain)
            assert set(cell.organisations) == {row.organisation for row in here}
            assert set(cell.segments) == {row.segment for row in here}
    everybody = {
        row.organisation
        for rows in holdings.values()
        for row in rows
        if row.status == "existing" and row.organisation in counted
    }
    totals = {who for district in matrix.districts for who in matrix.of_district(district).organisations}
    assert totals == everybody == {who for chain in matrix.chains for who in matrix.of_chain(chain).organisations}
