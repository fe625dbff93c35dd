"""The tables of a dataset's folder, each a format and a function from row to records. A new table is added here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.model.normalize import parse_number, split_list
from graph.model.records import Edge, Node, Value
from graph.model.schema import STUB
from loaders.dataset.cited_document import cited_document
from loaders.dataset.moved_ids import MovedId
from loaders.dataset.table_format import (
    Record,
    RowContext,
    TableFormat,
    ensure_short,
    of_edge,
    of_entities,
    of_node,
    of_statements,
    properties,
    required_cell,
    with_provenance,
)
from loaders.errors import RowError
from loaders.records import TableRow

# What a statement is unless its row says otherwise.
EXPLICIT: Mapping[str, Value] = {"status": "existing", "confidence": "explicit", "support": "established"}
TEMPLATE: Mapping[str, Value] = {"status": "existing", "confidence": "template", "support": "established"}


def entity(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Describe a thing; ``row`` is the row's own id where several rows describe one thing."""
    id_, label = required_cell(row, "id"), required_cell(row, "label")
    node_type = context.schema.node_type(label, row.location)
    if not node_type.entity or label == STUB:
        known_labels = [name for name, other in context.schema.nodes.items() if other.entity and name != STUB]
        raise RowError("unknown_label", origin=row.location, label=label, known=known_labels)
    row_id = context.statement_id(required_cell(row, "row") if row["row"].strip() else id_)
    yield Node(id=id_, label=label, row=row_id, props=properties(row, node_type.properties), location=row.location)


