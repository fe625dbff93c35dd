"""Settings from the environment: the only place that reads it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DEFAULT_LOG = "text"
DEFAULT_HOST = "127.0.0.1"  # loopback: only this machine reaches the page
DEFAULT_PORT = 8501  # Streamlit's own
DEFAULT_MCP_PORT = 8511  # beside the page's
DEFAULT_IDLE_SECONDS = 120.0  # a second command answers at once; an idle engine takes about 180 MB
DEFAULT_ACCOUNTS_FILE = "accounts.yaml"
DEFAULT_OIDC_SCOPE = "openid profile email"
DEFAULT_OIDC_GROUPS = "groups"
LOADING_VALUES = {"1": True, "0": False}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a run.

    Args:
        home: the folder of the user's store (``LIANTU_HOME``).
        store: the store's address (``LIANTU_STORE``).
        user, password: a Neo4j account (``NEO4J_USERNAME``, ``NEO4J_PASSWORD``); never part of the address.
        heap: the embedded engine's heap limit (``LIANTU_HEAP``).
        java: the Java runtime of the embedded engine (``LIANTU_JAVA``, its executable); none: the first that fits.
        engine_idle_seconds: how long the embedded engine goes on after its last user (``LIANTU_ENGINE_IDLE``).
        language: ``zh`` or ``en`` (``LIANTU_LANG``).
        region: the region to analyse (``LIANTU_REGION``); empty: the one with most holdings.
        method: a file with the method's parameters (``LIANTU_METHOD``); none: the product's own.
        docx_template, pptx_template: a bureau's own templates of papers (``LIANTU_DOCX_TEMPLATE``,
            ``LIANTU_PPTX_TEMPLATE``); none: the product's own look.
        district_map: a bureau's own shapes of its districts (``LIANTU_DISTRICT_MAP``, GeoJSON); none: a schematic.
        loading: whether the page may load lists (``LIANTU_LOADING``, 1 or 0); none: yes, by people's roles.
        hosts: the names and addresses that the page answers to (``LIANTU_HOSTS``, separated by commas), beside those of
            the address that it listens on.
        proxies: the addresses of reverse proxies whose forwarding headers are believed (``LIANTU_PROXIES``, commas).
        url: the address by which people reach the page, where it is not the one it listens on (``LIANTU_URL``).
        sign_in: whether people sign in (``LIANTU_SIGN_IN``, 1); where others than this machine reach it, they must.
        accounts_file: the file of accounts (``LIANTU_ACCOUNTS``); none: the one in ``home``.
        oidc_issuer, oidc_client: the provider of single sign-on by OpenID Connect and our id there
            (``LIANTU_OIDC_ISSUER``, ``LIANTU_OIDC_CLIENT``); empty: none.
        oidc_secret_file: a file with the client's secret (``LIANTU_OIDC_SECRET_FILE``).
        oidc_scope, oidc_groups: the scopes asked for, and the claim with the person's groups (``LIANTU_OIDC_SCOPE``,
            ``LIANTU_OIDC_GROUPS``).
        log: how the log is written (``LIANTU_LOG``): ``text`` or ``json``.
        metrics_token_file: a file with the token for which ``/metrics`` answers (``LIANTU_METRICS_TOKEN_FILE``).
        who: who loads and decides, for the history (``LIANTU_WHO``, else the account's name).
        reading_words: a folder with words of a bureau's own for the reader (``LIANTU_READING_WORDS``).
        question_words: a file with a bureau's own ways to ask (``LIANTU_QUESTION_WORDS``).
        model_url, model: a bureau's own language model (``LIANTU_MODEL_URL``, ``LIANTU_MODEL``); empty: none.
        model_key_file: a file with the key that its server asks for (``LIANTU_MODEL_KEY_FILE``).
        model_host: the host that texts may be sent to, if it is not this machine (``LIANTU_MODEL_HOST``).
        console_rows, console_seconds: the console's limits.
    """

    home: Path
    store: str
    user: str = ""
    password: str = ""
    heap: str = "1g"
    java: Path | None = None
    engine_idle_seconds: float = DEFAULT_IDLE_SECONDS
    language: str = "zh"
    region: str = ""
    method: Path | None = None
    docx_template: Path | None = None
    pptx_template: Path | None = None
    district_map: Path | None = None
    loading: bool | None = None
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    url: str = ""
    sign_in: bool = False
    accounts_file: Path | None = None
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret_file: Path | None = None
    oidc_scope: str = DEFAULT_OIDC_SCOPE
    oidc_groups: str = DEFAULT_OIDC_GROUPS
    log: str = DEFAULT_LOG
    metrics_token_file: Path | None = None
    who: str = ""
    reading_words: Path | None = None
    question_words: Path | None = None
    model_url: str = ""
    model: str = ""
    model_key_file: Path | None = None
    model_host: str = ""
    console_rows: int = 1_000
    console_seconds: float = 30.0

    @property
    def accounts(self) -> Path:
        """Return the file of accounts; the audit log is beside it."""
        return self.accounts_file or self.home / DEFAULT_ACCOUNTS_FILE

    @property
    def updates(self) -> Path:
        """Return the folder of the versions of bundled datasets that update files brought."""
        return self.home / "datasets"

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from an environment (the process's own by default)."""
        env = os.environ if environment is None else environment
        home = _home(env)
        return cls(
            home=home,
            store=env.get("LIANTU_STORE") or f"embedded:{home / 'store'}",
            user=env.get("NEO4J_USERNAME", ""),
            password=env.get("NEO4J_PASSWORD", ""),
            heap=env.get("LIANTU_HEAP") or "1g",
            java=_path(env.get("LIANTU_JAVA", "")),
            engine_idle_seconds=_seconds(env.get("LIANTU_ENGINE_IDLE", ""), DEFAULT_IDLE_SECONDS),
            language="en" if env.get("LIANTU_LANG", "zh").startswith("en") else "zh",
            region=env.get("LIANTU_REGION", ""),
            who=env.get("LIANTU_WHO") or env.get("USER") or env.get("USERNAME", ""),
            log="json" if env.get("LIANTU_LOG") == "json" else DEFAULT_LOG,
            metrics_token_file=_path(env.get("LIANTU_METRICS_TOKEN_FILE", "")),
            hosts=_listed(env.get("LIANTU_HOSTS", "").lower()),
            proxies=_listed(env.get("LIANTU_PROXIES", "")),
            url=env.get("LIANTU_URL", "").rstrip("/"),
            sign_in=env.get("LIANTU_SIGN_IN", "") == "1",
            accounts_file=_path(env.get("LIANTU_ACCOUNTS", "")),
            oidc_issuer=env.get("LIANTU_OIDC_ISSUER", "").rstrip("/"),
            oidc_client=env.get("LIANTU_OIDC_CLIENT", ""),
            oidc_secret_file=_path(env.get("LIANTU_OIDC_SECRET_FILE", "")),
            oidc_scope=env.get("LIANTU_OIDC_SCOPE") or DEFAULT_OIDC_SCOPE,
            oidc_groups=env.get("LIANTU_OIDC_GROUPS") or DEFAULT_OIDC_GROUPS,
            loading=LOADING_VALUES.get(env.get("LIANTU_LOADING", "")),
            method=_path(env.get("LIANTU_METHOD", "")),
            docx_template=_path(env.get("LIANTU_DOCX_TEMPLATE", "")),
            pptx_template=_path(env.get("LIANTU_PPTX_TEMPLATE", "")),
            district_map=_path(env.get("LIANTU_DISTRICT_MAP", "")),
            reading_words=_path(env.get("LIANTU_READING_WORDS", "")),
            question_words=_path(env.get("LIANTU_QUESTION_WORDS", "")),
            model_url=env.get("LIANTU_MODEL_URL", ""),
            model=env.get("LIANTU_MODEL", ""),
            model_key_file=_path(env.get("LIANTU_MODEL_KEY_FILE", "")),
            model_host=env.get("LIANTU_MODEL_HOST", ""),
        )

    def environment(self) -> dict[str, str]:
        """Return the environment of a child process that is to have the same settings."""
        return os.environ | {
            "LIANTU_HOME": str(self.home),
            "LIANTU_STORE": self.store,
            "LIANTU_HEAP": self.heap,
            "LIANTU_JAVA": _text(self.java),
            "LIANTU_ENGINE_IDLE": f"{self.engine_idle_seconds:g}",
            "LIANTU_LANG": self.language,
            "LIANTU_REGION": self.region,
            "LIANTU_METHOD": _text(self.method),
            "LIANTU_DOCX_TEMPLATE": _text(self.docx_template),
            "LIANTU_PPTX_TEMPLATE": _text(self.pptx_template),
            "LIANTU_DISTRICT_MAP": _text(self.district_map),
            "LIANTU_READING_WORDS": _text(self.reading_words),
            "LIANTU_QUESTION_WORDS": _text(self.question_words),
            "LIANTU_MODEL_URL": self.model_url,
            "LIANTU_MODEL": self.model,
            "LIANTU_MODEL_KEY_FILE": _text(self.model_key_file),
            "LIANTU_MODEL_HOST": self.model_host,
            "LIANTU_LOADING": "" if self.loading is None else str(int(self.loading)),
            "LIANTU_HOSTS": ",".join(self.hosts),
            "LIANTU_PROXIES": ",".join(self.proxies),
            # Uvicorn's own: whose X-Forwarded-For and -Proto it believes; without it, everybody's on this machine.
            "FORWARDED_ALLOW_IPS": ",".join(self.proxies),
            "LIANTU_URL": self.url,
            "LIANTU_SIGN_IN": str(int(self.sign_in)),
            "LIANTU_ACCOUNTS": _text(self.accounts_file),
            "LIANTU_OIDC_ISSUER": self.oidc_issuer,
            "LIANTU_OIDC_CLIENT": self.oidc_client,
            "LIANTU_OIDC_SECRET_FILE": _text(self.oidc_secret_file),
            "LIANTU_OIDC_SCOPE": self.oidc_scope,
            "LIANTU_OIDC_GROUPS": self.oidc_groups,
            "LIANTU_LOG": self.log,
            "LIANTU_METRICS_TOKEN_FILE": _text(self.metrics_token_file),
            "LIANTU_WHO": self.who,
            "NEO4J_USERNAME": self.user,
            "NEO4J_PASSWORD": self.password,
        }


def _home(env: Mapping[str, str]) -> Path:
    return Path(env.get("LIANTU_HOME") or Path.home() / ".local" / "share" / "liantu")


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _text(path: Path | None) -> str:
    return "" if path is None else str(path)


def _seconds(text: str, default: float) -> float:
    """Return a number of seconds as the environment writes it: digits, perhaps with decimals; else the default."""
    return float(text) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else default
