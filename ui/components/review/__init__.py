"""The board on which a document's proposals are reviewed by keyboard."""
