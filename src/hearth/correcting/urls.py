"""Addresses of putting right."""

from django.urls import path

from hearth.correcting import correction_views, entry_views, move_views, withholding_views

app_name = "correcting"
entry = "people/<uuid:person_id>/entries/<uuid:entry_id>"
urlpatterns = [
    path(entry, entry_views.entry, name="entry"),
    path(f"{entry}/view", entry_views.their_view, name="their_view"),
    path(f"{entry}/correction", correction_views.their_correction, name="their_correction"),
    path(f"{entry}/withholding", withholding_views.withholding, name="withholding"),
    path(f"{entry}/move", move_views.proposal, name="proposal"),
    path("corrections", correction_views.corrections, name="corrections"),
    path("corrections/<uuid:request_id>", correction_views.correction, name="correction"),
    path("corrections/<uuid:request_id>/recipients/<uuid:recipient_id>", correction_views.spreading, name="spreading"),
    path("withheld", withholding_views.withheld, name="withheld"),
    path("withheld/<uuid:withholding_id>", withholding_views.review, name="review"),
    path("moves", move_views.moves, name="moves"),
    path("moves/<uuid:move_id>", move_views.move, name="move"),
    path("moves/<uuid:move_id>/exposures/<uuid:exposure_id>", move_views.exposure, name="exposure"),
]
