"""``liantu brief``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from graph.model.errors import UsageError
from queries.dossier import load_dossier_inputs
from ui.cli.options import Scope, language, settings
from ui.cli.output import say, write_bytes
from ui.cli.region import analyse_in
from ui.cli.stores import opened
from ui.exports.dossier_docx import dossier_docx
from ui.exports.dossier_pptx import dossier_pptx
from ui.presenters.dossier.dossier import build_dossier

PAPER_FORMATS = {".docx": dossier_docx, ".pptx": dossier_pptx}


def brief(chains: tuple[str, ...], output: Path, template: Path | None, scope: Scope) -> None:
    """Write the paper on some chains, or on the region, as a document or as slides."""
    suffix = output.suffix.lower()
    if suffix not in PAPER_FORMATS:
        raise UsageError("brief_format", file=output.name, known=list(PAPER_FORMATS))
    words, chosen = language(), settings()
    if template is None:
        template = chosen.docx_template if suffix == ".docx" else chosen.pptx_template
    with opened(scope.store) as store:
        inputs = load_dossier_inputs(store, analyse_in(store, scope))
    dossier = build_dossier(inputs, chains, date.today(), words)
    write_bytes(PAPER_FORMATS[suffix](inputs.analysis, dossier, words, template), output)
    say(words("dossier.written", file=output))
