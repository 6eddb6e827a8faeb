from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.language import actions, permissions, queries
from hearth.language.models import Phrase
from hearth.language.rules import Entry
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON, acting

pytestmark = pytest.mark.django_db

TOLD = {
    "phrase": "seen by",
    "suggestion": "talked with",
    "why": "Being looked at helps nobody.",
    "audiences": ("record",),
    "review_on": date(2099, 1, 1),
}


@pytest.fixture
def keeper():
    return acting("lived-experience-lead")


def add(actor, **changed):
    with acting_as(actor, at=NOON):
        entry = Entry(**{**TOLD, **changed})
        return actions.add_phrase(actor, entry=entry, owner_id=actor.membership_id, owner_name=actor.name, at=NOON)


def change(actor, phrase, **changed):
    with acting_as(actor, at=NOON):
        told = {"entry": Entry(**{**TOLD, **changed}), "owner_id": phrase.owner_id, "owner_name": phrase.owner_name}
        return actions.change_phrase(actor, phrase=phrase, at=NOON, **told)


def found(text):
    return [hit.words for hit in queries.hits_in(text, audience="record")]


class TestAddPhrase:
    def test_is_found_from_the_next_word_on(self, keeper):
        assert found("Seen by Mo.") == []

        phrase = add(keeper)

        assert found("Seen by Mo.") == ["Seen by"]
        assert (phrase.owner_name, phrase.root_id) == ("Mo Adeyemi", phrase.pk)
        assert len(worlds.all_of(AuditEvent, event="language.phrase_added", subject_id=str(phrase.pk))) == 1

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"phrase": " "}, "Write the phrase"),
            ({"suggestion": ""}, "what to say instead"),
            ({"why": ""}, "Say why"),
            ({"audiences": ()}, "at least one place"),
            ({"review_on": NOON.date()}, "a day after today"),
            ({"phrase": "Failed to ENGAGE"}, "in the list already"),
        ],
    )
    def test_refuses_what_is_not_whole_or_there_already(self, keeper, changed, says):
        before = Phrase.objects.count()

        with pytest.raises(NotPossible, match=says):
            add(keeper, **changed)

        assert Phrase.objects.count() == before


class TestChangePhrase:
    def test_keeps_what_stood_before(self, keeper):
        first = add(keeper)

        change(keeper, first, suggestion="met")

        assert [one.suggestion for one in queries.phrase_history(root_id=first.root_id)] == ["met", "talked with"]
        assert queries.newest_phrase(root_id=first.root_id).suggestion == "met"

    def test_tells_the_second_of_two(self, keeper):
        first = add(keeper)
        change(keeper, first, suggestion="met")

        with pytest.raises(NotPossible, match="Somebody changed this entry"):
            change(keeper, first, suggestion="saw")

        assert queries.newest_phrase(root_id=first.root_id).suggestion == "met"

    def test_is_open_to_whoever_answers_for_it(self, keeper):
        phrase, owner = add(keeper), acting("peer-supporter")
        with acting_as(keeper, at=NOON):
            told = {"entry": Entry(**TOLD), "owner_id": owner.membership_id, "owner_name": owner.name}
            theirs = actions.change_phrase(keeper, phrase=phrase, at=NOON, **told)

        assert change(owner, theirs, suggestion="met").suggestion == "met"
        with pytest.raises(NotPermitted):
            change(acting("clinician"), theirs)


class TestEndPhrase:
    def test_is_looked_for_no_longer_and_says_why(self, keeper):
        phrase = add(keeper)

        with acting_as(keeper, at=NOON):
            ended = actions.end_phrase(keeper, phrase=phrase, because="We say it of films.", at=NOON)

        assert found("Seen by Mo.") == []
        assert ended.ended_because == "We say it of films."

    def test_needs_a_reason(self, keeper):
        phrase = add(keeper)

        with pytest.raises(NotPossible, match="why it leaves"), acting_as(keeper, at=NOON):
            actions.end_phrase(keeper, phrase=phrase, because=" ", at=NOON)

        assert found("Seen by Mo.") == ["Seen by"]


