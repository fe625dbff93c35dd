"""A store with a dozen regions that share a chain of twelve segments: the later ones had less in 2018."""

from __future__ import annotations

from pathlib import Path

from graph.store.store import Store
from loaders.access.principal import LOCAL_USER
from loaders.service.datasets import load_dataset
from tests.support.small_datasets import folder

REGIONS, SEGMENTS = 12, 12
EARLY, LATE = 2018, 2022


def has(region: int, segment: int, year: int) -> bool:
    """Return whether a region has a segment as of a year: each has its own run of segments, which grows by three."""
    return 0 <= segment - region // 2 < (4 if year < LATE else 7)


def load_many_regions(home: Path, store: Store) -> None:
    """Load the regions; each organisation is at one segment, and region 0 is known to lack the last one."""
    entities = ["id,label,name,code,chains", "chain-m,Chain,长链,,"]
    edges = ["id,source_id,type,target_id,kind,region,evidence,year"]
    for region in range(REGIONS):
        entities.append(f"reg-{region:02},Region,{region}市,,")
        for segment in range(SEGMENTS):
            if has(region, segment, LATE):
                name = f"ent-{region}-{segment}"
                year = EARLY if has(region, segment, EARLY) else LATE
                entities.append(f"{name},Enterprise,{region}市{segment}公司,,")
                edges.append(
                    f"E{region}-{segment},{name},ACTIVE_IN,m/{segment:02},production,reg-{region:02},"
                    f"https://example.com/{region},{year}"
                )
    tables = {
        "entities.csv": "\n".join(entities) + "\n",
        "edges.csv": "\n".join(edges) + "\n",
        "segments.csv": "id,chain_id,name,stage,critical\n"
        + "".join(f"m/{segment:02},chain-m,第{segment}环,上游,否\n" for segment in range(SEGMENTS)),
        "feeds.csv": "id,from_id,to_id\n"
        + "".join(f"m/{at:02}>{at + 1:02},m/{at:02},m/{at + 1:02}\n" for at in range(SEGMENTS - 1)),
        "absences.csv": "id,region_id,segment_id,role,evidence\n"
        f"a1,reg-00,m/{SEGMENTS - 1},production,https://example.com/b\n",
    }
    path = folder(home, "many", tables)
    text = (path / "dataset.yaml").read_text("utf-8").replace("region: reg-x", "region: reg-00")
    (path / "dataset.yaml").write_text(text, "utf-8")
    load_dataset(store, str(path), LOCAL_USER)
