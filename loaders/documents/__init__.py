"""Bytes of a document to its text, with the way back to the original. One file a format."""
