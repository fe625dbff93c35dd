"""Tests of regions beside each other."""
