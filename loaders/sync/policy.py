"""Limits on how much is written at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WritePolicy:
    """Limits of a write.

    Attributes:
        batch_rows: rows of one statement. 5,000 rows were as quick as 20,000 on both engines and show progress sooner.
        single_transaction: changes up to this number are one transaction, so a load that fails leaves nothing. Larger
            ones go in batches: one transaction of 100,000 records would not fit the embedded engine's heap of 1 GB.
        suspend_index_above: from this number of removed nodes on, the full-text index is dropped meanwhile, where the
            engine's time for removals grows with the square of their number.
    """

    batch_rows: int = 5_000
    single_transaction: int = 20_000
    suspend_index_above: int = 5_000


DEFAULT_POLICY = WritePolicy()
