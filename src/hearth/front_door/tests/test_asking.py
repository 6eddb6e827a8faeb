"""Asking one thing on each page, from any phone, through a flood, with whatever anybody types."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import world as worlds
from tests.world import send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.models import AskDraft, Referral, Referrer
from hearth.front_door.secrets import link_of
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person

pytestmark = pytest.mark.django_db
PROFESSIONAL = {
    "who_and_how_to_find": "07700 900 123",
    "what_is_happening": worlds.STORY,
    "person_knows": "yes",
    "keep_doing": "Nothing",
    "referrer_name": "Dr Amara Obi",
    "referrer_email": "amara@foss-surgery.example",
}


@pytest.fixture
def visitor(world):
    return Client()


def tell(visitor, **pages):
    for page, typed in pages.items():
        answer = send(visitor, f"/ask/{page}", **typed)
    return answer


def told_enough(visitor):
    return tell(
        visitor,
        whom={"for_whom": "myself"},
        story={"what_is_happening": worlds.STORY},
        find={"who_and_how_to_find": "Text me.", "known_as": "Kit"},
    )


class TestStep:
    def test_leads_from_one_thing_to_the_next_and_then_one_may_stop(self, visitor):
        assert tell(visitor, whom={"for_whom": "myself"}).url == "/ask/story"
        assert tell(visitor, story={"what_is_happening": worlds.STORY}).url == "/ask/find"
        assert tell(visitor, find={"who_and_how_to_find": "Text me."}).url == "/ask/enough"
        assert worlds.STORY in words(visitor.get("/ask/enough"))

    def test_asks_of_another_whether_they_know(self, visitor):
        tell(visitor, whom={"for_whom": "someone-who-cares"}, story={"what_is_happening": worlds.STORY})

        assert tell(visitor, find={"who_and_how_to_find": "At home."}).url == "/ask/knows"
        assert tell(visitor, knows={"person_knows": "no"}).status_code == 200
        assert tell(visitor, knows={"person_knows": "not-yet-asked"}).url == "/ask/enough"

    def test_keeps_half_an_answer_for_later(self, visitor):
        tell(visitor, whom={"for_whom": "myself"})

        assert tell(visitor, story={"what_is_happening": "Half a", "later": "1"}).url == "/ask/later"
        assert "Half a" in words(visitor.get("/ask/story"))

    def test_is_not_there_for_any_other_word(self, visitor):
        assert visitor.get("/ask/the-king").status_code == 404

    def test_says_at_the_field_what_is_missing(self, visitor):
        assert "Tell us a little of what is going on." in words(tell(visitor, story={"what_is_happening": " "}))


class TestLater:
    def test_gives_a_code_that_opens_it_on_another_phone(self, visitor):
        told_enough(visitor)
        code = visitor.session["asking"]
        assert code in words(visitor.get("/ask/later"))

        other = Client()
        assert send(other, "/come-back", kept=code.upper()).url == "/ask/enough"
        assert worlds.STORY in words(other.get("/ask/enough"))

    def test_is_for_whoever_has_begun(self, visitor):
        assert visitor.get("/ask/later").url == "/ask"
        assert visitor.get("/ask/enough").url == "/ask/whom"


class TestSending:
    def test_sends_what_was_told_and_forgets_the_draft(self, visitor):
        told_enough(visitor)
        sent = {"for_whom": "myself", "what_is_happening": worlds.STORY, "who_and_how_to_find": "Text me."}

        assert send(visitor, "/ask", **sent).status_code == 302

        assert len(worlds.all_of(Referral)) == 1
        assert worlds.all_of(AskDraft) == []

    def test_knows_whoever_is_signed_in_as_themselves(self, world):
        keeley = worlds.known(world)
        herself = worlds.client_of_person(world, keeley)
        assert "Keeley" in words(herself.get("/ask/find"))

        sent = {"for_whom": "myself", "what_is_happening": worlds.STORY, "who_and_how_to_find": "Text me."}
        assert send(herself, "/ask", **sent).status_code == 302

        assert [referral.person_id for referral in worlds.all_of(Referral)] == [keeley.id]
        assert len(worlds.all_of(Person)) == 1

    def test_keeps_words_begun_for_thirty_days(self, world, visitor):
        told_enough(visitor)

        for days, left in ((29, 1), (31, 0)):
            at = worlds.now() + timedelta(days=days)
            with acting_as(SYSTEM, at=at):
                actions.forget_old_drafts(SYSTEM, at=at)
            assert len(worlds.all_of(AskDraft)) == left


class TestAFlood:
    def ask(self, place, address="203.0.113.9", browser=None):
        browser = browser or Client()
        if "csrftoken" not in browser.cookies:
            browser.cookies["csrftoken"] = f"{place:032}"
        return browser.post(
            "/ask",
            {
                "_once": f"00000000-0000-4000-8000-{place:012}",
                "for_whom": "myself",
                "who_and_how_to_find": "Text me.",
                "what_is_happening": f"junk {place}",
            },
            REMOTE_ADDR=address,
        )

    def test_is_slowed_and_nobody_loses_a_word(self, world):
        answers = [self.ask(place) for place in range(35)]

        slowed = [answer for answer in answers if answer.status_code == 429]
        assert len(slowed) == 5
        assert "junk 34" in words(slowed[-1])
        assert world.hub.phone in words(slowed[-1])
        assert len(worlds.all_of(Referral)) == 30

    def test_from_one_browser_is_slowed_sooner(self, world):
        one = Client()

        assert [self.ask(place, browser=one).status_code for place in range(11)] == [302] * 10 + [429]

    def test_shuts_no_door_elsewhere_nor_for_whoever_works_here(self, world):
        for place in range(31):
            self.ask(place)

        assert self.ask(100, address="203.0.113.10").status_code == 302
        assert self.ask(101, browser=worlds.client_of(world.lead)).status_code == 302


class TestRefer:
    def refer(self, visitor, **typed):
        return send(visitor, "/refer", **{**PROFESSIONAL, **typed})

    def test_shows_at_once_who_holds_them(self, visitor):
        page = words(visitor.get(self.refer(visitor).url))

        assert "Priya holds this" in page
        assert "We have sent a link" in page
        assert "We have heard from them" in page

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"keep_doing": ""}, "Say what you will keep doing."),
            ({"referrer_email": "amara"}, "does not look like an e-mail"),
            ({"person_knows": ""}, "Say whether they know"),
            ({"person_knows": "no"}, "Tell us why they do not know"),
            ({"birth_0": "1", "birth_1": "1", "birth_2": "2999"}, "still to come"),
            ({"nhs_number": "999 000 0019"}, "One of the digits"),
            ({"what_is_happening": "a\x00b"}, "a mark in this that we cannot keep"),
        ],
    )
    def test_says_what_is_missing_and_keeps_every_word(self, visitor, typed, says):
        answer = self.refer(visitor, **{"would_help": "A cup of tea.", **typed})

        assert answer.status_code == 200
        assert says in words(answer)
        assert "A cup of tea." in words(answer)
        assert worlds.all_of(Referral) == []

    @pytest.mark.parametrize(
        "typed",
        [
            {"known_as": ""},
            {"known_as": "K"},
            {"given": "أنا", "family": "متعبة", "birth_0": "1", "birth_1": "2", "birth_2": "1990", "phone": "🫖"},
            {"what_is_happening": "x" * 200_000},
            {"who_and_how_to_find": "🫖" * 500, "phone": "0" * 60},
        ],
        ids=["no name", "one letter", "right to left", "200 kB", "emoji"],
    )
    def test_takes_whatever_people_are_like(self, visitor, typed):
        assert self.refer(visitor, **typed).status_code == 302
        assert len(worlds.all_of(Referral)) == 1

    def test_asks_a_worker_nothing_about_themselves(self, world):
        partner = worlds.client_of(world.outsider)
        page = words(partner.get("/refer"))
        assert "You are Pol Reed, Foss Surgery." in page
        assert "referrer_email" not in page

        told = {name: told for name, told in PROFESSIONAL.items() if not name.startswith("referrer")}
        assert send(partner, "/refer", **told).status_code == 302
        assert worlds.all_of(Referrer)[0].membership_id == world.outsider.id


class TestLink:
    def test_is_proved_by_a_hand_not_by_looking(self, world, visitor):
        worlds.spoken_for(world)
        (referrer,) = worlds.all_of(Referrer)
        link = f"/refer/{link_of(referrer.id)}"

        assert "Was it you" in words(visitor.get(link))
        assert worlds.all_of(Referrer)[0].verified_at is None
        assert send(visitor, link).status_code == 302
        assert "Priya holds this" in words(visitor.get(visitor.get(link).url))

    def test_is_not_there_for_anything_else(self, visitor):
        assert visitor.get("/refer/x").status_code == 404


class TestWords:
    def test_are_kept_from_the_page_of_whoever_asked(self, world, visitor):
        _, way_back = worlds.spoken_for(world)
        page = f"/r/{way_back.token}"

        assert send(visitor, f"{page}/words", kind="addition", words=" ").status_code == 200
        assert send(visitor, f"{page}/words", kind="heard").url == page
        assert send(visitor, f"{page}/words", kind="stop").url == page
        assert "You asked us not to write." in words(visitor.get(page))
        assert visitor.post("/r/x/words", {"_once": "00000000-0000-4000-8000-000000000001"}).status_code == 404


class TestWhoAsked:
    def test_shows_what_each_told_side_by_side(self, world):
        keeley = worlds.known(world)
        lead = worlds.client_of(world.lead)
        first = second = None
        for story in ("She cannot sleep.", "She sleeps all day."):
            actor = worker_actor(world.lead)
            with acting_as(actor, at=worlds.now()):
                told = worlds.told_at_the_door(what_is_happening=story)
                found, _ = actions.receive_referral(actor, told=told, hub=world.hub, person=keeley, at=worlds.now())
            first, second = second, found

        page = words(lead.get(f"/referrals/{second.id}/who-asked"))

        assert "She cannot sleep." in page
        assert "She sleeps all day." in page
        assert first.id == second.joined_to_id

    def test_decides_how_to_get_in_touch(self, world):
        referral, _ = worlds.spoken_for(world, person_knows="no", knows_not_because="He is frightened.")
        lead = worlds.client_of(world.lead)
        page = f"/referrals/{referral.id}"

        assert "Nobody rings, writes or goes there" in words(lead.get(f"{page}/who-asked"))
        assert "Say how we get in touch" in words(send(lead, f"{page}/approach", choice="go-ahead", why="He asks."))
        assert send(lead, f"{page}/approach", choice="go-ahead", how="Sam", why="He asks.").status_code == 302
        assert send(lead, f"{page}/hearing", may_hear="contact", said_how="By text.").status_code == 302
        assert "Also that we have met" in words(lead.get(f"{page}/who-asked"))

    def test_of_somebody_invisible_is_not_there(self, world):
        referral, _ = worlds.spoken_for(world)
        outsider = worlds.client_of(world.outsider)

        for part in ("who-asked", "same-person"):
            assert outsider.get(f"/referrals/{referral.id}/{part}").status_code == 404

    def test_recognises_somebody_we_know_and_undoes_it(self, world):
        keeley = worlds.known(world)
        referral, _ = worlds.spoken_for(world, known_as="Keeley Marchbanks")
        lead = worlds.client_of(world.lead)
        page = f"/referrals/{referral.id}/same-person"

        assert "May be somebody you know" in words(lead.get(page))
        assert "Say what you checked" in words(send(lead, page, known=str(keeley.id)))
        assert send(lead, page, known=str(keeley.id), checked_by="letter").status_code == 302
        shown = words(lead.get(f"/referrals/{referral.id}/who-asked"))
        parting = shown.split('action="/same-people/')[1].split('"')[0]
        assert send(lead, f"/same-people/{parting}", because="A sister.").status_code == 302
        assert worlds.all_of(Referral)[0].person_id == referral.person_id
