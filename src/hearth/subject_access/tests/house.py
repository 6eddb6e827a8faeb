"""A hub, somebody who asks for her record, and everybody who has a step to take."""

import io
import json

from pypdf import PdfReader
from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions as record
from hearth.record.codes import EntryKind
from hearth.subject_access import actions, jobs, queries
from hearth.subject_access.codes import Outcome, Route
from hearth.subject_access.models import AccessPart, AccessRequest, Package
from hearth.subject_access.rules import Asked, Verdict

MINE = Asked(Route.ONLINE, "Everything you hold about me.")


class House:
    """A hub, Keeley who asks, a guardian who answers, a clinician, and steps to take."""

    def __init__(self):
        self.world = worlds.build()
        self.at = self.world.at
        self.person = worlds.known(self.world)
        worlds.let_in(self.world, self.person, self.world.council)
        self.guardian = worlds.worker("Gail", "Hart", "guardian", self.world.trust)
        self.clinician = worlds.worker("Noor", "Aziz", "clinician", self.world.trust)
        self.keeley = worlds.themselves(self.world, self.person)

    def writes(self, body, by=None, **told):
        actor = worker_actor(by or self.world.lead)
        with acting_as(actor, at=self.at):
            told = {"kind": EntryKind.CONVERSATION, "occurred_at": self.at, **told}
            return record.write_entry(actor, person=self.person, body=body, at=self.at, **told)

    def asks(self, asked=MINE, actor=None):
        actor = actor or self.keeley
        with acting_as(actor, at=self.at):
            request = actions.ask_for_record(actor, person=self.person, asked=asked, at=self.at)
        jobs.go_on(request_id=str(request.pk))
        return self.now(request)

    def now(self, request):
        (found,) = worlds.all_of(AccessRequest, pk=request.pk)
        return found

    def does(self, membership, action, at=None, **named):
        actor = worker_actor(membership)
        with acting_as(actor, at=at or self.at):
            return action(actor, at=at or self.at, **named)

    def part(self, request, organisation):
        return AccessPart.objects.select_related("request", "organisation").get(
            pk=worlds.all_of(AccessPart, request=request, organisation=organisation)[0].pk
        )

    def names(self, request, organisation, reviewer):
        with acting_as(worker_actor(self.guardian), at=self.at):
            part = AccessPart.objects.select_related("request").get(request=request, organisation=organisation)
        return self.does(self.guardian, actions.name_reviewer, part=part, reviewer=reviewer)

    def items(self, membership, part):
        actor = worker_actor(membership)
        with acting_as(actor, at=self.at):
            return queries.items(actor, part=part)

    def decides(self, membership, part, words, verdict):
        (one,) = [one for one in self.items(membership, part) if words in one.item.body]
        return self.does(membership, actions.decide_item, item=one.item, verdict=verdict)

    def reads_all(self, request):
        """Every part is read by the guardian or by the lead of their organisation; whatever waits is given."""
        for part in worlds.all_of(AccessPart, request=request, reviewed_at=None):
            readers = {None: self.guardian, self.world.trust.pk: self.world.lead}
            by = readers.get(part.organisation_id, self.world.partner)
            part = part if part.reviewer_id == by.pk else self.names(request, part.organisation_id, by)
            for one in self.items(by, part):
                if one.waits:
                    self.does(by, actions.decide_item, item=one.item, verdict=Verdict(Outcome.GIVE))
            with acting_as(worker_actor(by), at=self.at):
                part = AccessPart.objects.select_related("request").get(pk=part.pk)
            self.does(by, actions.finish_part, part=part)
        jobs.go_on(request_id=str(request.pk))
        return self.now(request)

    def paper(self, request):
        (package,) = worlds.all_of(Package, request=request)
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(bytes(package.document))).pages)
        return " ".join(text.split()), json.loads(bytes(package.data))
