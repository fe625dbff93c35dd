"""The matrix of districts and chains as HTML: darker where more is known, each figure a button."""

from __future__ import annotations

from markupsafe import Markup

from graph.analysis.districts import UNSTATED
from ui.components.links import Links
from ui.components.whole_words import whole_words
from ui.exports.district_svg import heat_css
from ui.pages.district.view import DistrictView
from ui.presenters.districts import UNSTATED_PARAM, chain_totals, district_title, heat_step, matrix_lines, whole_total
from ui.text import Words

ID_SEPARATOR = "|"  # between district and chain in what a click reports; neither has it
MATRIX = Markup(
    '<table class="heat" lang="{lang}"><thead><tr><th></th>{heads}<th>{all}</th></tr></thead>'
    "<tbody>{rows}</tbody></table>"
)
MATRIX_ROW = Markup('<tr class="{css}"><th scope="row">{head}</th>{cells}<td class="sum">{total}</td></tr>')
MATRIX_CELL = Markup(
    '<td class="step{step}" style="background:{paper}"><button type="button" data-id="{id}" aria-label="{spoken}" '
    'title="{spoken}" aria-pressed="{pressed}" style="color:{ink}">{text}</button></td>'
)
ROW_HEAD = Markup('<button type="button" data-id="{id}" aria-pressed="{pressed}">{name}</button>')


def matrix_html(view: DistrictView, district: str, chain: str, words: Words, links: Links) -> Markup:
    """Return the matrix.

    Args:
        view: the page's contents.
        district: the district of the address; "" where none is chosen.
        chain: the chain of the address; "" where none is chosen.
        words: the words of the user's language.
        links: makes the links of the headings.
    """
    picture, measure = view.picture, view.measure
    lines = matrix_lines(picture, measure)
    largest = max((figure for name, figures, _ in lines for figure in figures if name != UNSTATED), default=0)
    chains = {id_: picture.analysis.coverages[id_].chain.name for id_ in picture.matrix.chains}
    heads = Markup("").join(
        Markup("<th>{}</th>").format(links.anchor("chain", whole_words(name), chain=id_))
        for id_, name in chains.items()
    )
    shades = heat_css()

    def cell(name: str, id_: str, figure: int) -> Markup:
        step = 0 if name == UNSTATED else heat_step(figure, largest)
        paper, ink = shades[step]
        param = name or UNSTATED_PARAM
        figure_text = words(f"district.figure.{measure}", count=figure) if figure else words("district.nobody")
        return MATRIX_CELL.format(
            step=step,
            paper=paper,
            ink=ink,
            id=f"{param}{ID_SEPARATOR}{id_}",
            pressed=str((param, id_) == (district, chain)).lower(),
            spoken=words("titled", title=f"{district_title(name, words)} · {chains[id_]}", text=figure_text),
            text=figure or "·",
        )

    rows = [
        MATRIX_ROW.format(
            css="unstated" if name == UNSTATED else "",
            head=ROW_HEAD.format(
                id=f"{name or UNSTATED_PARAM}{ID_SEPARATOR}",
                name=district_title(name, words),
                pressed=str((name or UNSTATED_PARAM, "") == (district, chain)).lower(),
            ),
            cells=Markup("").join(cell(name, id_, figure) for id_, figure in zip(chains, figures, strict=True)),
            total=total,
        )
        for name, figures, total in lines
    ]
    totals = Markup("").join(
        Markup('<td class="sum">{}</td>').format(total) for total in chain_totals(picture, measure)
    )
    rows.append(
        MATRIX_ROW.format(
            css="sums", head=words("district.all_districts"), cells=totals, total=whole_total(picture, measure)
        )
    )
    return MATRIX.format(lang=words.language, heads=heads, all=words("district.all_chains"), rows=Markup("").join(rows))
