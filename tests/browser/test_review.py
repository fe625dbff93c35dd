"""Proposals of a document are reviewed by keyboard: nothing is lost by a reload, nor between two people."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from statistics import median

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FilePayload, Page, expect

from benchmarks.browser import PATIENCE_MS
from graph.store.open import embedded_folder
from loaders.documents.text_document import Span
from loaders.reading.proposal import EntityProposal
from loaders.review.review import ReviewedProposal
from loaders.review.review_store import ReviewStore
from loaders.service.reviews import reviewed_proposals
from tests.support.browser import VIEWPORT
from tests.support.long_document import ENTITIES_EACH, long_document
from tests.support.stores import Server

BOARD = ".review-board"
# The time from a key until the next frame is painted, kept in window.keyTimes.
TIME_KEYS = """() => {
  window.keyTimes = [];
  document.querySelector('.review-board').addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => window.keyTimes.push(performance.now() - timeStamp);
    painted.port2.postMessage(0);
  }), true);
}"""


@pytest.fixture
def reviews(embedded_server: Server) -> ReviewStore:
    return ReviewStore(embedded_folder(embedded_server.url) / "reviews")


def begin(reviews: ReviewStore, paragraphs: int, filler: int = 1, note: str = "") -> str:
    """Begin a review; ``note`` makes the text one of its own."""
    document, proposals = long_document(paragraphs, filler)
    document = replace(document, text=document.text + note)
    return reviews.begin(document, proposals, document.text.encode(), who="张三", at="2026-03-01T08:00:00+00:00")


def open_review(page: Page, site: str, key: str) -> None:
    page.goto(f"{site}/read?review={key}")
    expect(page.locator(f"{BOARD}[data-ready='{key}']")).to_be_visible(timeout=PATIENCE_MS)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page) -> None:
    expect(page.locator(f"{BOARD}[data-unsaved='0']")).to_be_attached(timeout=PATIENCE_MS)


def standing(reviews: ReviewStore, key: str) -> list[ReviewedProposal]:
    return reviewed_proposals(reviews.load(key))


def entity_of(item: ReviewedProposal) -> EntityProposal:
    assert isinstance(item.proposal, EntityProposal)
    return item.proposal


def name(page: Page) -> str:
    return page.locator(f"{BOARD} .card strong").first.inner_text()


def test_sixty_proposals_are_reviewed_by_keyboard_and_kept_over_a_reload(
    page: Page, site: str, reviews: ReviewStore, outside: list[str]
) -> None:
    key = begin(reviews, 16, note="六十条。")
    proposed = list(reviews.load(key).proposals)
    assert len(proposed) == 62
    open_review(page, site, key)
    press(page, "Enter", "x")  # 1 accepted, 2 rejected
    press(page, "8", "Enter")  # 3 is an authority
    press(page, "ArrowRight", "Enter")  # 4 is wider at its end
    press(page, "ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "s", "g", "Enter")  # 5 is narrower at both ends, planned
    press(page, "x", "u", "Enter")  # 6 rejected, taken back, accepted
    press(page, "3", "u", "Enter")  # 7 retyped, taken back, accepted
    press(page, *["Enter"] * 53)
    expect(page.locator(f"{BOARD} .numbers")).to_contain_text("还剩 1")
    saved(page)
    expect(page.locator(f"{BOARD} .message")).to_contain_text("条决定")  # what was learned of the first fifty

    def check() -> None:
        items = standing(reviews, key)
        # The first relation falls with its rejected end, and is not asked.
        states = Counter(item.state for item in items)
        assert states == {"accepted": 59, "rejected": 2, "open": 1}
        assert [item.state for item in items[:4]] == ["accepted", "rejected", "accepted", "accepted"]
        first = [entity_of(item) for item in items[: len(proposed)] if isinstance(item.proposal, EntityProposal)]
        before = [proposal for proposal in proposed if isinstance(proposal, EntityProposal)]
        assert first[2].type == "Authority"
        assert first[3].span == Span(before[3].span.start, before[3].span.end + 1)
        assert first[3].text == before[3].text + "，"
        narrow = first[4]
        assert narrow.span == Span(before[4].span.start + 1, before[4].span.end - 2)
        assert (narrow.text, narrow.status, narrow.granularity) == (before[4].text[1:-2], "planned", "class")
        assert first[5:] == before[5:]
        assert {item.who for item in items if item.basis == "person"} == {"张三"}

    check()
    page.reload()
    expect(page.locator(f"{BOARD} .numbers")).to_contain_text("还剩 1", timeout=PATIENCE_MS)
    press(page, "Enter")
    expect(page.locator(f"{BOARD} .done")).to_be_visible()
    saved(page)
    assert Counter(item.state for item in standing(reviews, key)) == {"accepted": 60, "rejected": 2}
    press(page, "u")
    saved(page)
    check()
    assert outside == []


def test_two_people_on_one_document_lose_nothing(page: Page, browser: Browser, site: str, reviews: ReviewStore) -> None:
    key = begin(reviews, 4, note="两个人。")
    open_review(page, site, key)
    other = browser.new_context(viewport=VIEWPORT).new_page()
    open_review(other, site, key)
    other.get_by_role("button", name="核对人").click()
    other.get_by_label("您是谁").fill("李四")
    other.get_by_label("您是谁").press("Enter")
    expect(other.get_by_role("button", name="核对人：李四")).to_be_visible()
    other.keyboard.press("Escape")
    expect(other.get_by_label("您是谁")).to_be_hidden()
    other.locator(f"{BOARD} .row").nth(6).click()
    press(other, "x", "x")
    press(page, "Enter", "Enter", "Enter")
    saved(page)
    saved(other)
    first = standing(reviews, key)[:8]
    assert [item.state for item in first] == ["accepted"] * 3 + ["open"] * 3 + ["rejected"] * 2
    assert [item.who for item in first] == ["张三"] * 3 + [""] * 3 + ["李四"] * 2
    press(page, "Enter")  # its answer brings what the other has decided meanwhile
    saved(page)
    expect(page.locator(f"{BOARD} .row.rejected")).to_have_count(3)  # and the relation between the two
    press(other, "Enter")
    saved(other)
    expect(other.locator(f"{BOARD} .row.accepted")).to_have_count(5)
    other.context.close()


def test_what_python_was_never_told_is_sent_when_the_page_is_opened_again(
    page: Page, site: str, reviews: ReviewStore
) -> None:
    key = begin(reviews, 3, note="断线。")
    open_review(page, site, key)
    page.locator(BOARD).evaluate("host => { host.liantu.trigger = () => {}; }")  # as if the connection were gone
    press(page, "Enter", "x", "Enter")
    expect(page.locator(f"{BOARD} .saved")).to_have_text("3 条正在保存")
    assert reviews.decisions(key) == ()
    page.reload()
    expect(page.locator(f"{BOARD}[data-ready='{key}']")).to_be_visible(timeout=PATIENCE_MS)
    saved(page)
    assert [decision.state for decision in reviews.decisions(key)] == ["accepted", "rejected", "accepted"]


def test_decisions_join_known_entities_fall_in_bulk_and_mark_what_was_not_proposed(
    page: Page, site: str, reviews: ReviewStore
) -> None:
    key = begin(reviews, 6, note="并入。")
    open_review(page, site, key)
    found = Axe().run(page, context=BOARD).response["violations"]
    assert [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")] == []
    press(page, "m")
    page.locator(f"{BOARD} .search input").fill("江南石墨烯研究院")
    expect(page.locator(f"{BOARD} .hits button").first).to_contain_text("江南石墨烯研究院")
    press(page, "Enter")
    page.locator(f"{BOARD} .document p").nth(1).locator("span:not(.mark)").last.dblclick()
    press(page, "n")
    expect(page.locator(f"{BOARD} .card .rule")).to_have_text("自己标记")
    marked = name(page)
    press(page, "1", "Enter")
    page.locator(f"{BOARD} .rules summary").click()
    page.locator(f"{BOARD} .rule-line", has_text="number").get_by_role("button").click()
    saved(page)
    items = standing(reviews, key)
    assert items[0].entity == "inst-jngri"
    own = entity_of(items[-1])
    assert (own.text, own.type, items[-1].state) == (marked, "Technology", "accepted")
    entities = [item for item in items[:-1] if isinstance(item.proposal, EntityProposal)]
    assert Counter(item.basis for item in entities) == {"person": 1, "rule": ENTITIES_EACH * 6 - 1}
    press(page, "u")  # all of the rule at once
    saved(page)
    assert (
        Counter(item.state for item in standing(reviews, key) if item.id.startswith("e"))["open"] == len(entities) - 1
    )
    open_review(page, site, key)
    page.locator(f"{BOARD} .row", has_text=marked).last.click()
    press(page, "2", "Enter")
    saved(page)
    again = entity_of(standing(reviews, key)[-1])
    assert (again.span, again.text, again.type) == (own.span, own.text, "Programme")


def test_nothing_of_a_document_becomes_html(page: Page, site: str, reviews: ReviewStore) -> None:
    hostile = '<img src=x onerror="window.hostile=1"><script>window.hostile=1</script>𠮷😀'
    document, proposals = long_document(2)
    first = proposals.entities[0]
    text = hostile + document.text
    moved = replace(first, span=Span(0, len(hostile)), text=hostile, name=hostile, aliases=(hostile,))
    block = replace(document.blocks[0], span=Span(0, len(text)))
    whole = replace(document, name=f"{hostile}.txt", text=text, blocks=(block,))
    key = reviews.begin(whole, replace(proposals, entities=(moved,), relations=(), indicators=()), b"", who=hostile)
    open_review(page, site, key)
    assert name(page) == hostile
    assert page.locator(f"{BOARD} .mark.current").inner_text() == hostile
    assert page.locator(f"{BOARD} :is(img, script)").count() == 0
    press(page, "ArrowLeft", "Enter")
    saved(page)
    assert entity_of(standing(reviews, key)[0]).text == hostile[:-1]  # a rare character is one, as in Python
    page.goto(f"{site}/read")
    expect(page.get_by_text("已开始的文件")).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate("() => window.hostile") is None


def test_a_file_becomes_a_review_and_one_that_is_none_a_sentence(page: Page, site: str, reviews: ReviewStore) -> None:
    page.goto(f"{site}/read")
    broken = FilePayload(name="坏的.docx", mimeType="application/octet-stream", buffer=b"PK\x03\x04" + b"\0" * 40)
    page.locator("input[type=file]").set_input_files(broken)
    expect(page.locator("[data-testid=stAlertContentError]")).to_contain_text("坏的.docx", timeout=PATIENCE_MS)
    text = "江城市科技创新要点\n支持江城光电研究院建设省级重点实验室。到2027年，高新技术企业达到200家。\n"
    plan = FilePayload(name="科创要点.txt", mimeType="text/plain", buffer=text.encode())
    page.locator("input[type=file]").set_input_files(plan)
    expect(page.locator(f"{BOARD}[data-ready]")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator(f"{BOARD} .document")).to_contain_text("支持江城光电研究院")
    key = page.locator(BOARD).get_attribute("data-ready") or ""
    assert f"review={key}" in page.url
    assert reviews.original(key).read_text("utf-8") == text
    press(page, "Enter")
    saved(page)
    assert [item.state for item in standing(reviews, key)].count("accepted") == 1
    page.get_by_role("link", name="全部文件").click()
    expect(page.get_by_role("link", name="科创要点.txt")).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.full_profile
def test_a_thousand_proposals_are_decided_key_by_key(
    page: Page, site: str, reviews: ReviewStore, capsys: pytest.CaptureFixture[str]
) -> None:
    key = begin(reviews, 262, filler=4, note="一千条。")
    review = reviews.load(key)
    open_review(page, site, key)
    page.evaluate(TIME_KEYS)
    press(page, *["Enter", "x", "3", "ArrowRight", "ArrowLeft", "Enter", "u", "Enter", "ArrowDown", "ArrowUp"] * 10)
    saved(page)
    times = sorted(page.evaluate("() => window.keyTimes"))
    with capsys.disabled():
        shape = f"{len(list(review.proposals))} proposals in {len(review.document.text):,} characters"
        most = times[int(len(times) * 0.95)]
        sys.stdout.write(f"\n{shape}: {median(times):.0f} ms a key, 95% below {most:.0f}, at most {times[-1]:.0f}\n")
    states = Counter(item.state for item in standing(reviews, key) if item.basis == "person")
    assert states == {"accepted": 20, "rejected": 10}
    assert len(times) == 100
