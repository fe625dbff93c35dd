"""The network on a page, as a test sees it."""

from __future__ import annotations

from playwright.sync_api import Page

from benchmarks.browser import NODE_POSITION


class Network:
    """The first network of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.host = page.locator(".network[data-ready]").first
        self.host.wait_for()

    def ids(self) -> list[str]:
        """The things drawn."""
        return list(self.host.evaluate("host => host.liantu.nodes.getIds()"))

    def camera(self) -> list[float]:
        """Where the camera looks, and how near."""
        return list(
            self.host.evaluate(
                "host => { const n = host.liantu.network, p = n.getViewPosition(); return [p.x, p.y, n.getScale()]; }"
            )
        )

    def place(self, thing: str) -> tuple[float, float]:
        """Where a thing stands on the page."""
        x, y = self.host.evaluate(NODE_POSITION, thing)
        return x, y

    def click(self, thing: str, *, twice: bool = False) -> None:
        """Click a thing, or double-click it."""
        self.host.scroll_into_view_if_needed()
        if twice:
            self.page.mouse.dblclick(*self.place(thing))
        else:
            self.page.mouse.click(*self.place(thing))

    def wait(self, condition: str) -> None:
        """Until a condition on ``host`` holds."""
        handle = self.host.element_handle()
        self.page.wait_for_function(f"host => {condition}", arg=handle)
