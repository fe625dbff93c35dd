"""Relatedness of two segments beyond their edges: by common supporters."""

from __future__ import annotations

from collections.abc import Collection


def jaccard_index(first: Collection[str], second: Collection[str]) -> float | None:
    """Return the Jaccard index of two sets of supporters; None where neither has any."""
    union = set(first) | set(second)
    return len(set(first) & set(second)) / len(union) if union else None
