"""Under which key a thing of another record is known here, and how a reference finds it."""

import hashlib
import json

from hearth.exchange.fhir.resources import kind_of
from hearth.exchange.fhir.values import Json
from hearth.exchange.imported import Refused

LONGEST_KEY = 200
NOT_CONTENT = frozenset({"meta", "text"})


def fingerprint(content: object) -> str:
    """32 hexadecimal characters that are the same only for the same content.

    Raises Refused if it is nested too deeply, or holds characters that no text may hold.
    """
    try:
        written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        raw = written.encode("utf-8")
    except RecursionError:
        raise Refused("This is nested too deeply to read.") from None
    except UnicodeEncodeError:
        raise Refused("It holds half a character, which no text can.") from None
    if "\\u0000" in written:
        raise Refused("It holds a character that no text can (NUL).")
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def fingerprint_of(resource: Json) -> str:
    """The fingerprint of what a resource says, its version number and narrative apart."""
    return fingerprint({name: value for name, value in resource.items() if name not in NOT_CONTENT})


def key_of(resource: Json, address: str, print_of_it: str) -> str:
    """Its whole address if it has one; else its type and id; else its `urn:`; else what it says."""
    told = resource.get("id")
    if address.startswith(("http://", "https://")):
        return fitting(address)
    if isinstance(told, str) and told:
        return fitting(f"{kind_of(resource)}/{told}")
    return fitting(address) if address.startswith("urn:") else f"content:{print_of_it}"


def resolved(reference: str, address: str) -> str:
    """The key a reference points to, written in something that lies at `address` (FHIR R4, resolving references)."""
    whole = reference.split("/_history/", 1)[0]
    if "://" in whole or whole.startswith("urn:"):
        return fitting(whole)
    if address.startswith(("http://", "https://")) and address.count("/") >= 4:
        return fitting(f"{address.rsplit('/', 2)[0]}/{whole}")
    return fitting(whole)


def fitting(key: str) -> str:
    """The key itself, or a fingerprint of it if it is too long to keep."""
    return key if len(key) <= LONGEST_KEY else f"long:{hashlib.blake2b(key.encode(errors='replace')).hexdigest()[:64]}"
