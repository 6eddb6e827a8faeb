"""A house somebody lives in: one of everything, so that every page has something to show."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from hearth.core.actor import SYSTEM
from hearth.core.installation import is_demonstration
from hearth.core.models import Installation
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import MembershipFactory
from hearth.people.details import ContactDetails, NeedDetails
from tests import world as worlds
from tests.journeys.carers import of_carers
from tests.journeys.feedback import of_feedback
from tests.journeys.forms import of_forms
from tests.journeys.furnished import Furnished
from tests.journeys.hub import of_holding, of_identities, of_organisations, of_the_door
from tests.journeys.life import (
    of_corrections,
    of_documents,
    of_her_own_record,
    of_messages,
    of_the_picture,
    of_who_she_is,
    whole_life,
)
from tests.journeys.measures import of_measures
from tests.journeys.messages import of_threads
from tests.journeys.plans import of_a_plan
from tests.journeys.sign_ins import give_steps, of_signing_in

NAMES = ("Keeley", worlds.SURNAME, "Priya", "Nair", "Jess", "Noor", "Gail", "Ash")


def furnish() -> Furnished:
    """Fill a fresh hub with one of everything."""
    world = worlds.build()
    person = worlds.known(
        world,
        pronouns="she/her",
        birth_on=localdate() - timedelta(days=12_000),
        birth_precision="exact",
        area="Foss Islands",
        how_to_talk="Mornings are hard; after eleven is best.",
        contacts=[ContactDetails("phone", "07700 900 123", best_times="after eleven")],
        needs=[NeedDetails("adjustment", "A quiet room")],
    )
    guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)
    MembershipFactory(worker=guardian.worker, organisation=world.surgery, role="clinician")
    carer = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
    house = Furnished(world, person, carer, guardian)
    for whom in (world.council, carer):
        worlds.let_in(world, person, whom)
    give_steps(world.lead.worker.account)
    for some in (
        whole_life,
        of_documents,
        of_her_own_record,
        of_the_picture,
        of_corrections,
        of_who_she_is,
        of_messages,
        of_holding,
        of_organisations,
        of_identities,
        of_the_door,
        of_signing_in,
    ):
        house.named.update(some(house))
    house.named.update(of_forms(world, person))
    house.named.update(of_measures(world, person))
    house.named.update(of_a_plan(world, person))
    house.named.update(of_carers(world, person, carer))
    house.named.update(of_feedback(world, person))
    house.named.update(of_threads(world, person, carer))
    return house


def make_it_a_demonstration(at: datetime) -> None:
    """From now on every page says that nobody here is real."""
    with acting_as(SYSTEM, at=at):
        Installation.objects.create(demonstration=True, made_at=at)
    is_demonstration.cache_clear()
