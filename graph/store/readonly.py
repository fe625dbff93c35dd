"""Judges a Cypher statement that a user typed, before it runs where it cannot write.

READ mode alone does not make a statement safe: on either engine it can read the server's files, settings and users.
So the statement is first translated as the server would (``\\uXXXX``), then judged on its tokens: it must begin with a
reading clause, hold no word of another clause, and call only functions and procedures of a short list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from graph.model.errors import QueryError
from graph.store.store import ResultTable, Store

MAX_LENGTH, MAX_DEPTH = 20_000, 100
READING_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
# Other clauses' words are no danger inside: they can only begin a statement, and none of them may.
FORBIDDEN_KEYWORDS = frozenset({
    "CREATE", "CYPHER", "DELETE", "DETACH", "DROP", "FINISH", "FOREACH", "INSERT", "LET", "LOAD", "MERGE", "NEXT",
    "REMOVE", "SET", "SHOW", "START", "TERMINATE", "TRANSACTIONS", "USE",
})  # fmt: skip
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys", "db.index.fulltext.querynodes"})
FUNCTION_NAMESPACES = frozenset({"date", "datetime", "time", "localtime", "localdatetime", "duration", "point"})
CLAUSE_KEYWORDS = frozenset(
    {"RETURN", "WITH", "WHERE", "ORDER", "BY", "LIMIT", "SKIP", "MATCH", "UNWIND", "UNION", "DISTINCT"}
)
TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\r\n]*|/\*.*?\*/)
      |(?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
      |(?P<quoted>`(?:[^`]|``)+`)
      |(?P<number>\d+(?:\.\d+)?\w*)
      |(?P<parameter>\$(?:\w+|`(?:[^`]|``)+`))
      |(?P<word>\w+)
      |(?P<mark>[^\w\s'"`])""",
    re.VERBOSE | re.DOTALL,
)
INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")


class TokenKind(Enum):
    """What a token is, as far as judging needs it."""

    STRING = auto()
    QUOTED = auto()
    NUMBER = auto()
    PARAMETER = auto()
    WORD = auto()
    MARK = auto()


@dataclass(frozen=True)
class Token:
    """A token; ``text`` of a quoted name is without its backticks."""

    kind: TokenKind
    text: str

    @property
    def is_name(self) -> bool:
        """Whether it can be part of a name."""
        return self.kind in (TokenKind.WORD, TokenKind.QUOTED)

    def is_symbol(self, *marks: str) -> bool:
        """Whether it is one of these marks; a quoted name is none, whatever it holds."""
        return self.kind == TokenKind.MARK and self.text in marks

    def is_keyword(self, word: str) -> bool:
        """Whether it is that word, in any case; a quoted name is none."""
        return self.kind == TokenKind.WORD and self.text.upper() == word


NO_TOKEN = Token(TokenKind.STRING, "")


def run_console_query(
    store: Store, text: str, parameters: Mapping[str, object] | None = None, *, rows: int, seconds: float
) -> ResultTable:
    """Judge a statement and run it without the power to write.

    Args:
        store: where.
        text: one statement, as typed.
        parameters: its parameters; ``$search_index`` is there anyway, the full-text index's name on this server.
        rows, seconds: the limits; more rows are cut off, more time is an error.

    Raises:
        QueryError: the statement is refused (``code`` says why), faulty, or too slow.
    """
    given = {"search_index": store.search_index, **(parameters or {})}
    return store.run_read_only(ensure_read_only(text), given, rows=rows, seconds=seconds)


