"""A session brings whose it is along, in one statement, and stops the second that ends."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from hearth.organisations.models import Account, Session
from hearth.organisations.sessions import SessionStore, recognised
from hearth.organisations.tests.factories import HubFactory, MembershipFactory, WorkerFactory

pytestmark = pytest.mark.django_db


def session_of(account, *, membership=None, **changed):
    store = SessionStore()
    store["_auth_user_id"] = str(account.pk)
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = account.get_session_auth_hash()
    if membership:
        store["membership_id"] = str(membership.id)
    store.update(changed)
    store.save()
    return SessionStore(store.session_key)


def asking(store):
    request = RequestFactory().get("/")
    request.session = store
    return request


class TestSessionStore:
    def test_is_read_with_account_and_worker_in_one_query(self, django_assert_num_queries):
        membership = MembershipFactory(role="clinician", hub=HubFactory())
        store = session_of(membership.worker.account, membership=membership)

        with django_assert_num_queries(1):
            actor, account, kept = store.acting, store.account, store["membership_id"]

        assert (account, kept) == (membership.worker.account, str(membership.id))
        assert (actor.name, actor.role, actor.hub_id) == ("Mo Adeyemi", "clinician", membership.hub_id)
        assert (actor.account_id, actor.worker_id) == (account.pk, membership.worker_id)
        assert actor.organisation_name == membership.organisation.name
        assert actor.may("record.countersign")

    @pytest.mark.parametrize("ended", [{"gone": True}, {"worker__account__is_active": False}])
    def test_acts_as_nobody_once_that_has_ended(self, ended):
        membership = MembershipFactory(**ended)

        assert session_of(membership.worker.account, membership=membership).acting is None

    def test_acts_as_nobody_in_somebody_elses_place(self):
        assert session_of(WorkerFactory().account, membership=MembershipFactory()).acting is None

    def test_knows_nobody_before_anyone_signs_in(self):
        before = SessionStore()
        before["words"] = "kept"
        before.save()
        store = SessionStore(before.session_key)

        assert (store["words"], store.account, store.acting) == ("kept", None, None)
        assert SessionStore().account is None

    def test_forgets_a_key_it_never_gave(self):
        store = SessionStore("a" * 32)

        assert (store.load(), store.session_key) == ({}, None)

    def test_follows_somebody_who_steps_into_another_role(self):
        membership = MembershipFactory()
        store = session_of(membership.worker.account, membership=membership)
        store.pop("membership_id")
        store.save()

        assert Session.objects.get(session_key=store.session_key).membership is None
        assert SessionStore(store.session_key).acting is None


class TestRecognised:
    def test_is_the_account_without_another_query(self, django_assert_num_queries):
        account = WorkerFactory().account
        store = session_of(account)

        with django_assert_num_queries(1):
            assert recognised(asking(store)) == account

    @pytest.mark.parametrize(
        "changed",
        [{"_auth_user_hash": "something else"}, {"_auth_user_backend": "no.such.backend"}, {"_auth_user_hash": ""}],
    )
    def test_is_nobody_when_the_session_is_not_truly_theirs(self, changed):
        assert recognised(asking(session_of(WorkerFactory().account, **changed))) == AnonymousUser()

    def test_is_nobody_once_every_session_was_ended(self):
        account = WorkerFactory().account
        store = session_of(account)
        Account.objects.filter(pk=account.pk).update(session_stamp=1)

        assert recognised(asking(store)) == AnonymousUser()

    def test_is_nobody_for_an_account_that_was_shut_or_never_was(self):
        shut = WorkerFactory(account__is_active=False).account

        assert recognised(asking(session_of(shut))) == AnonymousUser()
        assert recognised(asking(SessionStore(str(uuid4())[:32]))) == AnonymousUser()


class TestCycleKey:
    def test_goes_on_under_another_key_and_another_name(self):
        ref = str(uuid4())
        store = session_of(WorkerFactory().account, ref=ref)

        store.cycle_key()

        (kept,) = Session.objects.all()
        assert kept.session_key == store.session_key
        assert str(kept.ref) == store["ref"] != ref
