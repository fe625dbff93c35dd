"""The server's state at the moment somebody asks: the store, the sessions, what was loaded and backed up and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from threading import Lock, Thread

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from graph.model.errors import LiantuError
from graph.store.backup.folder import backups
from ui.access.sessions import Sessions
from ui.access.throttle import SignInThrottle
from ui.server.audit_tally import AuditTally

STORE_SECONDS = 3.0  # Prometheus gives up after 10 by default; a store that takes longer is not fit for a page
LOADING = "loading"


class ServerState(Collector):
    """A collector that looks when it is asked.

    Args:
        dataset_states: asks the store for the state of each dataset; what it raises counts as a store that is down.
        tally: the entries of the audit log.
        backup_folder: where backups go.
        sessions, throttle: of the people who have signed in, and of those who failed to.
    """

    def __init__(
        self,
        *,
        dataset_states: Callable[[], Sequence[str | None]],
        tally: AuditTally,
        backup_folder: Path,
        sessions: Sessions,
        throttle: SignInThrottle,
    ) -> None:
        self.backup_folder, self.tally = backup_folder, tally
        self.sessions, self.throttle = sessions, throttle
        self._probe = _Probe(dataset_states)

    def collect(self) -> Iterator[Metric]:
        """Yield the figures."""
        states = self._probe.ask()
        about = f"Whether the store answers within {STORE_SECONDS:g} s"
        yield GaugeMetricFamily("liantu_store_up", about, states is not None)
        if states is not None:
            loading = sum(state == LOADING for state in states)
            yield GaugeMetricFamily("liantu_datasets", "Datasets in the store", len(states))
            yield GaugeMetricFamily("liantu_datasets_loading", "Datasets whose load is not complete", loading)
        yield GaugeMetricFamily("liantu_sessions", "Sessions of people who have signed in", len(self.sessions.tokens()))
        yield GaugeMetricFamily("liantu_lock_outs", "Lock-outs after failed sign-ins", len(self.throttle.lock_outs()))
        yield from self._actions()
        yield from self._backups()

    def _actions(self) -> Iterator[Metric]:
        is_readable = self.tally.update()
        yield GaugeMetricFamily("liantu_audit_readable", "Whether the audit log can be read, if any", is_readable)
        labels = ["action", "outcome"]
        counts = CounterMetricFamily("liantu_actions", "Entries of the audit log", labels=labels)
        latest = GaugeMetricFamily("liantu_action_latest_timestamp_seconds", "When the last of each was", labels=labels)
        for kind, count in sorted(self.tally.counts.items()):
            counts.add_metric(kind, count)
            latest.add_metric(kind, self.tally.latest[kind])
        yield counts
        yield latest
        yield GaugeMetricFamily("liantu_audit_unreadable_lines", "Lines that are no entries", self.tally.unreadable)

    def _backups(self) -> Iterator[Metric]:
        try:
            found = backups(self.backup_folder) if self.backup_folder.exists() else []
            newest = found[0].stat() if found else None
        except OSError:  # a disk that is gone hides no other figure
            found, newest, is_readable = [], None, False
        else:
            is_readable = True
        yield GaugeMetricFamily("liantu_backups_readable", "Whether the folder of backups can be read", is_readable)
        yield GaugeMetricFamily("liantu_backups", "Backups in the default folder", len(found))
        if newest:
            at, size = newest.st_mtime, newest.st_size
            yield GaugeMetricFamily("liantu_backup_latest_timestamp_seconds", "When the newest was made", at)
            yield GaugeMetricFamily("liantu_backup_latest_bytes", "Size of the newest", size)


class _Probe:
    """Asks the store in a thread of its own: one that hangs holds up one question, and neither requests nor an end."""

    def __init__(self, ask: Callable[[], Sequence[str | None]]) -> None:
        self._ask, self._lock = ask, Lock()
        self._asked: Future[Sequence[str | None]] | None = None

    def ask(self) -> Sequence[str | None] | None:
        """Return the states of the datasets; None: the store does not answer, or not in time."""
        with self._lock:
            if self._asked is None or self._asked.done():
                self._asked = Future()
                Thread(target=self._run, args=(self._asked,), name="store-probe", daemon=True).start()
            asked = self._asked
        try:
            return asked.result(STORE_SECONDS)
        except (LiantuError, FutureTimeoutError, OSError):
            return None

    def _run(self, asked: Future[Sequence[str | None]]) -> None:
        try:
            asked.set_result(self._ask())
        except Exception as problem:  # noqa: BLE001 - handed on to whoever asked
            asked.set_exception(problem)
