"""A notice to admins: somebody has guessed passwords and is locked out."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from loaders.access.permission import Permission
from ui.access.throttle import process_throttle
from ui.components.markdown import escape_markdown
from ui.components.page_context import PageContext


def lock_out_notice(context: PageContext) -> None:
    """Say which sign-ins are locked now, to whoever keeps the accounts."""
    if not (context.settings.sign_in and context.principal.may(Permission.KEEP_ACCOUNTS)):
        return
    words = context.words
    for lock_out in process_throttle().lock_outs():
        until = datetime.fromtimestamp(lock_out.until).astimezone().strftime("%H:%M")
        account = lock_out.account or words("sign_in.any_account")
        text = words("sign_in.locked_out", account=account, address=lock_out.address, until=until)
        st.warning(escape_markdown(text))
