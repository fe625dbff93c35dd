"""Wrong usage is said in the language that is set, with the nearest name."""

from __future__ import annotations

import pytest

from tests.support.command_line import Run, run

__all__ = ["run"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("gap",), "没有 gap 这个命令；您要的是不是 gaps"),
        (("gaps", "--limt", "3"), "没有 --limt 这个选项；您要的是不是 --limit？"),
        (("gaps", "--limit", "x"), "--limit 的值不对，应为："),
        (("targets", "-k", "101"), "-k 的值不对，应为：0 到 100 的数"),
        (("explain",), "缺少 GAP"),
        (("gaps", "--limit"), "--limit 的用法不对"),
        (("status", "甲"), "多写了参数"),
    ],
)
def test_wrong_usage_is_reported_in_the_users_language(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert "--help" in err
