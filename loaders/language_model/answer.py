"""The form of a language model's answer about a part of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import msgspec

Status = Literal["existing", "planned", "aspired"]
Kind = Literal["target", "actual", "stock", "rank", "coverage", "threshold", "frequency", "name_count"]


class ModelEntity(msgspec.Struct, frozen=True, kw_only=True):
    """A thing: ``name`` stands in ``quote``, and ``quote`` in the text, both to the letter."""

    quote: str
    name: str
    type: str
    status: Status = "existing"
    granularity: Literal["named", "class"] = "named"


class ModelRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A statement; an empty end is the issuer of the document."""

    quote: str
    relation: str
    source: str = ""
    target: str = ""
    status: Status = "existing"


class ModelIndicator(msgspec.Struct, frozen=True, kw_only=True):
    """A figure."""

    quote: str
    name: str
    value: str
    unit: str = ""
    value_max: str = ""
    comparator: Literal["=", ">", ">=", "~", "<=", "<", "range"] = "="
    kind: Kind = "actual"
    period: str = ""
    applies_to: str = ""


@dataclass(frozen=True)
class ModelAnswer:
    """An answer's items, each of the right form."""

    entities: list[ModelEntity] = field(default_factory=list)
    relations: list[ModelRelation] = field(default_factory=list)
    indicators: list[ModelIndicator] = field(default_factory=list)
