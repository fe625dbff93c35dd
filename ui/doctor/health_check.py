"""The result of a check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class HealthCheck:
    """One check: whether it went well, and a sentence; of a fault, what is wrong and how to mend it."""

    good: bool
    text: str
