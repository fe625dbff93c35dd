"""A wheel with the engine's jars alone, for platforms that have no wheel of the engine."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

WHEEL = "Wheel-Version: 1.0\nGenerator: liantu-bundle\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_jars_wheel(engine: Path, folder: Path) -> Path:
    """Write the jars of the engine's wheel into a wheel without a Java runtime and without a platform.

    Its version has the local label ``+jars``, so that it is taken for nothing else. The licence files come with it.

    Args:
        engine: the engine's wheel, of any platform.
        folder: where to.
    """
    name, version = engine.name.split("-")[:2]
    info = f"{name}-{version}+jars.dist-info"
    wheel = folder / f"{name}-{version}+jars-py3-none-any.whl"
    with ZipFile(engine) as source, ZipFile(wheel, "w", ZIP_STORED) as target:
        files = {path: source.read(path) for path in source.namelist() if _is_kept(path, name)}
        licences = {
            path: source.read(path) for path in source.namelist() if "/licenses/" in path and "/jre/" not in path
        }
        files |= {f"{info}/licenses/{path.rpartition('/')[2]}": content for path, content in licences.items()}
        metadata = (
            f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}+jars\nLicense: Apache-2.0\n"
        )
        files |= {f"{info}/METADATA": metadata.encode(), f"{info}/WHEEL": WHEEL.encode()}
        record = "".join(f"{path},sha256={_digest(content)},{len(content)}\n" for path, content in files.items())
        for path, content in (files | {f"{info}/RECORD": f"{record}{info}/RECORD,,\n".encode()}).items():
            target.writestr(path, content)
    return wheel


def _is_kept(path: str, name: str) -> bool:
    return path == f"{name}/__init__.py" or (path.startswith(f"{name}/jars/") and path.endswith(".jar"))


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
