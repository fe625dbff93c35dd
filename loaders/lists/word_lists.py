"""What is known of keywords apart from the template: which are generic, and the words of industries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from graph.model.normalize import TO_HALF_WIDTH
from graph.model.own_yaml import parse_own_yaml

NAME_PARTS = re.compile(r"[/／、与及和()（）]+")
SHORTEST = 2  # characters of a word; one is no word for a product


def fold(word: str) -> str:
    """Return a word as it is compared: half width, lower case, without outer blanks.

    >>> fold(" ＢＭＳ ")
    'bms'
    """
    return word.translate(TO_HALF_WIDTH).casefold().strip()


def name_words(name: str) -> list[str]:
    """Return the parts of a segment's or chain's name that are words for its products.

    >>> name_words("电解液与锂盐/检测")
    ['电解液', '锂盐']
    """
    parts = map(fold, NAME_PARTS.split(name))
    return [part for part in parts if len(part) >= SHORTEST and part not in vague_names()]


def chain_words(names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return each word that names chains, with these: those of chain_words.yaml, and the parts of the chains' names.

    Args:
        names: chain id -> name.
    """
    chains: dict[str, set[str]] = defaultdict(set)
    for words_of_chain in (_words_of_chains(), {chain: name_words(name) for chain, name in names.items()}):
        for chain, words in words_of_chain.items():
            for word in words:
                chains[fold(word)].add(chain)
    return {word: frozenset(chains_of_word) for word, chains_of_word in chains.items()}


def generic_words() -> frozenset[str]:
    """Return the keywords that many industries use."""
    return _word_lists()["generic"]


def lone_names() -> frozenset[str]:
    """Return the parts of segments' names that are words for products only where nothing stands beside them."""
    return _word_lists()["lone_names"]


def vague_names() -> frozenset[str]:
    """Return the parts of segments' names that are no words for products."""
    return _word_lists()["vague_names"]


def heads() -> frozenset[str]:
    """Return the short keywords that are what a thing is wherever they end it."""
    return _word_lists()["heads"]


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(map(fold, words)) for name, words in _read("generic.yaml").items()}


@cache
def _words_of_chains() -> Mapping[str, list[str]]:
    return _read("chain_words.yaml")


def _read(file: str) -> Mapping[str, list[str]]:
    spec: dict[str, list[str]] = parse_own_yaml(files("loaders.lists").joinpath(file).read_text("utf-8"))
    return spec
