"""Who may do what, and the log of who did it; the use cases ask here before they change anything."""
