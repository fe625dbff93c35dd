"""The log of a run of the command line, on stderr."""

from __future__ import annotations

import logging

LOGGERS = ("graph", "loaders", "queries", "ui")  # our own: at DEBUG the driver would log every message of the protocol
LINE = "%(asctime)s %(name)s %(levelname)s %(message)s"


def configure_logging(verbose: int) -> None:
    """Show our loggers' records on stderr.

    Args:
        verbose: how often ``-v`` is given. Not at all: warnings; once: INFO; more often: DEBUG.
    """
    logging.basicConfig(format=LINE)
    level = (logging.WARNING, logging.INFO, logging.DEBUG)[min(verbose, 2)]
    for name in LOGGERS:
        logging.getLogger(name).setLevel(level)
