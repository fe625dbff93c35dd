"""The suggestions under the search field, from the names and questions of the region that the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from queries.asking.suggest import Suggestion, suggest
from ui.components.asker import region_asker
from ui.components.cache import open_store_once
from ui.components.page_context import PageContext
from ui.components.top_bar import SEARCH_PAGE, SEARCH_PARAM
from ui.server.suggestions import SuggestedLink, Suggester
from ui.settings import Settings
from ui.text import LANGUAGES, Words, words


def page_suggester(settings: Settings) -> Suggester:
    """Return the function that answers for suggestions by the names of the server's store; an empty store has none."""

    def suggest_links(typed: str, language: str, region: str) -> Sequence[SuggestedLink]:
        texts = words(language if language in LANGUAGES else settings.language)
        context = PageContext(settings, texts, open_store_once(settings))
        if not typed.strip() or not context.version():
            return ()
        asker = region_asker(context, region if region in context.regions else context.region)
        return [_link(found, texts) for found in suggest(typed, asker.grammar, asker.names, texts.language)]

    return suggest_links


def _link(found: Suggestion, texts: Words) -> SuggestedLink:
    if not found.id:
        return SuggestedLink(
            found.text, texts("asked.question"), f"{SEARCH_PAGE}?{urlencode({SEARCH_PARAM: found.text})}"
        )
    return SuggestedLink(found.text, texts.label(found.label), f"entity?{urlencode({'id': found.id})}")
