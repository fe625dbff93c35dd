"""The counts of a storm, and what was acknowledged in its present round, kept on the disk so that a later run goes on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec

STATE_FILE = "state.json"
COLUMNS = ("nobody", "writer", "engine", "power", "cut", "kept", "acknowledged", "failed", "lost", "half")


class Acknowledged(msgspec.Struct, frozen=True):
    """An event whose command said that it was done: its id, dataset, action, and the version that it left."""

    id: str
    dataset: str
    action: str
    version: str


class ChaosState(msgspec.Struct):
    """The state of a storm.

    Attributes:
        kills: how many times something was killed.
        round: the number of the present store; each has a limited number of strikes, so that its log stays short.
        strikes: how often somebody struck in the present round.
        counts: operation -> column -> number.
        acknowledged: the events of the present round that must be there.
    """

    kills: int = 0
    round: int = 0
    strikes: int = 0
    counts: dict[str, dict[str, int]] = msgspec.field(default_factory=dict)
    acknowledged: list[Acknowledged] = msgspec.field(default_factory=list)

    @staticmethod
    def read(folder: Path) -> ChaosState:
        """Return the state in a folder; a new one where there is none."""
        file = folder / STATE_FILE
        return msgspec.json.decode(file.read_bytes(), type=ChaosState) if file.exists() else ChaosState()

    def write(self, folder: Path) -> None:
        """Write the state in one step."""
        fresh = folder / f"{STATE_FILE}.new"
        fresh.write_bytes(msgspec.json.encode(self))
        fresh.replace(folder / STATE_FILE)

    def count(self, operation: str, *columns: str) -> None:
        """Add one to some columns of an operation."""
        own = Counter(self.counts.get(operation, {}))
        own.update(columns)
        self.counts[operation] = dict(own)

    def table(self) -> str:
        """Return the counts as a table.

        nobody, writer, engine, power: what was killed (power: all processes at once). cut: the write had not been
        acknowledged and left nothing; kept: not acknowledged, but there; acknowledged: it had said that it was done; failed: it
        had said why not, as when the engine died.
        """
        rows = [["", *COLUMNS]]
        rows += [[name, *(str(own.get(column, 0)) for column in COLUMNS)] for name, own in sorted(self.counts.items())]
        total = sum((Counter(own) for own in self.counts.values()), Counter[str]())
        rows.append(["all", *(str(total[column]) for column in COLUMNS)])
        return "\n".join("  ".join(cell.rjust(12) for cell in row) for row in rows)
