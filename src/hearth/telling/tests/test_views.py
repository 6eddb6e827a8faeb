from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.details import ContactDetails
from hearth.sharing import actions as sharing
from hearth.telling.models import Filling, FormUse, FormVersion, PartnerForm, SentForm
from hearth.telling.tests.partners import begin, form_in_use, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeley(world):
    return worlds.known(world, contacts=[ContactDetails("phone", "07700 900 123")])


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


def page_of(person, filling, more=""):
    return f"/people/{person.pk}/forms/{filling.pk}{more}"


class TestFillingAForm:
    def test_goes_from_a_click_to_a_file_the_person_reads(self, world, keeley, lead):
        version = form_in_use(world)

        begun = worlds.send(lead, f"/people/{keeley.pk}/forms", version=str(version.pk))
        page = begun.url
        assert "What is happening with your home?" in worlds.words(lead.get(page))
        worlds.send(lead, f"{page}/answers", **{"answer-2": "The landlord sells."})
        worlds.send(lead, f"{page}/confirmation")
        assert "is not in Keeley’s circle" in worlds.words(lead.get(page))
        worlds.send(lead, f"{page}/receiver")
        sent = worlds.send(lead, f"{page}/sending", way="file", sent_to="City housing")

        assert "The landlord sells." in worlds.words(lead.get(sent.url))
        file = lead.get(f"{sent.url}/file")
        assert file["Content-Disposition"] == 'attachment; filename="housing-referral.pdf"'
        own = worlds.client_of_person(world, keeley)
        (row,) = worlds.all_of(SentForm)
        assert own.get(f"/me/sent-forms/{row.pk}/file").content == file.content
        assert "2 of 3 questions" in worlds.words(lead.get(f"/people/{keeley.pk}/forms"))

    def test_asks_for_what_a_form_must_have(self, world, keeley, lead):
        filling = begin(world, keeley, form_in_use(world))

        page = worlds.words(worlds.send(lead, page_of(keeley, filling, "/sending"), way="file", sent_to="X"))

        assert "has not said yes" in page
        worlds.send(lead, page_of(keeley, filling, "/confirmation"))
        assert "has no answer yet" in worlds.words(lead.get(page_of(keeley, filling)))

    def test_lets_it_go_with_a_reason(self, world, keeley, lead):
        filling = begin(world, keeley, form_in_use(world))

        assert "few words why" in worlds.words(worlds.send(lead, page_of(keeley, filling, "/ending"), because=""))
        worlds.send(lead, page_of(keeley, filling, "/ending"), because="They do it themselves.")

        assert worlds.all_of(Filling)[0].status == "let-go"

    def test_is_not_there_for_whom_the_person_is_not(self, world, keeley):
        filling, outsider = begin(world, keeley, form_in_use(world)), worlds.client_of(world.outsider)

        assert outsider.get(page_of(keeley, filling)).status_code == 404
        assert outsider.get(f"/people/{keeley.pk}/forms").status_code == 404

    def test_is_not_there_under_another_person(self, world, keeley, lead):
        filling = begin(world, keeley, form_in_use(world))
        other = worlds.known(world, known_as="Jess", given="Jess", nhs_number=None)

        assert lead.get(page_of(other, filling)).status_code == 404
        assert lead.get(page_of(keeley, filling, f"/answers/{uuid4()}")).status_code == 404
        assert worlds.client_of_person(world, other).get(f"/me/forms/{filling.pk}").status_code == 404

    def test_shows_nothing_of_what_was_closed_afterwards(self, world, keeley, lead):
        version = form_in_use(world)
        page = worlds.send(lead, f"/people/{keeley.pk}/forms", version=str(version.pk)).url
        worlds.send(lead, f"{page}/answers", **{"answer-2": "The landlord sells."})
        worlds.send(lead, f"{page}/confirmation")
        assert "is not in Keeley’s circle" in worlds.words(lead.get(page))
        worlds.send(lead, f"{page}/receiver")
        sent = worlds.send(lead, f"{page}/sending", way="file", sent_to="City housing").url
        with acting_as(SYSTEM, at=world.at):
            sharing.seal(SYSTEM, person=keeley, consequence_explained="All of it.", at=world.at)

        assert "The landlord sells." not in worlds.words(lead.get(sent))
        assert lead.get(f"{sent}/file").status_code == 404
        own = worlds.client_of_person(world, keeley)
        (row,) = worlds.all_of(SentForm)
        assert "The landlord sells." in worlds.words(own.get(f"/me/sent-forms/{row.pk}"))


