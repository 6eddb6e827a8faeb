"""Ways to sign in: a link for a forgotten password, an app, a passkey and recovery codes."""

import hashlib
import secrets
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from hearth.organisations.models import Account
from tests.journeys.furnished import Furnished


def of_signing_in(house: Furnished) -> dict[str, Any]:
    """A link for a forgotten password, a passkey to rename, and a provider nobody has."""
    account = house.world.peer.worker.account
    passkey = Authenticator.objects.get(user=house.world.lead.worker.account, type=Authenticator.Type.WEBAUTHN)
    return {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
        "pk": passkey.pk,
        "provider_id": "nobody",
        "slug": "shift-lead",
    }


def give_steps(account: Account) -> None:
    """An app, a passkey and recovery codes."""
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": passkey()}
    )


def passkey() -> dict[str, Any]:
    """What a phone answers when it has made a passkey. Source: WebAuthn Level 2, 6.5 and 7.1."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known_by = secrets.token_bytes(16)
    flags = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.ATTESTED
    credential = AttestedCredentialData.create(Aaguid.NONE, known_by, key)
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, credential)
    told = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    made = AttestationObject.create("none", data, {})
    answer = {"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(made)}
    name = websafe_encode(known_by)
    return {"type": "public-key", "id": name, "rawId": name, "response": answer, "clientExtensionResults": {}}
