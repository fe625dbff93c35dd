"""Records as a snapshot has them, and texts that are hard to write."""

from __future__ import annotations

import json
from typing import Any

HARD_TEXTS = ["", " x ", 'a "b"', "\\", '\\"', "一\n二", "三\r\n四\r", ",;|\t", "\ufeff石墨烯\U0001f600", "null", "'"]


def park(id_: str, **props: object) -> dict[str, Any]:
    return {"node": id_, "label": "Park", "props": {"id": id_, "name": id_, **props}}


def observation(id_: str, number: float) -> dict[str, Any]:
    return {"node": id_, "label": "Observation", "props": {"id": id_, "number": number}}


def records_of(snapshot: str) -> list[dict[str, Any]]:
    """The nodes and edges of a snapshot."""
    return [json.loads(line) for line in snapshot.splitlines()[1:-1]]
