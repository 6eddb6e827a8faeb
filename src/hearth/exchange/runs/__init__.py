"""One import from the first file to the report: the only place here that opens a transaction."""
