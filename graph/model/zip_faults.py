"""What Python's zipfile raises for an archive that is damaged or hostile: more than its documentation says."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # encrypted; NotImplementedError for a compression it lacks
    ValueError,  # an entry before the file's beginning
)
