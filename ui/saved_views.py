"""Views of the network that people have named and kept: one small file each, beside the store."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from graph.model.errors import UsageError
from graph.model.records import fingerprint
from loaders.access.permission import Permission
from loaders.access.principal import Principal
from ui.open_store import reviews_folder
from ui.settings import Settings

MAX_VIEWS = 200  # more than anybody finds again in a list
MAX_VIEW_NAME = 60  # characters; what one line of the list shows
MAX_VIEW_BYTES = 16_000  # a network's address with all that can be pinned is half as long
VIEW_ID = re.compile(r"[0-9a-f]{8,64}")
State = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class SavedView:
    """A view: its name, what the address held when it was kept, who kept it, and the day."""

    name: str
    state: State
    who: str = ""
    saved: str = ""

    @property
    def id(self) -> str:
        """Return a stable id, of the name and the state."""
        return fingerprint(self.name, sorted((name, list(values)) for name, values in self.state.items()))


def views_folder(settings: Settings) -> Path:
    """Return where views are kept: beside the reviews of documents."""
    return reviews_folder(settings).parent / "views"


def saved_views(folder: Path) -> list[SavedView]:
    """Return all views that can be read, by name."""
    views = [view for path in sorted(folder.glob("*.json"))[:MAX_VIEWS] if (view := _read(path))]
    return sorted(views, key=lambda view: (view.name, view.id))


def find_view(folder: Path, view_id: str) -> SavedView:
    """Return a view.

    Raises:
        UsageError: there is none of this id.
    """
    view = _read(folder / f"{view_id}.json") if VIEW_ID.fullmatch(view_id) else None
    if view is None:
        raise UsageError("view_unknown", id=view_id[:MAX_VIEW_NAME])
    return view


def save_view(folder: Path, name: str, state: State, principal: Principal) -> SavedView:
    """Keep a view, and return it; the same name and state are kept once.

    Raises:
        AccessDeniedError: the person may not keep views.
        UsageError: the name is empty or too long, the view is too large, or there are too many.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= MAX_VIEW_NAME:
        raise UsageError("view_name", limit=MAX_VIEW_NAME)
    view = SavedView(
        name, {key: list(values) for key, values in state.items()}, principal.signature, date.today().isoformat()
    )
    text = json.dumps(asdict(view), ensure_ascii=False)
    if len(text.encode()) > MAX_VIEW_BYTES:
        raise UsageError("view_large", limit=MAX_VIEW_BYTES)
    path = folder / f"{view.id}.json"
    with principal.acting(Permission.KEEP_VIEW, name):
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists() and len(list(folder.glob("*.json"))) >= MAX_VIEWS:
            raise UsageError("view_count", limit=MAX_VIEWS)
        _write(path, text)
    return view


def remove_view(folder: Path, view_id: str, principal: Principal) -> None:
    """Remove a view, if it is there. Raises AccessDeniedError when the person may not."""
    if VIEW_ID.fullmatch(view_id):
        with principal.acting(Permission.KEEP_VIEW, view_id):
            (folder / f"{view_id}.json").unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, whoever else writes the same view."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".part", delete=False) as part:
        part.write(text)
    try:
        Path(part.name).replace(path)
    except OSError:
        Path(part.name).unlink()
        raise


def _read(path: Path) -> SavedView | None:
    """Return the view in a file; None where there is none, or somebody has spoilt it."""
    try:
        if path.stat().st_size > MAX_VIEW_BYTES:
            return None
        kept = json.loads(path.read_text("utf-8"))
        state = {str(name): [str(value) for value in values] for name, values in kept["state"].items()}
        return SavedView(str(kept["name"])[:MAX_VIEW_NAME], state, str(kept["who"]), str(kept["saved"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
