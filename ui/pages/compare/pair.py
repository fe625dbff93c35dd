"""The two sides of the page, chosen in its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from loaders.service.districts import DistrictPicture, load_district_picture
from queries.region import RegionAnalysis
from queries.rows.chains import CandidatesRow
from ui.components.inputs import segments, select
from ui.components.page_context import PageContext
from ui.components.session_key import SessionKey
from ui.components.source_filter import selectable_years, selected_filter
from ui.components.url_state import param, set_params
from ui.presenters.beside.comparison import PairComparison, compare_sides
from ui.presenters.beside.facts import PairKind, Side, chain_side, district_side, region_side
from ui.presenters.districts import UNSTATED_PARAM, district_title
from ui.text import Words

PAIR_PARAM, LEFT_PARAM, RIGHT_PARAM = "pair", "left", "right"
THIS_YEAR = "now"  # the side of a pair of years that counts all sources


@dataclass(frozen=True)
class ChosenPair:
    """The compared pair: the kind, what can be chosen with its names, and the two that are chosen."""

    kind: PairKind
    options: Mapping[str, str]
    left: str
    right: str


def choose_kind(context: PageContext) -> PairKind:
    """Show the kinds, and return the chosen one."""
    words = context.words
    return PairKind(
        segments(
            words("beside.kind_label"),
            list(PairKind),
            PAIR_PARAM,
            lambda kind: words(f"beside.kind.{kind}"),
            PairKind.CHAIN,
            label_hidden=True,
        )
    )


def choose_pair(context: PageContext, kind: PairKind) -> ChosenPair | None:
    """Show the two lists; None where there are not two to choose from.

    Each kind has parameters of its own, so that going to another kind and back keeps what was chosen.
    """
    words, options = context.words, _options(context, kind)
    if len(options) < 2:
        return None
    first, second = _defaults(context, kind, options)
    names = (f"{LEFT_PARAM}_{kind}", f"{RIGHT_PARAM}_{kind}")
    left_column, swap, right_column = st.columns([10, 1.2, 10], vertical_alignment="bottom")
    with left_column:
        left = select(words("beside.left"), list(options), names[0], options.__getitem__, first, label_hidden=True)
    with right_column:
        right = select(words("beside.right"), list(options), names[1], options.__getitem__, second, label_hidden=True)
    swap.button(
        "⇄",
        help=words("compare.swap"),
        width="stretch",
        key=SessionKey.PAIR_SWAP,
        on_click=set_params,
        kwargs={names[0]: right, names[1]: left},
    )
    return ChosenPair(kind, options, left, right)


def pair_comparison(context: PageContext, pair: ChosenPair) -> PairComparison:
    """Compare the chosen two."""
    left, right = _side(context, pair, pair.left), _side(context, pair, pair.right)
    return compare_sides(pair.kind, left, right, context.words)


def _options(context: PageContext, kind: PairKind) -> dict[str, str]:
    words = context.words
    match kind:
        case PairKind.CHAIN:
            return {id_: coverage.chain.name for id_, coverage in context.analysis().coverages.items()}
        case PairKind.DISTRICT:
            picture = _picture(context, context.analysis())
            return {name or UNSTATED_PARAM: district_title(name, words) for name in picture.matrix.districts}
        case PairKind.YEAR:
            years = {year: words("page.as_of_year", year=year) for year in selectable_years()}
            return {THIS_YEAR: words("beside.now"), **years}
        case PairKind.REGION:
            return dict(context.regions)


def _defaults(context: PageContext, kind: PairKind, options: Mapping[str, str]) -> tuple[str, str]:
    """Return what is compared while the address names nothing: the chain that is looked at, or the two best known."""
    names = list(options)
    if kind is PairKind.YEAR:
        return (str(selected_filter().as_of or int(names[1]) - 5), THIS_YEAR)
    if kind is PairKind.DISTRICT:
        matrix = _picture(context, context.analysis()).matrix
        names = sorted(matrix.districts[:-1], key=lambda name: -len(matrix.of_district(name).organisations))
        names = [*names, *options]
    looked_at = {PairKind.CHAIN: param("chain"), PairKind.REGION: context.region}.get(kind, "")
    first = looked_at if looked_at in options else names[0]
    return first, next(name for name in names if name != first)


def _side(context: PageContext, pair: ChosenPair, chosen: str) -> Side:
    words = context.words
    match pair.kind:
        case PairKind.CHAIN:
            rows = context.fetch(CandidatesRow, chain=chosen, region=context.region)
            return chain_side(_picture(context, context.analysis()), chosen, [row.candidate_id for row in rows])
        case PairKind.DISTRICT:
            name = "" if chosen == UNSTATED_PARAM else chosen
            return district_side(_picture(context, context.analysis()), name, words)
        case PairKind.YEAR:
            as_of = None if chosen == THIS_YEAR else int(chosen)
            analysis = context.analysis_of(replace(selected_filter(), as_of=as_of))
            return region_side(_picture(context, analysis), pair.options[chosen])
        case PairKind.REGION:
            analysis = context.analysis_of(selected_filter(), chosen)
            return region_side(_picture(context, analysis), pair.options[chosen])


def _picture(context: PageContext, analysis: RegionAnalysis) -> DistrictPicture:
    return context.derived_large(load_district_picture, analysis)


def scope_of(context: PageContext, pair: ChosenPair, words: Words) -> str:
    """Return the region, which a pair of regions has in its title already."""
    return words("beside.regions") if pair.kind is PairKind.REGION else context.region_name
