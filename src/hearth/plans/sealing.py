"""Closing a pack so that only one device can open it. Pure: keys and words in, sealed words out.

The cards are closed with AES-256-GCM by a key of the pack's own, made by HKDF from the secret of the shift. That key
goes out only wrapped (RSA-OAEP, SHA-256) for a key pair which the device made and whose private half it cannot give
away. Source: NIST SP 800-38D (GCM), RFC 5869 (HKDF), RFC 8017 (OAEP).
"""

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hearth.core.errors import NotPossible

SECRET_BYTES = KEY_BYTES = 32
IV_BYTES = 12
SMALLEST_RSA, LARGEST_RSA = 2048, 4096
NO_KEY = "This device could not make a key. Print the cards instead."


@dataclass(frozen=True, slots=True)
class Sealed:
    """What goes to the device, in base64: the closed cards, how they were closed, and the key wrapped for it alone."""

    iv: str
    data: str
    key: str


def fresh_secret() -> bytes:
    """What the keys of one shift are made of."""
    return os.urandom(SECRET_BYTES)


def device_key(spki: str) -> rsa.RSAPublicKey:
    """The public half of a device's key, from base64. Raises NotPossible for anything else."""
    try:
        found = serialization.load_der_public_key(b64decode(spki, validate=True))
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise NotPossible(NO_KEY) from problem
    if not isinstance(found, rsa.RSAPublicKey) or not SMALLEST_RSA <= found.key_size <= LARGEST_RSA:
        raise NotPossible(NO_KEY)
    return found


def key_of(secret: bytes, pack_id: UUID) -> bytes:
    """The key of one pack. Whoever has the secret of the shift can make it again; nobody else can."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=pack_id.bytes, info=b"hearth pack").derive(secret)


def seal(cards: Any, *, secret: bytes, pack_id: UUID, device: rsa.RSAPublicKey) -> Sealed:
    """Close the cards for one device. The pack's identifier is bound to them: they open as no other pack."""
    key, iv = key_of(secret, pack_id), os.urandom(IV_BYTES)
    data = AESGCM(key).encrypt(iv, json.dumps(cards).encode(), str(pack_id).encode())
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return Sealed(*(b64encode(part).decode() for part in (iv, data, device.encrypt(key, oaep))))
