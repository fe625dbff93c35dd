"""What was loaded when and by whom, and what each dataset said after each load."""
