"""A name in a narrow column of a page: it breaks between words, never within one."""

from __future__ import annotations

from markupsafe import Markup

from ui.exports.line_break import name_words

WHOLE_WORDS = Markup('<span class="whole-words">{}</span>')


def whole_words(name: str) -> Markup:
    """Return a name with the places where a line may end.

    >>> whole_words("太阳能光伏")
    Markup('<span class="whole-words">太阳能<wbr>光伏</span>')
    """
    return WHOLE_WORDS.format(Markup("<wbr>").join(name_words(name)))
