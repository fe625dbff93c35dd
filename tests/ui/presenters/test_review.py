"""A review as the board takes it."""

from __future__ import annotations

from loaders.documents.text_document import Block, CellPlace, Span, TextDocument
from loaders.reading.proposal import GroupProposal, Proposals
from loaders.review.decision import Decision
from loaders.review.proposal_id import proposal_id
from loaders.review.review import reviewed
from loaders.review.review_store import Review, ReviewBeginning
from tests.support.proposals import GOAL, INSTITUTE, PARK, PROPOSALS, SUPPORTS, decide, document
from ui.presenters.review import Payload, board_payload, item_at, proposal_payloads, rule_caption
from ui.presenters.review_words import REVIEWED_LABELS, edge_types_by_ends
from ui.text import LANGUAGES, words

ZH = words("zh")


def review(*decisions: Decision, proposals: Proposals = PROPOSALS, text: TextDocument | None = None) -> Review:
    beginning = ReviewBeginning("张三", "2026-03-01", "计划.txt", "")
    return Review("0123456789abcdef", beginning, text or document(), proposals, decisions)


def payloads(made: Review, known: dict[str, str] | None = None) -> dict[str, Payload]:
    items = reviewed(made.proposals, made.decisions)
    return {str(payload["id"]): payload for payload in proposal_payloads(made, items, known or {}, ZH)}


def test_an_entity_comes_with_its_correction_and_the_name_of_what_it_is() -> None:
    wider = Span(PARK.span.start, PARK.span.end + 2)
    decision = decide(PARK, span=wider, text="江城高新区建设", type="Carrier", entity="park-1")
    payload = payloads(review(decision), {proposal_id(PARK): "江城高新区（园区）"})[proposal_id(PARK)]
    assert (payload["origin"], payload["span"], payload["moved"]) == (PARK.span, wider, True)
    assert (payload["type"], payload["name"], payload["state"]) == ("Carrier", "江城高新区建设", "accepted")
    assert payload["known"] == "江城高新区（园区）"


def test_a_relation_that_has_lost_an_end_is_open_for_the_board_which_sees_the_loss_itself() -> None:
    payload = payloads(review(decide(INSTITUTE, "rejected")))[proposal_id(SUPPORTS)]
    assert (payload["state"], payload["basis"]) == ("open", "none")
    assert payload["ends"] == (proposal_id(PARK), proposal_id(INSTITUTE))
    assert payload["endNames"] == ["江城高新区", "江城光电研究院"]


def test_a_figure_and_a_group_say_what_they_say() -> None:
    group = GroupProposal(
        name="园区",
        size="1+8",
        unit="家",
        span=Span(0, 2),
        text="推进",
        rule="count",
        certainty=0.5,
        members=("甲", "乙"),
    )
    told = payloads(review(proposals=Proposals(indicators=(GOAL,), groups=(group,))))
    assert told[proposal_id(GOAL)]["name"] == "高新技术企业 200 家"
    assert told[proposal_id(group)]["detail"] == "共 1+8 家；点到的：甲、乙"


def test_a_cell_keeps_its_table_and_row_and_a_text_without_blocks_is_one() -> None:
    cells = tuple(
        Block(span=Span(start, start + 1), kind="cell", cell=CellPlace(2, row, 0)) for row, start in enumerate((0, 2))
    )
    table = TextDocument(name="", format="docx", text="甲\n乙", blocks=cells)
    blocks = board_payload(review(text=table), [], ZH)["blocks"]
    assert blocks == [
        {"start": 0, "end": 1, "kind": "cell", "level": 0, "table": 2, "row": 0},
        {"start": 2, "end": 3, "kind": "cell", "level": 0, "table": 2, "row": 1},
    ]
    bare = TextDocument(name="", format="txt", text="甲乙", blocks=())
    whole = board_payload(review(text=bare), [], ZH)["blocks"]
    assert whole == [{"start": 0, "end": 2, "kind": "paragraph", "level": 0, "table": None, "row": None}]


def test_every_type_that_may_be_chosen_has_a_caption_in_both_languages() -> None:
    for language in LANGUAGES:
        types = board_payload(review(), [], words(language))["types"]
        assert isinstance(types, dict)
        assert all(kind["caption"] for kinds in (types["e"], types["r"], types["i"], types["g"]) for kind in kinds)


def test_edges_between_two_labels_are_those_of_the_schema() -> None:
    ends = edge_types_by_ends()
    assert "SUPPORTS" in ends["Authority|Park"]
    assert "FOCUSES_ON" not in ends.get("Region|Park", [])
    assert all(end in REVIEWED_LABELS for pair in ends for end in pair.split("|"))


def test_a_rule_has_the_caption_of_its_own_else_of_its_family_else_its_id() -> None:
    assert rule_caption("model:qwen", ZH) == "模型 qwen"
    assert rule_caption("list.class", ZH) == rule_caption("list.group", ZH) == "列举（……等）"
    assert rule_caption("kinds.Park", ZH) == "类别词：园区"
    assert rule_caption("name.place", ZH) == "名称里写明的地方"
    assert rule_caption("no.such.rule", ZH) == "no.such.rule"


def test_a_place_of_the_address_is_the_proposal_that_stands_there() -> None:
    items = reviewed(PROPOSALS, ())
    for proposal, place in ((PARK, PARK.span), (INSTITUTE, INSTITUTE.span), (SUPPORTS, SUPPORTS.clause)):
        assert item_at(items, f"{place.start}-{place.end}") == proposal_id(proposal)
    for place in ("", "-", "1-", "x-y", "99999-100000", "²-3"):
        assert item_at(items, place) == ""
