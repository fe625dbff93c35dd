"""The roles of people, each with the rights of those below it."""

from __future__ import annotations

from enum import IntEnum

from graph.model.errors import UsageError


class Role(IntEnum):
    """A role; a higher one may do all that a lower one may.

    A viewer looks, asks and takes files away. An editor keeps marks, notes, views and the pipeline of courting, and
    prepares the review of a document. A steward loads lists and reviewed documents, judges and undoes. An admin keeps
    accounts, restores the graph and reads the audit log.
    """

    VIEWER = 1
    EDITOR = 2
    STEWARD = 3
    ADMIN = 4

    @property
    def word(self) -> str:
        """Return the role as files and commands write it.

        >>> Role.STEWARD.word
        'steward'
        """
        return self.name.lower()


ROLE_WORDS = tuple(role.word for role in Role)


def parse_role(word: str) -> Role:
    """Return the role of a word.

    Raises:
        UsageError: there is no such role.
    """
    if word not in ROLE_WORDS:
        raise UsageError("role_unknown", value=word, known=list(ROLE_WORDS))
    return Role[word.upper()]
