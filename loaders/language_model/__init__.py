"""A bureau's own language model: its address, its client, and its proposals, each checked against the text."""