class TestPermissions:
    @pytest.mark.parametrize("role", ROLES)
    def test_to_keep_the_list_are_those_of_two_roles(self, role):
        actor = acting(role)

        if role in {"lived-experience-lead", "administrator"}:
            permissions.check_add_phrase(actor)
        else:
            with pytest.raises(NotPermitted):
                permissions.check_add_phrase(actor)


class TestPhrase:
    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"why": ""}, "phrase_says_what_and_why"),
            ({"audiences": []}, "phrase_counts_somewhere"),
            ({"owner_name": ""}, "phrase_has_an_owner"),
        ],
    )
    def test_is_kept_whole_by_the_database(self, keeper, changed, rule):
        row = Phrase.objects.first()
        row.pk, row._state.adding = None, True
        told = {**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}, **changed}
        told["id"] = row._meta.pk.get_default()

        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Phrase(**told).save(force_insert=True)


class TestShippedList:
    def test_has_what_the_hubs_agreed_on(self):
        words = "He committed suicide, failed to engage, is non-compliant, manipulative, attention-seeking."
        words += " A frequent flyer, hard to reach, a bed-blocker."

        assert len(found(words)) == 8

    def test_suggests_nothing_that_it_asks_to_avoid(self):
        suggested = " / ".join(queries.phrases().values_list("suggestion", flat=True))

        assert found(suggested) == []


class TestWords:
    def test_come_as_a_panel_for_one_field(self):
        client = worlds.client_of(worlds.build().lead)

        page = worlds.words(worlds.send(client, "/words", _field="words", words="He <b>failed to engage</b> today"))

        assert "has not felt able to" in page
        assert "<mark>failed to engage</mark>" in page
        assert "<b>failed" not in page
        assert worlds.words(worlds.send(client, "/words", _field="words", words="We sat by the river.")).strip() == ""

    def test_come_with_the_whole_form_without_a_script(self):
        client = worlds.client_of(worlds.build().lead)

        page = worlds.words(
            worlds.send(client, "/words", _to="/people/1/entries", words="She failed to attend.", kind="call")
        )

        assert 'action="/people/1/entries"' in page
        assert 'name="kind" value="call"' in page
        assert "was not able to come" in page

    def test_say_which_sentences_to_change_while_a_letter_is_written(self):
        client = worlds.client_of(worlds.build().lead)
        hard = (
            "The multidisciplinary organisation will undertake a comprehensive assessment of your circumstances soon."
        )

        panel = worlds.words(worlds.send(client, "/words?for=letter", _field="words", words=hard))
        page = worlds.words(worlds.send(client, "/words?for=letter", _to="/desk", words=hard))

        for shown in (panel, page):
            assert "This reads as for somebody of" in shown
            assert "Long words: multidisciplinary" in shown
            assert "Perhaps a shorter word." in shown

    def test_leave_alone_what_is_quoted_however_it_reads(self):
        client = worlds.client_of(worlds.build().lead)
        quoted = (
            "He said: “Notwithstanding the aforementioned considerations, participation is voluntary.” Then we talked."
        )

        assert worlds.words(worlds.send(client, "/words", _field="words", words=quoted)).strip() == ""

    def test_say_that_easy_words_read_easily_to_whoever_asks(self):
        client = worlds.client_of(worlds.build().lead)
        easy = "We have what you wrote. Priya rings you on Monday. You can come by at any time."

        assert "This reads easily." in worlds.words(worlds.send(client, "/words", _to="/desk", words=easy))

    @pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
    def test_go_nowhere_else(self, to):
        client = worlds.client_of(worlds.build().lead)

        assert 'action="/desk"' in worlds.words(worlds.send(client, "/words", _to=to, words="Hello"))

    def test_are_saved_as_they_were_written_whatever_the_list_says(self):
        world = worlds.build()
        person, client = worlds.known(world), worlds.client_of(world.lead)
        every = "\n".join(form for p in Phrase.objects.all() for form in (p.phrase, *p.also))

        worlds.send(client, "/words", _field="words", words=every)
        sent = worlds.send(client, f"/people/{person.id}/entries", words=every, kind="conversation")

        assert sent.status_code == 302
        actor = worker_actor(world.lead)
        with acting_as(actor, at=world.at + timedelta(minutes=1)):
            assert person.entries.visible_to(actor).get(kind="conversation").body == every
