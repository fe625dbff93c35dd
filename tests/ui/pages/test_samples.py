"""Three questions to begin with, each answered where its link leads."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl

from tests.support.pages import all_text, open_page
from tests.support.stores import Server


def test_the_overview_offers_them_until_lists_are_loaded(loaded: Server) -> None:
    assert '<div class="samples">' in all_text(open_page("overview"))


def test_each_sample_question_leads_to_its_answer(loaded: Server) -> None:
    text = all_text(open_page("start"))
    samples = re.search(r'<div class="samples">(.*?)</div>', text)
    assert samples
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', samples[1])]
    assert [link.partition("?")[0] for link in links] == ["dossier", "entities", "gaps"]
    for link in links:
        page, _, query = link.partition("?")
        test = open_page(page, **dict(parse_qsl(query)))
        assert not test.exception
        assert not test.error
        assert test.title[0].value
