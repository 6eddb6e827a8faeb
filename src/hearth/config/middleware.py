"""Opens the one transaction of a request."""
