"""The analysis of industry chains. It is pure: it reads no store and no clock (but for a solver's time limit)."""
