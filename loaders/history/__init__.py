"""The log of loads, and the records that each dataset had after each of them."""
