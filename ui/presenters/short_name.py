"""Short names of organisations, for a place where the registered name does not fit."""

from __future__ import annotations

from functools import lru_cache

from loaders.linking.org_name import MIN_CORE, parse_name

MAX_CACHED_NAMES = 20_000  # names kept; a region's organisations


@lru_cache(maxsize=MAX_CACHED_NAMES)
def short_name(name: str) -> str:
    """Return a company's own words without place and form; other names as they are.

    >>> short_name("常州恒立液压股份有限公司"), short_name("江南石墨烯研究院")
    ('恒立液压', '江南石墨烯研究院')
    """
    parsed = parse_name(name)
    return parsed.core if parsed.legal_form and len(parsed.core) >= MIN_CORE else name
