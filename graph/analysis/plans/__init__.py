"""Plans: what they state, how far their targets are reached, and two of them side by side."""
