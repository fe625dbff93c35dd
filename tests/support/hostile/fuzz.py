"""Fuzz what reads a stranger's input, guided by coverage: ``make fuzz`` runs it under Atheris, target by target.

The corpus of each target grows in its folder; an input that fails is kept there too, as ``crash-…``, ``timeout-…`` or
``oom-…``. Usage: ``python -m tests.support.hostile.fuzz --seconds 60 --folder out/fuzz [TARGET…]``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

PACKAGES = ["graph", "loaders", "queries", "ui", "docx", "pptx", "olefile", "zipfile"]  # that are instrumented
SECONDS_OF_ONE = 20  # of one input; the readers' own limits hold on a busy machine
MEMORY_MB = 3_000
MAX_BYTES = 100_000
KEPT = Path(__file__).parents[2] / "hostile" / "files"
FOUND = ("crash-*", "timeout-*", "oom-*")


def main() -> None:
    """Run the chosen targets one after the other, each in a process of its own; exit status 1 if one fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        _fuzz(chosen.one, chosen.folder, chosen.seconds)
        return
    from tests.support.hostile.readers import READERS

    failed = [name for name in chosen.targets or READERS if not _run(name, chosen.folder, chosen.seconds)]
    for name in failed:
        inputs = [str(file) for pattern in FOUND for file in (chosen.folder / name).glob(pattern)]
        sys.stderr.write(f"✗ {name}: {', '.join(inputs) or 'see above'}\n")
    sys.exit(1 if failed else 0)


def _run(name: str, folder: Path, seconds: int) -> bool:
    """Run one target; an end by a signal, which no Python can catch, is a failure too."""
    command = [sys.executable, "-m", __spec__.name, "--one", name, "--folder", str(folder), "--seconds", str(seconds)]
    return subprocess.run(command, check=False).returncode == 0


def _fuzz(name: str, folder: Path, seconds: int) -> None:
    import atheris

    with atheris.instrument_imports(include=PACKAGES):
        from tests.support.hostile.readers import READERS, told
    reader, home = READERS[name], folder / name
    home.mkdir(parents=True, exist_ok=True)
    (home / "seed").write_bytes(reader.seed())
    options = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_OF_ONE}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-max_len={MAX_BYTES}",
        f"-artifact_prefix={home}/",
        "-verbosity=0",
        "-print_final_stats=1",
    ]

    def one_input(raw: bytes) -> None:
        told(reader, raw)

    atheris.Setup([sys.argv[0], *options, str(home), str(KEPT)], one_input)  # new inputs go to the first folder
    atheris.Fuzz()


if __name__ == "__main__":
    main()
