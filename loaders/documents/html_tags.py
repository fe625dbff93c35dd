"""How the reader of web pages takes tags, as ``html_tags.yaml`` says."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml


class HtmlTags(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tags by what they are.

    Attributes:
        inline: part of the line that they stand in.
        unseen: never part of the text.
        frame, frame_roles, frame_words: the site around a page: by tag, by role, by a word of the class or id.
    """

    inline: frozenset[str]
    unseen: frozenset[str]
    frame: frozenset[str]
    frame_roles: frozenset[str]
    frame_words: frozenset[str]


@cache
def html_tags() -> HtmlTags:
    """Return the tags."""
    spec = parse_own_yaml(files("loaders.documents").joinpath("html_tags.yaml").read_text("utf-8"))
    return msgspec.convert(spec, HtmlTags)
