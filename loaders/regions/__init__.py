"""The regions of China by their GB/T 2260 codes, and the dataset that a new region begins with."""
