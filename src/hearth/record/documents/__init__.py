"""Papers, photos and e-mails in somebody's record: what is taken, how it is looked after, who opened it (ADR 0020)."""
