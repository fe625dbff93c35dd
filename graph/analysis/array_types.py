"""The types of numpy arrays that the analysis of many regions works with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]
Indices = npt.NDArray[np.intp]
