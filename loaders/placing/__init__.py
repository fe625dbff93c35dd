"""Which segments an enterprise's products place it on: by the segments' own keywords, sure or for review."""
