"""The page's server: what it is started with."""

from __future__ import annotations

import pytest

from ui.web_server import options


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("127.0.0.1", ("127.0.0.1", "::1", "localhost")),
        ("10.1.2.3", ("10.1.2.3", "127.0.0.1", "::1", "localhost")),
    ],
)
def test_the_page_answers_to_the_host_it_was_started_for(host: str, allowed: tuple[str, ...]) -> None:
    given = [option.partition("=")[2] for option in options(host, 8501) if "allowedHosts" in option]
    assert tuple(given) == allowed
