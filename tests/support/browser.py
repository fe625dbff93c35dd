"""The window in which the browser tests look at the page."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

from benchmarks.browser import PLANNERS_SCREEN

VIEWPORT = ViewportSize(width=PLANNERS_SCREEN[0], height=PLANNERS_SCREEN[1])
