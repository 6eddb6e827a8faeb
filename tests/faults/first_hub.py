"""The least that lets somebody ask for support: an open hub and a human on shift, for a day."""

import os
from datetime import timedelta

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
    django.setup()
    from django.utils.timezone import now

    from hearth.core.actor import SYSTEM
    from hearth.core.scope import acting_as
    from hearth.organisations.tests.factories import HubFactory, MembershipFactory, ShiftFactory, TeamFactory

    at = now()
    with acting_as(SYSTEM, at=at):
        hub = HubFactory()
        TeamFactory(hub=hub, organisation=hub.organisation)
        lead = MembershipFactory(organisation=hub.organisation, role="shift-lead", started_at=at - timedelta(days=1))
        ShiftFactory(hub=hub, membership=lead, starts_at=at - timedelta(hours=1), ends_at=at + timedelta(days=1))


if __name__ == "__main__":
    main()
