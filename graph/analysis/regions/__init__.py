"""Regions beside each other: who is like whom, what each is specialised in, and what is near to what it has."""
