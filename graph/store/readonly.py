"""Judge a Cypher statement that a user typed, before it runs where it cannot write.

READ mode alone does not make a statement safe: on either engine it can read the server's files, settings and users.
So escapes (``\\uXXXX``) are decoded first, as the server would, and then the tokens are judged: the statement must
begin with a reading clause, contain no keyword of another clause, and call only functions and procedures of a short
list. A statement that is not plainly harmless is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.model.errors import QueryError
from graph.store.cypher_tokens import NO_TOKEN, Token, TokenKind, decode_escapes, max_depth, tokenize
from graph.store.result_table import ResultTable
from graph.store.store import Store

MAX_LENGTH = 20_000
"""Characters of a statement: far longer than anybody types, and quickly judged."""
MAX_DEPTH = 100
"""Brackets open at once: Neo4j never answers a statement that overflows its stack."""
READING_CLAUSES = frozenset({"MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL"})
# Keywords of other clauses are no danger inside: they can only begin a statement, and none of them may.
FORBIDDEN_KEYWORDS = frozenset({
    "CREATE", "CYPHER", "DELETE", "DETACH", "DROP", "FINISH", "FOREACH", "INSERT", "LET", "LOAD", "MERGE", "NEXT",
    "REMOVE", "SET", "SHOW", "START", "TERMINATE", "TRANSACTIONS", "USE",
})  # fmt: skip
PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys", "db.index.fulltext.querynodes"})
# Namespaced functions of an extension may run any statement (apoc.cypher.runFirstColumnSingle) or read files.
FUNCTION_NAMESPACES = frozenset({"date", "datetime", "time", "localtime", "localdatetime", "duration", "point"})
CLAUSE_KEYWORDS = frozenset(
    {"RETURN", "WITH", "WHERE", "ORDER", "BY", "LIMIT", "SKIP", "MATCH", "UNWIND", "UNION", "DISTINCT"}
)
MALFORMED_REGEX = re.compile("Invalid regex(?: pattern)?: *([^\n]*)", re.IGNORECASE)
"""How either engine tells a malformed regular expression, in the words of Java."""
VALUE_KINDS = frozenset({TokenKind.STRING, TokenKind.QUOTED, TokenKind.NUMBER, TokenKind.PARAMETER})


def run_console_query(
    store: Store, text: str, parameters: Mapping[str, object] | None = None, *, rows: int, seconds: float
) -> ResultTable:
    """Judge a statement and run it without the power to write.

    Args:
        store: the store to ask.
        text: one statement, as typed.
        parameters: its parameters. ``$search_index`` is always there: the full-text index's name on this server.
        rows: how many rows to return at most; more are cut off.
        seconds: the time limit.

    Raises:
        QueryError: the statement is refused (``code`` says why), faulty, or too slow.
    """
    all_parameters = {"search_index": store.search_index, **(parameters or {})}
    statement = ensure_read_only(text)
    checks = [check for pattern in regex_patterns(tokenize(statement)) if (check := store.regex_check(pattern))]
    for query in (*checks, statement):
        try:
            table = store.run_read_only(query, all_parameters, rows=rows, seconds=seconds)
        except QueryError as problem:
            if fault := MALFORMED_REGEX.search(str(problem.fields.get("reason", ""))):
                raise QueryError("console_regex", reason=fault[1]) from problem
            if query is statement:
                raise
            # Else the check failed for another reason, such as a parameter that is no text: the statement itself tells.
    return table


def regex_patterns(tokens: list[Token]) -> list[str]:
    """Return the regular expressions that a statement writes out: each string or parameter right behind a ``=~``.

    >>> regex_patterns(tokenize("MATCH (n) WHERE n.name =~ '((' AND n.id =~ $id AND n.x =~ n.y RETURN n"))
    ["'(('", '$id']
    """
    behind = [
        _token_at(tokens, index + 2)
        for index, token in enumerate(tokens)
        if token.is_symbol("=") and _token_at(tokens, index + 1).is_symbol("~")
    ]
    return [token.text for token in behind if token.kind in (TokenKind.STRING, TokenKind.PARAMETER)]


def ensure_read_only(text: str) -> str:
    r"""Return the statement as it is to be sent: escapes decoded, without a closing semicolon.

    >>> ensure_read_only(r"RETURN '\u94fe' AS x;")
    "RETURN '链' AS x"

    Raises:
        QueryError: it is empty, too long, not closed, or not plainly a reading statement.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError("console_too_long", length=len(text), limit=MAX_LENGTH)
    text = decode_escapes(text).strip().removesuffix(";").strip()
    tokens = tokenize(text)
    if not tokens:
        raise QueryError("console_empty")
    if not tokens[0].is_keyword(*READING_CLAUSES):
        raise QueryError("console_not_reading", word=tokens[0].text)
    for index, token in enumerate(tokens):
        _check_token(tokens, index, token)
    if max_depth(tokens) > MAX_DEPTH:
        raise QueryError("console_too_deep", limit=MAX_DEPTH)
    return text


