"""The figures of the running server, for Prometheus: how much, how long, how often it failed; never who or what."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from prometheus_client import (
    GC_COLLECTOR,
    PLATFORM_COLLECTOR,
    PROCESS_COLLECTOR,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
)

REQUEST_BUCKETS = (0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)  # seconds
PAGE_BUCKETS = (0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 15, 30, 60)  # seconds; somebody is told of a fault within 15


class ServerMetrics:
    """The counters of the server while it works. Figures that it looks up when it is asked are in ``server_state``.

    Attributes:
        registry: all of them, with this process's memory, files and processor.
        requests: by class of path and status.
        request_seconds: by class of path.
        open_streams: pages that are open in browsers.
        page_seconds: a page's run, by page: what somebody waits for after a click.
        page_faults: faults that a page told, by the code of the error.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (PROCESS_COLLECTOR, PLATFORM_COLLECTOR, GC_COLLECTOR):
            self.registry.register(collector)
        own = self.registry
        self.requests = Counter("liantu_requests", "Requests and connections", ["route", "status"], registry=own)
        self.request_seconds = Histogram(
            "liantu_request_seconds", "Time of a request", ["route"], registry=own, buckets=REQUEST_BUCKETS
        )
        self.open_streams = Gauge("liantu_open_pages", "Pages that are open in browsers", registry=own)
        self.page_seconds = Histogram(
            "liantu_page_run_seconds", "Time of a page's run", ["page"], registry=own, buckets=PAGE_BUCKETS
        )
        self.page_faults = Counter("liantu_page_faults", "Faults that a page told", ["code"], registry=own)

    @contextmanager
    def page_run(self, page: str) -> Iterator[None]:
        """Measure a page's run in the block, however it ends."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.page_seconds.labels(page).observe(time.perf_counter() - began)


@cache
def server_metrics() -> ServerMetrics:
    """Return the figures of this process."""
    return ServerMetrics()
