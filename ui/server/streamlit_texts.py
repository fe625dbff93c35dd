"""Streamlit's own words on the page, replaced in the scripts that it serves.

Streamlit writes its words into its scripts and lets nobody choose others. Each of them becomes a call of
``liantuText``, which the page's first file defines (``page_files``), so that the language may change on the page. A
word that another version of Streamlit lacks stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from streamlit.file_util import get_static_dir

# By the first part of the script's name: the literal, {} for what is filled in, and the key of its text.
SCRIPT_TEXTS: Mapping[str, Mapping[str, str]] = {
    "FileUploader": {
        "Drag and drop a file here": "drop_file",
        "Drag and drop files here": "drop_files",
        "Upload": "upload",
        "Add files": "add_files",
        "{} per file": "per_file",
        "{} files are not allowed.": "file_type",
    },
    "Multiselect": {
        "Select all": "select_all",
        "Select {} matches": "select_matches",
        "No results": "no_results",
        "You can only select up to {} {}. Remove an option first.": "select_limit",
        "Clear all": "clear_all",
        "Remove {}": "remove",
        "Open": "open",
        "Multiselect options": "options",
        "Selected values": "selected",
        "Add: {}": "add",
    },
    "Selectbox": {
        "No results": "no_results",
        "Clear value": "clear",
        "Open": "open",
        "Selectbox options": "options",
        "Add: {}": "add",
    },
    "Radio": {"No options to select.": "no_options"},
    "utils": {
        "No options to select": "no_options",
        "Choose options": "choose",
        "Choose an option": "choose",
        "Choose or add options": "choose_or_add",
        "Choose or add an option": "choose_or_add",
        "Add options": "add_option",
        "Add an option": "add_option",
        "File must be {} or smaller.": "file_large",
        "{} files are not allowed.": "file_type",
        "File size is too small.": "file_small",
        "Only one file is allowed.": "file_one",
        "Unexpected error. Please try again.": "try_again",
    },
    "InputInstructions": {
        "Press {}+Enter to {}": "press_ctrl_enter",
        "Press Enter to {}": "press_enter",
        "submit form": "to_submit",
        "apply": "to_apply",
    },
    "NumberInput": {"Increment": "increase", "Decrement": "decrease", "Clear value": "clear"},
    "TextInput": {
        "Clear entry": "clear",
        "Hide password": "hide_password",
        "Show password": "show_password",
        "Invalid input.": "invalid",
    },
    "DownloadButton": {"Download failed": "download_failed"},
    "Toolbar": {"Fullscreen": "fullscreen", "Close fullscreen": "close_fullscreen"},
    "useCopyToClipboard": {"Copied": "copied", "Copy to clipboard": "copy"},
    "StreamlitMarkdown": {"Help": "help"},
    "ArrowVegaLiteChart": {
        "Show data": "show_data",
        "Show chart": "show_chart",
        "Download as PNG": "download_png",
        "Copy Vega-Lite spec": "copy_chart",
        "Copied!": "copied",
    },
    "DataFrame": {
        "Add row": "add_row",
        "Delete row(s)": "delete_rows",
        "Clear selection": "clear_selection",
        "Show/hide columns": "show_columns",
        "Download as CSV": "download_csv",
        "Search": "search",
        "Type to search": "type_to_search",
        "Close Search": "close",
        "Previous Result": "previous",
        "Next Result": "next",
        "Select all": "select_all",
        "Select...": "choose",
        "No options": "no_options",
        "No content": "no_content",
        "Loading...": "loading",
        "Sort ascending": "sort_ascending",
        "Sort descending": "sort_descending",
        "Autosize": "fit_width",
        "Pin column": "pin_column",
        "Unpin column": "unpin_column",
        "Hide column": "hide_column",
        "Copy column name": "copy_name",
        "Statistics": "statistics",
        "Dataframe column menu": "column_menu",
    },
    "index": {
        "Page not found": "page_missing",
        "The page that you have requested does not seem to exist": "page_missing_note",
        "Connection error": "connection_lost",
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
            "restart"
        ),
        "streamlit run yourscript.py": "restart_command",
        "Streamlit server is not responding. Are you connected to the internet?": "unreachable",
        "Connection failed with status {}{}": "connection_lost",
        "Connection lost. Please wait for the app to reconnect, then try again.": "connection_wait",
        "Connecting": "connecting",
        "Connecting to Streamlit server": "connecting",
        "Unable to connect to Streamlit server": "connection_lost",
        "Please wait...": "loading",
        "Running...": "loading",
        "Stopping...": "stopping",
        "Stop": "stop",
        "Skip to main content": "skip",
        "Close": "close",
        "view less": "view_less",
        "view more": "view_more",
        "Bad message format": "connection_lost",
    },
}
# A link of the menu tells a screen reader too that its page is the open one, which Streamlit shows by colour only.
PAGE_LINK = "PageLink"
CURRENT_PAGE = re.compile(r"isCurrentPage:(\w+),href:")
CURRENT_PAGE_SPOKEN = r'isCurrentPage:\1,"aria-current":\1?"page":void 0,href:'
SCRIPT_FOLDER = Path("static") / "js"
FILLED_IN = r"\$\{(?:[^{}`]|`[^`]*`)*\}"  # an expression within a literal, such as ${T(t,D.Byte,0)}


@cache
def translated_script(name: str) -> bytes | None:
    """Return a script of Streamlit's with calls for our texts; None: it has none, or there is no such script."""
    stem = name.partition(".")[0]
    file = Path(get_static_dir()) / SCRIPT_FOLDER / name
    if stem not in (*SCRIPT_TEXTS, PAGE_LINK) or not file.is_file():
        return None
    source = file.read_text("utf-8")
    translated = with_text_calls(source, SCRIPT_TEXTS.get(stem, {}))
    if stem == PAGE_LINK:
        translated = CURRENT_PAGE.sub(CURRENT_PAGE_SPOKEN, translated)
    return translated.encode() if translated != source else None


def with_text_calls(source: str, keys: Mapping[str, str]) -> str:
    """Return a script in which the literals are calls.

    Args:
        source: the script.
        keys: literal, with {} for what is filled in -> key of the text.

    >>> with_text_calls("return`Add: ${n}`", {"Add: {}": "add"})
    'return(liantuText("add")`Add: ${n}`)'
    """
    for literal, key in keys.items():
        pattern = "`" + FILLED_IN.join(map(re.escape, literal.split("{}"))) + "`"
        source = re.sub(pattern, rf'(liantuText("{key}")\g<0>)', source)
    return source
