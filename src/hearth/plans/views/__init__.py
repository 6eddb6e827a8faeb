"""The pages of plans for those who work here."""
