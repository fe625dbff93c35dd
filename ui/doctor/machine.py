"""Whether this machine has what Liantu needs: Python, Java, room, folders that can be written, a port, a font."""

from __future__ import annotations

import platform
import shutil
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from graph.model.errors import LiantuError, StoreError
from graph.store.embedded.jvm import engine_jars, find_jvm
from graph.store.open import embedded_folder
from ui.doctor.health_check import HealthCheck
from ui.exports.svg_png import chinese_font
from ui.server.health import HEALTH_PATH
from ui.server.process import is_free_port
from ui.settings import DEFAULT_HOST, DEFAULT_PORT, Settings
from ui.text import Words

MIN_FREE_MB = 500  # a load takes 100, a backup and its scratch store 150, logs and uploads some
ANSWER_SECONDS_OF_PAGE = 2.0
PROGRAMS = (("mvn", "maven"), ("chromium", "chromium"))  # only tests need them


def machine_checks(settings: Settings, words: Words) -> list[HealthCheck]:
    """Check this machine."""
    python = HealthCheck(True, words("doctor.python", version=platform.python_version()))
    programs = [
        HealthCheck(True, words(f"doctor.{key}", state=words(f"doctor.{'found' if shutil.which(name) else 'missing'}")))
        for name, key in PROGRAMS
    ]
    folders = [check for folder in _folders(settings) for check in _folder(folder, words)]
    return [python, _engine(settings, words), *programs, *folders, _port(settings, words), _font(words)]


def _engine(settings: Settings, words: Words) -> HealthCheck:
    """Check that the engine can be started; where the store is on a server, doing without it is no fault."""
    try:
        engine_jars()
        jvm = find_jvm(settings.java)
    except StoreError as problem:
        return HealthCheck(not settings.store.startswith("embedded:"), words.error(problem))
    return HealthCheck(True, words("doctor.engine_ok", version=jvm.version, java=jvm.java))


def _folders(settings: Settings) -> list[Path]:
    """Return the folders that are written to, each once."""
    folders = [settings.home, settings.accounts.parent]
    if settings.store.startswith("embedded:"):
        try:
            folders.append(embedded_folder(settings.store))
        except LiantuError:  # the check of the store says so
            return folders
    return list(dict.fromkeys(folders))


def _folder(folder: Path, words: Words) -> list[HealthCheck]:
    """Check that a folder can be written to and has room; one that is not there yet is judged by the one above it."""
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free >> 20
    except OSError as problem:
        return [HealthCheck(False, words("doctor.folder_bad", path=str(folder), reason=problem))]
    if free < MIN_FREE_MB:
        return [HealthCheck(False, words("doctor.disk_bad", path=str(folder), free=free, least=MIN_FREE_MB))]
    return [HealthCheck(True, words("doctor.folder_ok", path=str(folder), free=free))]


def _port(settings: Settings, words: Words) -> HealthCheck:
    """Check the page's port; another program on it is a fault where a proxy leads there, else the page moves."""
    if is_free_port(DEFAULT_HOST, DEFAULT_PORT):
        return HealthCheck(True, words("doctor.port_free", port=DEFAULT_PORT))
    if _page_answers():
        return HealthCheck(True, words("doctor.port_own", port=DEFAULT_PORT))
    return HealthCheck(not (settings.proxies or settings.url), words("doctor.port_taken", port=DEFAULT_PORT))


def _page_answers() -> bool:
    try:
        address = f"http://{DEFAULT_HOST}:{DEFAULT_PORT}{HEALTH_PATH}"
        with urllib.request.urlopen(address, timeout=ANSWER_SECONDS_OF_PAGE) as answer:
            return bool(answer.read(8) == b"ok\n")
    except (urllib.error.URLError, OSError, ValueError):
        return False


def _font(words: Words) -> HealthCheck:
    font = chinese_font()
    return HealthCheck(bool(font), words("doctor.font_ok" if font else "doctor.font_missing", font=font))
