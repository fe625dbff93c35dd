"""Questions in a planner's words: a question becomes a query of the catalogue, or a figure of the analysis."""
