"""Where somebody is signed in, whether that is safe, and tablets that forget."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests import world as worlds

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations import actions, device_queries, permissions
from hearth.organisations.codes import Safe
from hearth.organisations.models import SafeAnswer, Session, SignInCode
from hearth.organisations.queries import worker_actor
from hearth.organisations.rules import device_words, safe_until

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def account(world, keeley):
    return worlds.own_sign_in(world, keeley)


def as_themselves(account, person):
    return Actor(ActorKind.PERSON, name=person.known_as, account_id=account.id, person_id=person.id)


def signed_in(account, person):
    """One more device on which they are signed in; what a page may name it by."""
    return Session.objects.get(pk=worlds.session(account, person_id=person.id)).ref


def act(actor, action, at, **told):
    with acting_as(actor, at=at):
        return action(actor, at=at, **told)


class TestDeviceWords:
    @pytest.mark.parametrize(
        ("told", "words"),
        [
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Safari/604.1", "iPhone, Safari"),
            ("Mozilla/5.0 (Linux; Android 9) Chrome/120.0 Mobile Safari/537.36", "Android phone or tablet, Chrome"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows computer, Edge"),
            ("Something nobody knows", "A device"),
        ],
    )
    def test_are_what_somebody_would_call_it(self, told, words):
        assert device_words(told) == words


class TestSafeUntil:
    def test_is_a_year_later_or_not_at_all(self):
        assert safe_until(Safe.CAREFUL, NOON) == NOON + timedelta(days=365)
        assert safe_until(Safe.UNSAFE, NOON) is None


class TestSayWhetherSafe:
    def test_holds_for_a_year(self, world, keeley, account):
        me = as_themselves(account, keeley)

        act(me, actions.say_whether_safe, world.at, account=account, answer=Safe.ALONE)

        days = [world.at + timedelta(days=number) for number in (1, 364, 366)]
        assert [device_queries.answer_that_holds(account.pk, at=day) is not None for day in days] == [True, True, False]

    def test_closes_every_door_when_it_is_not_safe(self, world, keeley, account):
        me, lead = as_themselves(account, keeley), worker_actor(world.lead)
        signed_in(account, keeley)
        act(lead, actions.give_sign_in_code, world.at, account=account)

        act(me, actions.say_whether_safe, world.at, account=account, answer=Safe.UNSAFE)

        account.refresh_from_db()
        assert account.session_stamp == 1
        assert not Session.objects.filter(account=account).exists()
        assert not SignInCode.objects.filter(account=account, expires_at__gt=world.at).exists()
        assert device_queries.answer_that_holds(account.pk, at=world.at) is None

    def test_is_for_nobody_elses_sign_in(self, world, keeley, account):
        other = as_themselves(worlds.own_sign_in(world, worlds.known(world, known_as="Ash", nhs_number=None)), keeley)

        with pytest.raises(NotPermitted):
            permissions.check_say_whether_safe(other, account_id=account.pk)
        assert not SafeAnswer.objects.exists()

    def test_can_be_no_other_answer(self, account):
        with pytest.raises(IntegrityError, match="safeanswer_is_known"), transaction.atomic():
            SafeAnswer(account=account, answer="perhaps", said_at=NOON).save(force_insert=True)


class TestEndSession:
    def test_signs_out_that_device_and_no_other(self, world, keeley, account):
        here, there = signed_in(account, keeley), signed_in(account, keeley)

        act(as_themselves(account, keeley), actions.end_session, world.at, account=account, ref=there)

        assert [one.ref for one in device_queries.sessions_of(account.pk, at=world.at)] == [here]

    def test_says_so_where_nobody_is_signed_in(self, world, keeley, account):
        with pytest.raises(NotPossible, match="Nobody is signed in there"):
            act(as_themselves(account, keeley), actions.end_session, world.at, account=account, ref=uuid4())

    def test_reaches_nobody_elses(self, world, keeley, account):
        ash = worlds.known(world, known_as="Ash", nhs_number=None)
        theirs = worlds.own_sign_in(world, ash)
        ref = signed_in(theirs, ash)

        with pytest.raises(NotPossible):
            act(as_themselves(account, keeley), actions.end_session, world.at, account=account, ref=ref)
        with pytest.raises(NotPermitted):
            act(as_themselves(account, keeley), actions.end_session, world.at, account=theirs, ref=ref)
        assert len(device_queries.sessions_of(theirs.pk, at=world.at)) == 1


class TestNothingLeft:
    def test_has_the_browser_forget_what_it_kept_when_somebody_signs_out(self, world):
        lead = worlds.client_of(world.lead)
        assert "Clear-Site-Data" not in lead.get("/desk")

        assert worlds.send(lead, "/sign-out")["Clear-Site-Data"] == '"cache", "storage"'

    def test_does_so_at_the_next_answer_to_a_device_signed_out_from_afar(self, keeley, account):
        phone = Client()
        phone.cookies["hearth_session"] = worlds.session(account, person_id=keeley.id)
        Session.objects.filter(account=account).delete()

        assert "storage" in phone.get("/")["Clear-Site-Data"]

    def test_asks_nothing_of_whoever_never_signed_in_or_is_just_signing_in(self, world):
        assert "Clear-Site-Data" not in Client().get("/sign-in")
        assert "Clear-Site-Data" not in worlds.client_of(world.lead).get("/start")


class TestEndOtherSessions:
    def test_leaves_only_this_one(self, world, keeley, account):
        here, *_ = [signed_in(account, keeley) for _ in range(3)]

        act(as_themselves(account, keeley), actions.end_other_sessions, world.at, account=account, but=here)

        assert [one.ref for one in device_queries.sessions_of(account.pk, at=world.at)] == [here]

    def test_is_for_nobody_elses_sign_in(self, world, keeley, account):
        stranger = Actor(ActorKind.PERSON, account_id=uuid4(), person_id=keeley.id)

        with pytest.raises(NotPermitted):
            permissions.check_own_sign_in(stranger, account_id=account.pk)


class TestTablet:
    def test_is_set_up_by_whoever_may_give_codes_and_signs_them_out(self, world):
        peer = worlds.client_of(world.peer)
        assert peer.get("/tablet").status_code == 200

        answer = worlds.send(peer, "/tablet")

        assert answer.url == "/sign-in/code"
        assert "hearth_tablet" in peer.cookies
        assert peer.get("/desk").status_code == 302

    def test_is_not_set_up_by_anybody_else(self, world):
        assert worlds.send(worlds.client_of(world.administrator), "/tablet").status_code == 403

    def test_forgets_whoever_used_it_after_two_minutes(self, world, keeley, account):
        peer = worlds.client_of(world.peer)
        worlds.send(peer, "/tablet")
        key = worlds.session(account, person_id=keeley.id)
        peer.cookies["hearth_session"] = key

        assert peer.get("/me").status_code == 200

        left = Session.objects.get(pk=key).expire_date - worlds.now()
        assert timedelta(seconds=100) < left <= timedelta(seconds=120)

    def test_lets_go_at_once_when_somebody_stands_up(self, world, keeley, account):
        peer = worlds.client_of(world.peer)
        worlds.send(peer, "/tablet")
        peer.cookies["hearth_session"] = worlds.session(account, person_id=keeley.id)

        answer = worlds.send(peer, "/tablet/ending")

        assert answer.url == "/"
        assert "storage" in answer["Clear-Site-Data"]
        assert not Session.objects.filter(account=account).exists()

    def test_cannot_be_made_up(self, keeley, account):
        client = Client()
        client.cookies["hearth_tablet"] = "made-up:signature"
        client.cookies["hearth_session"] = worlds.session(account, person_id=keeley.id)

        assert "data-tablet" not in worlds.words(client.get("/me"))


def test_every_role_that_gives_codes_may_say_whether_it_is_safe(account):
    for role in ROLES.values():
        actor = Actor(ActorKind.WORKER, account_id=uuid4(), role=role.code, permissions=role.permissions)
        try:
            permissions.check_say_whether_safe(actor, account_id=account.pk)
            may = True
        except NotPermitted:
            may = False
        assert may == ("sign_in_code.give" in role.permissions)
