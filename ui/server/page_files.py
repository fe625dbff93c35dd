"""The files a page begins with: the first one in the product's name and language, and scripts with its words."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from ui.server.streamlit_texts import translated_script
from ui.text import LANGUAGES, words

SCRIPT_PATH = re.compile(r"/static/js/([\w.-]+\.js)")
PAGE_PATH = re.compile(r"/([^_./][^./]*)?")  # one name at most; Streamlit's own addresses begin with _ or have folders
MISSING_PAGE = "missing"
ASKED_PARAM = "asked"  # of the missing page: the name in the address that is no page
STREAMLIT_TEXTS = "streamlit."
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}
# The font that Streamlit fetches before anything else is not ours.
FONT_PRELOAD = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
SERVICE_POINTER = re.compile(r'<link rel="service-desc"[^>]*>')
NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
OPENING_STYLE = (
    "<style>html{color-scheme:light dark}.opening{font:16px 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',"
    "sans-serif;color:#52606d;margin:18vh auto;text-align:center}"
    "@media(prefers-color-scheme:dark){html{background:#12171f}.opening{color:#a9b4c0}}</style>"
)


class PageFiles:
    """ASGI middleware that serves the page's first file and Streamlit's scripts with our words.

    Args:
        app: Streamlit's application.
        pages: the names of the pages; another name in an address leads to the page that says so.
        home: the page that Streamlit has under the empty name only; under its own, Streamlit says «Page not found».
        language: the language of an address without one.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str], home: str, language: str) -> None:
        self.app = app
        self.pages = frozenset(pages)
        self.home = home
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a page's own files, or pass a request on."""
        response = await self._response(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (response or self.app)(scope, receive, send)

    async def _response(self, scope: Scope) -> Response | None:
        path, headers = scope["path"], Headers(scope=scope)
        if script := SCRIPT_PATH.fullmatch(path):
            content = await run_in_threadpool(translated_script, script[1])
            return None if content is None else _script_response(content, headers.get("if-none-match", ""))
        accepted = headers.get("accept", "*/*")
        if not (page := PAGE_PATH.fullmatch(path)) or not ("text/html" in accepted or "*/*" in accepted):
            return None
        raw_query = scope.get("query_string", b"").decode("latin-1")
        if page[1] == self.home:
            return RedirectResponse(f"./?{raw_query}" if raw_query else "./", 302)
        query = parse_qs(raw_query)
        if page[1] and page[1] not in self.pages:
            kept = {"lang": query["lang"][0]} if "lang" in query else {}
            return RedirectResponse(f"{MISSING_PAGE}?{urlencode({**kept, ASKED_PARAM: page[1]})}", 302)
        chosen = query.get("lang", [""])[0]
        language = chosen if chosen in LANGUAGES else self.language
        return HTMLResponse(first_file(language, self.language), headers={"cache-control": "no-cache"})


@cache
def first_file(language: str, default_language: str) -> str:
    """Return the file that every page begins with.

    Args:
        language: what the file itself is written in.
        default_language: what the page is in while its address names no language.
    """
    texts = words(language)
    html = (Path(get_static_dir()) / "index.html").read_text("utf-8")
    tables = {each: streamlit_texts(each) for each in LANGUAGES}
    script = (
        _own_script("page_texts.js")
        .replace("TABLES", _in_script(tables))
        .replace("DEFAULT", _in_script(default_language))
    )
    head = f"<title>{escape(texts('app.name'))} · {escape(texts('app.subtitle'))}</title>\n{OPENING_STYLE}\n"
    html = FONT_PRELOAD.sub("", SERVICE_POINTER.sub("", html))
    html = NO_SCRIPT.sub(f"<noscript><p>{escape(texts('streamlit.no_script'))}</p></noscript>", html)
    html = html.replace('<html lang="en">', f'<html lang="{HTML_LANGUAGES[language]}">')
    html = html.replace(
        "<title>Streamlit</title>",
        f"{head}<script>{script}</script><script>{_own_script('search_suggestions.js')}</script>",
    )
    opening = f'<p class="opening">{escape(texts("streamlit.opening"))}</p>'
    return html.replace('<div id="root"></div>', f'<div id="root">{opening}</div>')


def streamlit_texts(language: str) -> dict[str, str]:
    """Return our texts for Streamlit's own words, by key."""
    entries = words(language).entries
    return {key.removeprefix(STREAMLIT_TEXTS): text for key, text in entries.items() if key.startswith(STREAMLIT_TEXTS)}


def _own_script(name: str) -> str:
    return files("ui.server").joinpath(name).read_text("utf-8")


def _in_script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def _script_response(content: bytes, known: str) -> Response:
    """Return a script, or that the browser's copy is still right; Streamlit's name of it does not tell our words."""
    headers = {"etag": f'"{sha256(content).hexdigest()[:16]}"', "cache-control": "no-cache"}
    if known == headers["etag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="text/javascript", headers=headers)
