"""What a load changed, in sentences."""

from __future__ import annotations

from graph.analysis.cell import CoverageState
from graph.analysis.figures import ChainFigures, FiguresChange
from graph.analysis.gaps.gap import GapKind
from loaders.service.figures import LoadEffect
from ui.presenters.load_effect import effect_params, load_effect_lines
from ui.text import words

ZH = words("zh")


def figures(known: float, strong: int, gaps: int, name: str = "轨道交通") -> ChainFigures:
    return ChainFigures(
        name=name,
        states={CoverageState.STRONG: strong, CoverageState.UNKNOWN: 20 - strong},
        known_share=known,
        known_completeness=1.0,
        gaps={GapKind.FILL: gaps},
        certain_gaps=0,
    )


def effect(*changes: FiguresChange, known: bool = True) -> LoadEffect:
    regions = {"reg-x": ("某市", changes)} if changes else {}
    return LoadEffect(event="L12", before=10, after=12, regions=regions, known=known)


def change(chain: str, before: ChainFigures | None, after: ChainFigures | None) -> FiguresChange:
    return FiguresChange(chain=chain, before=before, after=after)


def test_a_chain_s_sentence_has_its_known_share_its_states_and_its_gaps() -> None:
    moved = effect(change("rail", figures(0.364, 5, 21), figures(0.61, 7, 22)))
    assert load_effect_lines(moved, ZH, {}, []) == ["轨道交通 看清 36%→61%，强 5→7，短板 21→22"]
    assert load_effect_lines(moved, words("en"), {"rail": "Rail transit"}, ["reg-x"]) == [
        "Rail transit: known 36% → 61%, strong 5 → 7, gaps 21 → 22"
    ]
    assert effect_params(moved) == {"before": "L10", "after": "L12"}


def test_nothing_changed_nothing_recorded_and_another_region_are_told_apart() -> None:
    moved = effect(change("rail", figures(0.3, 5, 21), figures(0.6, 7, 22)))
    unchanged = ["各条链的数字没有变化。"]
    assert load_effect_lines(effect(), ZH, {}, []) == unchanged
    assert load_effect_lines(moved, ZH, {}, ["reg-y"]) == unchanged
    assert "没有记下" in load_effect_lines(effect(known=False), ZH, {}, [])[0]


def test_the_chains_that_changed_most_come_first_and_the_others_are_counted() -> None:
    changes = [
        change(f"c{n}", figures(0.1, 1, 1, f"链{n}"), figures(0.1 + n / 10, 1, 1, f"链{n}")) for n in range(1, 8)
    ]
    lines = load_effect_lines(effect(*changes), ZH, {}, [])
    assert [line[:2] for line in lines[:5]] == ["链7", "链6", "链5", "链4", "链3"]
    assert lines[5:] == ["另有 2 条链也变了"]


def test_a_chain_that_came_or_went_is_said_so() -> None:
    new = figures(0.1, 1, 1)
    lines = load_effect_lines(effect(change("a", None, new), change("b", new, None)), ZH, {}, [])
    assert lines == ["新增产业链 轨道交通", "产业链 轨道交通 不在了"]
