"""Inputs that are nearly sound: a sound one with parts of it changed, within the entries of a ZIP too."""

from __future__ import annotations

import io
import zipfile

from hypothesis import strategies as st

TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
    b"&a;",
    b"../../../../etc/passwd",
    b"=cmd|' /C calc'!A0",
    b"4294967296",
    b"-1",
    b"1e999",
    b"NaN",
    b"{" * 300,
    b"[" * 3_000,
    b"!!python/object/apply:os.system [id]",
    b"&x [*x, *x]",
    b"'",
    b'"',
    b"\n",
    b"\r",
    b",",
    b":",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"null",
    b"A4000000000",
    b"\xf0\x9f\x98\x80",
)
MAX_CHANGES = 4
MAX_CUT = 64  # bytes that one change takes away or says twice


def mutated(draw: st.DrawFn, seed: bytes) -> bytes:
    """Return a sound input with a few changes: of an entry where it is a ZIP, else or sometimes of its bytes."""
    if seed.startswith(b"PK") and draw(st.integers(0, 4)):
        return _mutated_entry(draw, seed)
    raw = bytearray(seed)
    for _ in range(draw(st.integers(1, MAX_CHANGES))):
        at, length = draw(st.integers(0, len(raw))), draw(st.integers(0, MAX_CUT))
        part = draw(
            st.one_of(st.sampled_from(TOKENS), st.binary(max_size=8), st.just(bytes(raw[at : at + length]) * 2))
        )
        raw[at : at + length] = part
    return bytes(raw)


def _mutated_entry(draw: st.DrawFn, seed: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = old.comment
        names = old.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            content = old.read(name)
            new.writestr(name, mutated(draw, content) if name == chosen and not content.startswith(b"PK") else content)
    return out.getvalue()
