"""Passages: paragraphs as they are read, without page chrome, with the headings above them."""

from __future__ import annotations

from loaders.documents.txt import parse_txt
from loaders.reading.passage import passages


def texts(text: str) -> list[str]:
    """Return what is read of a plain text."""
    return [passage.text for passage in passages(parse_txt(text.encode(), "plan.txt"))]


def test_a_line_that_breaks_a_sentence_is_joined_with_the_next_one() -> None:
    assert texts("加快推进新一代信息技术产业集群建设，打造智能制造\n创新中心，培育企业。\n二、保障措施") == [
        "加快推进新一代信息技术产业集群建设，打造智能制造创新中心，培育企业。",
        "二、保障措施",
    ]


def test_page_numbers_between_two_halves_of_a_sentence_are_passed_over() -> None:
    text = "加快推进新一代信息技术产业集群建设，打造智能制造\n— 3 —\n创新中心，培育企业。"
    assert texts(text) == ["加快推进新一代信息技术产业集群建设，打造智能制造创新中心，培育企业。"]


def test_a_running_head_is_passed_over_and_a_repeated_heading_is_not() -> None:
    pages = "\n".join(f"云岭市科技发展规划\n（{number}）建设园区。\n责任单位：" for number in "一二三")
    assert "云岭市科技发展规划" not in texts(pages)
    assert texts(pages).count("责任单位：") == 3


def test_headings_stand_above_what_follows_until_one_of_their_rank() -> None:
    text = "一、2030年工作回顾\n（一）平台建设。新增实验室。\n实验室运行良好。\n二、重点任务\n建设园区。"
    found = {passage.text: passage.headings for passage in passages(parse_txt(text.encode(), "plan.txt"))}
    assert found["实验室运行良好。"] == ("2030年工作回顾", "平台建设")
    assert found["建设园区。"] == ("重点任务",)


def test_every_character_knows_its_place() -> None:
    text = "建设云岭新一代人工智能产业创新发展试验区和😀先导\r\n区，𠮷林片区。"
    document = parse_txt(text.encode(), "plan.txt")
    for passage in passages(document):
        assert [document.text[offset] for offset in passage.offsets] == list(passage.text)
