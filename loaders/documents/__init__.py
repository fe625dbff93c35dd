"""Bytes of a document to its text, with the way back to the original. One file a format.

``read.read_document`` is the entry; ``read.render_page`` draws a page of the original, and ``page_places.places_of``
tells where on it a place of the text stands.
"""
