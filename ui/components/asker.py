"""The asker of a page: the region's names, read once until a dataset changes, and the analysis that the page shares."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graph.analysis.source_filter import ALL_SOURCES, SourceFilter
from graph.store.store import Store
from loaders.service.asking import region_name_index
from loaders.service.districts import load_district_picture
from queries.asking.ask import Asked, Asker
from queries.asking.grammar import Grammar, default_grammar
from queries.asking.reading import Reading
from ui.components.cache import current_method
from ui.components.page_context import PageContext
from ui.components.source_filter import selected_filter


@dataclass(frozen=True, kw_only=True)
class AskedOnce:
    """A question with all that its answer depends on beside the datasets; the asker itself is not compared.

    Attributes:
        text: the question.
        language: of the nearest questions.
        region: the id of the region that is asked about.
        sources: the sources that count.
        grammar: the words and intents.
        method: the parameters of the analysis, as text.
        chosen: the parameters that the user has set otherwise than they were read.
        asker: what answers.
        reading: how the question is understood; None where that is still to be found.
    """

    text: str
    language: str
    region: str
    sources: SourceFilter
    grammar: Grammar
    method: str
    chosen: tuple[tuple[str, str], ...] = ()
    asker: Asker = field(compare=False)
    reading: Reading | None = field(default=None, compare=False)


def answer_once(context: PageContext, text: str, reading: Reading | None = None) -> Asked:
    """Return the answer to a question, computed once until a dataset changes, however often the page runs.

    Args:
        context: of the page.
        text: the question.
        reading: how it is understood, where the user has chosen that.
    """
    asker = page_asker(context)
    asked = AskedOnce(
        text=text,
        language=context.words.language,
        region=asker.region,
        sources=asker.sources,
        grammar=asker.grammar,
        method=str(current_method(context.settings.method)),
        chosen=tuple(sorted(reading.arguments.items())) if reading else (),
        asker=asker,
        reading=reading,
    )
    return context.cached(_answer, asked)


def _answer(_: Store, asked: AskedOnce) -> Asked:
    if asked.reading:
        return asked.asker.answer(asked.text, asked.reading)
    return asked.asker.ask(asked.text, asked.language)


def page_asker(context: PageContext) -> Asker:
    """Return the asker about the region and by the sources that the page's address chooses."""
    return replace(region_asker(context, context.region), sources=selected_filter())


def region_asker(context: PageContext, region: str) -> Asker:
    """Return the asker about a region by all sources, without a page's address."""
    grammar = default_grammar(context.settings.question_words)
    analysis = context.analysis_of(ALL_SOURCES, region)
    districts = context.derived_large(load_district_picture, analysis).index
    return Asker(
        store=context.store,
        grammar=grammar,
        names=context.derived_large(region_name_index, analysis, districts, grammar),
        region=region,
        analysis=lambda sources: context.analysis_of(sources, region),
        districts=districts,
    )
