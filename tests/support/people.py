"""People on whose behalf tests act."""

from __future__ import annotations

from loaders.access.principal import Principal


def person(name: str = "") -> Principal:
    """Somebody who works alone under a name, so that all is allowed."""
    return Principal(name=name)


ZHANG_SAN, LI_SI = person("张三"), person("李四")
