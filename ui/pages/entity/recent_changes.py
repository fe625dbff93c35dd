"""最近有变化: the entities that the last loads changed, above the most connected ones."""

from __future__ import annotations

from markupsafe import Markup

from loaders.service.recent_changes import EntityChange, recent_changes
from queries.subgraph import EntityRef, load_entities
from ui.components.page_context import PageContext

MAX_CHANGE_LINES = 6  # two rows of three leave the lists below on an office screen
MAX_RANKED_CHANGES = 500  # whose types are looked up to put organisations first
ENTITY_CHANGE_CARD = Markup(
    '<section class="hub-card hub-card-wide"><h2>{title}</h2><ol>{lines}</ol><p>{summary} {link}</p></section>'
)
ENTITY_CHANGE_LINE = Markup("<li>{link} <small>{remark}</small></li>")


def recent_changes_card(context: PageContext, first_labels: tuple[str, ...]) -> Markup:
    """Return the card, or an empty text where no load changed anything.

    Args:
        context: the page's context.
        first_labels: the types that stand first among what one load changed.
    """
    words, links = context.words, context.links
    changes = {change.id: change for change in context.derived(recent_changes)[:MAX_RANKED_CHANGES]}
    entities = context.names.in_entities(context.cached(load_entities, tuple(changes))) if changes else {}
    if not entities:
        return Markup("")
    loads = list(dict.fromkeys(change.event for change in changes.values()))

    def rank(entity: EntityRef) -> tuple[int, int, bool]:
        change = changes[entity.id]
        labels = first_labels.index(entity.label) if entity.label in first_labels else len(first_labels)
        return loads.index(change.event), labels, not change.is_new

    def remark(change: EntityChange) -> str:
        return words("entity.change_new" if change.is_new else "entity.change", day=change.at[5:10])

    shown = sorted(entities.values(), key=rank)[:MAX_CHANGE_LINES]
    lines = [
        ENTITY_CHANGE_LINE.format(
            link=links.anchor("entity", entity.name or entity.id, id=entity.id), remark=remark(changes[entity.id])
        )
        for entity in shown
    ]
    return ENTITY_CHANGE_CARD.format(
        title=words("entity.changes"),
        lines=Markup("").join(lines),
        summary=words("entity.changes_count", loads=len(loads), count=len(entities)),
        link=links.anchor("lists", words("entity.changes_history"), "go", tab="history"),
    )
