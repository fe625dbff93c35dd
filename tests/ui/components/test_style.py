"""The colours of the pages come from one place, which has those of a dark screen too."""

from __future__ import annotations

import re
from importlib.resources import files

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
NAME = re.compile(r"--([a-z-]+): ([^;]+);")
STYLES = files("ui.components")


def test_a_dark_screen_has_every_colour_of_a_light_one_and_paper_stays_light() -> None:
    head, light, dark, paper = STYLES.joinpath("theme.css").read_text("utf-8").split(":root")
    assert [name for name, _ in NAME.findall(light)] == [name for name, _ in NAME.findall(dark)]
    assert "@media" not in head
    assert light.rstrip().endswith("@media screen and (prefers-color-scheme: dark) {")  # so not on paper
    assert dark.rstrip().endswith("@media print {")
    assert "color-scheme: light;" in paper
    assert NAME.findall(paper) == []


def test_every_colour_that_is_used_is_defined() -> None:
    defined = {name for name, _ in NAME.findall(STYLES.joinpath("theme.css").read_text("utf-8"))}
    page = STYLES.joinpath("page.css").read_text("utf-8")
    assert set(re.findall(r"var\(--([a-z-]+)\)", page)) <= defined
    assert set(HEX_COLOUR.findall(page)) <= {"#fff"}  # the paper of pictures
