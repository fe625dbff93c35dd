"""The review of proposals by people: decisions, what they teach, and how each proposal stands by them."""
