"""Addresses of sharing."""

from django.urls import path

from hearth.sharing import decider_views, proxy_views, supporter_views, views

app_name = "sharing"
urlpatterns = [
    path("people/<uuid:person_id>/circle", views.circle, name="circle"),
    path("people/<uuid:person_id>/sealing", views.sealing, name="sealing"),
    path("people/<uuid:person_id>/sealings/<uuid:sealing_id>/lifting", views.lifting, name="lifting"),
    path("people/<uuid:person_id>/override", views.override, name="override"),
    path("people/<uuid:person_id>/override/closing", views.closing, name="closing"),
    path("overrides", views.overrides, name="overrides"),
    path("overrides/<uuid:override_id>/review", views.review, name="review"),
    path("people/<uuid:person_id>/invitations", supporter_views.invitations, name="invitations"),
    path("people/<uuid:person_id>/invitations/codes", supporter_views.supporter_code, name="supporter_code"),
    path(
        "people/<uuid:person_id>/invitations/<uuid:offer_id>/ending",
        supporter_views.invitation_ending,
        name="invitation_ending",
    ),
    path("people/<uuid:person_id>/proxies", proxy_views.proxies, name="proxies"),
    path("people/<uuid:person_id>/proxies/<uuid:proxy_id>/ending", proxy_views.proxy_ending, name="proxy_ending"),
    path("people/<uuid:person_id>/deciders", decider_views.deciders, name="deciders"),
    path("people/<uuid:person_id>/deciders/<uuid:decider_id>", decider_views.decider, name="decider"),
    path("people/<uuid:person_id>/competence", proxy_views.competence, name="competence"),
    path("beside", supporter_views.coming_in_by_code, name="coming_in_by_code"),
    path("beside/words", supporter_views.coming_in_typed, name="coming_in_typed"),
    path("beside/<str:offer>", supporter_views.coming_in_by_link, name="coming_in_by_link"),
]
