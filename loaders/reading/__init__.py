"""A text to proposals: entities, relations, indicators and groups, each with its exact place. The words are YAML."""
