"""A progress report as a spreadsheet: what was achieved of which target, by when, according to whom."""
