"""A bureau's own lists: what kind of list it is, which column says what, and its rows as records."""
