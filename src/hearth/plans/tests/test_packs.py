import json
from base64 import b64decode, b64encode
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.models import Shift
from hearth.organisations.queries import worker_actor
from hearth.plans import actions, checks, jobs, sealing
from hearth.plans.models import PackedCard, ShiftKey, ShiftPack
from hearth.plans.tests.plans import act, card, close_card, sign
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db
DEVICE = rsa.generate_private_key(65537, 2048)
OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
MINUTE = timedelta(minutes=1)


def spki(key=DEVICE):
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return b64encode(key.public_key().public_bytes(*form)).decode()


@pytest.fixture
def robin(world):
    found = worlds.known(world, known_as="Robin")
    sign(world, found, card(world, found), later=timedelta())
    return found


def take(world, **more):
    return act(world, actions.take_cards, spki=spki(), **more)


def opened(pack, sealed):
    key = DEVICE.decrypt(b64decode(sealed.key), OAEP)
    closed = AESGCM(key).decrypt(b64decode(sealed.iv), b64decode(sealed.data), str(pack.pk).encode())
    return json.loads(closed)


class TestTakeCards:
    def test_closes_them_for_one_device_until_the_shift_is_over(self, world, robin):
        pack, sealed = take(world)

        (told,) = opened(pack, sealed)["cards"]
        assert told["name"] == "Robin"
        assert told["do_first"].startswith("Sit with me.")
        assert "Robin’s own" in told["state"]
        assert pack.expires_at == world.at + timedelta(hours=8, minutes=30)
        assert "Robin" not in sealed.data

    def test_opens_as_no_other_pack(self, world, robin):
        pack, sealed = take(world)
        other, _ = take(world, later=MINUTE)

        with pytest.raises(InvalidTag):
            opened(other, sealed)
        assert len(worlds.all_of(ShiftKey)) == 1
        assert pack.pk != other.pk

    def test_is_told_to_everybody_whose_card_it_is(self, world, robin):
        pack, _ = take(world)

        (look,) = worlds.all_of(Look, person=robin)
        assert (look.what, look.name) == ("card on a device", "Priya Nair")
        assert [one.person_id for one in worlds.all_of(PackedCard, pack=pack)] == [robin.pk]
        assert worlds.all_of(AuditEvent, event="plans.pack_taken")

    def test_takes_along_only_what_the_worker_may_open(self, world, robin):
        kit = worlds.known(world, known_as="Kit", nhs_number=None)
        card(world, kit)
        close_card(world, robin)

        pack, sealed = take(world)

        assert [one["name"] for one in opened(pack, sealed)["cards"]] == ["Kit"]
        assert pack.cards == 1

    def test_refuses_outside_a_shift(self, world, robin):
        with pytest.raises(NotPossible, match="not running"):
            take(world, by=worker_actor(world.peer))
        assert worlds.all_of(ShiftPack) == []
        assert worlds.all_of(Look, person=robin) == []

    def test_refuses_where_nobody_has_a_card(self, world):
        with pytest.raises(NotPossible, match="Nobody here has a card"):
            take(world)
        assert worlds.all_of(ShiftKey) == []

    @pytest.mark.parametrize("key", ["", "nonsense", b64encode(b"nonsense").decode()])
    def test_refuses_what_is_no_key(self, world, robin, key):
        with pytest.raises(NotPossible, match="could not make a key"):
            act(world, actions.take_cards, spki=key)
        assert worlds.all_of(ShiftPack) == []

    def test_refuses_a_key_of_another_kind(self, world, robin):
        with pytest.raises(NotPossible, match="could not make a key"):
            act(world, actions.take_cards, spki=spki(ec.generate_private_key(ec.SECP256R1())))

    def test_is_for_workers_who_read_records(self, world, robin):
        with pytest.raises(NotPermitted):
            take(world, by=worker_actor(world.administrator))


class TestHearFrom:
    def test_lets_it_be_kept_until_it_runs_out(self, world, robin):
        pack, _ = take(world)

        assert act(world, actions.hear_from, pack=pack, later=MINUTE)
        assert not act(world, actions.hear_from, pack=pack, later=timedelta(hours=9))
        (kept,) = worlds.all_of(ShiftPack)
        assert kept.wiped_at == world.at + timedelta(hours=9)

    def test_wipes_what_was_called_back(self, world, robin):
        pack, _ = take(world)
        act(world, actions.call_back, pack=pack, by=worker_actor(world.manager), later=MINUTE)

        assert not act(world, actions.hear_from, pack=pack, later=2 * MINUTE)
        (kept,) = worlds.all_of(ShiftPack)
        assert kept.called_back_by_id == world.manager.pk
        assert kept.wiped_at == world.at + 2 * MINUTE


class TestCallBack:
    def test_is_for_whoever_took_it_or_leads_there(self, world, robin):
        pack, _ = take(world)

        with pytest.raises(NotPermitted):
            act(world, actions.call_back, pack=pack, by=worker_actor(world.peer))
        assert worlds.all_of(ShiftPack)[0].called_back_at is None
        act(world, actions.call_back, pack=pack)
        with pytest.raises(NotPossible, match="already"):
            act(world, actions.call_back, pack=pack)


class TestTakePaper:
    def test_is_told_as_well_and_has_no_key(self, world, robin):
        pack, cards = act(world, actions.take_paper)

        assert (pack.on_paper, pack.key_id) == (True, None)
        assert [one.person.pk for one in cards] == [robin.pk]
        assert [look.what for look in worlds.all_of(Look, person=robin)] == ["card on paper"]


class TestForgetKeys:
    def test_forgets_what_a_shift_that_is_over_was_locked_with(self, world, robin):
        take(world)
        after = world.at + timedelta(hours=8, minutes=31)

        with acting_as(SYSTEM, at=world.at + timedelta(hours=8)):
            assert actions.forget_keys(SYSTEM, at=world.at + timedelta(hours=8)) == 0
        with acting_as(SYSTEM, at=after):
            assert actions.forget_keys(SYSTEM, at=after) == 1
        (key,) = worlds.all_of(ShiftKey)
        assert key.secret is None

    def test_is_for_hearth_alone_and_runs_by_the_clock(self, world):
        with pytest.raises(NotPermitted):
            act(world, actions.forget_keys)
        jobs.forget_keys.func(0)

    def test_is_missed_by_the_check_when_it_does_not_happen(self, world, robin):
        take(world)
        with acting_as(SYSTEM, at=world.at):
            Shift.objects.update(starts_at=world.at - timedelta(hours=9), ends_at=world.at - timedelta(hours=2))

        with acting_as(SYSTEM, at=world.at):
            assert len(checks.keys_left()) == 1


class TestKeyOf:
    def test_differs_from_pack_to_pack_and_shift_to_shift(self, world, robin):
        pack, _ = take(world)
        secret = sealing.fresh_secret()

        assert sealing.key_of(secret, pack.pk) == sealing.key_of(secret, pack.pk)
        assert sealing.key_of(sealing.fresh_secret(), pack.pk) != sealing.key_of(secret, pack.pk)
        assert len(sealing.key_of(secret, pack.pk)) == 32
