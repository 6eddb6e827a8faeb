"""Addresses of measures and of what came of it all."""

from django.urls import path

from hearth.outcomes import figure_views, fill_views, instrument_views, views
from hearth.outcomes.feedback import views as feedback
from hearth.outcomes.pulse import views as pulse

app_name = "outcomes"
of_person = "people/<uuid:person_id>/measures"
of_fill = f"{of_person}/sittings/<uuid:fill_id>"
of_begun = f"{of_person}/sittings/<uuid:begun_id>"
# The same on a screen turned round to the person: nobody else is on it.
together = "people/<uuid:person_id>/together/measures"
TURNED = {"turned": True}
urlpatterns = [
    path(of_person, views.measures, name="measures"),
    path(of_fill, fill_views.fill, name="fill"),
    path(f"{of_begun}/items", fill_views.items, name="items"),
    path(f"{of_begun}/draft", fill_views.draft, name="draft"),
    path(f"{of_fill}/staying", fill_views.staying, name="staying"),
    path(f"{of_begun}/ending", fill_views.letting_go, name="letting_go"),
    path(f"{of_fill}/retraction", fill_views.retraction, name="retraction"),
    path(f"{of_fill}/areas", fill_views.areas, name="areas"),
    path(f"{of_fill}/areas/<uuid:area_id>", fill_views.area, name="area"),
    path(f"{together}/<slug:code>/sittings", views.beginning, TURNED, name="beginning_together"),
    path(f"{together}/sittings/<uuid:begun_id>/items", fill_views.items, TURNED, name="items_together"),
    path(f"{together}/sittings/<uuid:begun_id>/ending", fill_views.letting_go, TURNED, name="letting_go_together"),
    path(f"{together}/sittings/<uuid:fill_id>", fill_views.after, name="after_together"),
    path(f"{together}/sittings/<uuid:fill_id>/areas", fill_views.areas, TURNED, name="areas_together"),
    path(f"{together}/sittings/<uuid:fill_id>/areas/<uuid:area_id>", fill_views.area, TURNED, name="area_together"),
    path(f"{of_person}/<slug:code>", views.measure, name="measure"),
    path(f"{of_person}/<slug:code>/sittings", views.beginning, name="beginning"),
    path(f"{of_person}/<slug:code>/offers", views.offer, name="offer"),
    path("instruments", instrument_views.every, name="instruments"),
    path("instruments/<slug:code>", instrument_views.instrument, name="instrument"),
    path("instruments/<slug:code>/boundary", instrument_views.boundary, name="boundary"),
    path("instruments/<slug:code>/rule-checks", instrument_views.rule_checks, name="rule_checks"),
    path("instrument-words/<uuid:wording_id>/ending", instrument_views.ending, name="ending"),
    path("outcomes", figure_views.every, name="figures"),
    path("outcomes/groups/<slug:cohort>", figure_views.cohort, name="cohort"),
    path("outcomes/hubs/<slug:hub>", figure_views.hub, name="hub"),
    path("feedback", feedback.feedback, name="feedback"),
    path("feedback/<str:said_token>", feedback.said, name="said"),
    path("you-said", feedback.you_said, name="you_said"),
    path("you-said/<uuid:you_said_id>/ending", feedback.taking_down, name="taking_down"),
    path("desk/pulse", pulse.pulse, name="pulse"),
    path("desk/feedback", feedback.everything, name="feedback_to_answer"),
    path("desk/feedback/<uuid:feedback_id>", feedback.heard, name="heard"),
    path("desk/feedback/<uuid:feedback_id>/steps", feedback.steps, name="feedback_steps"),
    path("desk/feedback/<uuid:feedback_id>/telling", feedback.telling, name="feedback_telling"),
]
