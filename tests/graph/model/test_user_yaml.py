"""A user's YAML file is read whole, or one error says why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.model.user_yaml import UserYamlError, read_user_yaml

MOST_BYTES = 100_000
BILLION = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 8)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def test_a_file_of_any_editor_is_read(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes("\ufeff问法:\r\n- 谁在做\r\n".encode())
    assert read_user_yaml(file, MOST_BYTES) == {"问法": ["谁在做"]}


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 5_000,
        b"a: [",
        b"day: 2020-13-45",
        b"a: !!python/object/apply:os.system [true]",
        BILLION.encode(),
        b"\xff\xfe\x00",
        b"#" * (MOST_BYTES + 1),
    ],
    ids=["brackets", "unfinished", "no day", "a call", "aliases", "no UTF-8", "too long"],
)
def test_any_fault_is_one_error_with_a_reason(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "own.yaml"
    file.write_bytes(content)
    with pytest.raises(UserYamlError) as told:
        read_user_yaml(file, MOST_BYTES)
    assert str(told.value)


def test_a_folder_and_no_file_are_the_same_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(UserYamlError, match=path.name):
            read_user_yaml(path, MOST_BYTES)
