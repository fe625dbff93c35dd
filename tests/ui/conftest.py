"""Fixtures of both faces: a command, a page, a list."""

from __future__ import annotations

from tests.support.command_line import on, run
from tests.support.page_states import recorder
from tests.support.pages import loaded
from tests.support.sample_list import list_folder

__all__ = ["list_folder", "loaded", "on", "recorder", "run"]
