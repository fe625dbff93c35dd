"""How proposals stand by decisions, and by what decisions teach."""

from __future__ import annotations

from dataclasses import replace

from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal, Proposals, RelationProposal
from loaders.review.decision import Decision
from loaders.review.proposal_id import proposal_id, proposals_by_id
from loaders.review.review import ReviewedProposal, reviewed
from tests.support.proposals import (
    CENTRES,
    GOAL,
    INSTITUTE,
    PARK,
    PROPOSALS,
    SUPPORTS,
    decide,
    entity,
    place,
    relation,
)


def by_id(proposals: Proposals, *decisions: Decision) -> dict[str, ReviewedProposal]:
    """Return how each proposal stands, with every decision a lesson of its own."""
    return {item.id: item for item in reviewed(proposals, decisions, lesson_decisions=1)}


def standing(proposal: object, *decisions: Decision, among: Proposals = PROPOSALS) -> ReviewedProposal:
    return by_id(among, *decisions)[proposal_id(proposal)]  # type: ignore[arg-type]


def test_without_decisions_everything_is_open_in_the_order_of_the_proposals() -> None:
    items = reviewed(PROPOSALS, [])
    assert [item.proposal for item in items] == list(PROPOSALS)
    assert {item.state for item in items} == {"open"}


def test_ids_do_not_depend_on_anything_but_kind_place_and_type() -> None:
    again = replace(PARK, certainty=0.1, rule="model:x", status="planned", mentions=())
    assert proposal_id(again) == proposal_id(PARK)
    assert proposal_id(replace(PARK, type="Region")) != proposal_id(PARK)
    assert len(proposals_by_id(PROPOSALS)) == len(list(PROPOSALS))


def test_of_two_people_the_later_decision_counts_in_whatever_order_they_are_read() -> None:
    first, second = decide(PARK, second=1), decide(PARK, "rejected", who="李四", second=2)
    for decisions in ([first, second], [second, first]):
        item = standing(PARK, *decisions)
        assert (item.state, item.who, item.basis) == ("rejected", "李四", "person")


def test_a_withdrawn_decision_leaves_the_proposal_as_it_was_proposed() -> None:
    item = standing(PARK, decide(PARK, type="Region"), decide(PARK, "open", second=1))
    assert (item.state, item.proposal, item.who) == ("open", PARK, "")


def test_a_correction_of_type_status_granularity_and_entity_is_kept() -> None:
    decision = decide(PARK, type="Carrier", status="planned", granularity="class", entity="park-1")
    item = standing(PARK, decision)
    expected = replace(PARK, type="Carrier", status="planned", granularity="class")
    assert (item.proposal, item.entity) == (expected, "park-1")
    kind = standing(GOAL, decide(GOAL, type="actual")).proposal
    assert kind == replace(GOAL, kind="actual")


def test_a_widened_entity_takes_its_relations_along() -> None:
    wider = Span(PARK.span.start, PARK.span.end + 2)
    items = by_id(PROPOSALS, decide(PARK, span=wider, text="江城高新区建设"))
    park, supports = items[proposal_id(PARK)].proposal, items[proposal_id(SUPPORTS)].proposal
    assert isinstance(park, EntityProposal)
    assert (park.span, park.text, park.name) == (wider, "江城高新区建设", "江城高新区建设")
    assert park.mentions == PARK.mentions  # the shorter name stands for it elsewhere
    assert isinstance(supports, RelationProposal)
    assert (supports.source, supports.target) == (wider, INSTITUTE.span)


def test_a_relation_falls_with_its_end_and_stands_again_with_it() -> None:
    rejection = decide(INSTITUTE, "rejected")
    fallen = standing(SUPPORTS, decide(SUPPORTS), rejection)
    assert (fallen.state, fallen.basis, fallen.who) == ("rejected", "end", "张三")
    assert fallen.ends == (proposal_id(PARK), proposal_id(INSTITUTE))
    back = standing(SUPPORTS, decide(SUPPORTS), rejection, decide(INSTITUTE, "open", second=1))
    assert (back.state, back.basis) == ("accepted", "person")


def test_a_relation_whose_end_has_a_second_proposal_keeps_it() -> None:
    region = replace(INSTITUTE, type="Region")
    both = replace(PROPOSALS, entities=(*PROPOSALS.entities, region))
    item = standing(SUPPORTS, decide(INSTITUTE, "rejected"), decide(region), among=both)
    assert (item.state, item.ends) == ("open", (proposal_id(PARK), proposal_id(region)))


def test_a_relation_of_the_issuer_has_an_empty_end() -> None:
    ours = relation("BUILDS", None, PARK.span, "推进江城高新区建设")
    item = standing(ours, among=replace(PROPOSALS, relations=(ours,)))
    assert item.ends == ("", proposal_id(PARK))


def test_what_was_rejected_once_is_not_asked_again() -> None:
    twice = Proposals(entities=(entity("服务中心", "Platform"), entity("服务中心", "Carrier", nth=1)))
    first, second = twice.entities
    item = standing(second, decide(first, "rejected"), among=twice)
    assert (item.state, item.basis, item.who) == ("rejected", "lesson", "张三")
    own = standing(second, decide(first, "rejected"), decide(second, second=1), among=twice)
    assert (own.state, own.basis) == ("accepted", "person")


