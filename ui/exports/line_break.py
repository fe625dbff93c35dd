"""Lines of a name in a box: a name breaks between words, never within one.

Chinese writes no blanks between words. The words are those of ``compound_words.txt``, found from the left, the longest
first; what is not in it breaks anywhere. A tagger would know more words, but takes seconds to start.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from ui.exports.svg_text import ems, fitting

OPENING, CLOSING = "(（[", ")）]/、,，"
LONGEST_WORD = 6  # characters, of the words in the file


def break_name(name: str, room: float, lines: int = 2) -> list[str]:
    """Break a name into lines that fit; the last ends in an ellipsis where the room is short.

    Args:
        name: the name.
        room: the width of a line, in ems.
        lines: how many lines there may be; two are made as even as they can be.

    >>> break_name("摩擦与橡胶减振材料", 7)
    ['摩擦与橡胶', '减振材料']
    >>> break_name("Friction and rubber damping", 9.5)
    ['Friction and', 'rubber damping']
    """
    if ems(name) <= room or lines == 1:
        return [_shortened(name, room)]
    words = name_words(name)
    ends = [sum(map(len, words[:count])) for count in range(1, len(words))]
    fits = [at for at in ends if ems(name[:at].rstrip()) <= room]
    halves = [at for at in fits if ems(name[at:].lstrip()) <= room]
    if halves:
        at = min(halves, key=lambda at: abs(ems(name[:at]) - ems(name[at:])))
    elif not fits and _is_latin(name[0]):  # a word that alone is too long: the rest would look like another word
        return [_shortened(words[0].rstrip(), room)]
    else:  # the first line takes what it can; a Chinese word that alone is too long breaks anywhere
        at = max(fits, default=len(fitting(name, room)))
    return [name[:at].rstrip(), *break_name(name[at:].lstrip(), room, lines - 1)]


def name_words(name: str) -> list[str]:
    """Return the parts of a name that stay together, marks with the word that they belong to.

    >>> name_words("树脂基体(PAN原丝)/芯材")
    ['树脂', '基体', '(PAN', '原丝)/', '芯材']
    >>> name_words("Bogies and dampers")
    ['Bogies ', 'and ', 'dampers']
    """
    parts: list[str] = []
    at = 0
    while at < len(name):
        end = at + _word_length(name, at)
        word = name[at:end]
        if parts and (word[0] in CLOSING or word == " " or parts[-1][-1] in OPENING):
            parts[-1] += word
        else:
            parts.append(word)
        at = end
    return parts


def _word_length(name: str, at: int) -> int:
    if _is_latin(name[at]):
        return next((length for length in range(1, len(name) - at) if not _is_latin(name[at + length])), len(name) - at)
    sizes = range(min(LONGEST_WORD, len(name) - at), 1, -1)
    return next((size for size in sizes if name[at : at + size] in compound_words()), 1)


def _is_latin(char: str) -> bool:
    return char.isascii() and char not in f"{OPENING}{CLOSING} "


def _shortened(name: str, room: float) -> str:
    if ems(name) <= room:
        return name
    cut = fitting(name, room - 1)
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,") + "…"


@cache
def compound_words() -> frozenset[str]:
    """Return the words that no line break may part."""
    return frozenset(files("ui.exports").joinpath("compound_words.txt").read_text("utf-8").split())
