"""Reading a plan: what stands in it, what waits for a yes, whose cards go along."""
