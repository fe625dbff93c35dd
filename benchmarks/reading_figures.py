"""How well indicators and stated sets are read: kinds, sets, and how often each rule is right.

    python -m benchmarks.reading_figures GOLD DOCS

GOLD holds a folder a document with indicators.csv, groups.csv and spans.json (the stretches that are annotated); DOCS
holds the texts, NAME.txt. A figure is right where value, unit and sign agree and the places overlap; a set where size
and unit agree and the places overlap. Figures that the annotation marks as optional count neither way. The shares of
the rules are what loaders/reading/words/figure_certainty.yaml keeps: (right + 1) / (n + 2).
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from loaders.documents.text_document import Span
from loaders.documents.txt import parse_txt
from loaders.reading.groups import groups
from loaders.reading.indicators import indicators
from loaders.reading.numbers import amount, plain_digits
from loaders.reading.passage import passages
from loaders.reading.proposal import GroupProposal, IndicatorProposal

GoldRow = dict[str, str]


@dataclass
class FigureCount:
    """The counts of right, proposed and annotated items, summed over documents."""

    right: int = 0
    proposed: int = 0
    annotated: int = 0
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    right_rules: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """Return precision, recall and F1 on a line."""
        precision, recall = self.right / max(self.proposed, 1), self.right / max(self.annotated, 1)
        f1 = 2 * self.right / max(self.proposed + self.annotated, 1)
        return f"P {precision:.3f}  R {recall:.3f}  F {f1:.3f}   {self.right} of {self.proposed}, {self.annotated} gold"


def count_indicators(found: Iterable[IndicatorProposal], gold: Sequence[GoldRow], count: FigureCount) -> None:
    """Add the figures of a document; each annotated one is found once at most."""
    left = list(gold)
    count.annotated += sum(row.get("score", "yes") == "yes" for row in gold)
    for proposal in found:
        alike = [row for row in gold if _is_figure(proposal, row)]
        new = [row for row in alike if row in left]
        if any(row.get("score", "yes") != "yes" for row in alike) or (alike and not new):
            continue
        count.proposed += 1
        count.rules[proposal.rule] += 1
        if new:
            left.remove(new[0])
            count.right += 1
            count.right_rules[proposal.rule] += 1
            count.kinds[new[0]["kind"], proposal.kind] += 1


def count_groups(found: Iterable[GroupProposal], gold: Sequence[GoldRow], count: FigureCount) -> None:
    """Add the sets of a document; each annotated one is found once at most."""
    left = list(gold)
    count.annotated += len(gold)
    for proposal in found:
        right = next((row for row in left if _is_set(proposal, row)), None)
        count.proposed += 1
        count.rules[proposal.rule] += 1
        if right:
            left.remove(right)
            count.right += 1
            count.right_rules[proposal.rule] += 1


def _is_figure(proposal: IndicatorProposal, row: GoldRow) -> bool:
    same = _quantity(proposal.value, proposal.unit) == _quantity(row["value"], row["unit"])
    return same and proposal.comparator == row["comparator"] and _place(row).overlaps(proposal.span)


def _is_set(proposal: GroupProposal, row: GoldRow) -> bool:
    same = (proposal.size, proposal.unit) == (row["stated_size"], row["unit"])
    return same and _place(row).overlaps(proposal.span)


def _place(row: GoldRow) -> Span:
    return Span(int(row["char_start"]), int(row["char_end"]))


def _quantity(value: str, unit: str) -> tuple[Decimal | str, str]:
    """Return a figure's amount and unit without what it is for each of: 次/年 counts as 次, 位(全省) as 位."""
    base = re.split(r"[(（/]", plain_digits(unit))[0]
    return amount(value, base) if re.fullmatch(r"[\d./]+", value) else (value, base)


def _rows(file: Path) -> list[GoldRow]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def main(gold: Path, docs: Path) -> None:
    """Print the counts of each document and of all."""
    figures, sets = FigureCount(), FigureCount()
    for folder in sorted(path.parent for path in gold.glob("*/spans.json")):
        spans = [Span(*span) for span in json.loads((folder / "spans.json").read_text("utf-8"))["annotated_spans"]]
        document = parse_txt((docs / f"{folder.name}.txt").read_bytes(), f"{folder.name}.txt")
        read = tuple(passages(document))
        own_figures, own_sets = FigureCount(), FigureCount()
        for count in (figures, own_figures):
            stated = [item for item in indicators(read, document.title) if any(s.contains(item.span) for s in spans)]
            count_indicators(stated, _rows(folder / "indicators.csv"), count)
        for count in (sets, own_sets):
            count_groups(
                [item for item in groups(read) if any(s.contains(item.span) for s in spans)],
                _rows(folder / "groups.csv"),
                count,
            )
        print(f"{folder.name}\n  indicators {own_figures}\n  groups     {own_sets}")
    print(f"TOTAL\n  indicators {figures}\n  groups     {sets}")
    right = sum(times for (told, proposed), times in figures.kinds.items() if told == proposed)
    print(f"  kinds      {right} of {sum(figures.kinds.values())} right; wrong:")
    for (told, proposed), times in figures.kinds.most_common():
        if told != proposed:
            print(f"    {told} read as {proposed}: {times}")
    for rules, right_rules in ((figures.rules, figures.right_rules), (sets.rules, sets.right_rules)):
        for rule, times in sorted(rules.items()):
            print(f"  {rule}: {right_rules[rule]} of {times}, {(right_rules[rule] + 1) / (times + 2):.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
