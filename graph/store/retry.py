"""The one policy by which the store tries something again: how often or how long, on which errors, with a log line."""

from __future__ import annotations

import logging
from collections.abc import Callable

from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_fixed

logger = logging.getLogger(__name__)


def retry_attempts(
    operation: str, attempts: int, should_retry: Callable[[BaseException], bool], *, wait_seconds: float = 0.0
) -> Retrying:
    """Return a caller that runs a function at most ``attempts`` times; the last error is raised as it is.

    Args:
        operation: what is tried, for the log.
        attempts: how often in all.
        should_retry: whether an error may be gone the next time.
        wait_seconds: how long to wait in between.
    """
    return Retrying(
        stop=stop_after_attempt(attempts),
        wait=wait_fixed(wait_seconds),
        retry=retry_if_exception(should_retry),
        before_sleep=_log_retry(operation),
        reraise=True,
    )


def retry_seconds(
    operation: str, seconds: float, should_retry: Callable[[BaseException], bool], *, wait_seconds: float
) -> Retrying:
    """Return a caller that runs a function until ``seconds`` have passed; the last error is raised as it is."""
    return retry_attempts(operation, 1, should_retry, wait_seconds=wait_seconds).copy(stop=stop_after_delay(seconds))


def _log_retry(operation: str) -> Callable[[RetryCallState], None]:
    def log(state: RetryCallState) -> None:
        problem = state.outcome.exception() if state.outcome else None
        reason = str(problem).partition("\n")[0]
        logger.info("retry %s after try %d: %s: %s", operation, state.attempt_number, type(problem).__name__, reason)

    return log