def _check_token(tokens: list[Token], index: int, token: Token) -> None:
    before = _token_at(tokens, index - 1)
    after = _token_at(tokens, index + 1)
    if token.is_symbol(";"):
        raise QueryError("console_several")
    is_alias = before.is_keyword("AS") and _is_alias(_token_at(tokens, index - 2), after)
    if token.is_keyword(*FORBIDDEN_KEYWORDS) and not (is_alias or _is_name(before, after)):
        raise QueryError("console_forbidden", word=token.text)
    if token.is_keyword("CALL") and not before.is_symbol(".", ":"):
        _check_call(tokens, index)
    if token.is_name and after.is_symbol("(") and before.is_symbol("."):
        _check_function(tokens, index)


def _token_at(tokens: list[Token], index: int) -> Token:
    return tokens[index] if 0 <= index < len(tokens) else NO_TOKEN


def _is_name(before: Token, after: Token) -> bool:
    """Return whether a word between these can only be a name: a property, label, map key, variable or alias.

    No clause goes on with one of these symbols, or ends with its own first keyword.
    """
    if after.is_symbol("("):
        return False
    is_variable = (
        before.is_symbol("(", "[") or after == NO_TOKEN or after.is_symbol(".", ",", ")", "]", "}", "=", ":", "<", ">")
    )
    return is_variable or before.is_symbol(".", ":", "|", "&", "!")


def _is_alias(value: Token, after: Token) -> bool:
    """Return whether the AS behind ``value`` can only be the keyword: an expression ends there, a clause follows.

    Without this, a variable called ``AS`` would hide a clause: ``WITH 1 AS AS LOAD CSV …``.
    """
    ends_expression = value.kind in VALUE_KINDS or value.is_symbol(")", "]", "}")
    is_variable = value.kind == TokenKind.WORD and not value.is_keyword(*READING_CLAUSES, *CLAUSE_KEYWORDS, "AS")
    return (ends_expression or is_variable) and after.is_keyword(*CLAUSE_KEYWORDS)


def _check_call(tokens: list[Token], index: int) -> None:
    if _token_at(tokens, index + 1).is_symbol("{", "("):
        return
    name = _name_from(tokens, index + 1)
    if name.lower() not in PROCEDURES:
        raise QueryError("console_procedure", name=name, known=sorted(PROCEDURES))


def _check_function(tokens: list[Token], index: int) -> None:
    start = index
    while start >= 2 and tokens[start - 1].is_symbol(".") and tokens[start - 2].is_name:
        start -= 2
    name = _name_from(tokens, start)
    is_procedure = _token_at(tokens, start - 1).is_keyword("CALL")
    if not is_procedure and name.split(".")[0].lower() not in FUNCTION_NAMESPACES:
        raise QueryError("console_function", name=name, known=sorted(FUNCTION_NAMESPACES))


def _name_from(tokens: list[Token], index: int) -> str:
    parts = []
    while _token_at(tokens, index).is_name:
        parts.append(tokens[index].text)
        if not _token_at(tokens, index + 1).is_symbol("."):
            break
        index += 2
    return ".".join(parts)
