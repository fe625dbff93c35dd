"""``liantu beside``: two chains, districts, years or regions side by side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.model.errors import UsageError
from graph.store.store import Store
from loaders.service.districts import DistrictPicture, load_district_picture
from queries.region_rows import find_region
from queries.rows.chains import CandidatesRow, RegionsRow
from queries.run import fetch_rows
from ui.cli.options import ROW_FORMATS, RowOutput, Scope, language
from ui.cli.output import say, write_bytes, write_rows
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.exports.beside_files import beside_docx, beside_xlsx
from ui.presenters.beside.comparison import PairComparison, compare_sides
from ui.presenters.beside.facts import PairKind, Side, chain_side, district_side, region_side
from ui.presenters.districts import district_title
from ui.presenters.source_filter import scope_text

FIGURE_OUTPUT = ("figure", "left", "right", "difference")
YEAR_DIGITS = 4


def beside(left: str, right: str, output: RowOutput, scope: Scope) -> None:
    """Print two chains, districts, years or regions with the same rows; as files also what each has and lacks."""
    words = language()
    with opened(scope.store) as store:
        comparison, region = _comparison(store, left, right, scope)
    if output.format not in ROW_FORMATS and output.file is not None:
        make = beside_xlsx if output.format == "xlsx" else beside_docx
        text = "　".join((region, scope_text(scope.source_filter, words)))
        write_bytes(make(comparison, text, date.today(), words), output.file)
    else:
        rows = [
            {"figure": line.label, "left": line.left, "right": line.right, "difference": line.difference}
            for line in comparison.lines
        ]
        write_rows(FIGURE_OUTPUT, rows, output, scope.source_filter)
    for line in comparison.members:
        counts = {"left": len(line.left), "both": len(line.both), "right": len(line.right)}
        say(words("beside.member_counts", label=line.label, **counts))


def _comparison(store: Store, left: str, right: str, scope: Scope) -> tuple[PairComparison, str]:
    words = language()
    if all(text.isdecimal() and len(text) == YEAR_DIGITS for text in (left, right)):
        left_side, right_side = (_year(store, text, scope) for text in (left, right))
        return compare_sides(PairKind.YEAR, left_side, right_side, words), scope.region
    picture = load_district_picture(store, analyse_in(store, scope))
    chains = {name: id_ for id_, coverage in picture.analysis.coverages.items() for name in (id_, coverage.chain.name)}
    districts = {district_title(name, words): name for name in picture.matrix.districts}
    region = picture.analysis.region_name
    if left in chains and right in chains:
        left_side, right_side = (_chain(store, picture, chains[text]) for text in (left, right))
        return compare_sides(PairKind.CHAIN, left_side, right_side, words), region
    if left in districts and right in districts:
        left_side, right_side = (district_side(picture, districts[text], words) for text in (left, right))
        return compare_sides(PairKind.DISTRICT, left_side, right_side, words), region
    rows = fetch_rows(store, RegionsRow)
    regions = {text for row in rows for text in (row.region_id, row.region, row.code) if text}
    if left in regions and right in regions:
        left_side, right_side = (_region(store, find_region(rows, text).region_id, scope) for text in (left, right))
        return compare_sides(PairKind.REGION, left_side, right_side, words), words("beside.regions")
    known = [*(c.chain.name for c in picture.analysis.coverages.values()), *districts]
    raise UsageError("pair_unknown", left=left, right=right, known=known)


def _year(store: Store, year: str, scope: Scope) -> Side:
    analysis = analyse_in(store, replace(scope, as_of=int(year)))
    return region_side(load_district_picture(store, analysis), language()("page.as_of_year", year=year))


def _region(store: Store, region: str, scope: Scope) -> Side:
    analysis = analyse_in(store, replace(scope, region=region))
    return region_side(load_district_picture(store, analysis), analysis.region_name)


def _chain(store: Store, picture: DistrictPicture, chain: str) -> Side:
    rows = fetch_rows(store, CandidatesRow, chain=chain, region=picture.analysis.region)
    return chain_side(picture, chain, [row.candidate_id for row in rows])
