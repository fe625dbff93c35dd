"""A completeness claim as a Dataset holds it: one text for a role and a segment."""

from __future__ import annotations

from typing import NamedTuple

IGNORED = "!"  # ends the size above which a list has everybody, where smaller organisations do not matter


class ClaimParts(NamedTuple):
    """The parts of a claim's text; ``above`` is a size such as 规上, empty where all are listed."""

    role: str
    segment: str
    above: str
    ignore_smaller: bool


def claim_text(role: str, segment: str, above: str = "", *, ignore_smaller: bool = False) -> str:
    """Write a claim; a size does not end with the mark by which smaller organisations are ignored.

    >>> claim_text("supply", "pv/cell", "规上", ignore_smaller=True)
    'supply pv/cell 规上!'
    >>> claim_text("supply", "pv/cell", "规上!")
    'supply pv/cell 规上'
    """
    size = "".join(above.split()).rstrip(IGNORED)
    return f"{role} {segment} {size}{IGNORED if ignore_smaller else ''}" if size else f"{role} {segment}"


def parse_claim(text: str) -> ClaimParts:
    """Read a claim.

    >>> parse_claim("supply pv/cell")
    ClaimParts(role='supply', segment='pv/cell', above='', ignore_smaller=False)
    """
    role, segment, *size = text.split(" ", 2)
    above = size[0] if size else ""
    return ClaimParts(role, segment, above.removesuffix(IGNORED), above.endswith(IGNORED))
