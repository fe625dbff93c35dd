"""What the writers do in a storm: each operation is run in a process of its own, which may be killed at any moment."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path

from graph.model.records import Dataset, Edge, Node
from graph.store.backup.folder import backups
from graph.store.open import open_store
from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.errors import LoadError
from loaders.history.event import LoadContext
from loaders.history.log import load_events
from loaders.linking.judgements import Judgement
from loaders.pipeline import judge, load, undo, unload
from loaders.records import RecordSet
from loaders.service.backups import Backups
from loaders.service.snapshots import export_to, import_from
from loaders.sync.policy import WritePolicy

DATASETS = ("a", "b", "c")
BATCHES = WritePolicy(batch_rows=20, single_transaction=0)
"""A load in batches of some rows, as a large list is loaded: cut off, it is visibly ``loading``."""
MAX_ROWS = 120


def records(id_: str, seed: int) -> RecordSet:
    """Return a dataset of enterprises and their places, whose content depends on the seed."""
    chance = random.Random(seed)
    nodes = [Node(id="reg-x", label="Region", row=f"{id_}/reg-x", props={"name": "某市", "existence": "existing"})]
    edges = []
    for number in sorted(chance.sample(range(MAX_ROWS), chance.randint(10, MAX_ROWS))):
        node, row = f"{id_}-{number}", f"{id_}/r{number}"
        props = {"name": f"企业{id_}{number}号{chance.randint(0, 3)}", "existence": "existing"}
        nodes.append(Node(id=node, label="Enterprise", row=row, props=props))
        edges.append(Edge(id=f"{row}-at", type="LOCATED_IN", source=node, target="reg-x", props=STATED))
    dataset = Dataset(id=id_, title=f"名单{id_}", publisher="某局", licence="测试")
    return RecordSet(dataset=dataset, nodes=tuple(nodes), edges=tuple(edges))


STATED = {"status": "existing", "confidence": "explicit", "support": "established", "evidence": "某文件"}


def load_list(store: Store, chance: random.Random, folder: Path) -> None:
    """Load a list in one transaction."""
    load(store, records(chance.choice(DATASETS), chance.getrandbits(32)))


def load_batches(store: Store, chance: random.Random, folder: Path) -> None:
    """Load a list in batches."""
    load(store, records(chance.choice(DATASETS), chance.getrandbits(32)), policy=BATCHES)


def unload_list(store: Store, chance: random.Random, folder: Path) -> None:
    """Unload a list; where it is not loaded, load it."""
    id_ = chance.choice(DATASETS)
    try:
        unload(store, id_)
    except LoadError:
        load(store, records(id_, chance.getrandbits(32)))


def undo_last(store: Store, chance: random.Random, folder: Path) -> None:
    """Undo the last event that can be undone; where there is none, load a list."""
    for event in reversed(load_events(store.read)):
        try:
            undo(store, event.id)
        except LoadError:
            continue
        return
    load_list(store, chance, folder)


def complete_loads(store: Store, chance: random.Random) -> None:
    """Load again what was cut off, as the product tells people to: judgements are refused until then."""
    for row in store.read("MATCH (d:Dataset) WHERE d.state = 'loading' RETURN d.id AS id"):
        load(store, records(row["id"], chance.getrandbits(32)))


def judge_pair(store: Store, chance: random.Random, folder: Path) -> None:
    """Judge that two enterprises are different."""
    complete_loads(store, chance)
    left, right = sorted(chance.sample([f"{id_}-{number}" for id_ in DATASETS for number in range(MAX_ROWS)], 2))
    judge(store, [Judgement("different", left, right, reason="不同")], LoadContext(who="张三", action="decide"))


def import_graph(store: Store, chance: random.Random, folder: Path) -> None:
    """Export the graph and import it in place of itself."""
    file = folder / "graph.jsonl"
    export_to(store, file, LOCAL_USER)
    import_from(store, file, replace_all=True, principal=LOCAL_USER)


def back_up(store: Store, chance: random.Random, folder: Path) -> None:
    """Back up, and keep two."""
    complete_loads(store, chance)
    Backups(store=store, folder=folder / "backups", principal=LOCAL_USER).make(keep=2, verify=False)


def restore(store: Store, chance: random.Random, folder: Path) -> None:
    """Back up, and restore it in place of what is there, so that the log only grows."""
    complete_loads(store, chance)
    own = Backups(store=store, folder=folder / "backups", principal=LOCAL_USER)
    own.restore(own.make(keep=2, verify=False).file, replace=True, save=False)


OPERATIONS: dict[str, Callable[[Store, random.Random, Path], None]] = {
    "load": load_list,
    "load in batches": load_batches,
    "unload": unload_list,
    "undo": undo_last,
    "judge": judge_pair,
    "import": import_graph,
    "back up": back_up,
    "restore": restore,
}
WEIGHTS = {"load": 5, "load in batches": 3, "unload": 2, "undo": 3, "judge": 4, "import": 1, "back up": 1, "restore": 1}


def complete_restore(store: Store, folder: Path) -> None:
    """Restore the newest backup again after a restore was cut off."""
    Backups(store=store, folder=folder / "backups", principal=LOCAL_USER).restore(
        backups(folder / "backups")[0], replace=True, save=False
    )


def run(operation: str, url: str, seed: int, folder: Path) -> None:
    """Run an operation; when it is done, write the last event's number to stdout: from there on it is acknowledged."""
    chance = random.Random(seed)
    with open_store(url, idle_seconds=120) as store:
        OPERATIONS[operation](store, chance, folder)
        last = load_events(store.read)[-1:]
    sys.stdout.write(f"done {last[0].id if last else 'L0'}\n")
    sys.stdout.flush()
