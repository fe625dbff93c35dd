"""``make chaos``: kill at random moments; nothing that was acknowledged may be lost, nothing half-done be shown.

python -m tests.support.chaos --kills 10000 --folder out/chaos   goes on where the last run stopped
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.support.chaos.state import ChaosState
from tests.support.chaos.storm import Storm


def main() -> int:
    """Strike until the folder has seen so many kills; return 1 at the first fault, and leave the store as it is."""
    parser = argparse.ArgumentParser(prog="chaos")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after this time")
    parser.add_argument("--folder", type=Path, default=Path("out/chaos"))
    arguments = parser.parse_args()
    state = ChaosState.read(arguments.folder)
    storm = Storm(arguments.folder, state)
    try:
        faults = storm.run(kills=arguments.kills, seconds=arguments.seconds)
    finally:
        storm.close()
        sys.stdout.write(state.table() + "\n")
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
