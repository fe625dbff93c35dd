"""Characters with boxes to lines, columns, tables and paragraphs: shared by PDF, OFD and scans."""
