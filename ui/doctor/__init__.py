"""Whether everything that Liantu needs is there, and whether the store is sound: `liantu doctor`."""

from __future__ import annotations

import time
from collections.abc import Callable

from ui.doctor.access import access_checks
from ui.doctor.bundle import bundle_checks
from ui.doctor.health_check import HealthCheck
from ui.doctor.machine import machine_checks
from ui.doctor.store import store_checks
from ui.settings import Settings
from ui.text import Words


def run_checks(settings: Settings, words: Words, clock: Callable[[], float] = time.time) -> list[HealthCheck]:
    """Check this machine, who may do what, and the store. Never raises for what it checks: a fault is a finding.

    Args:
        settings: what is checked.
        words: the language of the sentences.
        clock: seconds since the epoch.
    """
    return [
        *machine_checks(settings, words),
        *bundle_checks(words),
        *access_checks(settings, words),
        *store_checks(settings, words, clock()),
    ]
