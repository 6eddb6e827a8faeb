"""The key a machine shows: 256 random bits, shown once; only a hash is kept."""

import hashlib
import secrets

PREFIX = "hearth_"


def new_secret() -> str:
    """A fresh key. The prefix lets a scanner for leaked secrets know it."""
    return f"{PREFIX}{secrets.token_urlsafe(32)}"


def hashed(secret: str) -> str:
    """SHA-256: 256 random bits need no slow hash, and every call pays for this one."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
