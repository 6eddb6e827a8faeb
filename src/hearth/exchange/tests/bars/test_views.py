from uuid import UUID, uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.actions.keys import end_key
from hearth.exchange.bars.outcomes import CODES
from hearth.exchange.codes import Fault
from hearth.exchange.models import FailedCall, KeptMessage, SentReferral
from hearth.exchange.tests.bars.messages import RESOURCES, Sender, referral, sample
from hearth.exchange.tests.machines import ANYTHING, key_for
from hearth.front_door.models import Referral, Referrer
from hearth.organisations.models import Hub
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
KINDS = sorted({resource["resourceType"] for resource in RESOURCES.values()})
FIELDS = sorted({field for resource in RESOURCES.values() for field in resource} - {"resourceType"})


@pytest.fixture
def key(world):
    return key_for(world)


@pytest.fixture
def sender(key):
    return Sender(key.secret)


def shape(value):
    """The keys of everything, without what they hold."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(inner) for inner in value[:1]] if isinstance(value, list) else ""


def refused_as(answer):
    """The status and the outcome of a refusal, but for its id and its sentence, as `published` has a sample of it."""
    told = answer.json()
    UUID(told.pop("id"))
    assert told["issue"][0].pop("diagnostics")
    return answer.status_code, answer["Content-Type"], told


def published(name):
    """The published sample of a refusal, as it comes from us."""
    wanted = sample(f"OperationOutcome__{name}.json")
    del wanted["id"], wanted["issue"][0]["diagnostics"]
    return int(name.split("__")[1][:3]), "application/fhir+json", wanted


class TestProcessMessage:
    def test_receives_somebody_and_answers_with_who_holds_them(self, sender):
        sent = referral()

        answer = sender.send(sent)

        bundle = answer.json()
        header, request = (entry["resource"] for entry in bundle["entry"][:2])
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/fhir+json")
        assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "message")
        assert header["response"] == {"identifier": "header", "code": "ok"}
        assert header["eventCoding"]["code"] == "servicerequest-response"
        assert header["destination"][0]["endpoint"].endswith("|1")
        assert header["focus"][0]["reference"] == f"urn:uuid:{request['id']}"
        assert "Priya at 30 Clarence Street" in request["note"][0]["text"]

    def test_answers_in_the_shape_of_the_published_sample(self, sender):
        wanted = sample("process_message__POST-success.json")

        bundle = sender.send(referral()).json()

        assert set(bundle) == set(wanted)
        header, published = bundle["entry"][0]["resource"], wanted["entry"][0]["resource"]
        assert set(header) == {*published, "response"}
        assert all(entry["fullUrl"].startswith("urn:uuid:") for entry in bundle["entry"])

    def test_gives_the_senders_own_ids_back(self, sender):
        for answer in (sender.send(referral()), sender.send({})):
            assert answer["X-Request-Id"] == sender.headers["X-Request-Id"]
            assert answer["X-Correlation-Id"] == sender.headers["X-Correlation-Id"]

    def test_keeps_what_was_told(self, world, sender):
        sender.send(referral())

        (found,), (referrer,) = worlds.all_of(Referral), worlds.all_of(Referrer)
        assert (found.known_as, found.told_given, found.told_family) == ("Rosie", "Rose Ada", "Okafor")
        assert (str(found.told_birth_on), found.told_nhs_number) == ("1990-10-03", "9990000018")
        assert (found.told_phone, found.person_knows) == ("07700 900 123", "not-yet-asked")
        assert found.who_and_how_to_find == "07700 900 123\n01632 960 001\n3 Foss Walk, York, YO1 9AA"
        assert found.who_else == "Jo Okafor, sister, 07700 900 456\nGP: Foss Surgery"
        assert found.adjustments == "Speaks Igbo"
        assert (referrer.name, referrer.job, referrer.organisation_name) == ("Noor Aziz", "Nurse", "Foss Surgery")

    def test_writes_all_of_it_into_the_record_and_names_what_was_not_read(self, sender):
        sender.send(referral())

        body = next(entry.body for entry in worlds.all_of(Entry) if entry.kind == "referral")
        for words in (
            "Cannot sleep since the letter about the flat came.",
            "They call it: urgent",
            "Note: She would like somebody to talk to.",
            "Low mood",
            "Since the spring.",
            "Hard of hearing",
            "Ring on Friday",
        ):
            assert words in body
        assert body.endswith(
            "Not read by us, and still with whoever sent it:\n"
            "Patient.maritalStatus, ServiceRequest.locationReference, Slot"
        )

    def test_takes_somebody_of_whom_hardly_anything_is_known(self, sender):
        bare = {"name": [], "identifier": [], "telecom": [], "address": [], "contact": [], "birthDate": None}
        empty = {"reasonCode": [], "requester": {}, "note": [], "priority": None}

        answer = sender.send(referral(Patient=bare, ServiceRequest=empty))

        (found,) = worlds.all_of(Referral)
        assert answer.status_code == 200
        assert found.who_and_how_to_find == "The message gives no way to reach them. Ask whoever sent it."
        assert found.what_is_happening.startswith("The message gives no reason. Ask whoever sent it.")

    @pytest.mark.parametrize("same", ["bundle", "header"])
    def test_takes_the_same_message_once(self, sender, same):
        first = referral(MessageHeader={"id": "m1"})
        again = first if same == "bundle" else {**first, "id": str(uuid4())}
        assert sender.send(first).status_code == 200

        assert refused_as(sender.send(again)) == published("REC__409-REC_CONFLICT-duplicate")

        assert len(worlds.all_of(Referral)) == len(worlds.all_of(SentReferral)) == 1
        assert worlds.all_of(FailedCall) == []

    def test_takes_two_messages_whose_headers_only_stand_in_the_same_place(self, sender):
        assert [sender.send(referral()).status_code for _ in range(2)] == [200, 200]

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(kind=st.sampled_from(KINDS), field=st.sampled_from(FIELDS), value=ANYTHING)
    def test_takes_or_refuses_whatever_is_sent(self, sender, kind, field, value):
        answer = sender.send(referral(**{kind: {field: value}}))

        assert answer.status_code in {200, 400}, (kind, field, value)

    def test_takes_a_message_of_the_same_name_from_somebody_else(self, world, sender):
        sent = referral()
        sender.send(sent)

        assert Sender(key_for(world, world.council).secret).send(sent).status_code == 200


class TestRefusals:
    @pytest.mark.parametrize(
        "name",
        ["X-Request-Id", "X-Correlation-Id", "NHSD-Target-Identifier", "NHSD-Requesting-Software"],
    )
    def test_name_a_header_that_is_missing(self, sender, name):
        answer = sender.send(referral(), **{name: None})

        assert name in answer.json()["issue"][0]["diagnostics"]
        assert refused_as(answer) == published("SEND__400-SEND_BAD_REQUEST-required")
        assert worlds.all_of(Referral) == []

    def test_ask_for_a_key(self, world, sender, key):
        assert refused_as(Sender("x").send(referral())) == published("SEND__401-SEND_UNAUTHORIZED-security")
        with acting_as(SYSTEM, at=world.at):
            end_key(SYSTEM, key=key.key, at=world.at)
        assert refused_as(sender.send(referral())) == published("SEND__401-SEND_UNAUTHORIZED-expired")

    @pytest.mark.parametrize("changed", [{"Accept": "application/fhir+xml"}, {"content_type": "application/fhir+xml"}])
    def test_say_which_form_we_speak(self, sender, changed):
        assert refused_as(sender.send(referral(), **changed)) == published("SEND__406-SEND_NOT_ACCEPTABLE-processing")

    def test_say_when_it_is_for_somebody_else(self, sender, settings):
        settings.BARS_SERVICES = ["11"]

        assert refused_as(sender.send(referral())) == published("REC__404-REC_NOT_FOUND-not-found")

        settings.BARS_SERVICES = ["11", "2000099999"]
        assert sender.send(referral()).status_code == 200

    @pytest.mark.parametrize(
        "bundle",
        [
            b"{",
            b"[]",
            {},
            {"resourceType": "Patient"},
            referral(of={"type": "transaction"}),
            referral(of={"entry": []}),
            referral(of={"entry": {}}),
            referral(of={"entry": [1]}),
            referral(of={"id": None}),
            referral(of={"id": "x" * 65}),
            referral(MessageHeader={"eventCoding": []}),
            referral(MessageHeader={"focus": [{"reference": "urn:uuid:nobody"}]}, ServiceRequest={"resourceType": "X"}),
            referral(Patient={"resourceType": "Person"}),
            referral(Patient={"name": "Rose"}),
        ],
    )
    def test_say_what_is_no_message(self, sender, bundle):
        answer = sender.send(bundle)

        assert answer.status_code == 400, answer.content
        assert worlds.all_of(Referral) == []

    @pytest.mark.parametrize(
        ("changed", "headers"),
        [
            ({"Patient": {"birthDate": "2999-01-01"}}, {}),
            ({"Patient": {"identifier": [{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": "9990000019"}]}}, {}),
            ({"ServiceRequest": {"reasonCode": [{"text": "a\x00b"}]}}, {}),
            ({}, {"X-Request-Id": "x"}),
            ({}, {"NHSD-Target-Identifier": "%%%"}),
            ({}, {"NHSD-Target-Identifier": "W10="}),
        ],
    )
    def test_say_which_value_cannot_be(self, sender, changed, headers):
        assert refused_as(sender.send(referral(**changed), **headers)) == published("REC__400-REC_BAD_REQUEST-value")
        assert worlds.all_of(Referral) == []

    def test_say_what_we_do_not_take_yet(self, sender):
        booking, other = sample("process_message__POST-body.json"), {"reason": {"coding": [{"code": "sing"}]}}

        for sent in (booking, referral(MessageHeader=other)):
            assert refused_as(sender.send(sent)) == published("REC__400-REC_BAD_REQUEST-not-supported")

        assert len(worlds.all_of(KeptMessage)) == 2
        assert worlds.all_of(Referral) == []

    def test_say_when_no_hub_is_open(self, sender):
        Hub.objects.update(status="being-set-up")

        assert refused_as(sender.send(referral())) == published("REC__503-REC_SERVICE_UNAVAILABLE-transient")

    def test_say_when_it_goes_wrong_with_us_and_keep_nothing(self, sender, monkeypatch):
        monkeypatch.setattr("hearth.exchange.bars_views.receipt", lambda _token: 1 / 0)

        assert refused_as(sender.send(referral())) == published("REC__500-REC_SERVER_ERROR-transient")
        assert (worlds.all_of(Referral), worlds.all_of(SentReferral)) == ([], [])

    def test_say_when_it_is_too_much(self, sender):
        answer = sender.send(b" " * 2_000_000)

        assert refused_as(answer) == published("REC__422-REC_UNPROCESSABLE_ENTITY-too-costly")

    def test_have_a_code_for_every_fault_a_message_can_have(self):
        assert set(Fault) - set(CODES) == {Fault.NOT_FOUND, Fault.OTHER_BODY}


class TestWhatWeSay:
    def test_of_ourselves_is_shaped_as_the_published_statement(self):
        told, published = (
            Client().get("/metadata").json(),
            sample("metadata__BaRS_API_Capability_Statement.json"),
        )

        assert (told["resourceType"], told["fhirVersion"], told["kind"]) == ("CapabilityStatement", "4.0.1", "instance")
        assert set(told) <= {*published, "url"}
        assert set(told["rest"][0]) <= {*published["rest"][0], "security"}
        assert set(told["messaging"][0]) == set(published["messaging"][0])

    def test_of_the_message_we_take_is_shaped_as_the_published_definition(self):
        published = sample("message_definition__MessageDefinition_ServiceRequest-request_CaseTransfer.json")

        told = Client().get("/MessageDefinition", {"context": "2000099999"}).json()

        assert set(told) == set(published)
        ours, theirs = (found["entry"][0]["resource"] for found in (told, published))
        assert set(ours) == set(theirs) - {"useContext"}
        assert (ours["url"], ours["eventCoding"]) == (theirs["url"], theirs["eventCoding"])
        assert {tuple(one) for one in map(sorted, ours["focus"])} == {("code", "max", "min", "profile")}

    def test_is_nothing_for_the_service_of_somebody_else(self, settings):
        settings.BARS_SERVICES = ["11"]

        told = Client().get("/MessageDefinition", {"context": "2000099999"}).json()

        assert (told["total"], told["entry"]) == (0, [])
