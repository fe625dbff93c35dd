"""A review as the board in the browser takes it: the text, its blocks, and each proposal as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from loaders.documents.text_document import Block, Span, TextDocument
from loaders.plans.wording import place_of
from loaders.reading.proposal import EntityProposal, GroupProposal, IndicatorProposal, Proposal, RelationProposal
from loaders.review.proposal_id import proposals_by_id
from loaders.review.review import ReviewedProposal
from loaders.review.review_store import Review
from ui.presenters.review_words import board_types, board_words
from ui.text import Words

Payload = dict[str, object]
MAX_OFFSET_DIGITS = 9  # of an offset in an address; a text has at most seven
MODEL_RULE = "model:"  # before the name of a bureau's own model
MAX_DETAIL_CHARACTERS = 300  # of a clause on the card; the document shows it whole
PLACE_WORDS = {">=": "≥", "<=": "≤"}


def board_payload(review: Review, proposals: Sequence[Payload], words: Words, first: str = "") -> Payload:
    """Return what the board needs once.

    Args:
        review: the document.
        proposals: as ``proposal_payloads`` gives them.
        words: of the user's language.
        first: the id of the proposal that the board opens with; empty: the first open one.
    """
    return {
        "key": review.key,
        "first": first,
        "language": words.language,
        "text": review.document.text,
        "blocks": [_block(block) for block in _blocks(review.document)],
        "types": board_types(words),
        "proposals": proposals,
        "words": board_words(words),
    }


def place_of_text(place: str) -> Span | None:
    """Return the place that an address writes as START-END; None for anything else.

    >>> place_of_text("3-8"), place_of_text("8-3"), place_of_text("x")
    (Span(start=3, end=8), None, None)
    """
    start, _, end = place.partition("-")
    if not (start.isdecimal() and end.isdecimal() and len(end) <= MAX_OFFSET_DIGITS):
        return None
    return Span(int(start), int(end)) if int(start) < int(end) else None


def item_at(items: Iterable[ReviewedProposal], place: str) -> str:
    """Return the id of the proposal that shares most characters with a place ``START-END``; "" if none does.

    Of those that share the same number, the shortest is meant.
    """
    wanted = place_of_text(place)
    if wanted is None:
        return ""
    sharing = {
        item.id: (min(span.end, wanted.end) - max(span.start, wanted.start), span.start - span.end)
        for item in items
        for span in (place_of(item.proposal),)
        if span.overlaps(wanted)
    }
    return max(sharing, key=lambda id_: sharing[id_], default="")


def proposal_payloads(
    review: Review, items: Iterable[ReviewedProposal], known: Mapping[str, str], words: Words
) -> list[Payload]:
    """Return each proposal as it stands.

    Args:
        review: the document and its proposals.
        items: each proposal as it was decided, or is proposed after what was learned.
        known: captions of the known entities that proposals are, by the proposals' ids.
        words: of the user's language.
    """
    identified = proposals_by_id(review.proposals)
    return [_payload(item, identified.get(item.id, item.proposal), review.document, known, words) for item in items]


def _blocks(document: TextDocument) -> Sequence[Block]:
    whole = Block(span=Span(0, len(document.text)), kind="paragraph")
    return document.blocks or ((whole,) if document.text else ())


def _block(block: Block) -> Payload:
    return {
        "start": block.span.start,
        "end": block.span.end,
        "kind": block.kind,
        "level": block.level,
        "table": block.cell.table if block.cell else None,
        "row": block.cell.row if block.cell else None,
    }


def _payload(
    item: ReviewedProposal, proposed: Proposal, document: TextDocument, known: Mapping[str, str], words: Words
) -> Payload:
    # A relation that has lost an end is open for the board, which sees itself that the end is lost.
    is_lost = item.basis == "end"
    return {
        "id": item.id,
        "state": "open" if is_lost else item.state,
        "basis": "none" if is_lost else item.basis,
        "who": item.who,
        "entity": item.entity,
        "known": known.get(item.id, ""),
        "rule": item.proposal.rule,
        "ruleCaption": rule_caption(item.proposal.rule, words),
        "certainty": item.proposal.certainty,
        "origin": _place(proposed),
        "span": _place(item.proposal),
        "moved": _place(proposed) != _place(item.proposal),
        **_content(item, document, words),
    }


def _place(proposal: Proposal) -> Span:
    return proposal.clause if isinstance(proposal, RelationProposal) else proposal.span


def _content(item: ReviewedProposal, document: TextDocument, words: Words) -> Payload:
    match item.proposal:
        case EntityProposal() as entity:
            aliases = words("review.aliases", names=entity.aliases) if entity.aliases else ""
            return {
                "kind": "e",
                "name": entity.name,
                "type": entity.type,
                "status": entity.status,
                "granularity": entity.granularity,
                "mentions": entity.mentions,
                "detail": aliases,
            }
        case RelationProposal() as relation:
            ends = [document.text[slice(*end)] if end else "" for end in (relation.source, relation.target)]
            return {
                "kind": "r",
                "name": "",
                "type": relation.relation,
                "status": relation.status,
                "ends": item.ends or ("", ""),
                "endNames": ends,
                "detail": relation.text[:MAX_DETAIL_CHARACTERS],
            }
        case IndicatorProposal() as figure:
            return {
                "kind": "i",
                "name": figure_text(figure),
                "type": figure.kind,
                "detail": _figure_detail(figure, words),
            }
        case GroupProposal() as group:
            size = words("review.group", size=group.size, unit=group.unit)
            members = words("review.members", names=group.members) if group.members else ""
            detail = words("separator.clause").join(filter(None, (size, members)))
            return {"kind": "g", "name": group.name, "type": "", "detail": detail}


def figure_text(figure: IndicatorProposal) -> str:
    """Write a figure: its name, comparator, value and unit.

    >>> figure_text(
    ...     IndicatorProposal(
    ...         name="企业", comparator=">=", value="200", unit="家", kind="target", span=Span(0, 6), text="",
    ...         rule="", certainty=1
    ...     )
    ... )
    '企业 ≥ 200 家'
    """
    value = f"{figure.value}–{figure.value_max}" if figure.value_max else figure.value
    sign = PLACE_WORDS.get(figure.comparator, figure.comparator)
    parts = (figure.name, "" if figure.comparator in ("=", "range") else sign, value, figure.unit)
    return " ".join(filter(None, parts))


def _figure_detail(figure: IndicatorProposal, words: Words) -> str:
    period = words("review.period", period=figure.period) if figure.period else ""
    subject = words("review.applies_to", name=figure.applies_to) if figure.applies_to else ""
    return words("separator.clause").join(filter(None, (period, subject, figure.text[:MAX_DETAIL_CHARACTERS])))


def rule_caption(rule: str, words: Words) -> str:
    """Return the name of the rule that proposed something: its own, else that of its family, else its id."""
    if rule.startswith(MODEL_RULE):
        return words("review.model", name=rule.removeprefix(MODEL_RULE))
    if words.has(f"reading_rule.{rule}"):
        return words(f"reading_rule.{rule}")
    family, _, detail = rule.partition(".")
    if not words.has(f"reading_rule.{family}"):
        return rule
    label = next((words.label(name) for name in (detail, detail.upper()) if words.label(name) != name), "")
    caption = words(f"reading_rule.{family}")
    return words("titled", title=caption, text=label) if label else caption
