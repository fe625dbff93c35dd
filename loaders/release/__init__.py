"""Signed files of the publisher: the bundle that was installed, and update files of datasets."""
