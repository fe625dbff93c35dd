"""A bundle tried where there is no network: ``python -m deploy.bundle.check ARCHIVE``.

It is unpacked, installed and started by an ordinary user in a network namespace with nothing but loopback, and the
seconds until the page answers are measured. It needs Linux, root (to make the namespace and to become that user),
util-linux and iproute2.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import mkdtemp

LIMIT_SECONDS = 180
"""From the packed archive to a page that answers: what a bureau is promised."""
USER = 65534  # nobody, on every Linux
HEALTH = "http://127.0.0.1:8501/healthz"
OFFLINE = """
ip link set lo up
exec setpriv --reuid {user} --regid {user} --clear-groups --no-new-privs \\
    env -i HOME={home} PATH=/usr/bin:/bin LANG=C.UTF-8 sh -euc '
tar xzf "$0"
cd {name}
./install
echo "installed after $(($(date +%s) - {began})) s"
exec ./start
' {archive}
"""
ASK = f"import urllib.request; print(urllib.request.urlopen('{HEALTH}', timeout=5).read().decode())"


def check(archive: Path) -> float:
    """Return the seconds from the packed archive to a page that answers.

    Raises:
        SystemExit: it did not install or start, or took longer than ``LIMIT_SECONDS``.
    """
    home = Path(mkdtemp(prefix="liantu-bundle-"))
    os.chown(home, USER, USER)
    own = Path(shutil.copy(archive, home))
    own.chmod(0o644)
    began = time.time()
    script = OFFLINE.format(
        user=USER, home=home, name=archive.name.removesuffix(".tar.gz"), archive=own, began=int(began)
    )
    offline = ["unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    started = subprocess.Popen([*offline, "sh", "-euc", script], cwd=home, start_new_session=True)
    try:
        while not (answer := _ask(started.pid)):
            if started.poll() is not None:
                raise SystemExit("the bundle did not install or start")
            if time.time() - began > LIMIT_SECONDS:
                raise SystemExit(f"no answer after {LIMIT_SECONDS} s")
            time.sleep(0.5)
        seconds = time.time() - began
        print(f"{HEALTH}: {answer}")
        return seconds
    finally:
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        shutil.rmtree(home)


def _ask(process: int) -> str:
    """Return what the page answers within the namespace of a process; "" while it does not."""
    asked = ["nsenter", f"--net=/proc/{process}/ns/net", sys.executable, "-c", ASK]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    if os.geteuid() != 0 or any(shutil.which(name) is None for name in ("unshare", "nsenter", "setpriv", "ip")):
        raise SystemExit("needs Linux, root, util-linux (unshare, nsenter, setpriv) and iproute2 (ip)")
    print(f"{check(Path(sys.argv[1]).resolve()):.0f} s from the archive to a page that answers")
