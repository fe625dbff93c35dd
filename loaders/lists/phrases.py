"""The words of phrases.yaml as patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from graph.model.own_yaml import parse_own_yaml


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of phrases.yaml, which says what each is and where it comes from."""

    making: tuple[str, ...]
    study: tuple[str, ...]
    trade: tuple[str, ...]
    service: tuple[str, ...]
    developed: tuple[str, ...]
    endings: tuple[str, ...]
    beginnings: tuple[str, ...]
    devices: tuple[str, ...]
    things: tuple[str, ...]
    not_made: tuple[str, ...]
    instead: str
    each: str
    of_all: str
    uses: str
    left_out: tuple[str, ...]

    @property
    def verbs(self) -> tuple[str, ...]:
        """Return all verbs."""
        return (*self.making, *self.study, *self.trade, *self.service)


PHRASES = msgspec.convert(parse_own_yaml(files("loaders.lists").joinpath("phrases.yaml").read_text("utf-8")), Phrases)


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_VERB = _any(PHRASES.verbs)
_ENDING = _any((*PHRASES.verbs, *PHRASES.endings))
_BARE = _any((*PHRASES.verbs, *PHRASES.endings, *PHRASES.beginnings, *PHRASES.things))
VERB = re.compile(_VERB)
NOT_MAKING = re.compile(f"{_any((*PHRASES.study, *PHRASES.trade, *PHRASES.service))}$")
SHARED = re.compile(f"的{_VERB}+$")
BEGINNING = re.compile(f"{_any(PHRASES.beginnings)}*(?:{_VERB}*(?!{_any(PHRASES.devices)}))")
ENDING = re.compile(rf"(?:{_ENDING}\s*)+$")
NOT_MADE = re.compile("|".join(PHRASES.not_made))
INSTEAD = re.compile(PHRASES.instead)
ALL_NOT_MADE = re.compile(rf"(?:{PHRASES.each}).*(?:{NOT_MADE.pattern})[)）\]】]?$")
OF_ALL = re.compile(PHRASES.of_all)
USES = re.compile(PHRASES.uses)
LEFT_OUT = re.compile("|".join(PHRASES.left_out))
NAMES_NO_THING = re.compile(f"(?:{_BARE}|{NOT_MADE.pattern}|{OF_ALL.pattern})+")  # a part of a text that names no thing
