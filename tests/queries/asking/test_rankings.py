"""Who has the most: the answer agrees with what is answered when each is asked about alone."""

from __future__ import annotations

import pytest

from benchmarks.asking import loaded_asker
from queries.asking.ask import Asked, Asker
from tests.support.stores import Server


@pytest.fixture(scope="module")
def asker(embedded_server: Server) -> Asker:
    """An asker on the bundled datasets."""
    return loaded_asker(embedded_server.loaded())


def best(counts: dict[str, float], *, least: bool = False) -> set[str]:
    chosen = (min if least else max)(counts.values())
    return {name for name, count in counts.items() if count == chosen}


def names(asked: Asked) -> set[str]:
    assert not asked.is_declined, asked.question
    return {row.name for row in asked.rows}


def counted(asker: Asker, question: str) -> float:
    """The count that answers a question; none is known where it is declined."""
    value = asker.ask(question).value
    return float(value) if value is not None else 0.0


@pytest.mark.parametrize(
    ("question", "each", "least"),
    [
        ("环节最多的是哪条链", "{}有几个环节", False),
        ("哪条链的环节最少", "{}有几个环节", True),
        ("空白环节最多的产业链是哪条", "{}缺几个环节", False),
        ("企业最多的是哪条链", "{}现有几家企业", False),
    ],
)
def test_of_chains(asker: Asker, question: str, each: str, *, least: bool) -> None:
    chains = names(asker.ask("有哪些产业链"))
    assert len(chains) > 10
    assert names(asker.ask(question)) == best(
        {chain: counted(asker, each.format(chain)) for chain in chains}, least=least
    )


@pytest.mark.parametrize(("question", "what"), [("企业最多的是哪个区", "企业"), ("孵化器最多的区", "孵化器")])
def test_of_districts(asker: Asker, question: str, what: str) -> None:
    districts = set(asker.districts.spellings.values())
    counts = {district: counted(asker, f"{district}有几家{what}") for district in districts}
    assert names(asker.ask(question)) == best(counts)


def test_of_organisations(asker: Asker) -> None:
    most = asker.ask("覆盖环节最多的企业是哪家")
    count = {row.cells["count"] for row in most.rows}
    assert {counted(asker, f"{name}在几个环节") for name in names(most)} == count


def test_of_how_complete(asker: Asker) -> None:
    shares = {chain: counted(asker, f"{chain}的完整度是多少") for chain in names(asker.ask("有哪些产业链"))}
    assert names(asker.ask("最完整的是哪条链")) == best(shares)


def test_nobody_has_the_most_of_what_is_nowhere(asker: Asker) -> None:
    assert asker.ask("星创天地最多的是哪个区").is_declined
