import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.exchange import permissions, secrets
from hearth.exchange.actions.keys import end_key, make_key
from hearth.exchange.models import ApiKey
from hearth.exchange.tests.machines import key_for
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(world):
    return worker_actor(world.administrator)


class TestMakeKey:
    def test_shows_the_secret_once_and_keeps_only_a_hash(self, world, administrator):
        with acting_as(administrator, at=world.at):
            made = make_key(administrator, organisation=world.surgery, name=" The practice system ", at=world.at)

        (key,) = worlds.all_of(ApiKey)
        assert made.secret.startswith("hearth_")
        assert len(made.secret) > 45
        assert (key.name, key.made_by_id) == ("The practice system", world.administrator.pk)
        assert key.secret_hash == secrets.hashed(made.secret)
        assert made.secret not in str(vars(key))

    def test_is_for_administrators_alone(self, world):
        for actor in (worker_actor(world.manager), PUBLIC):
            with pytest.raises(NotPermitted), acting_as(actor, at=world.at):
                make_key(actor, organisation=world.surgery, name="Mine", at=world.at)
        assert worlds.all_of(ApiKey) == []

    def test_asks_what_it_is_for(self, world, administrator):
        with pytest.raises(NotPossible), acting_as(administrator, at=world.at):
            make_key(administrator, organisation=world.surgery, name="  ", at=world.at)
        assert worlds.all_of(ApiKey) == []


class TestEndKey:
    def test_says_who_ended_it_and_when(self, world, administrator):
        key = key_for(world).key

        with acting_as(administrator, at=world.at):
            ended = end_key(administrator, key=key, at=world.at)

        assert (ended.ended_by_id, ended.ended_at) == (world.administrator.pk, world.at)

    def test_does_not_end_it_twice(self, world, administrator):
        key = key_for(world).key
        with acting_as(administrator, at=world.at):
            end_key(administrator, key=key, at=world.at)

        with pytest.raises(NotPossible), acting_as(SYSTEM, at=world.at):
            end_key(SYSTEM, key=key, at=world.at)

        assert worlds.all_of(ApiKey)[0].ended_by_id == world.administrator.pk

    def test_is_for_administrators_alone(self, world):
        key, lead = key_for(world).key, worker_actor(world.lead)

        with pytest.raises(NotPermitted), acting_as(lead, at=world.at):
            end_key(lead, key=key, at=world.at)

        assert worlds.all_of(ApiKey)[0].ended_at is None


class TestPermissions:
    @pytest.mark.parametrize(
        ("check", "allowed"),
        [
            (permissions.check_keep_keys, {"administrator"}),
            (permissions.check_see_failures, {"administrator", "shift-lead", "hub-manager"}),
            (permissions.check_read_kept_message, {"shift-lead", "hub-manager"}),
            (permissions.check_send_referral, set()),
            (permissions.check_note_failure, set()),
        ],
    )
    def test_are_as_the_table_says(self, world, check, allowed):
        for role in ROLES:
            may = ROLES[role].permissions
            actor = Actor(ActorKind.WORKER, role=role, permissions=may, membership_id=world.peer.pk)
            if role in allowed:
                check(actor)
            else:
                with pytest.raises(NotPermitted):
                    check(actor)


class TestTable:
    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"name": ""}, "apikey_says_what_for"),
            ({"ended_at": worlds.datetime(2020, 1, 1, tzinfo=worlds.now().tzinfo)}, "apikey_ends_after_it_was_made"),
        ],
    )
    def test_refuses_what_cannot_be(self, world, changed, rule):
        key = key_for(world).key

        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            ApiKey.objects.filter(pk=key.pk).update(**changed)

    def test_refuses_an_end_by_somebody_without_a_moment(self, world):
        key = key_for(world).key

        with pytest.raises(IntegrityError, match="apikey_ends_after"), transaction.atomic():
            ApiKey.objects.filter(pk=key.pk).update(ended_by=world.administrator)