class TestMyForms:
    def test_take_my_yes_and_my_no(self, world, keeley, lead):
        filling = begin(world, keeley, form_in_use(world))
        own = worlds.client_of_person(world, keeley)
        assert "Not ready yet" in worlds.words(own.get(f"/me/forms/{filling.pk}"))
        worlds.send(lead, page_of(keeley, filling, "/answers"), **{"answer-2": "The landlord sells."})

        worlds.send(own, f"/me/forms/{filling.pk}/yes")
        assert worlds.all_of(Filling)[0].status == "confirmed"
        assert "few words why" in worlds.words(worlds.send(own, f"/me/forms/{filling.pk}/no", because=""))
        worlds.send(own, f"/me/forms/{filling.pk}/no", because="I changed my mind.")

        assert worlds.all_of(Filling)[0].status == "let-go"


class TestKeepingForms:
    def test_takes_a_file_and_asks_where_each_answer_comes_from(self, world):
        ada = worlds.client_of(world.administrator)
        file = SimpleUploadedFile("theirs.docx", word_file("{{ dob }}", "{{ reference }}"))
        told = {"name": "Theirs", "goes_to": "Them", "purpose": "So that they help.", "file": file}

        made = worlds.send(ada, "/partner-forms/new", **told)

        page = worlds.words(ada.get(made.url))
        assert "Choose where the answer to “Reference” comes from." in page
        (version,) = worlds_of(FormVersion, name="Theirs")
        assert [one["fact"] for one in version.fields] == ["birth_on", ""]
        worlds.send(ada, f"{made.url}/use")
        assert list(FormUse.objects.filter(form=version.form)) == []

    def test_refuses_a_file_it_cannot_fill_and_keeps_the_words(self, world):
        ada = worlds.client_of(world.administrator)
        file = SimpleUploadedFile("theirs.docx", b"nothing")
        told = {"name": "Theirs", "goes_to": "Them", "purpose": "So that they help.", "file": file}

        page = worlds.words(worlds.send(ada, "/partner-forms/new", **told))

        assert "cannot read this file" in page
        assert "So that they help." in page
        assert not PartnerForm.objects.filter(code="theirs").exists()

    def test_makes_a_new_version_beside_the_old_and_stops_using_it(self, world):
        version, manager = form_in_use(world), worlds.client_of(world.manager)
        page = f"/partner-forms/{version.form_id}"
        places = {"place-TOTAL_FORMS": "2", "place-INITIAL_FORMS": "0", "place-1-label": ""}
        first = {"place-0-key": "known_as", "place-0-label": "Your name", "place-0-fact": "known_as"}
        told = {"name": "Housing", "goes_to": "City housing", "purpose": "Help."}

        worlds.send(manager, page, **told, **places, **first)

        assert [v.number for v in FormVersion.objects.filter(form=version.form).order_by("number")] == [1, 2]
        assert "In use" in worlds.words(manager.get("/partner-forms"))
        assert manager.get(f"{page}/trial")["Content-Type"] == "application/pdf"
        worlds.send(manager, f"{page}/use", stop="yes")
        assert FormUse.objects.filter(form=version.form).latest("decided_at").version is None

    def test_is_for_those_who_keep_forms(self, world, lead):
        peer = worlds.client_of(world.peer)

        assert peer.get("/partner-forms").status_code == 403
        assert worlds.send(peer, "/partner-forms/new", name="X").status_code == 403


def worlds_of(model, **wanted):
    return list(model.objects.filter(**wanted))
