from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.errors import LiantuError, UsageError
from loaders.access.audit import AuditLog
from loaders.access.permission import LEAST_ROLE, Permission
from loaders.access.principal import AccessDeniedError, Principal
from loaders.access.role import ROLE_WORDS, Role, parse_role


def person(role: Role, folder: Path) -> Principal:
    return Principal(name="张三", account="zhangsan", role=role, via="page", audit=AuditLog(folder / "audit.jsonl"))


def outcomes(principal: Principal) -> list[tuple[str, str, str]]:
    assert principal.audit
    return [(entry.action, entry.outcome, entry.detail) for entry in principal.audit.entries()]


def test_every_action_has_a_least_role() -> None:
    assert set(LEAST_ROLE) == set(Permission)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Permission)
def test_a_role_may_what_the_table_says(role: Role, action: Permission, tmp_path: Path) -> None:
    principal, did = person(role, tmp_path), []
    if role >= LEAST_ROLE[action]:
        with principal.acting(action, "x"):
            did.append(action)
        assert outcomes(principal) == [(action.value, "done", "")]
    else:
        with pytest.raises(AccessDeniedError), principal.acting(action, "x"):
            did.append(action)
        assert outcomes(principal) == [(action.value, "denied", "")]
    assert bool(did) == (role >= LEAST_ROLE[action])


def test_what_fails_is_kept_with_its_reason(tmp_path: Path) -> None:
    principal = person(Role.STEWARD, tmp_path)
    with pytest.raises(LiantuError), principal.acting(Permission.LOAD, "list"):
        raise LiantuError("sheet_damaged")
    assert outcomes(principal) == [("load", "failed", "sheet_damaged")]


def test_a_typed_name_does_not_replace_an_account_s() -> None:
    assert Principal(name="张三", account="zhangsan").named("李四").signature == "张三(zhangsan)"
    assert Principal(name="张三").named("李四").signature == "李四"


def test_roles_are_read_by_their_words() -> None:
    assert [parse_role(word) for word in ROLE_WORDS] == list(Role)
    with pytest.raises(UsageError, match="role_unknown"):
        parse_role("root")
