"""A machine of the surgery, and what it sends. Everybody is invented."""

import json
from typing import Any
from uuid import uuid4

from django.test import Client
from hypothesis import strategies as st
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.actions.keys import MadeKey, make_key
from hearth.organisations.models import Organisation

SHORT = {
    "who_and_how_to_find": "Sleeps near the station, answers to Kit.",
    "what_is_happening": worlds.STORY,
    "person_knows": "yes",
    "referrer": {"name": "Dr Amara Obi", "job": "GP"},
    "keep_doing": "I see them every fortnight.",
}

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=5,
)


def key_for(world: worlds.World, organisation: Organisation | None = None) -> MadeKey:
    """A key for the machine of the surgery, or of another partner."""
    with acting_as(SYSTEM, at=world.at):
        return make_key(SYSTEM, organisation=organisation or world.surgery, name="The practice system", at=world.at)


class Machine:
    """Calls the way another system does: no cookies, a key, JSON."""

    def __init__(self, secret: str = "") -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}

    def send(self, told: Any, *, once: object = None, content_type: str = "application/json", **headers: str) -> Any:
        """POST a referral; `told` is anything JSON can say, or the very bytes."""
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        headers = {**self.headers, "Idempotency-Key": str(once or uuid4()), **headers}
        return self.client.post("/api/v1/referrals", body, content_type=content_type, headers=headers)

    def read(self, referral_id: object) -> Any:
        """GET how a referral goes on."""
        return self.client.get(f"/api/v1/referrals/{referral_id}", headers=self.headers)
