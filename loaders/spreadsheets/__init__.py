"""What offices keep in spreadsheets, read into sheets and tables: XLSX, XLS, CSV, TSV, HTML saved as XLS, ZIP."""
