"""Each rule of the database, broken once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.refusals import broken_rule

from hearth.organisations.models import Shift
from hearth.plans import models

pytestmark = pytest.mark.django_db


def breaks(world, robin, model, **fields):
    told = {"person": robin, **fields}
    return broken_rule(lambda: model(**told).save(force_insert=True), at=world.at)


def hand(world, **changed):
    return {
        "how": "with",
        "written_by": world.lead,
        "author_name": "Priya Nair",
        "acting_as": "Shift lead",
        "written_at": world.at,
        **changed,
    }


VERSIONS = {
    models.PartVersion: {"part": "what-matters", "words": "Tea."},
    models.CardVersion: {"do_first": "Sit with me."},
    models.GoalVersion: {"root_id": uuid4(), "words": "A dog.", "next_step": "Look.", "state": "hoping"},
    models.WishVersion: {"root_id": uuid4(), "kind": "statement", "words": "My bed."},
}


class TestEveryVersion:
    @pytest.mark.parametrize("model", list(VERSIONS), ids=lambda model: model.__name__)
    def test_says_who_wrote_it(self, world, robin, model):
        name = f"{model.__name__.lower()}_says_who_wrote"

        assert breaks(world, robin, model, **VERSIONS[model], **hand(world)) == ""
        assert breaks(world, robin, model, **VERSIONS[model], **hand(world, written_by=None)) == name
        assert breaks(world, robin, model, **VERSIONS[model], **hand(world, how="themselves")) == name

    @pytest.mark.parametrize("model", list(VERSIONS), ids=lambda model: model.__name__)
    def test_settles_another_than_it_replaces(self, world, robin, model):
        first = model(person=robin, **VERSIONS[model], **hand(world))
        assert broken_rule(lambda: first.save(force_insert=True), at=world.at) == ""
        name = f"{model.__name__.lower()}_settles_another"

        assert breaks(world, robin, model, settles=first, **VERSIONS[model], **hand(world)) == name
        assert breaks(world, robin, model, replaces=first, settles=first, **VERSIONS[model], **hand(world)) == name


class TestWhatEachSays:
    @pytest.mark.parametrize(
        ("model", "changed", "name"),
        [
            (models.PartVersion, {"words": ""}, "partversion_says_something"),
            (models.CardVersion, {"do_first": ""}, "cardversion_says_what_to_do"),
            (models.GoalVersion, {"words": ""}, "goalversion_words_and_next_step"),
            (models.GoalVersion, {"next_step": ""}, "goalversion_words_and_next_step"),
            (models.GoalVersion, {"confidence": 11}, "goalversion_confidence_to_ten"),
            (models.GoalVersion, {"reason_type": "Referral"}, "goalversion_reason_whole"),
            (models.WishVersion, {"words": ""}, "wishversion_says_something"),
            (models.WishVersion, {"witness": "Dee"}, "wishversion_witness_and_day_together"),
        ],
    )
    def test_is_kept_by_the_database(self, world, robin, model, changed, name):
        assert breaks(world, robin, model, **{**VERSIONS[model], **changed}, **hand(world)) == name


class TestPartChoice:
    def test_is_of_a_known_part_and_level(self, world, robin):
        told = {"said_by": "person", "chosen_at": world.at}

        assert breaks(world, robin, models.PartChoice, part="card", level=40, **told) == "partchoice_known_part"
        assert breaks(world, robin, models.PartChoice, part="goals", level=10, **told) == "partchoice_plan_or_full"


class TestCardOpening:
    def test_was_explained_and_ends_after_it_began(self, world, robin):
        told = {"said_by": "person", "from_at": world.at}
        ends = {"explained_how": "Tea.", "until_at": world.at - timedelta(minutes=1)}

        assert breaks(world, robin, models.CardOpening, explained_how="", **told) == "cardopening_was_explained"
        assert breaks(world, robin, models.CardOpening, **ends, **told) == "cardopening_ends_after_start"


class TestSignature:
    @pytest.mark.parametrize(
        ("changed", "name"),
        [
            ({"mark": "page"}, "signature_on_their_page_or_recorded"),
            ({"recorded_by": None}, "signature_on_their_page_or_recorded"),
            ({"typed": ""}, "signature_typed_or_witnessed"),
            ({"mark": "cross"}, "signature_typed_or_witnessed"),
            ({"digest": ""}, "signature_of_these_words"),
        ],
    )
    def test_says_how_and_of_which_words(self, world, robin, changed, name):
        told = {
            "act_id": uuid4(),
            "about": "card",
            "version_id": uuid4(),
            "digest": "d",
            "mark": "name",
            "typed": "Robin",
            "recorded_by": world.lead,
            "signed_at": world.at,
        }

        assert breaks(world, robin, models.Signature, **told) == ""
        assert breaks(world, robin, models.Signature, **{**told, **changed}) == name


class TestVoice:
    def test_says_something_and_a_workers_has_a_name(self, world, robin):
        version = models.PartVersion(person=robin, **VERSIONS[models.PartVersion], **hand(world))
        broken_rule(lambda: version.save(force_insert=True), at=world.at)
        told = {"version": version, "said_by": "Robin", "said_at": world.at}

        assert breaks(world, robin, models.Voice, whose="person", words="", **told) == "voice_says_something"
        assert breaks(world, robin, models.Voice, whose="worker", words="No.", **told) == "voice_of_a_worker_has_a_name"


class TestReviewCause:
    def test_is_one_for_each_entry(self, world, robin):
        told = {"happened": "crisis", "happened_on": world.at.date(), "noted_at": world.at, "entry_id": uuid4()}

        assert breaks(world, robin, models.ReviewCause, **told) == ""
        assert breaks(world, robin, models.ReviewCause, **told) == "reviewcause_once_an_entry"


class TestCapacityDoubt:
    @pytest.mark.parametrize(
        ("changed", "name"),
        [
            ({"decision": ""}, "capacitydoubt_one_decision_and_why"),
            ({"support": ""}, "capacitydoubt_one_decision_and_why"),
            ({"ended_words": "Fine."}, "capacitydoubt_end_whole"),
        ],
    )
    def test_is_about_one_decision_and_ends_whole(self, world, robin, changed, name):
        told = {
            "decision": "Tonight",
            "why": "Cannot say it back.",
            "support": "Waited.",
            "noted_by": world.lead,
            "noted_at": world.at,
            "review_on": world.at.date(),
        }

        assert breaks(world, robin, models.CapacityDoubt, **{**told, **changed}) == name


class TestPacks:
    def test_end_and_have_a_key_or_are_paper_and_are_called_back_by_somebody(self, world):
        told = {"hub": world.hub, "membership": world.lead, "cards": 1, "made_at": world.at, "on_paper": True}
        later = world.at + timedelta(hours=1)

        def name(**changed):
            pack = models.ShiftPack(**{**told, "expires_at": later, **changed})
            return broken_rule(lambda: pack.save(force_insert=True), at=world.at)

        assert name() == ""
        assert name(expires_at=world.at) == "shiftpack_ends"
        assert name(on_paper=False) == "shiftpack_on_paper_or_with_a_key"
        assert name(called_back_at=later) == "shiftpack_called_back_by_somebody"

    def test_keep_a_key_until_it_is_forgotten(self, world):
        shift = Shift.objects.get(membership=world.lead)
        key = models.ShiftKey(shift=shift, secret=None, made_at=world.at)

        assert broken_rule(lambda: key.save(force_insert=True), at=world.at) == "shiftkey_kept_or_forgotten"