def segment(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Describe a segment, and its place in its chain: a template's judgement."""
    id_, chain = required_cell(row, "id"), required_cell(row, "chain_id")
    props = with_provenance(row, context, properties(row, context.schema.nodes["Segment"].properties))
    source: dict[str, Value] = {
        name: props[name] for name in ("dataset", "evidence", "read_at", "publisher_kind") if name in props
    }
    described = {name: value for name, value in props.items() if name != "dataset"}
    row_id = context.statement_id(id_)
    yield Node(id=id_, label="Segment", row=row_id, props=described, location=row.location)
    yield Edge(
        id=row_id, type="HAS_SEGMENT", source=chain, target=id_, props={**TEMPLATE, **source}, location=row.location
    )


def feed(row: TableRow, context: RowContext) -> Iterable[Record]:
    """State that one segment supplies another: a template's judgement unless the row says otherwise."""
    props = {**TEMPLATE, **properties(row, context.schema.edges["FEEDS"].properties)}
    source, target = required_cell(row, "from_id"), required_cell(row, "to_id")
    yield Edge(
        id=context.statement_id(required_cell(row, "id")),
        type="FEEDS",
        source=source,
        target=target,
        props=with_provenance(row, context, props),
        location=row.location,
    )


def statement(row: TableRow, context: RowContext) -> Iterable[Record]:
    """State that one thing does something to another: existing, explicit, established unless the row says otherwise."""
    type_ = required_cell(row, "type")
    edge_type = context.schema.edge_type(type_, row.location)
    if not edge_type.statement:
        known_types = sorted(name for name, other in context.schema.edges.items() if other.statement)
        raise RowError("unknown_edge_type", origin=row.location, type=type_, known=known_types)
    props = {**EXPLICIT, **properties(row, edge_type.properties)}
    source, target = required_cell(row, "source_id"), required_cell(row, "target_id")
    yield Edge(
        id=context.statement_id(required_cell(row, "id")),
        type=type_,
        source=source,
        target=target,
        props=with_provenance(row, context, props),
        location=row.location,
    )


def observation(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Give a number or a state about a thing, and the edge that ties it to its subject."""
    id_ = context.statement_id(required_cell(row, "id"))
    props = {"support": "established", **properties(row, context.schema.nodes["Observation"].properties)}
    if not row["value"].strip() and not row["text"].strip():
        raise RowError("empty_observation", file=row.file, line=row.line)
    if (number := parse_number(row["value"])) is not None:
        props.setdefault("number", number)
    props = with_provenance(row, context, props)
    yield Node(id=id_, label="Observation", row=id_, props=props, location=row.location)
    yield Edge(
        id=id_,
        type="HAS_OBSERVATION",
        source=required_cell(row, "subject_id"),
        target=id_,
        props={"dataset": context.dataset},
        location=row.location,
    )


def absence(row: TableRow, context: RowContext) -> Iterable[Record]:
    """State that a region has nobody at a segment in a role."""
    stated = properties(row, context.schema.edges["LACKS"].properties)
    props = {**EXPLICIT, **stated, "kind": required_cell(row, "role")}
    region, lacking = required_cell(row, "region_id"), required_cell(row, "segment_id")
    yield Edge(
        id=context.statement_id(required_cell(row, "id")),
        type="LACKS",
        source=region,
        target=lacking,
        props=with_provenance(row, context, props),
        location=row.location,
    )


def lead(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Describe what is suspected and not yet shown, and tie it to each thing that it touches."""
    id_ = context.statement_id(required_cell(row, "id"))
    props = with_provenance(row, context, properties(row, context.schema.nodes["Lead"].properties))
    if refers := split_list(row["ref_ids"]):
        props["refers_to"] = tuple(context.statement_id(ref) for ref in refers)
    yield Node(id=id_, label="Lead", row=id_, props=props, location=row.location)
    named = (
        ensure_short(row, name, thing) for name in ("entity_ids", "segment_ids") for thing in split_list(row[name])
    )
    for thing in dict.fromkeys(named):
        about = {"dataset": context.dataset}
        yield Edge(id=f"{id_}>{thing}", type="ABOUT", source=id_, target=thing, props=about, location=row.location)


def document(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Describe a document, once for all rows that cite it, with its text when the user gave it."""
    id_, allowed = required_cell(row, "id"), context.schema.nodes["Document"].properties
    props = properties(row, allowed)
    for name, value in props.items():  # here, or every row that cites it would be refused for it
        if not allowed[name].fits(value):
            wanted = allowed[name].expected
            raise RowError("bad_cell", file=row.file, line=row.line, column=name, value=value, wanted=wanted)
    yield cited_document(id_, props)
    if id_ in context.texts:
        props["text"] = context.texts[id_]
    yield Node(id=id_, label="Document", row=context.statement_id(id_), props=props, location=row.location)


def clause(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Describe a place in a document, and tie it to the document. Offsets count code points."""
    id_, document_id = required_cell(row, "id"), required_cell(row, "document_id")
    props = properties(row, context.schema.nodes["Clause"].properties) | {"document": document_id}
    if document_id in context.texts:
        start, end = props.get("char_start"), props.get("char_end")
        if isinstance(start, int) and isinstance(end, int):  # else the check refuses the row
            props["text"] = context.texts[document_id][start:end]
    row_id = context.statement_id(id_)
    yield Node(id=id_, label="Clause", row=row_id, props=props, location=row.location)
    place = {**EXPLICIT, "evidence": id_, "dataset": context.dataset}
    yield Edge(id=row_id, type="PART_OF", source=id_, target=document_id, props=place, location=row.location)


def mention(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Tie a clause to a thing that it names; the edge's id is the place and the thing."""
    clause_id, named = required_cell(row, "clause_id"), required_cell(row, "entity_id")
    props = properties(row, context.schema.edges["MENTIONS"].properties) | {"dataset": context.dataset}
    start, end = required_cell(row, "char_start"), required_cell(row, "char_end")
    id_ = context.statement_id(f"{clause_id}@{start}-{end}>{named}")
    yield Edge(id=id_, type="MENTIONS", source=clause_id, target=named, props=props, location=row.location)


def moved_id(row: TableRow, context: RowContext) -> Iterable[Record]:
    """Say which id stands for a thing whose id the dataset gave up."""
    yield MovedId(_plain_id(row, "old_id"), _plain_id(row, "new_id"), row.file, row.line)


def _plain_id(row: TableRow, column: str) -> str:
    """Return an id without spaces, because a space separates the two ids where the dataset's node holds them."""
    text = required_cell(row, column)
    if " " in text:
        raise RowError("bad_cell", file=row.file, line=row.line, column=column, value=text, wanted="id")
    return text


# The columns that say where a row is written.
SOURCE = "cites evidence source_title publisher published grade as_of year"

TABLE_FORMATS = (
    TableFormat(
        name="documents",  # the first table: the rows of the others cite it
        own_columns="id",
        properties=of_node("Document"),
        omitted="text",
        to_records=document,
        template_columns="id title publisher published url grade",
        template_note="来源一行一个，供其他表的 cites 引用。url：原网址；grade={grade}（A 官方 B 媒体 C 企业自述 "
        "D 来历不明的转载 E 不明；自己的名单留空）",
    ),
    TableFormat(
        name="entities",
        own_columns="id row label",
        properties=of_entities,
        to_records=entity,
        template_columns="id label name aliases kind existence district note",
        template_note="一行一个主体。label：{label}",
    ),
    TableFormat(
        name="segments",
        own_columns="id",
        properties=of_node("Segment"),
        to_records=segment,
        template_columns="id chain_id name stage critical supply_roles keywords product_keywords evidence",
        template_note="产业链模板的环节：stage={stage}，critical={yes_no}。同编号的行会更正内置模板",
    ),
    TableFormat(
        name="feeds",
        own_columns="id from_id to_id cites",
        properties=of_edge("FEEDS"),
        omitted="dataset",
        to_records=feed,
        template_columns="id from_id to_id evidence",
        template_note="环节之间谁供给谁（from 在上游）",
    ),
    TableFormat(
        name="edges",
        own_columns="id source_id type target_id cites",
        properties=of_statements,
        omitted="dataset",
        to_records=statement,
        template_columns=f"id source_id type target_id kind region status confidence {SOURCE} note",
        template_note="一行一条陈述。企业在环节上：type=ACTIVE_IN，kind={role}，region=reg-changzhou。"
        "status：{status}。evidence：网址或文件与行；不写则为本行",
    ),
    TableFormat(
        name="observations",
        own_columns="id subject_id cites",
        properties=of_node("Observation"),
        omitted="dataset",
        to_records=observation,
        template_columns=f"id subject_id measure value unit period text {SOURCE} note",
        template_note="数字与状态：产值、份额、位次、成立时间……",
    ),
    TableFormat(
        name="absences",
        own_columns="id region_id segment_id role cites",
        properties=of_edge("LACKS"),
        omitted="dataset kind",
        to_records=absence,
        template_columns=f"id region_id segment_id role {SOURCE}",
        template_note="有来源说明没有的环节",
    ),
    TableFormat(
        name="leads",
        own_columns="id entity_ids segment_ids ref_ids cites",
        properties=of_node("Lead"),
        omitted="dataset refers_to",
        to_records=lead,
        template_columns="id who suspected entity_ids segment_ids reason confirm evidence note",
        template_note="待核实的线索：reason={lead_reason}",
    ),
    TableFormat(
        name="clauses",
        own_columns="id document_id",
        properties=of_node("Clause"),
        omitted="document text",
        to_records=clause,
    ),
    TableFormat(
        name="mentions",
        own_columns="clause_id entity_id",
        properties=of_edge("MENTIONS"),
        omitted="dataset",
        to_records=mention,
    ),
    TableFormat(
        name="moved_ids",
        own_columns="old_id new_id note",
        properties=lambda schema: (),
        to_records=moved_id,
        counted=False,
    ),
)
