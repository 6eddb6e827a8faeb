"""Pages of a plan, each written once: for a worker at a desk, on a screen turned round, and for the person alone."""
