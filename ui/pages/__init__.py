"""The pages, without Streamlit's notes to developers."""

import logging

# They tell a developer that something runs outside a page; the warm-up does, and so does the import of the pages. The
# filter stands here because that import logs already.
for name in ("runtime.scriptrunner_utils.script_run_context", "runtime.caching.cache_data_api"):
    logging.getLogger(f"streamlit.{name}").addFilter(lambda record: record.levelno >= logging.ERROR)
