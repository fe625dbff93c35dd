"""A version of the product's own datasets: the packaged one, and a newer one that an update file brought."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import msgspec

from loaders.sources.yaml_file import convert_mapping, read_mapping

RELEASE_FILE = "release.yaml"
KNOWN_FORMAT = 1


class DataRelease(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of release.yaml.

    Attributes:
        version: a day, YYYY-MM-DD: versions are compared as texts.
        format: the form of an update file, raised when older products cannot read it.
    """

    version: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    format: int = KNOWN_FORMAT


def read_release(folder: Path) -> DataRelease:
    """Read the version of the datasets in a folder.

    Raises:
        LoadError: there is no release.yaml, or it is not one.
    """
    file = folder / RELEASE_FILE
    return convert_mapping(read_mapping(file), DataRelease, str(file))


def packaged_datasets() -> Path:
    """Return the folder of the datasets that come with the product."""
    return Path(str(files("loaders"))) / "datasets"


def newest_datasets(updates: Path | None) -> Path:
    """Return the folder of the newest version: the packaged one, or one that an update file brought if it is newer.

    Args:
        updates: the folder with a folder for each version that an update file brought; None: only the packaged one.
    """
    kept = kept_versions(updates) if updates else []
    if not kept:
        return packaged_datasets()
    return max((packaged_datasets(), *kept), key=lambda folder: read_release(folder).version)


def kept_versions(updates: Path) -> list[Path]:
    """Return the folders of the versions that update files brought; what else lies beside them is none of ours."""
    return sorted(file.parent for file in updates.glob(f"[0-9]*/{RELEASE_FILE}"))


def newest_folders(names: Mapping[str, Path], updates: Path | None) -> dict[str, Path]:
    """Return the folder of each of the packaged datasets in its newest version.

    Args:
        names: the packaged folders by the datasets' ids.
        updates: as for ``newest_datasets``.
    """
    newest = newest_datasets(updates)
    return {name: newest / name if (newest / name).is_dir() else folder for name, folder in names.items()}
