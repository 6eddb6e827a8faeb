"""A doctor without an account asks for somebody, and hears every step; two who ask hear nothing of each other."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localtime

from hearth.core.models import Clock
from hearth.front_door import jobs
from hearth.front_door.models import Referral
from hearth.messaging.tests.conftest import Mailbox, mailbox
from hearth.people.details import ContactDetails
from tests import world as worlds
from tests.journeys.axe import carry, violations
from tests.journeys.house import House, Visitor
from tests.journeys.later import Later
from tests.journeys.post import mails_to, path_in

__all__ = ["mailbox"]
pytestmark = pytest.mark.browser
AMARA = "amara@foss-surgery.example"
JO = "jo@riverside-homes.example"
PHONE = ContactDetails("phone", "07700 900123")
AN_HOUR = 1 / 24
A_TALK = "We talked for an hour in the kitchen. She laughed."


class TestADoctorWithoutAnAccount:
    def test_hears_from_the_receipt_to_the_outcome(self, house: House, mailbox: Mailbox, days_later: Later) -> None:
        doctor = house.somebody()
        carry(doctor.context)
        when_a_professional_asks(doctor, name="Dr Amara Obi", where="Foss Surgery", email=AMARA)
        doctor.sees("Priya holds this", "We have sent a link to the e-mail address you gave.")
        then_it_is_without_mistakes(doctor)

        (link,) = mails_to(mailbox, AMARA)
        when_the_link_is_followed(doctor, path_in(link))
        assert "Priya at 30 Clarence Street is holding it" in mails_to(mailbox, AMARA)[-1].words

        when_a_week_goes_by_in_silence(days_later)
        assert "We still have it" in mails_to(mailbox, AMARA)[-1].words

        lead = house.worker(house.world.lead)
        carry(lead.context)
        when_the_lead_reads_and_reaches_her(lead)
        assert len(mails_to(mailbox, AMARA)) == 4
        when_they_talk_and_agree(lead, days_later)

        told = mails_to(mailbox, AMARA)
        assert len(told) == 5
        doctor.goes_to(path_in(told[-1]))
        doctor.sees("What we have told you", "We still have it")
        then_it_is_without_mistakes(doctor)
        doctor.types("Add something", "She likes to be rung in the afternoon.")
        doctor.presses("Send these words")
        doctor.sees("What we have told you")
        lead.goes_to(f"/people/{the_person()}/journey")
        lead.sees("She likes to be rung in the afternoon.", A_TALK)
        assert not [mail for mail in told if "Keeley" in mail.words + mail.subject or worlds.STORY in mail.words]


class TestTwoWhoAskInOneDay:
    def test_get_one_welcome_and_learn_nothing_of_each_other(self, house: House, mailbox: Mailbox) -> None:
        amara, jo = house.somebody(), house.somebody()
        carry(jo.context)
        person = worlds.known(house.world, birth_on=date(1984, 3, 14), birth_precision="day", contacts=[PHONE])
        known = {"First names": "Keeley", "Family name": worlds.SURNAME, "Their phone": PHONE.value}
        known |= {"Day": "14", "Month": "3", "Year": "1984"}

        when_a_professional_asks(amara, name="Dr Amara Obi", where="Foss Surgery", email=AMARA, also=known)
        when_a_professional_asks(
            jo, name="Jo Lister", where="Riverside Homes", email=JO, also=known, story="She owes us."
        )

        jo.sees("Priya holds this")
        jo.does_not_see("Amara", "Foss Surgery", worlds.STORY)
        then_it_is_without_mistakes(jo)
        first, second = sorted(worlds.all_of(Referral), key=lambda one: one.received_at)
        assert (first.person_id, second.person_id, second.joined_to_id) == (person.pk, person.pk, first.pk)
        started = [clock for clock in worlds.all_of(Clock) if clock.definition == "first-contact"]
        assert [clock.subject_id for clock in started] == [first.pk]
        then_each_hears_of_their_own(mailbox, amara, jo)

        lead = house.worker(house.world.lead)
        carry(lead.context)
        lead.goes_to(f"/referrals/{second.pk}/who-asked")
        lead.sees(worlds.STORY, "She owes us.", "Dr Amara Obi", "Jo Lister")
        then_it_is_without_mistakes(lead)


def when_a_professional_asks(
    visitor: Visitor,
    *,
    name: str,
    where: str,
    email: str,
    story: str = worlds.STORY,
    also: dict[str, str] | None = None,
) -> None:
    visitor.goes_to("/refer")
    visitor.types("How to find them", "Ring her after eleven on 07700 900123.")
    visitor.types("What they like to be called", "Keeley")
    visitor.types("In their own words first", story)
    visitor.chooses("Yes, and they agree")
    visitor.types("What you will keep doing", "I see her every fortnight.")
    visitor.types("Your name", name)
    visitor.types("Where you work", where)
    visitor.types("Your e-mail", email)
    for label, words in (also or {}).items():
        visitor.page.get_by_label(label, exact=True).fill(words)
    visitor.presses("Send this to us")


def when_the_link_is_followed(visitor: Visitor, path: str) -> None:
    visitor.goes_to(path)
    then_it_is_without_mistakes(visitor)
    visitor.presses("Yes, that was me")
    visitor.sees("What we have told you")


def when_a_week_goes_by_in_silence(days_later: Later) -> None:
    days_later(8)
    jobs.tell_the_silent(0)


def when_the_lead_reads_and_reaches_her(lead: Visitor) -> None:
    (referral,) = worlds.all_of(Referral)
    lead.goes_to(f"/referrals/{referral.pk}")
    lead.chooses("No, as far as I can tell")
    lead.presses("I have read this")
    when_she_says_what_the_doctor_may_hear(lead, referral)
    lead.goes_to(f"/referrals/{referral.pk}/tries")
    lead.chooses("Rang a number they gave us when they asked")
    lead.chooses("Reached them")
    then_it_is_without_mistakes(lead)
    lead.presses("Write this down")


def when_she_says_what_the_doctor_may_hear(lead: Visitor, referral: Referral) -> None:
    lead.goes_to(f"/referrals/{referral.pk}/who-asked")
    lead.page.get_by_text("Keeley has told me").click()
    lead.chooses("Also what came of it, in a line")
    lead.types("How did they tell you?", "On the phone, this morning.")
    then_it_is_without_mistakes(lead)
    lead.page.locator("form[action$=hearing] button").click()


def when_they_talk_and_agree(lead: Visitor, days_later: Later) -> None:
    (referral,) = worlds.all_of(Referral)
    lead.goes_to(f"/referrals/{referral.pk}/booking")
    lead.page.get_by_label("With whom?").select_option(label="Priya Nair, Ouse Valley Trust")
    lead.page.get_by_label("When?").fill(f"{localtime() + timedelta(minutes=1):%Y-%m-%dT%H:%M}")
    lead.types("How did they agree to it?", "She chose the time herself.")
    lead.page.get_by_label("Two hours before").check()
    then_it_is_without_mistakes(lead)
    lead.presses("Arrange it")
    days_later(AN_HOUR)
    lead.follows("How it was, or move it")
    lead.chooses("We talked")
    lead.types("In a few words", A_TALK)
    lead.presses("Write this down")
    lead.follows("We agreed what comes next")
    lead.page.get_by_role("textbox").last.fill("I come on Tuesdays.")
    lead.presses("Keep this")
    then_it_is_without_mistakes(lead)


def the_person() -> str:
    (referral,) = worlds.all_of(Referral)
    return str(referral.person_id)


def then_each_hears_of_their_own(mailbox: Mailbox, amara: Visitor, jo: Visitor) -> None:
    for visitor, address, other in ((amara, AMARA, "Jo"), (jo, JO, "Amara")):
        (link,) = mails_to(mailbox, address)
        when_the_link_is_followed_plainly(visitor, path_in(link))
        visitor.does_not_see(other)
        assert len(mails_to(mailbox, address)) == 2


def when_the_link_is_followed_plainly(visitor: Visitor, path: str) -> None:
    visitor.goes_to(path)
    visitor.presses("Yes, that was me")
    visitor.sees("What we have told you")


def then_it_is_without_mistakes(visitor: Visitor) -> None:
    assert violations(visitor.page) == []
