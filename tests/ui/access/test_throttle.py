from __future__ import annotations

from ui.access.throttle import FAILURES_OF_ACCOUNT, FAILURES_OF_ADDRESS, MAX_KEYS, WINDOW_SECONDS, SignInThrottle


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


def throttled(clock: Clock, failures: int, account: str = "chief", address: str = "10.0.0.1") -> SignInThrottle:
    throttle = SignInThrottle(clock)
    for _ in range(failures):
        throttle.failed(account, address)
    return throttle


def test_five_failures_lock_the_account_for_that_address_alone() -> None:
    clock = Clock()
    assert throttled(clock, FAILURES_OF_ACCOUNT - 1).lock_out("chief", "10.0.0.1") is None
    throttle = throttled(clock, FAILURES_OF_ACCOUNT)
    locked = throttle.lock_out("chief", "10.0.0.1")
    assert locked
    assert locked.until == clock.now + WINDOW_SECONDS
    assert throttle.lock_out("chief", "10.0.0.2") is None
    assert throttle.lock_out("reader", "10.0.0.1") is None


def test_a_lock_ends() -> None:
    clock = Clock()
    throttle = throttled(clock, FAILURES_OF_ACCOUNT)
    clock.now += WINDOW_SECONDS
    assert throttle.lock_out("chief", "10.0.0.1") is None
    assert throttle.lock_outs() == []


def test_an_address_that_tries_many_accounts_is_locked_for_all() -> None:
    throttle = SignInThrottle(Clock())
    for number in range(FAILURES_OF_ADDRESS):
        throttle.failed(f"account-{number}", "10.0.0.1")
    assert throttle.lock_out("never-tried", "10.0.0.1")
    assert throttle.lock_out("never-tried", "10.0.0.2") is None


def test_a_success_forgets() -> None:
    throttle = throttled(Clock(), FAILURES_OF_ACCOUNT - 1)
    throttle.succeeded("chief", "10.0.0.1")
    throttle.failed("chief", "10.0.0.1")
    assert throttle.lock_out("chief", "10.0.0.1") is None


def test_memory_is_bounded_and_an_address_s_lock_outlives_a_flood_of_names() -> None:
    throttle = SignInThrottle(Clock())
    for number in range(MAX_KEYS + FAILURES_OF_ADDRESS):
        throttle.failed(f"account-{number}", "10.0.0.1")
    assert len(throttle._failures) <= MAX_KEYS
    assert throttle.lock_out("chief", "10.0.0.1")
