"""The figures of the server, with what they look up: the page's store, the audit log, the backups, the sessions."""

from __future__ import annotations

from starlette.middleware import Middleware

from queries.reader import read_rows
from queries.rows.internal import DatasetVersionsRow
from ui.access.accounts import account_file
from ui.access.audit_file import audit_log
from ui.access.sessions import process_sessions
from ui.access.throttle import process_throttle
from ui.backup_files import default_backups
from ui.components.cache import open_store_once
from ui.server.audit_tally import AuditTally
from ui.server.metrics import server_metrics
from ui.server.metrics_door import MetricsDoor, is_admin, is_local, read_token
from ui.server.server_state import ServerState
from ui.server.sign_in_needed import with_sign_in
from ui.settings import Settings


def metrics_door(settings: Settings) -> Middleware:
    """Return the door of the figures: for its token; for an admin, or where nobody signs in, for this machine.

    Raises:
        LiantuError: the file with the token cannot be read, or is too short.
    """
    state = ServerState(
        dataset_states=lambda: [row.state for row in read_rows(open_store_once(settings).read, DatasetVersionsRow)],
        tally=AuditTally(audit_log(settings).path),
        backup_folder=default_backups(settings),
        sessions=process_sessions(),
        throttle=process_throttle(),
    )
    server_metrics().registry.register(state)
    is_shared = with_sign_in(settings).sign_in
    may_read = is_admin(process_sessions(), account_file(settings.accounts)) if is_shared else is_local
    token = read_token(settings.metrics_token_file)
    return Middleware(MetricsDoor, registry=server_metrics().registry, token=token, may_read=may_read)
