"""Note follow-ups, checked against the store, so that none is about a thing that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from loaders.follow_up import DROPPED, FOLLOW_UPS, FollowUp, add_follow_ups, cleaned, states_of
from loaders.history.event import LoadContext
from loaders.pipeline import amend
from loaders.report import LoadReport
from queries.rows.chains import SegmentsRow
from queries.rows.quality import NamesRow
from queries.run import fetch_rows


def note_follow_ups(store: Store, new: Sequence[FollowUp], principal: Principal) -> LoadReport:
    """Add follow-ups in one event, which the history can undo.

    Raises:
        AccessDeniedError: the person may not.
        UsageError: nobody notes them, a state does not fit, or what one is about is not there.
        LoadError: a day does not begin with a year, or a note is too long.
    """
    who = principal.required_signature()
    follow_ups = [cleaned(follow_up) for follow_up in new]
    _check(store, follow_ups)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    edit = add_follow_ups(follow_ups, who, at)
    with principal.acting(Permission.FOLLOW_UP, ", ".join(follow_up.about for follow_up in follow_ups)):
        return amend(store, FOLLOW_UPS, edit, LoadContext(who=who, action="add"))


def _check(store: Store, follow_ups: Sequence[FollowUp]) -> None:
    links = {(row.chain_id, row.segment_id) for row in fetch_rows(store, SegmentsRow)}
    entities = {row.id for row in fetch_rows(store, NamesRow)} if any(not f.chain for f in follow_ups) else set()
    for follow_up in follow_ups:
        known = (*states_of(follow_up.chain), DROPPED)
        if follow_up.state not in known:
            raise UsageError("word_unknown", value=follow_up.state, known=list(known))
        if follow_up.chain and follow_up.key not in links:
            known_segments = sorted(segment for chain, segment in links if chain == follow_up.chain)
            raise UsageError("segment_unknown", text=follow_up.about, known=known_segments)
        if not follow_up.chain and follow_up.about not in entities:
            raise UsageError("entity_unknown", text=follow_up.about)
