from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.store.batching import MSGPACK_ENCODER, batches

ROWS = st.lists(st.fixed_dictionaries({"x": st.text(max_size=40)}), max_size=40)


@given(ROWS, st.integers(1, 9), st.integers(1, 500))
def test_every_row_once_in_order_and_no_piece_too_large(rows: list[dict[str, str]], most: int, size: int) -> None:
    parts = list(batches(rows, most, size))
    assert [row for part in parts for row in part] == rows
    for part in parts:
        assert 1 <= len(part) <= most
        assert len(part) == 1 or sum(len(MSGPACK_ENCODER.encode(row)) for row in part) <= size
