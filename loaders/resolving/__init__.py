"""One organisation under several names: what tells it, what is decided, and what follows for the records."""
