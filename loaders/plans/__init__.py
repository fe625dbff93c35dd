"""A reviewed document as a dataset: statements of what was accepted, and leads for what nobody has decided on."""
