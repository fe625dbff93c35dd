"""The pages of signing in and out: small, without a script, in the product's colours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from jinja2 import Environment, select_autoescape
from starlette.responses import HTMLResponse

from graph.model.errors import LiantuError
from ui.server.page_files import HTML_LANGUAGES
from ui.text import Words, words

REFUSED_STATUS = 401
NO_SCRIPT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_environment = Environment(autoescape=select_autoescape(default=True, default_for_string=True))


@dataclass(frozen=True, kw_only=True)
class SignInPage:
    """The content of the sign-in page.

    Attributes:
        problem: why the last try failed.
        account: what was typed as the account.
        to: the page to go to afterwards.
        has_passwords: whether accounts of our own may sign in.
        provider: the path that leads to single sign-on; empty: there is none.
    """

    language: str
    problem: LiantuError | None
    account: str
    to: str
    has_passwords: bool
    provider: str


def sign_in_response(page: SignInPage) -> HTMLResponse:
    """Return the sign-in page."""
    texts = words(page.language)
    problem = _sentence(texts, page.problem) if page.problem else ""
    status = REFUSED_STATUS if problem else 200
    return _response("sign_in.html", texts, status, page=page, problem=problem)


def sign_out_response(language: str, who: str) -> HTMLResponse:
    """Return the page that asks whether to sign out."""
    return _response("sign_out.html", words(language), 200, who=who)


def _sentence(texts: Words, problem: LiantuError) -> str:
    until = problem.fields.get("until")
    if isinstance(until, float):
        return texts(f"error.{problem.code}", until=datetime.fromtimestamp(until).astimezone().strftime("%H:%M"))
    return texts.error(problem)


def _response(template: str, texts: Words, status: int, **values: object) -> HTMLResponse:
    text = files("ui.server").joinpath(template).read_text("utf-8")
    style = "".join(files(room).joinpath(name).read_text("utf-8") for room, name in SIGN_IN_STYLES)
    content = _environment.from_string(text).render(
        words=texts, language=HTML_LANGUAGES[texts.language], style=style, **values
    )
    headers = {
        "content-security-policy": NO_SCRIPT_POLICY,
        "cache-control": "no-store",
        # Under the pages' own policy, no-referrer, Chromium sends a form with «Origin: null», which the guard refuses.
        "referrer-policy": "same-origin",
    }
    return HTMLResponse(content, status, headers)


SIGN_IN_STYLES = (("ui.components", "theme.css"), ("ui.server", "sign_in.css"))
