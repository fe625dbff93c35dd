"""Candidate pairs: short names too, none that is judged, in a stated order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.linking.candidates import candidate_pairs
from loaders.linking.compare import OrgRecord
from loaders.linking.linker import build_linker
from loaders.service.pairs import PairQueue
from tests.support.profiles import budget

NOTHING = build_linker([])


def org(id_: str, *names: str, context: tuple[str, ...] = ()) -> OrgRecord:
    return OrgRecord(id=id_, label="Enterprise", names=names, context=frozenset(context))


def pairs(*parties: OrgRecord) -> list[tuple[str, str, str]]:
    return [(pair.left.id, pair.right.id, pair.match.rule) for pair in candidate_pairs(parties, NOTHING)]


def test_a_short_name_finds_the_name_in_which_it_stands_in_order() -> None:
    full = org("b", "常州强力电子新材料股份有限公司")
    assert pairs(org("a", "强力新材"), full, org("c", "常州宏大电机有限公司")) == [("a", "b", "order")]
    assert pairs(org("a", "华瓷股份"), org("b", "湖南华联瓷业股份有限公司")) == [("a", "b", "order")]


def test_a_short_name_that_stands_in_many_names_is_no_doubt() -> None:
    many = [org(f"n{n}", f"常州发{word}集团有限公司") for n, word in enumerate(("电机", "电器", "纺织", "化工"))]
    assert pairs(org("a", "常发"), *many) == []


def test_a_contradicting_region_is_no_doubt() -> None:
    assert pairs(org("a", "无锡宏大电机"), org("b", "常州宏大电机有限公司")) == []


def test_two_names_whose_known_places_differ_are_no_doubt() -> None:
    names = ("宏大电机", "宏大电机有限公司")
    for ours, theirs in (("无锡市", "常州市"), ("江苏省常州市", "上海"), ("深圳", "江苏省")):
        assert pairs(org("a", names[0], context=(ours,)), org("b", names[1], context=(theirs,))) == []
    for ours, theirs in (
        ("江苏省", "常州市"),
        ("武进区", "常州市"),
        ("武进区", "无锡"),
    ):  # which districts a city has is not known
        assert len(pairs(org("a", names[0], context=(ours,)), org("b", names[1], context=(theirs,)))) == 1


def test_the_surest_pair_comes_first_then_what_shares_more() -> None:
    sure = (org("a", "常州甲光有限公司"), org("b", "常州市甲光有限公司"))
    near = (org("c", "常州宏大电机有限公司", context=("武进区",)), org("d", "宏大电机", context=("武进区",)))
    far = (org("e", "常州星星纺织有限公司"), org("f", "星星纺织"))
    assert [pair[:2] for pair in pairs(*far, *near, *sure)] == [("a", "b"), ("c", "d"), ("e", "f")]


names = st.lists(st.text("常州无锡宏大电机新材科技集团", min_size=2, max_size=8), max_size=8, unique=True)


@budget(200)
@given(names, st.frozensets(st.integers(0, 7)), st.frozensets(st.integers(0, 7)))
def test_a_scope_holds_exactly_the_pairs_that_touch_it(
    texts: list[str], some: frozenset[int], others: frozenset[int]
) -> None:
    found = candidate_pairs([org(f"p{n}", text) for n, text in enumerate(texts)], NOTHING)
    queue = PairQueue(tuple(found), {})
    scopes = [{f"p{n}" for n in numbers} for numbers in (some, others)]
    assert queue.among() == found
    assert queue.among(*scopes) == [pair for pair in found if all({pair.left.id, pair.right.id} & s for s in scopes)]
