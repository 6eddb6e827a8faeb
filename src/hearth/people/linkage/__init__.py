"""Looking, every night, for two records of one person: reading everybody, weighing pairs, keeping what is found."""
