"""The log of a run of the command line, on stderr."""

from __future__ import annotations

import logging

from ui.log import configure_logging
from ui.settings import Settings

VERBOSE_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


def show_log(verbose: int) -> None:
    """Show our loggers' records on stderr.

    Args:
        verbose: how often ``-v`` is given. Not at all: warnings; once: INFO; more often: DEBUG.
    """
    configure_logging(Settings.from_env().log, VERBOSE_LEVELS[min(verbose, len(VERBOSE_LEVELS) - 1)])
