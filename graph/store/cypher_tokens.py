"""The tokens of a Cypher statement, as far as judging it needs them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from graph.model.errors import QueryError

TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
      |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      |(?P<quoted>`(?:[^`]|``)+`)
      |(?P<number>\d+(?:\.\d+)?\w*)
      |(?P<parameter>\$(?:\w+|`(?:[^`]|``)+`))
      |(?P<word>\w+)
      |(?P<symbol>[^\w\s'"`])""",
    re.VERBOSE | re.DOTALL,
)
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's control and format characters, lone surrogates, and the separators of lines and paragraphs."""
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
ERROR_CHARACTERS = 20
"""How much of a statement an error quotes from where it is faulty."""


class TokenKind(Enum):
    """The kind of a token; the names are those of the groups of ``TOKEN``."""

    STRING = auto()
    QUOTED = auto()
    NUMBER = auto()
    PARAMETER = auto()
    WORD = auto()
    SYMBOL = auto()


@dataclass(frozen=True)
class Token:
    """A token; the ``text`` of a quoted name is without its backticks."""

    kind: TokenKind
    text: str

    @property
    def is_name(self) -> bool:
        """Return whether it can be part of a name."""
        return self.kind in (TokenKind.WORD, TokenKind.QUOTED)

    def is_symbol(self, *symbols: str) -> bool:
        """Return whether it is one of these symbols; a quoted name is none, whatever it contains."""
        return self.kind == TokenKind.SYMBOL and self.text in symbols

    def is_keyword(self, *keywords: str) -> bool:
        """Return whether it is one of these words (in capitals), in any case; a quoted name is none."""
        return self.kind == TokenKind.WORD and self.text.upper() in keywords


NO_TOKEN = Token(TokenKind.STRING, "")
"""Stands before the first token and after the last."""


def decode_escapes(text: str) -> str:
    r"""Return the statement with each ``\uXXXX`` replaced by its character, as the server does before parsing.

    >>> decode_escapes(r"LOA\u0044 CSV")
    'LOAD CSV'

    Raises:
        QueryError: an escape is left (servers read other digits, too), or a character that cannot be seen.
    """
    decoded = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    decoded = SURROGATE_PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), decoded)
    if "\\u" in decoded or any(
        character not in "\t\r\n" and unicodedata.category(character) in INVISIBLE_CATEGORIES for character in decoded
    ):
        raise QueryError("console_escape")
    return decoded


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a statement, without blanks and comments.

    >>> [token.text for token in tokenize("MATCH (`my node`) // all")]
    ['MATCH', '(', 'my node', ')']

    Raises:
        QueryError: a string, a quoted name or a comment is not closed.
    """
    tokens, position = [], 0
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None or (text.startswith("/*", position) and match.lastgroup != "space"):
            raise QueryError("console_not_closed", at=text[position : position + ERROR_CHARACTERS])
        position = match.end()
        if match.lastgroup == "space":
            continue
        kind = TokenKind[str(match.lastgroup).upper()]
        tokens.append(Token(kind, match[0][1:-1].replace("``", "`") if kind == TokenKind.QUOTED else match[0]))
    return tokens


def max_depth(tokens: list[Token]) -> int:
    """Return how many brackets are open at once, at most.

    >>> max_depth(tokenize("RETURN [(1)]"))
    2
    """
    steps = (1 if token.is_symbol("(", "[", "{") else -1 if token.is_symbol(")", "]", "}") else 0 for token in tokens)
    return max(accumulate(steps), default=0)
