"""What if: organisations assumed present and plans assumed done; figures and gaps before and after, side by side."""

from __future__ import annotations

import streamlit as st

from graph.analysis.chain import Holding
from graph.analysis.method import PRODUCTION
from graph.store.store import Store
from queries.region import Picture
from queries.scenarios import INTENDED, assumed_holding, with_assumed, with_done
from ui.components.page_context import Frame
from ui.components.scenario_diff import moves_view
from ui.components.table import cells_line, heads, html_table, text_cell
from ui.components.url_state import get_all, literal, put, switch
from ui.presenters.scenario_diff import Moves, moves
from ui.text import Words

MARK, MOST_ASSUMED = "|", 50


def whatif(frame: Frame, picture: Picture) -> None:
    """The basket, and what it changes."""
    words = frame.words
    st.caption(words("whatif.about"))
    done = switch(words("whatif.done"), "done")
    _form(frame, picture)
    basket = _basket(picture, words)
    for text, one in basket.items():
        shown, out = st.columns([6, 1], vertical_alignment="center")
        role = words(f"role.{one.role}")
        who = picture.organisations.get(one.organisation, one.organisation)
        shown.markdown(literal(f"{who} · {picture.segment_name(one.segment)} · {role}"))
        out.button(words("whatif.remove"), key=f"out-{text}", on_click=_remove, args=(text,), width="stretch")
    if not basket and not done:
        st.info(words("whatif.empty"))
        return
    with st.spinner(words("page.loading")):
        after, found = frame.few(_changed, picture, tuple(basket.values()), done, words)
    moves_view(frame, after, found)
    if done:
        _unplaced(frame)


def _form(frame: Frame, picture: Picture) -> None:
    words = frame.words
    chain_of = {s: c.chain.name for c in picture.coverages.values() for s in c.chain.segments}
    with st.form("whatif", border=False, clear_on_submit=True):
        who, where, role, add = st.columns([2, 3, 1.4, 1], vertical_alignment="bottom")
        organisation = who.text_input(words("column.organisation"), max_chars=100)
        segment = where.selectbox(
            words("column.segment"),
            list(chain_of),
            index=None,
            format_func=lambda s: f"{chain_of[s]} · {picture.segment_name(s)}",
            placeholder=words("targets.none"),
        )
        as_ = role.selectbox(words("column.role"), list(picture.method.roles), format_func=lambda r: words(f"role.{r}"))
        if add.form_submit_button(words("whatif.add"), width="stretch") and organisation.strip() and segment:
            text = MARK.join((segment, str(as_ or PRODUCTION), organisation.strip().replace(MARK, "/")))
            put(add=list(dict.fromkeys([*get_all("add"), text]))[:MOST_ASSUMED])
            st.rerun()


def _basket(picture: Picture, words: Words) -> dict[str, Holding]:
    found, strange = {}, []
    for number, text in enumerate(get_all("add"), 1):
        segment, _, rest = text.partition(MARK)
        role, _, organisation = rest.partition(MARK)
        if segment in picture.segments and role in picture.method.roles and organisation and number <= MOST_ASSUMED:
            found[text] = assumed_holding(picture, number, organisation, segment, role)
        else:
            strange.append(text)
    if strange:
        st.warning(literal(words("whatif.strange", values=strange[:5], count=len(strange), most=MOST_ASSUMED)))
    return found


def _remove(text: str) -> None:
    put(add=[one for one in get_all("add") if one != text])


def _changed(_: Store, picture: Picture, added: tuple[Holding, ...], done: bool, words: Words) -> tuple[Picture, Moves]:
    after = with_done(picture, INTENDED) if done else picture
    after = with_assumed(after, added) if added else after
    return after, moves(picture, after, words)


def _unplaced(frame: Frame) -> None:
    """What the plan aspires to without naming a segment: it can't be counted, so it is said."""
    words = frame.words
    rows = frame.ask("intended", {"status": "aspired"}).rows
    st.header(words("whatif.unplaced", count=len(rows)), anchor=False)
    st.caption(words("whatif.unplaced_note"))
    lines = (
        cells_line(
            [
                text_cell(row["actor"]),
                text_cell(words.label(row["relation"])),
                frame.anchor("entity", row["target"] or row["target_id"], id=row["target_id"]),
                text_cell(words("page.offsets", section=row["section"], start=row["char_start"], end=row["char_end"])),
            ]
        )
        for row in rows
    )
    st.html(html_table(heads(words, "organisation", "relation", "target", "evidence"), lines, "facts"))
