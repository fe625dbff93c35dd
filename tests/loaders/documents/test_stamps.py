"""Red stamps go, red headings and black text under a stamp stay."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.page_images import PageImage

pytest.importorskip("cv2")

from loaders.documents.stamps import Image, without_stamps


def red_pixels(image: Image) -> int:
    red = image.astype(int)
    return int(((red[..., 0] - red[..., 1] > 60) & (red[..., 0] - red[..., 2] > 60)).sum())


def black_pixels(image: Image) -> int:
    return int((image.max(axis=2) < 80).sum())


def test_a_stamp_goes_and_the_text_under_it_stays() -> None:
    plain = PageImage().text(640, 480, "常州市科学技术局", 40)
    before = black_pixels(np.asarray(plain.image))
    cleaned = without_stamps(np.asarray(plain.stamp(800, 500).image))
    assert red_pixels(cleaned) == 0
    assert black_pixels(cleaned) == pytest.approx(before, rel=0.02)


def test_half_a_stamp_on_the_page_s_edge_goes() -> None:
    assert red_pixels(without_stamps(np.asarray(PageImage().stamp(1240, 700).image))) == 0


def test_a_heading_in_red_stays() -> None:
    page = np.asarray(PageImage().text(200, 150, "常州市人民政府文件", 90, "#d00").image)
    assert red_pixels(without_stamps(page)) == red_pixels(page) > 0
