"""Nan acts for Keeley: she asks, writes, puts right and says for her; it says so everywhere, and ends in one tap."""

from datetime import timedelta

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.carers.tests.factories import acting_for, close_to
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.correcting.models import CorrectionRequest
from hearth.front_door.models import Referral
from hearth.messaging.models import Thread, ThreadMessage
from hearth.messaging.threads import actions as threads
from hearth.organisations.queries import worker_actor
from hearth.outcomes.models import Feedback
from hearth.sharing.models import Look
from hearth.sharing.proxy_models import Proxy

pytestmark = pytest.mark.django_db

SUPPORT = {"support-words": "She cannot sleep.", "support-reach": "At mine, after six", "support-unsafe": "no"}
LETTER = {"letter-about": "Tuesday", "letter-words": "May she come later?"}
SAID = {"feedback-kind": "complaint", "feedback-words": "Nobody rang back."}


@pytest.fixture
def nan(world, keeley):
    return acting_for(world, keeley)


@pytest.fixture
def hers(nan):
    return nan.client()


@pytest.fixture
def lead(world):
    return client_of(world.lead)


@pytest.fixture
def mine(world, keeley):
    return client_of_person(world, keeley)


def here(person):
    return f"/me/people/{person.pk}/acting"


class TestActing:
    def test_says_what_she_may_and_what_stays_hers(self, keeley, hers):
        page = words(hers.get(here(keeley)))

        assert "for Keeley, by Nan" in page
        assert "What stays Keeley’s own" in page
        assert here(keeley) in words(hers.get("/me"))
        assert here(keeley) in words(hers.get(f"/me/people/{keeley.pk}"))

    def test_leaves_a_trace_that_keeley_reads(self, keeley, hers):
        hers.get(here(keeley))

        assert [one.reason for one in worlds.all_of(Look)] == ["acting for them"]

    def test_is_not_there_for_somebody_merely_let_in(self, world, keeley):
        close = close_to(world, keeley, level=Level.FULL).client()

        assert close.get(here(keeley)).status_code == 404
        assert here(keeley) not in words(close.get(f"/me/people/{keeley.pk}"))
        for part, told in (("support", SUPPORT), ("messages", LETTER), ("feedback", SAID)):
            assert send(close, f"{here(keeley)}/{part}", **told).status_code == 404
        assert worlds.all_of(Thread) == []


class TestActingSupport:
    def test_reaches_whoever_holds_her(self, keeley, hers, mine, lead):
        assert send(hers, f"{here(keeley)}/support", **SUPPORT).url == here(keeley)

        (asked,) = worlds.all_of(Referral)
        assert (asked.person_id, asked.referrer_name) == (keeley.pk, "Nan")
        assert "for me, by Nan" in words(mine.get("/me/journey"))
        assert "for Keeley, by Nan" in words(lead.get(f"/people/{keeley.pk}/journey"))

    def test_of_danger_shows_whom_to_ring(self, keeley, hers):
        assert send(hers, f"{here(keeley)}/support", **{**SUPPORT, "support-unsafe": "yes"}).url == "/me/beside/unsafe"

    def test_asks_what_it_must_know(self, keeley, hers):
        page = words(send(hers, f"{here(keeley)}/support", **{"support-words": "She cannot sleep."}))

        assert "Tell us how to find one of you." in page
        assert "She cannot sleep." in page
        assert worlds.all_of(Referral) == []

    def test_says_so_where_no_hub_is_open(self, world, keeley, hers):
        type(world.hub).objects.update(status="closed")

        assert "No hub is open yet" in words(send(hers, f"{here(keeley)}/support", **SUPPORT))


class TestActingLetter:
    def test_is_read_and_answered_and_says_who_wrote(self, keeley, hers, mine, lead):
        where = send(hers, f"{here(keeley)}/messages", **LETTER).url
        (thread,) = worlds.all_of(Thread)

        assert "Nan</b>, for me" in words(mine.get(f"/me/messages/{thread.pk}"))
        desk = f"/people/{keeley.pk}/threads/{thread.pk}"
        assert "Nan</b>, for Keeley" in words(lead.get(desk))
        send(lead, desk, words="Come at three.")
        assert "Come at three." in words(hers.get(where))
        assert send(hers, where, words="We will.").url == where
        assert [one.author_name for one in worlds.all_of(ThreadMessage) if one.words == "We will."] == ["Nan"]

    def test_says_beside_the_box_who_reads_now_and_the_machine_is_silent(self, world, keeley, hers):
        page = here(keeley)
        assert "Nobody is reading this now." in words(hers.get(page))

        peer, at = worker_actor(world.peer), worlds.now()
        with acting_as(peer, at=at):
            threads.watch(peer, until_at=at + timedelta(hours=2), at=at)
        where = send(hers, f"{page}/messages", **LETTER).url

        assert "reads messages now" in words(hers.get(page))
        assert "reads messages now" in words(hers.get(where))
        assert [one.side for one in worlds.all_of(ThreadMessage)] == ["person"]

    def test_without_words_says_so(self, keeley, hers):
        assert "Write a few words first." in words(send(hers, f"{here(keeley)}/messages", **{"letter-about": "X"}))
        assert worlds.all_of(Thread) == []

    def test_leaves_other_threads_unseen(self, keeley, hers, mine):
        send(mine, "/me/messages", about="Mine", words="For you alone.")
        (thread,) = worlds.all_of(Thread)

        assert hers.get(f"/me/people/{keeley.pk}/messages/{thread.pk}").status_code == 404
        answered = send(hers, f"/me/people/{keeley.pk}/messages/{thread.pk}", words="Let me in.")
        assert answered.status_code == 404

    def test_of_somebody_let_in_to_read_takes_no_answer(self, world, keeley, hers, mine):
        send(hers, f"{here(keeley)}/messages", **LETTER)
        (thread,) = worlds.all_of(Thread)
        jess = close_to(world, keeley, level=Level.PLAN, name="Jess")
        send(mine, f"/me/messages/{thread.pk}/guests", guest=str(jess.actor.person_id))
        page = f"/me/people/{keeley.pk}/messages/{thread.pk}"

        assert "Send it for" not in words(jess.client().get(page))
        assert send(jess.client(), page, words="And I.").status_code == 200
        assert [one for one in worlds.all_of(ThreadMessage) if one.words == "And I."] == []


