"""How much the tests do: ``everyday`` while working, ``full`` before anything is merged.

The profile is the environment's ``LIANTU_TEST_PROFILE``. It sets the examples of Hypothesis here, and the engines on
which a test runs in ``tests.support.selection``; docs/testing.md tells what each profile leaves out.
"""

from __future__ import annotations

import os
from datetime import timedelta

from hypothesis import settings

EVERYDAY = "everyday"
FULL = "full"
PROFILE = os.environ.get("LIANTU_TEST_PROFILE", EVERYDAY)
# Examples of one property in the everyday profile: a second at most for the slowest of them.
EVERYDAY_EXAMPLES = 100
# Hypothesis's own limit for one example, for each of the processes that share the machine.
DEADLINE = timedelta(milliseconds=200) * int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))

settings.register_profile(EVERYDAY, deadline=DEADLINE)
settings.register_profile(FULL, deadline=DEADLINE)
settings.load_profile(PROFILE)


def budget(examples: int) -> settings:
    """Return the settings of a property that is worth so many examples; one example may take any time.

    Args:
        examples: the number in the full profile; the everyday profile takes at most ``EVERYDAY_EXAMPLES``.
    """
    return settings(max_examples=examples if PROFILE == FULL else min(examples, EVERYDAY_EXAMPLES), deadline=None)
