"""Each kept file is taken or refused with a sentence by every reader, under whatever name it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.hostile.readers import READERS, told

FILES = Path(__file__).parent / "files"


@pytest.mark.parametrize("file", sorted(FILES.iterdir()), ids=lambda file: file.name)
def test_a_kept_file_is_taken_or_refused(file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    raw = file.read_bytes()
    for name, reader in READERS.items():
        sentence = told(reader, raw)
        assert "Traceback" not in sentence, name
    assert list(tmp_path.iterdir()) == [], "something within was executed or unpacked"