def test_what_was_accepted_is_accepted_at_other_places_with_the_known_entity() -> None:
    twice = Proposals(entities=(entity("江城高新区", "Park"), entity("江城高新区", "Park", nth=1)))
    first, second = twice.entities
    item = standing(second, decide(first, entity="park-1"), among=twice)
    assert (item.state, item.basis, item.entity) == ("accepted", "lesson", "park-1")


def test_another_name_of_a_known_entity_is_accepted_as_that_entity() -> None:
    short = entity("光电研究院", "Institute")
    long = replace(INSTITUTE, aliases=("光电研究院",))
    both = Proposals(entities=(long, short))
    joined = standing(short, decide(long, entity="inst-1"), among=both)
    assert (joined.state, joined.basis, joined.entity) == ("accepted", "lesson", "inst-1")
    assert standing(short, decide(long), among=both).state == "open"


def test_a_narrowed_entity_loses_the_places_of_its_longer_name() -> None:
    long = replace(
        PARK, span=Span(PARK.span.start, PARK.span.end + 2), text="江城高新区建设", mentions=(place("数据"),)
    )
    decision = decide(long, span=PARK.span, text=PARK.text, mentions=PARK.mentions)
    narrow = standing(long, decision, among=Proposals(entities=(long,))).proposal
    assert isinstance(narrow, EntityProposal)
    assert narrow.mentions == PARK.mentions


def test_another_type_for_a_head_is_proposed_for_the_rest_and_stays_open() -> None:
    items = by_id(PROPOSALS, decide(CENTRES[0], type="ServiceOrg"))
    for centre in CENTRES[1:]:
        item = items[proposal_id(centre)]
        anew = replace(centre, type="ServiceOrg", certainty=item.proposal.certainty)
        assert (item.state, item.basis, item.proposal) == ("open", "lesson", anew)


def test_what_is_only_likely_is_learned_of_fifty_decisions_together() -> None:
    words = [f"{chr(0x5000 + number)}甲服务中心" for number in range(51)]
    text = "，".join(words)
    many = Proposals(entities=tuple(entity(name, "Platform", text=text) for name in words))
    decisions = [decide(one, type="ServiceOrg", second=number) for number, one in enumerate(many.entities[:50])]
    last = proposal_id(many.entities[50])
    for count, type_ in ((49, "Platform"), (50, "ServiceOrg")):
        (item,) = (item for item in reviewed(many, decisions[:count]) if item.id == last)
        assert isinstance(item.proposal, EntityProposal)
        assert (item.proposal.type, item.state) == (type_, "open")


def test_what_is_alike_becomes_as_sure_as_people_have_accepted_it() -> None:
    items = by_id(PROPOSALS, decide(CENTRES[0]), decide(CENTRES[1], "rejected"))
    assert items[proposal_id(CENTRES[2])].proposal.certainty == round((4 * 0.7 + 1) / 6, 2)
    assert items[proposal_id(INSTITUTE)].proposal.certainty == 0.7
    again = replace(SUPPORTS, source=INSTITUTE.span, target=PARK.span)
    two = replace(PROPOSALS, relations=(SUPPORTS, again))
    assert standing(again, decide(SUPPORTS, "rejected"), among=two).proposal.certainty == round(4 * 0.6 / 5, 2)


def test_of_several_types_for_a_head_the_most_frequent_is_proposed() -> None:
    items = by_id(PROPOSALS, decide(CENTRES[0]), decide(CENTRES[1]))
    assert items[proposal_id(CENTRES[2])].basis == "none"
    more = entity("江城光电研究院", "Platform")
    wide = replace(PROPOSALS, entities=(*PROPOSALS.entities, more))
    items = by_id(wide, decide(CENTRES[0]), decide(CENTRES[1]), decide(more, type="Institute"))
    assert items[proposal_id(CENTRES[2])].basis == "none"


def test_what_was_accepted_in_bulk_teaches_no_type() -> None:
    items = by_id(PROPOSALS, decide(CENTRES[0], rule="head", type="ServiceOrg"))
    assert items[proposal_id(CENTRES[1])].proposal == CENTRES[1]


def test_what_was_cut_off_a_name_is_cut_off_the_others() -> None:
    long = Proposals(entities=(entity("推进江城高新区", "Park"), entity("科技服务中心和数据", "Platform")))
    park, other = long.entities
    item = standing(other, decide(park, span=place("江城高新区"), text="江城高新区"), among=long)
    assert item.proposal == other
    more = Proposals(entities=(park, entity("推进江城高新区建设", "Programme")))
    item = standing(more.entities[1], decide(park, span=place("江城高新区"), text="江城高新区"), among=more)
    assert item.basis == "lesson"
    assert isinstance(item.proposal, EntityProposal)
    assert (item.proposal.text, item.proposal.span) == ("江城高新区建设", place("江城高新区建设"))


def test_an_entity_that_a_person_marked_comes_last_until_it_is_withdrawn() -> None:
    span = place("算力")
    own = decide("own-1", span=span, text="算力", type="Technology")
    item = reviewed(PROPOSALS, [own])[-1]
    assert isinstance(item.proposal, EntityProposal)
    assert (item.id, item.state, item.proposal.name, item.proposal.span) == ("own-1", "accepted", "算力", span)
    withdrawn = [own, decide("own-1", "open", second=1, span=span, text="算力", type="Technology")]
    assert len(reviewed(PROPOSALS, withdrawn)) == len(reviewed(PROPOSALS, []))


def test_a_decision_on_a_proposal_of_an_older_reading_changes_nothing() -> None:
    assert reviewed(PROPOSALS, [decide("e0-2-00000000")]) == reviewed(PROPOSALS, [])
