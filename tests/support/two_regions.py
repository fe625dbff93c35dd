"""A store with two small regions, which share a chain."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_dataset
from tests.support.small_datasets import YAML, folder

OTHER_TABLES = {
    "entities.csv": "id,label,name,code,chains\nreg-y,Region,乙市,340200,chain-x\nent-y,Enterprise,乙公司,,\n",
    "edges.csv": "id,source_id,type,target_id,kind,region,evidence\nR1,ent-y,ACTIVE_IN,x/two,production,reg-y,https://example.com/y\n",
}


def load_two_regions(home: Path, store: Store) -> None:
    load_dataset(store, str(folder(home)), LOCAL_USER)
    path = folder(home, "other", OTHER_TABLES)
    (path / "dataset.yaml").write_text(YAML.format(id="other").replace("reg-x", "reg-y"), "utf-8")
    load_dataset(store, str(path), LOCAL_USER)
