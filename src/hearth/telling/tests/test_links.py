"""A form that leaves by a link, and the person's yes to a receiver outside their circle."""

from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.sharing import actions as sharing
from hearth.telling import actions, queries
from hearth.telling.actions import links
from hearth.telling.codes import Opened, Way
from hearth.telling.models import FormLink, FormLinkEnd, FormOpening, PartnerForm, SendingYes, SentForm
from hearth.telling.tests.partners import answers, begin, form_in_use

pytestmark = pytest.mark.django_db
TO = "Dana@City.example"


@pytest.fixture
def do(world):
    def done(action, *, by=None, later=timedelta(), **told):
        actor = by or worker_actor(world.lead)
        with acting_as(actor, at=world.at + later):
            if (filling := told.get("filling")) is not None:
                told["filling"] = queries.filling(actor, person_id=filling.person_id, filling_id=filling.pk)
            return action(actor, at=world.at + later, **told)

    return done


@pytest.fixture
def confirmed(world, keeley, do):
    filling = begin(world, keeley, form_in_use(world))
    do(actions.answer, filling=filling, answer=answers(world, filling)["why"], words="The landlord sells.")
    do(actions.confirm_filling, filling=filling)
    return filling


@pytest.fixture
def sent(do, confirmed):
    do(actions.say_yes_to_receiver, filling=confirmed)
    return do(actions.send_form, filling=confirmed, way=Way.LINK, sent_to=TO)


@pytest.fixture
def link(sent):
    (found,) = worlds.all_of(FormLink)
    return found


def open_it(do, link, *, email="dana@city.example", name="Dana Hill", **more):
    secret = links.secret_of(link.pk)
    return do(actions.open_link, by=PUBLIC, secret=secret, email=email, name=name, what=Opened.READ, **more)


class TestSayYesToReceiver:
    def test_is_a_row_for_exactly_these_answers(self, do, confirmed):
        yes = do(actions.say_yes_to_receiver, filling=confirmed)

        assert (yes.receiver, yes.said) == ("City housing", "beside")
        assert len(yes.digest) == 64

    def test_is_asked_anew_when_an_answer_changes(self, world, do, confirmed):
        do(actions.say_yes_to_receiver, filling=confirmed)
        do(actions.answer, filling=confirmed, answer=answers(world, confirmed)["why"], words="We were told to go.")
        do(actions.confirm_filling, filling=confirmed)

        send = {"filling": confirmed, "way": Way.FILE, "sent_to": "City housing"}
        assert "is not in Keeley’s circle" in refusal(lambda: do(actions.send_form, **send))
        assert worlds.all_of(SentForm) == []

    def test_is_not_needed_for_whoever_is_in_the_circle(self, world, keeley, do, confirmed):
        with acting_as(SYSTEM, at=world.at):
            PartnerForm.objects.filter(pk=confirmed.version.form_id).update(organisation=world.council)
        worlds.let_in(world, keeley, world.council)

        assert "in the circle already" in refusal(lambda: do(actions.say_yes_to_receiver, filling=confirmed))
        sent = do(actions.send_form, filling=confirmed, way=Way.FILE, sent_to="City housing")
        assert (sent.in_circle, sent.outside_yes) == (True, None)
        assert worlds.all_of(SendingYes) == []

    def test_is_for_the_person_and_whoever_fills_the_form(self, world, keeley, do, confirmed):
        herself = worlds.themselves(world, keeley)
        other = worlds.themselves(world, worlds.known(world, known_as="Jess", given="Jess", nhs_number=None))
        with pytest.raises((NotPermitted, AttributeError)):
            do(actions.say_yes_to_receiver, by=other, filling=confirmed)

        assert do(actions.say_yes_to_receiver, by=herself, filling=confirmed).said == "themselves"
        assert len(worlds.all_of(SendingYes)) == 1


class TestSendForm:
    def test_by_a_link_writes_an_e_mail_that_says_nothing_of_them(self, world, sent, link):
        (message,) = worlds.all_of(Message, subject_id=sent.pk)

        assert (message.address, message.to_kind) == (TO, "partner")
        told = f"{message.subject_line} {message.body}"
        assert links.secret_of(link.pk) in told
        assert not any(word in told for word in ("Keeley", "Housing referral", "landlord", worlds.SURNAME))
        assert link.expires_at - link.made_at == timedelta(days=14)
        assert (sent.in_circle, sent.outside_yes.receiver) == (False, "City housing")

    def test_refuses_a_link_to_no_address_before_anything_leaves(self, do, confirmed):
        do(actions.say_yes_to_receiver, filling=confirmed)

        assert refusal(lambda: do(actions.send_form, filling=confirmed, way=Way.LINK, sent_to="City housing"))
        assert (worlds.all_of(SentForm), worlds.all_of(FormLink)) == ([], [])


