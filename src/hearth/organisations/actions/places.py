"""Partners, hubs and teams."""

from collections.abc import Iterable
from datetime import datetime, time

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import permissions, rules
from hearth.organisations.models import (
    Hub,
    HubStatus,
    Membership,
    Organisation,
    OrganisationKind,
    Seat,
    SeatHolder,
    Team,
)


@action
def open_organisation(
    actor: Actor,
    /,
    *,
    name: str,
    kind: OrganisationKind,
    at: datetime,
    ods_code: str | None = None,
    email_domain: str = "",
) -> Organisation:
    """A partner joins. The ODS code is the NHS's own code for it, where there is one.

    Raises NotPermitted, or NotPossible if the ODS code is misshapen or belongs to another partner.
    """
    permissions.check_manage_organisations(actor)
    rules.check_ods_code(ods_code)
    if ods_code and Organisation.objects.filter(ods_code=ods_code).exists():
        raise NotPossible("Another partner has this ODS code already.")
    organisation = Organisation.objects.create(
        name=name, kind=kind, ods_code=ods_code, email_domain=email_domain.lower()
    )
    audit.record(actor, "organisations.organisation_opened", subject=organisation, at=at)
    return organisation


@action
def open_hub(
    actor: Actor,
    /,
    *,
    organisation: Organisation,
    name: str,
    slug: str,
    address: str,
    phone: str,
    at: datetime,
    status: HubStatus = HubStatus.OPEN,
    opens: time | None = None,
    closes: time | None = None,
) -> Hub:
    """A neighbourhood hub, run by one partner for all. Without opening hours its door never closes.

    Raises NotPermitted, or NotPossible if the slug is taken.
    """
    permissions.check_manage_organisations(actor)
    if Hub.objects.filter(slug=slug).exists():
        raise NotPossible("Another hub has this short name already.")
    hub = Hub.objects.create(
        organisation=organisation,
        name=name,
        slug=slug,
        address=address,
        phone=phone,
        status=status,
        opens=opens,
        closes=closes,
    )
    audit.record(actor, "organisations.hub_opened", subject=hub, at=at)
    return hub


@action
def form_team(
    actor: Actor,
    /,
    *,
    organisation: Organisation,
    name: str,
    at: datetime,
    hub: Hub | None = None,
    partners: Iterable[Organisation] = (),
) -> Team:
    """People who work together. The organisation and each partner in it have a seat. Raises NotPermitted."""
    permissions.check_manage_team(actor, organisation_id=organisation.id)
    team = Team.objects.create(organisation=organisation, hub=hub, name=name)
    seated = {partner.id: partner for partner in [organisation, *partners]}
    Seat.objects.bulk_create([Seat(team=team, organisation=partner) for partner in seated.values()])
    audit.record(actor, "organisations.team_formed", subject=team, at=at)
    return team


@action
def take_seat(actor: Actor, /, *, team: Team, membership: Membership, at: datetime) -> SeatHolder:
    """A worker begins to work in a team, in their own organisation's seat. A second time changes nothing.

    Raises NotPermitted, or NotPossible if their place has ended.
    """
    permissions.check_manage_team(actor, organisation_id=team.organisation_id)
    rules.check_still_here(membership.left_at)
    seat, _ = Seat.objects.get_or_create(team=team, organisation_id=membership.organisation_id)
    holder, _ = SeatHolder.objects.get_or_create(seat=seat, membership=membership)
    audit.record(actor, "organisations.seat_taken", subject=membership, at=at, detail={"seat": str(seat.id)})
    return holder
