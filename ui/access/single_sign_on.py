"""Single sign-on by OpenID Connect, with any provider: Authlib speaks the protocol, here is what we ask and believe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse

from graph.model.errors import LiantuError
from ui.access.accounts import Accounts
from ui.access.sessions import Identity
from ui.settings import Settings

DISCOVERY_PATH = "/.well-known/openid-configuration"  # OpenID Connect Discovery 1.0, section 4
PROVIDER_SECONDS = 10.0  # that one answer of the provider may take; a person waits for three of them
MAX_GROUPS = 1_000  # of one person; what the file of accounts names is looked up among them
MAX_CLAIM = 200  # characters of a name or a group

# What a provider's answer can end in: the protocol's errors, a token that is not good, the network, and an answer in
# which something is missing or of another kind.
FAULTS = (AuthlibBaseError, JoseError, httpx2.HTTPError, LiantuError, ValueError, KeyError, TypeError, RuntimeError)


class SignInError(LiantuError):
    """A sign-in that the provider refused, broke off, or answered wrongly."""


class SingleSignOn:
    """A provider of single sign-on.

    Args:
        issuer: its address, as its tokens name it.
        client: our id there.
        secret: our secret there; empty: none, the exchange is proved by PKCE alone.
        scope: the scopes that are asked for.
        groups_claim: the claim that holds a person's groups.
    """

    def __init__(self, issuer: str, client: str, secret: str, scope: str, groups_claim: str) -> None:
        self.issuer, self.groups_claim = issuer, groups_claim
        oauth = OAuth()
        self._provider = oauth.register(
            "provider",
            client_id=client,
            client_secret=secret or None,
            server_metadata_url=issuer + DISCOVERY_PATH,
            client_kwargs={"scope": scope, "code_challenge_method": "S256", "timeout": PROVIDER_SECONDS},
        )

    async def redirect(self, request: Request, callback: str) -> RedirectResponse:
        """Return the way to the provider; state, nonce and PKCE's secret are kept in ``request.session``.

        Raises:
            SignInError: the provider cannot be asked.
        """
        try:
            await self._checked_metadata()
            redirect: RedirectResponse = await self._provider.authorize_redirect(request, callback)
        except FAULTS as problem:
            raise _failed(problem) from problem
        return redirect

    async def identity(self, request: Request) -> Identity:
        """Return who comes back from the provider: the code is exchanged, the token's signature and claims checked.

        Raises:
            SignInError: the person declined, the state is not the one that was given out, or the token is not good.
        """
        try:
            token = await self._provider.authorize_access_token(request)
            claims: Mapping[str, Any] = token["userinfo"]
            if self.groups_claim not in claims and "userinfo_endpoint" in await self._checked_metadata():
                more = await self._provider.userinfo(token=token)
                # Other answers are not to be used: OpenID Connect Core 1.0, section 5.3.2.
                if more.get("sub") == claims["sub"]:
                    claims = {**more, **claims}
        except FAULTS as problem:
            raise _failed(problem) from problem
        return self._identity(claims, str(token["id_token"]))

    async def sign_out_url(self, id_token: str, back: str) -> str | None:
        """Return where the provider ends its own session and leads back; None where it offers none."""
        try:
            if "end_session_endpoint" not in await self._checked_metadata():
                return None
            logout = await self._provider.create_logout_url(post_logout_redirect_uri=back, id_token_hint=id_token)
        except FAULTS as problem:
            raise _failed(problem) from problem
        return str(logout["url"])

    async def _checked_metadata(self) -> Mapping[str, Any]:
        metadata: Mapping[str, Any] = await self._provider.load_server_metadata()
        if str(metadata.get("issuer", "")).rstrip("/") != self.issuer:
            raise SignInError("sso_issuer", issuer=self.issuer, found=str(metadata.get("issuer", ""))[:MAX_CLAIM])
        return metadata

    def _identity(self, claims: Mapping[str, Any], id_token: str) -> Identity:
        groups = claims.get(self.groups_claim) or ()
        listed = [groups] if isinstance(groups, str) else list(groups)[:MAX_GROUPS]
        return Identity(
            subject=_text(claims.get("preferred_username") or claims.get("email") or claims["sub"]),
            name=_text(claims.get("name") or ""),
            groups=tuple(map(_text, listed)),
            subjects=tuple(_text(claims[key]) for key in self._names(claims)),
            id_token=id_token,
        )

    @staticmethod
    def _names(claims: Mapping[str, Any]) -> list[str]:
        """Return the claims by which an account may name the person; an e-mail only if the provider has checked it."""
        names = ("sub", "preferred_username", *(["email"] if claims.get("email_verified") else []))
        return [name for name in names if claims.get(name)]


def configured_single_sign_on(settings: Settings) -> SingleSignOn | None:
    """Return the provider that the settings name; None where they name none.

    Raises:
        LiantuError: the settings are not whole, or the secret's file cannot be read.
    """
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_client or not settings.oidc_issuer.startswith(("https://", "http://")):
        raise LiantuError("sso_settings")
    return SingleSignOn(
        settings.oidc_issuer, settings.oidc_client, _secret(settings), settings.oidc_scope, settings.oidc_groups
    )


def known_identity(identity: Identity, accounts: Accounts) -> Identity | None:
    """Return a person of a provider with the account that is theirs; None if neither it nor a group gives a role."""
    account = accounts.of_subject(identity.subjects)
    if account:
        return identity.of_account(account.id)
    return identity if accounts.role_of_groups(identity.groups) else None


def _secret(settings: Settings) -> str:
    if settings.oidc_secret_file is None:
        return ""
    try:
        return settings.oidc_secret_file.read_text("utf-8").strip()
    except (OSError, ValueError) as problem:
        raise LiantuError("file_unreadable", file=str(settings.oidc_secret_file), reason=problem) from problem


def _failed(problem: Exception) -> SignInError:
    if isinstance(problem, SignInError):
        return problem
    code = "sso_unreachable" if isinstance(problem, httpx2.HTTPError) else "sso_refused"
    return SignInError(code, reason=_text(problem) or type(problem).__name__)


def _text(value: object) -> str:
    return str(value)[:MAX_CLAIM]
