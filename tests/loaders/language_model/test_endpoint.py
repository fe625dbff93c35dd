"""The settings of a language model: off unless set, and beyond this machine only when said twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import UsageError
from loaders.language_model.endpoint import checked_endpoint


def test_no_address_means_no_model() -> None:
    assert checked_endpoint(" ", "qwen") is None


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:8000/v1"])
def test_a_model_on_this_machine_needs_no_second_word(url: str) -> None:
    endpoint = checked_endpoint(url, "qwen")
    assert endpoint and endpoint.url == url


def test_a_host_beyond_this_machine_must_be_named_twice() -> None:
    url = "https://10.1.2.3:8443/v1"
    for second in ("", "1", "yes", "10.1.2.4", "example.cn"):
        with pytest.raises(UsageError, match="model_remote"):
            checked_endpoint(url, "qwen", remote_host=second)
    endpoint = checked_endpoint(url, "qwen", remote_host="10.1.2.3")
    assert endpoint and endpoint.url == url


@pytest.mark.parametrize("host", ["127.0.0.1.example.cn", "localhost.example.cn", "0.0.0.0", "127.1.example"])
def test_a_name_that_looks_like_this_machine_is_not_this_machine(host: str) -> None:
    with pytest.raises(UsageError, match="model_remote"):
        checked_endpoint(f"http://{host}/v1", "qwen")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "127.0.0.1:8000",
        "http://me:secret@127.0.0.1/v1",
        "http://127.0.0.1/?key=x",
    ],
)
def test_an_address_that_is_no_plain_http_address_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_endpoint(url, "qwen")
    assert caught.value.code == "model_url"
    assert "secret" not in str(caught.value)


def test_the_model_must_have_a_name() -> None:
    with pytest.raises(UsageError, match="model_name"):
        checked_endpoint("http://127.0.0.1/v1", "")


def test_the_key_comes_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("sk-secret\n", "utf-8")
    endpoint = checked_endpoint("http://127.0.0.1/v1", "qwen", key_file=file)
    assert endpoint and endpoint.key == "sk-secret"
