"""Numbered changes of the schema: each file NNNN.yaml renames what the version before it called otherwise."""
