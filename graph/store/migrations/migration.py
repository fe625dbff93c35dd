"""One numbered change of the schema, as data: for a store as Cypher, for a snapshot's record as a pure function."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml

FIRST_SCHEMA_VERSION = 1  # of stores and snapshots from before the version was written into them


class Migration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The renames of one version of the schema.

    Attributes:
        version: the schema's version afterwards; the number of the file.
        labels: old label -> new label.
        properties: label (as it is called afterwards) -> old property -> new property.
    """

    version: int
    labels: dict[str, str] = {}
    properties: dict[str, dict[str, str]] = {}

    @property
    def old_labels(self) -> dict[str, str]:
        """Return new label -> old label."""
        return {new: old for old, new in self.labels.items()}


@cache
def migrations() -> tuple[Migration, ...]:
    """Return every migration in the order in which they apply."""
    folder = files("graph.store.migrations")
    numbered = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(_read(name, folder.joinpath(name).read_text("utf-8")) for name in numbered)


def migrations_since(version: int) -> tuple[Migration, ...]:
    """Return the migrations that a store or a snapshot of a schema version still needs."""
    return tuple(migration for migration in migrations() if migration.version > version)


def _read(name: str, text: str) -> Migration:
    return msgspec.convert({"version": int(name.removesuffix(".yaml")), **(parse_own_yaml(text) or {})}, Migration)


def migration_statements(migration: Migration) -> list[str]:
    """Return the Cypher that applies a migration to a store; all of it belongs into one transaction.

    The id is taken off while a node changes its label: the embedded engine moves such a node to another type, and its
    unique index would meet the same id again.
    """
    relabelled = [
        f"MATCH (n:{old}) WITH n, n.id AS id REMOVE n.id SET n:{new} REMOVE n:{old} SET n.id = id"
        for old, new in migration.labels.items()
    ]
    renamed = [
        f"MATCH (n:{label}) WHERE n.{old} IS NOT NULL SET n.{new} = n.{old} REMOVE n.{old}"
        for label, names in migration.properties.items()
        for old, new in names.items()
    ]
    return relabelled + renamed


def migrate_record(label: str, props: Mapping[str, object], version: int) -> tuple[str, dict[str, object]]:
    """Return a node's label and properties, written by a schema version, as today's schema calls them.

    >>> migrate_record("Dataset", {"id": "a", "said": "1f"}, 1)
    ('Dataset', {'id': 'a', 'source_version': '1f'})
    """
    renamed = dict(props)
    for migration in migrations_since(version):
        label = migration.labels.get(label, label)
        names = migration.properties.get(label, {})
        renamed = {names.get(name, name): value for name, value in renamed.items()}
    return label, renamed