class TestOpenLink:
    def test_gives_what_was_sent_to_whoever_knows_the_address_and_counts_it(self, do, sent, link):
        opened = open_it(do, link)

        assert opened.content == bytes(sent.content)
        assert "The landlord sells." in [one["words"] for one in opened.answers]
        (row,) = worlds.all_of(FormOpening)
        assert (row.name, row.what, row.link_id) == ("Dana Hill", "read", link.pk)

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ({"email": "dana@other.example"}, links.NOT_THE_ADDRESS),
            ({"name": " "}, links.SAY_WHO),
            ({"later": timedelta(days=14)}, links.OPENS_NOTHING),
        ],
    )
    def test_gives_nothing_to_anybody_else(self, do, link, more, says):
        assert refusal(lambda: open_it(do, link, **more)) == says
        assert worlds.all_of(FormOpening) == []

    def test_gives_nothing_for_a_link_that_is_not_ours(self, do, link):
        told = {"secret": "x" * 64, "email": TO, "name": "Dana", "what": Opened.READ}

        assert refusal(lambda: do(actions.open_link, by=PUBLIC, **told)) == links.OPENS_NOTHING

    def test_gives_nothing_once_the_person_closed_what_it_tells_of(self, world, keeley, do, link):
        with acting_as(SYSTEM, at=world.at):
            sharing.seal(SYSTEM, person=keeley, consequence_explained="All of it.", at=world.at)

        assert refusal(lambda: open_it(do, link)) == links.OPENS_NOTHING
        assert worlds.all_of(FormOpening) == []


class TestEndLink:
    def test_closes_it_from_this_second(self, world, keeley, do, link):
        end = do(actions.end_link, by=worlds.themselves(world, keeley), link=link)

        assert end.ended_by_id is None
        assert refusal(lambda: open_it(do, link)) == links.OPENS_NOTHING
        assert refusal(lambda: do(actions.end_link, link=link)) == "This link is closed already."
        assert len(worlds.all_of(FormLinkEnd)) == 1

    def test_is_for_the_person_and_whoever_is_alongside(self, world, do, link):
        other = worlds.themselves(world, worlds.known(world, known_as="Jess", given="Jess", nhs_number=None))

        for actor in (other, worker_actor(world.outsider)):
            with pytest.raises(NotPermitted):
                do(actions.end_link, by=actor, link=link)
        assert worlds.all_of(FormLinkEnd) == []


class TestThePages:
    def test_say_nothing_before_somebody_says_who_they_are(self, world, keeley, link, client):
        page = f"/f/{links.secret_of(link.pk)}"

        before = worlds.words(client.get(page))
        assert "Priya Nair has sent you something to read" in before
        assert "Keeley" not in before
        wrong = worlds.words(worlds.send(client, page, name="Dana Hill", email="dana@other.example"))
        assert links.NOT_THE_ADDRESS in wrong
        assert "landlord" not in wrong
        right = worlds.words(worlds.send(client, page, name="Dana Hill", email=TO))
        assert "The landlord sells." in right
        file = worlds.send(client, f"{page}/file", name="Dana Hill", email=TO)
        assert file.content == bytes(worlds.all_of(SentForm)[0].content)
        lead = worlds.client_of(world.lead)
        sent = worlds.words(lead.get(f"/people/{keeley.pk}/sent-forms/{link.sent_id}"))
        assert "Dana Hill took the file" in sent
        assert "Opened 2 times" in sent

    def test_let_the_person_close_the_link(self, world, keeley, link, client):
        own = worlds.client_of_person(world, keeley)

        worlds.send(own, f"/me/sent-forms/{link.sent_id}/link/ending")

        assert "was closed" in worlds.words(own.get(f"/me/sent-forms/{link.sent_id}"))
        assert "opens nothing any more" in worlds.words(client.get(f"/f/{links.secret_of(link.pk)}"))
        worlds.send(worlds.client_of(world.lead), f"/people/{keeley.pk}/sent-forms/{link.sent_id}/link/ending")
        assert len(worlds.all_of(FormLinkEnd)) == 1

    def test_are_not_there_for_a_link_we_never_sent(self, world, client):
        assert client.get(f"/f/{'x' * 64}").status_code == 404


class TestTheDatabase:
    def test_lets_nothing_out_of_the_circle_without_a_yes_to_these_words(self, world, sent):
        (row,) = worlds.all_of(SentForm)
        row.pk = new_id()
        row.in_circle, row.outside_yes = False, None

        def again():
            row._state.adding = True
            row.save(force_insert=True)

        assert broken_rule(again, at=world.at) in ("sentform_outside_with_a_yes", "telling_sentform_filling_id_key")

    def test_refuses_a_link_that_has_ended_before_it_began(self, world, link):
        link.pk, link.expires_at, link.secret_hash = new_id(), link.made_at, "y" * 64
        link._state.adding = True

        assert broken_rule(lambda: link.save(force_insert=True), at=world.at) == "formlink_ends_after_it_begins"

    def test_refuses_a_yes_beside_nobody(self, world, sent):
        (yes,) = worlds.all_of(SendingYes)
        yes.pk, yes.beside_id = new_id(), None
        yes._state.adding = True

        assert broken_rule(lambda: yes.save(force_insert=True), at=world.at) == "sendingyes_beside_whom"
