"""Hostile statements: the judge refuses before it is sent whatever is not plainly reading."""

from __future__ import annotations

import pytest

from graph.model.errors import QueryError
from graph.store.readonly import ensure_read_only
from tests.hostile.corpus import HostileStatement, statements


def test_there_are_500_that_must_be_refused() -> None:
    assert len([statement for statement in statements() if statement.is_refused]) >= 500


@pytest.mark.parametrize("statement", [s for s in statements() if s.is_refused], ids=lambda s: s.kind)
def test_what_is_not_plainly_reading_is_refused_before_it_is_sent(statement: HostileStatement) -> None:
    with pytest.raises(QueryError, match="console_"):
        ensure_read_only(statement.text)
