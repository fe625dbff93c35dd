"""The analysis of a region that a command works with."""

from __future__ import annotations

from graph.analysis.method import read_method
from graph.store.store import Store
from loaders.service.doubles import analyse_with_doubts
from queries.region import RegionAnalysis
from queries.rows.targeting import FollowUpsRow
from queries.run import fetch_rows
from ui.cli.options import Scope, language, settings
from ui.cli.output import say
from ui.cli.stores import opened
from ui.presenters.follow_up import FollowUpLine, follow_up_lines
from ui.presenters.gaps import caveats


def analyse(scope: Scope) -> RegionAnalysis:
    """Open the store and analyse the region; its caveats go to stderr."""
    with opened(scope.store) as store:
        return analyse_in(store, scope)


def region_follow_ups(store: Store, analysis: RegionAnalysis) -> list[FollowUpLine]:
    """Return the standing follow-ups of the region."""
    return follow_up_lines(fetch_rows(store, FollowUpsRow, region=analysis.region), analysis)


def analyse_in(store: Store, scope: Scope) -> RegionAnalysis:
    """Analyse the region of an open store; its caveats go to stderr."""
    method = scope.method or settings().method
    region = scope.region or settings().region
    analysis = analyse_with_doubts(store, region, scope.source_filter, read_method(method))
    for remark in caveats(analysis, language()):
        say(remark)
    if not analysis.coverages:
        say(language()("chains.none"))
    return analysis