class TestActingFeedback:
    def test_bears_both_names_and_is_answered_to_both(self, keeley, hers, mine, world):
        assert send(hers, f"{here(keeley)}/feedback", **SAID).url == here(keeley)

        (said,) = worlds.all_of(Feedback)
        assert (said.person_id, said.acted_by) == (keeley.pk, "Nan")
        assert "For me, by Nan." in words(mine.get("/me/feedback"))
        assert "Nan said this for me." in words(mine.get(f"/me/feedback/{said.pk}"))
        manager = client_of(world.manager)
        assert "A complaint from Nan, for Keeley" in words(manager.get(f"/desk/feedback/{said.pk}"))
        send(manager, f"/desk/feedback/{said.pk}/steps", step="acknowledged", words="We have it. I am sorry.")
        assert "We have it. I am sorry." in words(hers.get(here(keeley)))

    def test_leaves_what_keeley_said_unseen(self, keeley, hers, mine):
        send(mine, "/me/feedback", kind="idea", words="A lamp.")

        assert "A lamp." not in words(hers.get(here(keeley)))

    def test_without_words_says_so(self, keeley, hers):
        sent = send(hers, f"{here(keeley)}/feedback", **{**SAID, "feedback-words": ""})

        assert "Write a few words first." in words(sent)
        assert worlds.all_of(Feedback) == []


class TestActingCorrection:
    def test_is_asked_for_her_and_says_so(self, world, keeley, hers, lead, mine):
        entry = worlds.written(world, keeley)
        page = f"/me/people/{keeley.pk}/entries/{entry.pk}/correction"
        assert page in words(hers.get(f"/me/people/{keeley.pk}"))
        assert hers.get(page).status_code == 200

        assert send(hers, page, words="It was Tuesday.").url == f"/me/people/{keeley.pk}"

        (asked,) = worlds.all_of(CorrectionRequest)
        assert (asked.acted_by, asked.statement) == ("Nan", "Nan, for Keeley: It was Tuesday.")
        assert "Nan, for Keeley, asks for a correction" in words(lead.get(f"/corrections/{asked.pk}"))
        assert "for me, by Nan" in words(mine.get("/me/journey"))

    def test_without_words_says_so(self, world, keeley, hers):
        entry = worlds.written(world, keeley)
        page = f"/me/people/{keeley.pk}/entries/{entry.pk}/correction"

        assert send(hers, page, words="").status_code == 200
        assert worlds.all_of(CorrectionRequest) == []

    def test_is_not_there_for_less_than_everything(self, world, keeley):
        entry = worlds.written(world, keeley)
        aunt = acting_for(world, keeley, level=Level.PLAN, name="Bea").client()

        assert aunt.get(f"/me/people/{keeley.pk}/entries/{entry.pk}/correction").status_code == 404


class TestEndingIt:
    def test_is_one_tap_from_who_may_see(self, keeley, hers, mine):
        assert "They cannot sign for you" in words(mine.get("/me/circle"))
        (proxy,) = worlds.all_of(Proxy)

        send(mine, f"/me/proxies/{proxy.pk}/ending")

        assert hers.get(here(keeley)).status_code == 404
        assert send(hers, f"{here(keeley)}/messages", **LETTER).status_code == 404
        assert "Acting for me" not in words(mine.get("/me/circle"))

    def test_from_the_desk_is_at_once_too(self, keeley, hers, lead):
        (proxy,) = worlds.all_of(Proxy)

        send(lead, f"/people/{keeley.pk}/proxies/{proxy.pk}/ending")

        assert send(hers, f"{here(keeley)}/support", **SUPPORT).status_code == 404
        assert worlds.all_of(Referral) == []
