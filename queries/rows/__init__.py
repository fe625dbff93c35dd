"""Row types of the catalogue, one module a folder of queries; all but this file are generated."""
