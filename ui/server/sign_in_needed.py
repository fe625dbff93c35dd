"""Whether people must sign in: as soon as others than this machine's users reach the page."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from graph.model.errors import LiantuError
from ui.access.accounts import AccountFile
from ui.settings import Settings

LOOPBACK_HOSTS = ("127.0.0.1", "::1", "localhost")


def reached_hosts(settings: Settings) -> tuple[str, ...]:
    """Return the names by which the settings say that the page is reached, beside the address it listens on."""
    public = urlsplit(settings.url).hostname if settings.url else None
    return (*settings.hosts, *filter(None, [public]))


def with_sign_in(settings: Settings) -> Settings:
    """Return the settings with sign-in switched on where it is needed; then the page may load, by people's roles.

    Args:
        settings: with all names and addresses of the page in ``hosts``.

    Raises:
        LiantuError: it is needed, and there is neither an account with a password nor single sign-on.
    """
    foreign = [host for host in settings.hosts if host not in LOOPBACK_HOSTS]
    if not (settings.sign_in or foreign or settings.proxies):
        return settings
    if not (settings.oidc_issuer or AccountFile(settings.accounts).read().has_passwords):
        raise LiantuError("sign_in_needed", hosts=foreign or list(LOOPBACK_HOSTS[:1]))
    return replace(settings, sign_in=True)
