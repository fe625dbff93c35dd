"""dataset.yaml: what a dataset declares about itself. It is checked before any table is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, TypeAlias

import msgspec

from graph.model.claim_text import claim_text
from graph.model.normalize import normalize_text
from graph.model.records import Dataset
from graph.model.schema_file import default_schema
from loaders.dataset.tables import TABLE_FORMATS
from loaders.errors import LoadError
from loaders.sources.yaml_file import convert_mapping, read_mapping

USER_PRECEDENCE = 100  # above the bundled datasets (at most 40), so that a user's own data correct them
DATASET_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")

Scalar: TypeAlias = str | int | float | bool | None


class CompletenessClaim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The claim that a dataset lists everybody who has a role at some segments, so that silence means absence.

    Attributes:
        role: supply, or one role.
        segments: their ids.
        above: the size above which the list has everybody, such as 规上; empty: whatever the size. Silence then stays
            unknown, because smaller organisations may be there.
        ignore_smaller: whether smaller ones do not matter to whoever claims it, so that silence means absence again.
    """

    role: str
    segments: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    above: str = ""
    ignore_smaller: bool = False

    def __post_init__(self) -> None:
        """Refuse a role that the schema does not know; msgspec turns the ValueError into a ValidationError."""
        if self.role not in default_schema().values["absent_role"]:
            raise ValueError(f"unknown role {self.role}")


def claim_texts(claims: Iterable[CompletenessClaim]) -> tuple[str, ...]:
    """Return claims as a Dataset holds them: one text for each role and segment, sorted.

    >>> claim_texts([CompletenessClaim(role="production", segments=("pv/wafer", "pv/cell"))])
    ('production pv/cell', 'production pv/wafer')
    """
    return tuple(
        sorted(
            {
                claim_text(claim.role, segment, claim.above, ignore_smaller=claim.ignore_smaller)
                for claim in claims
                for segment in claim.segments
            }
        )
    )


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A checked dataset.yaml. The keys are explained in ``skeleton.py``, in the file that a user fills in."""

    id: str
    title: str
    publisher: str
    licence: str
    date: str = ""
    url: str = ""
    region: str = ""
    note: str = ""
    precedence: int | dict[str, int] = USER_PRECEDENCE
    refers_to: tuple[str, ...] = ()
    counts: dict[str, tuple[int, int]] = {}
    complete: tuple[CompletenessClaim, ...] = ()
    defaults: dict[str, dict[str, Scalar]] = {}

    @property
    def dataset(self) -> Dataset:
        """Return the dataset that is declared."""
        return Dataset(
            id=self.id,
            title=normalize_text(self.title),
            publisher=normalize_text(self.publisher),
            licence=normalize_text(self.licence),
            date=normalize_text(self.date),
            url=normalize_text(self.url),
            region=normalize_text(self.region),
            note=normalize_text(self.note),
            precedence=self.precedence if isinstance(self.precedence, dict) else {"default": self.precedence},
            completeness_claims=claim_texts(self.complete),
        )

    def default_cells(self, table: str) -> Mapping[str, str]:
        """Return what the empty cells of a table mean, by column."""
        cells = self.defaults.get(table, {})
        return {column: str(value) for column, value in cells.items() if value is not None}


def read_manifest(folder: Path) -> Manifest:
    """Read and check a folder's dataset.yaml.

    Raises:
        LoadError: no such file, no YAML, or a key is missing, unknown, or of the wrong form.
    """
    file = folder / "dataset.yaml"
    spec = read_mapping(file)
    manifest = convert_mapping(spec, Manifest, str(file))
    formats = {table.name: table for table in TABLE_FORMATS}
    if not manifest.counts.keys() <= {table.name for table in TABLE_FORMATS if table.counted}:
        raise LoadError("yaml_value", file=str(file), key="counts", value=spec["counts"])
    for table, cells in manifest.defaults.items():
        if table not in formats or not cells.keys() <= formats[table].columns(default_schema()):
            raise LoadError("yaml_value", file=str(file), key="defaults", value=spec["defaults"])
    if manifest.complete and not manifest.region:
        raise LoadError("dataset_region", file=str(file), what="complete")
    if not DATASET_ID.fullmatch(manifest.id):
        raise LoadError("dataset_id", file=str(file), value=manifest.id)
    return manifest
