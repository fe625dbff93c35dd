"""How well, and how fast, plan documents are read.

    python -m benchmarks.reading GOLD DOCS [--out FOLDER] [--originals] [--leave-one-out] [--also GOLD DOCS]

GOLD holds a folder for each annotated document, DOCS its text (``NAME.txt``) and the original (``NAME.docx`` …). The
scorer is the ``score.py`` beside GOLD. Without options the texts are read with the product's weights. ``--originals``
reads the originals too and lays their text over the annotated one. ``--leave-one-out`` reads each document with weights
learned from the others (those of ``--also`` and the examples too): the measure for documents that were trained on.
``--out`` keeps the predictions.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from benchmarks.reader_training import train
from benchmarks.reading_examples import read_examples
from benchmarks.reading_figures import FigureCount, count_groups
from benchmarks.reading_gold import GoldDocument, read_gold
from benchmarks.text_alignment import Overlay
from loaders.documents.read import read_document
from loaders.documents.text_document import Span, TextDocument
from loaders.reading.linear_model import LinearModel
from loaders.reading.passage import passages
from loaders.reading.predictions import write_predictions
from loaders.reading.proposal import Proposals
from loaders.reading.read import read_text
from loaders.reading.tagger import tag_words
from loaders.reading.vocabulary import read_vocabulary

ORIGINALS = ("docx", "html", "pdf", "doc", "ofd")
TUNED_ON = (
    "Tuned on: the words and weights of entities on nine development documents (changzhou-2018, f01, f04, f06, f10,\n"
    "guangdong, hubei, hunan, shanghai), half of an independent sample of stretches (f07, f10, guangdong, hubei,\n"
    "shanghai) and examples written for it. Scores on these texts without --leave-one-out are of training."
)
SCORES = ("exact", "span", "relation", "indicator")


@dataclass(frozen=True)
class Reading:
    """A document read, with its proposals' places told in the annotated text.

    Attributes:
        seconds: the whole reading.
        tagging: the tagger's part of it, in seconds.
    """

    proposals: Proposals
    text: str
    characters: int
    seconds: float
    tagging: float


def read_timed(document: TextDocument, models: Mapping[str, LinearModel] | None) -> Reading:
    """Read a document and measure how long it takes; the tagger runs once more, alone."""
    start = process_time()
    proposals = read_text(document, models)
    seconds = process_time() - start
    start = process_time()
    for passage in passages(document):
        tag_words(passage.text)
    return Reading(proposals, document.text, len(document.text), seconds, process_time() - start)


def laid_over(reading: Reading, text: str) -> Reading:
    """Return a reading of an original with its places in the annotated text; what has none is left out."""
    overlay = Overlay(reading.text, text)
    proposals = reading.proposals
    entities = [
        replace(item, span=span, text=text[slice(*span)], mentions=_spans(item.mentions, overlay))
        for item in proposals.entities
        if (span := overlay.span(item.span))
    ]
    indicators = [
        replace(item, span=span, text=text[slice(*span)])
        for item in proposals.indicators
        if (span := overlay.span(item.span))
    ]
    groups = [
        replace(item, span=span, text=text[slice(*span)])
        for item in proposals.groups
        if (span := overlay.span(item.span))
    ]
    relations = []
    for item in proposals.relations:
        source = item.source and overlay.span(item.source)
        target = item.target and overlay.span(item.target)
        clause = overlay.span(item.clause)
        if clause and (source or item.source is None) and (target or item.target is None):
            relations.append(replace(item, source=source, target=target, clause=clause, text=text[slice(*clause)]))
    told = Proposals(
        entities=tuple(entities), relations=tuple(relations), indicators=tuple(indicators), groups=tuple(groups)
    )
    return replace(reading, proposals=told, text=text)


def _spans(spans: Iterable[Span], overlay: Overlay) -> tuple[Span, ...]:
    return tuple(told for span in spans if (told := overlay.span(span)))


class Scores:
    """Counts by the scorer that comes with the annotation, summed over documents."""

    def __init__(self, scorer: Any, gold: Path, texts: Path) -> None:
        self.scorer, self.gold, self.texts = scorer, gold, texts
        self.total: dict[str, Any] = defaultdict(scorer.Count)
        self.sets = FigureCount()
        self.bad: dict[str, int] = defaultdict(int)

    def add(self, name: str, predictions: Path, proposals: Proposals) -> str:
        """Score the predictions of a document and return its line."""
        gold = self.scorer.Gold(str(self.gold / name), str(self.texts), {})
        entities, relations, indicators, bad, lost = self.scorer.read_predictions(str(predictions), gold, {})
        counts: dict[str, Any] = defaultdict(self.scorer.Count)
        self.scorer.score_entities(gold, entities, counts, 0)
        counts["exact"].add(0, lost, 0)
        self.scorer.score_relations(gold, relations, counts)
        self.scorer.score_indicators(gold, indicators, counts)
        sets = FigureCount()
        inside = [item for item in proposals.groups if gold.inside(item.span)]
        for count in (sets, self.sets):
            count_groups(inside, _gold_rows(self.gold / name / "groups.csv"), count)
        for key, count in counts.items():
            self.total[key].add(count.tp, count.pred, count.gold)
        for key, times in bad.items():
            self.bad[key] += times
        return _line(name, counts, sets)

    def print_total(self) -> None:
        """Print the sums, and precision, recall and F1 by type."""
        print(_line("TOTAL", self.total, self.sets))
        print("  places: " + ", ".join(f"{times} {key}" for key, times in self.bad.items()))
        for key in sorted(key for key in self.total if key.startswith("label ")):
            count = self.total[key]
            print(f"  {key.removeprefix('label '):12} {_prf(count)}   {count.tp} of {count.pred}, {count.gold} gold")


def _gold_rows(file: Path) -> list[dict[str, str]]:
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _line(name: str, counts: Mapping[str, Any], sets: FigureCount) -> str:
    parts = [f"{key} {_prf(counts[key])}" for key in SCORES if counts[key].gold]
    overlap, status = counts["overlap"].prf()[1], counts["status"].prf()[1]
    shares = f"overlap {_share(overlap)}  status {_share(status)}"
    return f"{name}\n  {'  '.join(parts)}\n  {shares}  groups {sets}"


def _prf(count: Any) -> str:
    return "/".join(_share(value) for value in count.prf())


def _share(value: float | None) -> str:
    return " -  " if value is None else f"{value:.3f}"


def _scorer(gold: Path) -> Any:
    spec = spec_from_file_location("score", gold.parent / "score.py")
    if spec is None or spec.loader is None or not (gold.parent / "score.py").exists():
        sys.exit(f"no score.py beside {gold}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _sources(document: GoldDocument, texts: Path, *, originals: bool) -> Iterator[TextDocument]:
    """Yield the text of a document, and the same document in its original formats."""
    yield document.document
    if originals:
        for suffix in ORIGINALS:
            if (file := texts / f"{document.name}.{suffix}").exists():
                yield read_document(file)


def main(arguments: argparse.Namespace) -> None:
    """Read the documents and print the scores and the speed."""
    gold, texts, out = arguments.gold, arguments.docs, arguments.out
    documents = list(read_gold(gold, texts))
    also = list(read_gold(*arguments.also)) if arguments.also else []
    by_format: dict[str, Scores] = defaultdict(lambda: Scores(_scorer(gold), gold, texts))
    characters, seconds, tagging = 0, 0.0, 0.0
    for document in documents:
        others = [other for other in (*documents, *also, *read_examples()) if other.name != document.name]
        models = train(others, read_vocabulary()) if arguments.leave_one_out else None
        for source in _sources(document, texts, originals=arguments.originals):
            reading = read_timed(source, models)
            characters += reading.characters
            seconds, tagging = seconds + reading.seconds, tagging + reading.tagging
            if source is not document.document:
                reading = laid_over(reading, document.document.text)
            folder = out / source.format / document.name
            write_predictions(reading.proposals, reading.text, folder)
            print(source.format, by_format[source.format].add(document.name, folder, reading.proposals), flush=True)
    for kind, scores in by_format.items():
        print(f"\n{kind}", end=" ")
        scores.print_total()
    print(f"\n{characters / seconds:,.0f} characters a second; the tagger takes {tagging / seconds:.0%} of the time")
    print(TUNED_ON)


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """Return the arguments of the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--originals", action="store_true")
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("--also", nargs=2, type=Path, metavar=("GOLD", "DOCS"))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    options = parsed()
    with TemporaryDirectory() as scratch:
        options.out = options.out or Path(scratch)
        main(options)
