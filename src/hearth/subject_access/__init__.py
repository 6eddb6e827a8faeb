"""Giving somebody their own record, whole, in good time, and without what is somebody else’s (DOMAIN 4.21)."""
