"""The one policy by which the store tries something again: how often or how long, on which errors, with a log line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeAlias

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    stop_after_delay,
    wait_fixed,
    wait_random,
    wait_random_exponential,
)
from tenacity.stop import stop_base
from tenacity.wait import wait_base

logger = logging.getLogger(__name__)

ShouldRetry: TypeAlias = Callable[[BaseException], bool]


def retry_attempts(operation: str, attempts: int, should_retry: ShouldRetry, *, wait_seconds: float = 0.0) -> Retrying:
    """Return a caller that runs a function at most ``attempts`` times; the last error is raised as it is.

    Args:
        operation: what is tried, for the log.
        attempts: how often in all.
        should_retry: whether an error may be gone the next time.
        wait_seconds: how long to wait in between; at most half as long again, by chance.

    >>> replies = iter([ValueError("busy"), "done"])
    >>> def ask():
    ...     reply = next(replies)
    ...     if isinstance(reply, ValueError):
    ...         raise reply
    ...     return reply
    >>> retry_attempts("ask", 2, lambda problem: isinstance(problem, ValueError))(ask)
    'done'
    """
    return _retrying(operation, stop_after_attempt(attempts), should_retry, _about(wait_seconds))


def retry_conflicts(
    operation: str, attempts: int, should_retry: ShouldRetry, *, first_seconds: float, longest_seconds: float
) -> Retrying:
    """Return a caller like ``retry_attempts`` for those who get in each other's way.

    Each waits for a random time, so that the same ones do not meet again, and longer from try to try.

    Args:
        operation: what is tried, for the log.
        attempts: how often in all.
        should_retry: whether an error may be gone the next time.
        first_seconds: the longest wait after the first try; it doubles with each try.
        longest_seconds: the longest wait of all.
    """
    wait = wait_random_exponential(multiplier=first_seconds, max=longest_seconds)
    return _retrying(operation, stop_after_attempt(attempts), should_retry, wait)


def retry_seconds(operation: str, seconds: float, should_retry: ShouldRetry, *, wait_seconds: float) -> Retrying:
    """Return a caller that runs a function until ``seconds`` have passed; the last error is raised as it is."""
    return _retrying(operation, stop_after_delay(seconds), should_retry, _about(wait_seconds))


def retry_jittered(operation: str, seconds: float, should_retry: ShouldRetry, *, longest_seconds: float) -> Retrying:
    """Return a caller like ``retry_seconds`` that waits for a random time of at most ``longest_seconds`` in between."""
    return _retrying(operation, stop_after_delay(seconds), should_retry, wait_random(max=longest_seconds))


def _about(seconds: float) -> wait_base:
    """Return a wait of so many seconds and at most half as many again, so that many do not try at the same moment."""
    return wait_fixed(seconds) + wait_random(max=seconds / 2)


def _retrying(operation: str, stop: stop_base, should_retry: ShouldRetry, wait: wait_base) -> Retrying:
    def log(state: RetryCallState) -> None:
        problem = state.outcome.exception() if state.outcome else None
        reason = getattr(problem, "code", "")  # not the message: the server's may quote a user's data
        logger.info("retry %s after try %d: %s %s", operation, state.attempt_number, type(problem).__name__, reason)

    return Retrying(
        stop=stop,
        wait=wait,
        retry=retry_if_exception(should_retry),
        before_sleep=log,
        reraise=True,
    )
