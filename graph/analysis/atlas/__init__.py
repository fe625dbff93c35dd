"""The method for many regions at once: the same definitions on arrays of regions x roles x segments."""
