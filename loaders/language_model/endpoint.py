"""The address of a bureau's own language model. It is off unless set, and leaves this machine only when said twice."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from graph.model.errors import UsageError
from loaders.sources.text_file import read_text

LOOPBACK_NAMES = frozenset({"localhost"})


@dataclass(frozen=True, kw_only=True)
class ModelEndpoint:
    """An OpenAI-compatible server.

    Attributes:
        url: its address up to the version, such as ``http://127.0.0.1:8000/v1``.
        model: the model's name, as the server knows it.
        key: the secret that the server asks for; never shown.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)


def checked_endpoint(url: str, model: str, key_file: Path | None = None, remote_host: str = "") -> ModelEndpoint | None:
    """Return the endpoint of the settings; None where no address is set.

    Args:
        url: the address.
        model: the model's name.
        key_file: a file that holds the secret, if the server asks for one.
        remote_host: the host that a document's text may be sent to. An address beyond this machine counts only if it
            names the same host, so that nobody sends documents away by one slip.

    Raises:
        UsageError: ``model_url``: no HTTP address, or one with a secret in it; ``model_name``: no model is named;
            ``model_remote``: the host is beyond this machine and was not named twice.
        LoadError: the key's file cannot be read.

    >>> checked_endpoint("http://127.0.0.1:8000/v1/", "qwen").url
    'http://127.0.0.1:8000/v1'
    >>> checked_endpoint("https://models.example.cn/v1", "qwen")
    Traceback (most recent call last):
    graph.model.errors.UsageError: model_remote: host='models.example.cn'
    """
    if not url.strip():
        return None
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").casefold()
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise UsageError("model_url")
    if not model.strip():
        raise UsageError("model_name")
    if not is_loopback(host) and host != remote_host.strip().casefold():
        raise UsageError("model_remote", host=host)
    key = read_text(key_file).strip() if key_file else ""
    return ModelEndpoint(url=url.strip().rstrip("/"), model=model.strip(), key=key)


def is_loopback(host: str) -> bool:
    """Return whether a host is this machine.

    >>> is_loopback("::1"), is_loopback("localhost"), is_loopback("10.0.0.8")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host in LOOPBACK_NAMES
