"""``liantu doctor``."""

from __future__ import annotations

import sys

from ui.cli.options import language, settings
from ui.cli.output import write_text
from ui.doctor import run_checks
from ui.doctor.bundle import bundle_checks


def doctor(installation: bool, store: str) -> None:
    """Print the checks of this machine and of the store, or of what was installed alone; exit status 1 at a fault."""
    checks = bundle_checks(language()) if installation else run_checks(settings(store), language())
    for check in checks:
        write_text(f"{'✓' if check.good else '✗'} {check.text}\n", None)
    if not all(check.good for check in checks):
        sys.exit(1)
