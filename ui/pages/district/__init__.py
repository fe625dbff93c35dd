"""区县: a region by its districts, as a matrix and as a map."""
