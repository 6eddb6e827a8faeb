"""Finding words in records, with nothing told of what the reader may not read (ADR 0023)."""
