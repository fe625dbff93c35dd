"""The files beside the store that belong into a backup, and the folder into which backups go."""

from __future__ import annotations

from pathlib import Path

from graph.store.backup.beside import BesideFile
from ui.access.audit_file import audit_log
from ui.open_store import backup_folder, reviews_folder
from ui.saved_views import views_folder
from ui.settings import Settings

BACKUPS = "backups"


def default_backups(settings: Settings) -> Path:
    """Return where backups go unless the user says: beside the embedded store's folder, else in the user's own."""
    return backup_folder(settings) / BACKUPS


def backup_files(settings: Settings) -> tuple[BesideFile, ...]:
    """Return what lies beside the store and is the user's: views, reviews, updates, accounts, the files of settings."""
    own = {
        "method": settings.method,
        "docx-template": settings.docx_template,
        "pptx-template": settings.pptx_template,
        "district-map": settings.district_map,
        "reading-words": settings.reading_words,
        "question-words": settings.question_words,
    }
    return (
        BesideFile(name="views", path=views_folder(settings)),
        BesideFile(name="reviews", path=reviews_folder(settings)),
        BesideFile(name="datasets", path=settings.updates),
        BesideFile(name="accounts", path=settings.accounts, only_missing=True),
        BesideFile(name="audit", path=audit_log(settings).path, only_missing=True),
        *(BesideFile(name=f"settings/{name}", path=path, only_missing=True) for name, path in own.items() if path),
    )