def ensure_read_only(text: str) -> str:
    """The statement as it is to be sent: translated, without a closing semicolon.

    Raises:
        QueryError: it is empty, too long, not closed, or not plainly a reading statement.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError("console_too_long", length=len(text), limit=MAX_LENGTH)
    text = decode_escapes(text).strip().removesuffix(";").strip()
    tokens = tokenize(text)
    if not tokens:
        raise QueryError("console_empty")
    first = tokens[0]
    if first.kind != TokenKind.WORD or first.text.upper() not in READING_CLAUSES:
        raise QueryError("console_not_reading", word=first.text)
    for place, token in enumerate(tokens):
        _check_token(tokens, place, token)
    if max_depth(tokens) > MAX_DEPTH:  # Neo4j never answers one that overflows its stack
        raise QueryError("console_too_deep", limit=MAX_DEPTH)
    return text


def decode_escapes(text: str) -> str:
    """The text with ``\\uXXXX`` as the characters they stand for.

    What then still holds one (servers read other digits too), or an unseen character, is refused.
    """
    found = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    found = SURROGATE_PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), found)
    if "\\u" in found or any(c not in "\t\r\n" and unicodedata.category(c) in INVISIBLE_CATEGORIES for c in found):
        raise QueryError("console_escape")
    return found


def tokenize(text: str) -> list[Token]:
    """The tokens, without blanks and comments.

    Raises:
        QueryError: a string, a quoted name or a comment is not closed.
    """
    found, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or (text.startswith("/*", at) and match.lastgroup != "space"):
            raise QueryError("console_not_closed", at=text[at : at + 20])
        at = match.end()
        if match.lastgroup == "space":
            continue
        sort = TokenKind[str(match.lastgroup).upper()]
        found.append(Token(sort, match[0][1:-1].replace("``", "`") if sort == TokenKind.QUOTED else match[0]))
    return found


def max_depth(tokens: list[Token]) -> int:
    """How many brackets are open at once."""
    steps = (1 if token.is_symbol("(", "[", "{") else -1 if token.is_symbol(")", "]", "}") else 0 for token in tokens)
    return max(accumulate(steps), default=0)


def _check_token(tokens: list[Token], place: int, token: Token) -> None:
    before = tokens[place - 1] if place else NO_TOKEN
    after = tokens[place + 1] if place + 1 < len(tokens) else NO_TOKEN
    if token.is_symbol(";"):
        raise QueryError("console_several")
    alias = before.is_keyword("AS") and _is_alias(tokens, place, after)
    if (
        token.kind == TokenKind.WORD
        and token.text.upper() in FORBIDDEN_KEYWORDS
        and not (alias or _is_name(before, after))
    ):
        raise QueryError("console_forbidden", word=token.text)
    if token.is_keyword("CALL") and not before.is_symbol(".", ":"):
        _check_call(tokens, place)
    if token.is_name and after.is_symbol("(") and before.is_symbol("."):
        _check_function(tokens, place)


def _is_name(before: Token, after: Token) -> bool:
    """Whether a word between these can only be a name: a property, a label, a map's key, a variable, an alias.

    No clause goes on with one of these marks, or ends with its own first word.
    """
    if after.is_symbol("("):
        return False
    variable = (
        before.is_symbol("(", "[") or after == NO_TOKEN or after.is_symbol(".", ",", ")", "]", "}", "=", ":", "<", ">")
    )
    return variable or before.is_symbol(".", ":", "|", "&", "!")


def _is_alias(tokens: list[Token], place: int, after: Token) -> bool:
    """Whether the AS before it can only be the word: an expression ends before that, and a clause comes after."""
    value = tokens[place - 2] if place >= 2 else NO_TOKEN
    ended = value.kind in (
        TokenKind.STRING,
        TokenKind.QUOTED,
        TokenKind.NUMBER,
        TokenKind.PARAMETER,
    ) or value.is_symbol(")", "]", "}")
    named = value.kind == TokenKind.WORD and value.text.upper() not in {*READING_CLAUSES, *CLAUSE_KEYWORDS, "AS"}
    return (ended or named) and after.kind == TokenKind.WORD and after.text.upper() in CLAUSE_KEYWORDS


def _check_call(tokens: list[Token], place: int) -> None:
    if place + 1 < len(tokens) and tokens[place + 1].is_symbol("{", "("):
        return
    name = _name_from(tokens, place + 1)
    if name.lower() not in PROCEDURES:
        raise QueryError("console_procedure", name=name, known=sorted(PROCEDURES))


def _check_function(tokens: list[Token], place: int) -> None:
    start = place
    while start >= 2 and tokens[start - 1].is_symbol(".") and tokens[start - 2].is_name:
        start -= 2
    name = _name_from(tokens, start)
    called = start > 0 and tokens[start - 1].is_keyword("CALL")
    if not called and name.split(".")[0].lower() not in FUNCTION_NAMESPACES:
        raise QueryError("console_function", name=name, known=sorted(FUNCTION_NAMESPACES))


def _name_from(tokens: list[Token], place: int) -> str:
    parts = []
    while place < len(tokens) and tokens[place].is_name:
        parts.append(tokens[place].text)
        if place + 1 >= len(tokens) or not tokens[place + 1].is_symbol("."):
            break
        place += 2
    return ".".join(parts)
