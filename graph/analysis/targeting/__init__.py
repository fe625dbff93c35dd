"""招院引所: which institutes elsewhere would close which gaps, and which few to court."""
