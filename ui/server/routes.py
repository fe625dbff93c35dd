"""The classes of the server's paths: few, and the same whatever somebody asks for."""

from __future__ import annotations

import re
from collections.abc import Collection

from starlette.types import Scope

PAGE_STREAM = "page-stream"  # the connection over which a page is used
OTHER = "other"
ROUTES = (
    (re.compile(r"/healthz"), "health"),
    (re.compile(r"/metrics"), "metrics"),
    (re.compile(r"/sign-(in|out)(/.*)?"), "sign-in"),
    (re.compile(r"/suggest"), "suggest"),
    (re.compile(r"/_stcore/stream"), PAGE_STREAM),
    (re.compile(r"/_stcore/upload_file/.*"), "upload"),
    (re.compile(r"/_stcore/.*"), "streamlit"),
    (re.compile(r"/media/.*"), "download"),
    (re.compile(r"/component/.*"), "component"),
    (re.compile(r"/static/.*"), "static"),
)


def route_of(scope: Scope, pages: Collection[str]) -> str:
    """Return the class of a request's path.

    Args:
        scope: the request.
        pages: the names of the pages.

    >>> route_of({"path": "/gaps"}, ["gaps"]), route_of({"path": "/static/js/a.js"}, []), route_of({"path": "/x"}, [])
    ('page', 'static', 'other')
    """
    path = scope["path"]
    if path.removeprefix("/") in {"", *pages}:
        return "page"
    return next((name for pattern, name in ROUTES if pattern.fullmatch(path)), OTHER)
