"""Thanks, ideas and complaints: said, heard by somebody by name, answered, and told to everybody (ADR 0031)."""
