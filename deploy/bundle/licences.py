"""What a bundle may hold, by licence.

``licences.yaml`` has the list; ``python -m deploy.bundle.licences`` checks what is installed against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email import message_from_string
from email.message import Message
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import msgspec
import yaml
from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing
from packaging.utils import canonicalize_name

POLICY = Path(__file__).with_name("licences.yaml")
LOCK = Path(__file__).resolve().parents[2] / "requirements-dev.lock"
SPDX = get_spdx_licensing()


class NamedLicence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A licence that is allowed for one part alone, and why."""

    licence: str
    reason: str


class JarLicence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The licence of jars: patterns of their names without a version, and their group in Maven Central."""

    names: tuple[str, ...]
    group: str
    licence: str


class LicencePolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of ``licences.yaml``, which explains the keys."""

    allowed: frozenset[str]
    by_name: dict[str, NamedLicence]
    stated: dict[str, str]
    texts: dict[str, str]
    jars: tuple[JarLicence, ...]
    python: str

    def of_distribution(self, metadata: Message) -> str:
        """Return the SPDX expression of a Python distribution; "" where neither its metadata nor we say one."""
        name = canonicalize_name(str(metadata["Name"]))
        if name in self.by_name:
            return self.by_name[name].licence
        texts = (metadata["License-Expression"], self.stated.get(name), metadata["License"])
        for text in (*filter(None, texts), *metadata.get_all("Classifier", ())):
            if spdx := _spdx(self.texts.get(str(text), str(text))):
                return spdx
        return ""

    def of_jar(self, name: str) -> JarLicence | None:
        """Return the licence and group of a jar by its name without a version; None where the list has none."""
        return next((jar for jar in self.jars if any(fnmatch(name, pattern) for pattern in jar.names)), None)

    def allows(self, name: str, licence: str) -> bool:
        """Return whether a part may be packed: by its licence, or by its name with exactly the licence stated there."""
        named = self.by_name.get(canonicalize_name(name))
        return bool(licence) and ((named and named.licence == licence) or self._allows(SPDX.parse(licence)))

    def _allows(self, licence: LicenseExpression) -> bool:
        if isinstance(licence, SPDX.OR):
            return any(map(self._allows, licence.args))
        if isinstance(licence, SPDX.AND):
            return all(map(self._allows, licence.args))
        return str(licence) in self.allowed


@cache
def licence_policy() -> LicencePolicy:
    """Return what ``licences.yaml`` says."""
    return msgspec.convert(yaml.safe_load(POLICY.read_text("utf-8")), LicencePolicy)


def check_licences(parts: Iterable[tuple[str, str]]) -> None:
    """Check that some parts, each with its licence, may be packed.

    Raises:
        SystemExit: one may not, or no licence of it could be read.
    """
    policy = licence_policy()
    faults = [
        f"{name}: {licence or 'none that could be read'}" for name, licence in parts if not policy.allows(name, licence)
    ]
    if faults:
        raise SystemExit("\n".join((f"not on the list of licences ({POLICY.name}):", *faults)))


def installed(lock: str) -> Iterator[tuple[str, str]]:
    """Yield the distributions of this environment that a lock file names, each with its licence."""
    names = {line.partition("==")[0] for line in lock.splitlines() if line[:1].isalnum()}
    for distribution in distributions():
        if (name := canonicalize_name(distribution.name)) in names:
            yield name, licence_policy().of_distribution(message_from_string(distribution.read_text("METADATA") or ""))


def _spdx(text: str) -> str:
    """Return a text if it is an SPDX expression; else ""."""
    try:
        return str(SPDX.parse(text, validate=True))
    except ExpressionError:
        return ""


if __name__ == "__main__":
    check_licences(installed(LOCK.read_text("utf-8")))
