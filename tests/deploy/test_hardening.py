"""The service files and the compose file give away no more than the product needs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("liantu.service", "liantu-backup.service")
HARDENED = {
    "User": "liantu",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "IPAddressDeny": "any",
    "IPAddressAllow": "localhost",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
    "SystemCallArchitectures": "native",
}
MAX_EXPOSURE = 15  # tenths, as systemd-analyze counts: below 2.0 is «OK»


def settings(name: str) -> dict[str, str]:
    """The last value of each setting of a unit."""
    lines = (UNITS / name).read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_little(name: str) -> None:
    found = settings(name)
    assert HARDENED.items() <= found.items()
    assert found["ExecStart"].startswith("/opt/liantu/app/bin/liantu ")
    assert "--host" not in found["ExecStart"]  # it listens on loopback
    assert not re.search("(?i)password|secret", (UNITS / name).read_text("utf-8"))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    files = [shutil.copy(file, tmp_path) for file in sorted(UNITS.iterdir())]
    for file in files:
        text = Path(file).read_text("utf-8")
        Path(file).write_text(re.sub("ExecStart=.*", "ExecStart=/bin/true", text), "utf-8")
    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", *files], capture_output=True, text=True)
    assert (verified.returncode, verified.stderr) == (0, "")
    for name in SERVICES:
        command = ["systemd-analyze", "security", "--offline=true", f"--threshold={MAX_EXPOSURE}", str(tmp_path / name)]
        assert subprocess.run(command, capture_output=True, text=True).returncode == 0


def compose() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))["services"]
    return services


@pytest.mark.parametrize("name", ["neo4j", "page"])
def test_a_container_may_do_little(name: str) -> None:
    service = compose()[name]
    assert service["cap_drop"] == ["ALL"] and "cap_add" not in service and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "cpus"} <= set(service)
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert not any(volume.startswith(("/", ".")) for volume in service["volumes"])  # nothing of the host's


def test_the_page_s_container_cannot_change_its_program() -> None:
    page = compose()["page"]
    assert page["read_only"] is True
    assert page["environment"]["NEO4J_PASSWORD"].startswith("${")  # from the environment, never written down
    assert re.search(r"^USER liantu$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
