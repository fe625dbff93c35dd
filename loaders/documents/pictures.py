"""Photos and scans in files of pictures: their pages as arrays of pixels."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps, ImageSequence, UnidentifiedImageError

from loaders.documents.limits import MAX_PICTURE_PIXELS, MAX_SCANNED_PAGES, enforce_limit
from loaders.documents.stamps import Image
from loaders.errors import SourceError

PICTURE_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")  # PNG, JPEG, TIFF in two orders of bytes, BMP
PICTURE_FORMATS = ("PNG", "JPEG", "TIFF", "BMP")
PAGE_SIDE_POINTS = 842.0  # the longer side of A4: a photo does not tell the size of what it shows
MAX_PICTURE_SIDE = 2400  # pixels of the longer side that are recognised: 200 to an inch on A4


def is_picture(raw: bytes) -> bool:
    """Return whether bytes begin as a picture of a format that is read."""
    return raw.startswith(PICTURE_MAGIC)


def picture_count(raw: bytes) -> int:
    """Return how many pages a picture has.

    Raises:
        SourceError: it is damaged, or beyond a limit.
    """
    with _told_as_damaged(), Pillow.open(io.BytesIO(raw), formats=PICTURE_FORMATS) as picture:
        count = int(getattr(picture, "n_frames", 1))
    enforce_limit("pages", count, MAX_SCANNED_PAGES)
    return count


def picture_pages(raw: bytes) -> Iterator[Image]:
    """Yield the pages of a picture, upright as the camera has noted, no larger than is recognised.

    Raises:
        SourceError: it is damaged, or beyond a limit.
    """
    with _told_as_damaged(), Pillow.open(io.BytesIO(raw), formats=PICTURE_FORMATS) as picture:
        for frame in ImageSequence.Iterator(picture):
            enforce_limit("pixels", frame.width * frame.height, MAX_PICTURE_PIXELS)
            upright = ImageOps.exif_transpose(frame)
            upright.thumbnail((MAX_PICTURE_SIDE, MAX_PICTURE_SIDE))
            yield np.asarray(_on_white(upright), dtype=np.uint8)


def points_per_pixel(image: Image) -> float:
    """Return the size of a pixel where the page is as long as A4."""
    return PAGE_SIDE_POINTS / float(max(image.shape[:2]))


def _on_white(picture: Pillow.Image) -> Pillow.Image:
    """Return a picture in colours on white paper: what is transparent would be black."""
    coloured = picture.convert("RGBA")
    paper = Pillow.new("RGBA", coloured.size, "white")
    return Pillow.alpha_composite(paper, coloured).convert("RGB")


@contextmanager
def _told_as_damaged() -> Iterator[None]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)  # the limit on pixels tells it
            yield
    except Pillow.DecompressionBombError as problem:
        raise SourceError("document_limit", what="pixels", found=problem, limit=MAX_PICTURE_PIXELS) from problem
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as problem:
        raise SourceError("document_damaged", reason=problem) from problem
