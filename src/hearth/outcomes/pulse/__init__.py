"""One question a month for those who work here, answered without a name (ADR 0035)."""
