from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.errors import UsageError
from loaders.access.role import Role
from ui.access.accounts import Accounts, UserAccount
from ui.access.passwords import MAX_PASSWORD, MIN_PASSWORD, hash_password, is_password
from ui.access.pending import PENDING_SECONDS, PendingSignIns
from ui.access.sessions import MAX_SESSIONS, SESSION_SECONDS, Identity, Sessions, identity_principal
from ui.access.single_sign_on import known_identity

CHIEF = UserAccount(id="chief", name="局长", role=Role.ADMIN, subject="sub-1")


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_ends_by_time_and_by_signing_out() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    first, second = sessions.begin(Identity(account="chief")), sessions.begin(Identity(account="chief"))
    assert sessions.find(first.token) == first
    sessions.end(second.token)
    assert sessions.find(second.token) is None
    clock.now += SESSION_SECONDS
    assert sessions.find(first.token) is None
    assert sessions.tokens() == []


def test_connections_are_closed_with_their_session_alone() -> None:
    sessions, closed = Sessions(Clock()), list[str]()
    first, second = sessions.begin(Identity()), sessions.begin(Identity())
    sessions.watch(first.token, lambda: closed.append("first"))
    forget = sessions.watch(first.token, lambda: closed.append("left"))
    sessions.watch(second.token, lambda: closed.append("second"))
    forget()
    sessions.end(first.token)
    assert closed == ["first"]


def test_the_oldest_session_makes_room() -> None:
    sessions = Sessions(Clock())
    oldest = sessions.begin(Identity())
    for _ in range(MAX_SESSIONS):
        sessions.begin(Identity())
    assert sessions.find(oldest.token) is None
    assert len(sessions.tokens()) == MAX_SESSIONS


def principal(identity: Identity, accounts: Accounts):  # type: ignore[no-untyped-def]
    return identity_principal(identity, accounts, None)


def test_the_role_is_the_one_that_the_accounts_give_now() -> None:
    accounts = Accounts((CHIEF,))
    assert principal(Identity(account="chief"), accounts).role is Role.ADMIN
    demoted = replace(accounts, accounts=(replace(CHIEF, role=Role.VIEWER),))
    assert principal(Identity(account="chief"), demoted).role is Role.VIEWER
    disabled = replace(accounts, accounts=(replace(CHIEF, disabled=True),))
    assert principal(Identity(account="chief", groups=("planners",)), disabled) is None


def test_a_person_of_a_provider_has_an_account_or_a_group_s_role() -> None:
    accounts = Accounts((CHIEF,), {"planners": Role.EDITOR})
    by_account = known_identity(Identity(subject="li", subjects=("sub-1", "li"), name="李"), accounts)
    assert by_account
    assert principal(by_account, accounts).signature == "局长(chief)"
    by_group = known_identity(Identity(subject="wang", name="王", groups=("x", "planners")), accounts)
    assert by_group
    assert principal(by_group, accounts).signature == "王(wang)"
    assert principal(by_group, accounts).role is Role.EDITOR
    assert known_identity(Identity(subject="zhao", groups=("x",)), accounts) is None


def test_a_sign_in_under_way_is_taken_once_and_in_time() -> None:
    clock = Clock()
    pending = PendingSignIns(clock)
    token, state = pending.begin("/gaps")
    assert pending.take(token) == state
    assert pending.take(token) is None
    late, _ = pending.begin("/")
    clock.now += PENDING_SECONDS
    assert pending.take(late) is None


def test_passwords() -> None:
    hashed = hash_password("correct horse")
    assert is_password("correct horse", hashed)
    assert not is_password("correct horsE", hashed)
    assert not is_password("", "")
    assert not is_password("anything", "not a hash")
    for wrong in ("x" * (MIN_PASSWORD - 1), "x" * (MAX_PASSWORD + 1)):
        with pytest.raises(UsageError, match="password_length"):
            hash_password(wrong)
