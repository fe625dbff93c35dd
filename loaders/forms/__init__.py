"""The tables that a dataset folder may hold: each form turns one row into records. All are pure."""
