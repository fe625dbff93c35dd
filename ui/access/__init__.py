"""Who uses Liantu: accounts, passwords, sessions, single sign-on, and the account of the command line."""
