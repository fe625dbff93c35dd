"""A real OpenID Connect provider, oidc-provider from npm, on a free port of loopback."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen

from ui.server.process import free_port

FOLDER = Path(__file__).parent / "openid"
CLIENT, SECRET = "liantu", "a-secret-for-tests-only"


def missing() -> str:
    """What this machine lacks for it; empty: nothing."""
    return "" if shutil.which("npm") and shutil.which("node") else "Node.js and npm"


@dataclass
class OpenIdProvider:
    """The provider, for a client at one origin."""

    origin: str
    port: int = field(default_factory=lambda: free_port("127.0.0.1"))
    process: Popen[str] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        if not (FOLDER / "node_modules" / ".package-lock.json").exists():  # npm writes it when all is there
            subprocess.run(["npm", "ci", "--silent"], cwd=FOLDER, check=True)
        command = ["node", "provider.mjs", str(self.port), self.origin]
        self.process = Popen(command, cwd=FOLDER, stdout=PIPE, text=True)
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.communicate(timeout=10)
